/**
 * The desk's own sentences in Japanese. Whatever else a person reads is quoted.
 */

import type { City } from "../model.ts";

export const ja = {
  answer: (city: City): string => `「${city.guideline.title}」には、次のように書かれています。`,
  further: "こちらかもしれません",
  figureMissing: "この文にある図は、この窓口の資料には入っていません。市が出している資料で確かめてください。",
  source: "出典",
  nothingTyped: "知りたいことを、文字で書いてください。たとえば「市民活動団体とは何ですか」のように書けます。",
  notWritten: (cities: readonly City[]): string => {
    const where = cities.length === 0 ? "ここにある市の資料" : cities.map((c) => `「${c.guideline.title}」`).join("、");
    return `お尋ねのことは、${where}の中には見つかりませんでした。市役所の窓口にお問い合わせください。`;
  },
  otherTown: (cities: readonly City[]): string =>
    `この窓口にあるのは、${cities.map((c) => c.names.ja).join("、")}の文書だけです。ほかの市や町のことは、その役所にお問い合わせください。`,
  nearest: "近いことが書かれているところ",
} as const;
