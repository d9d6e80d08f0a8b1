/**
 * The desk's own sentences in Japanese. Whatever else a person reads is quoted.
 */

import type { City } from "../model.ts";

export const ja = {
  answer: (city: City): string => `${city.names.ja}の「${city.guideline.title}」には、次のように書かれています。`,
  further: "ほかに関係がありそうな文",
  figureMissing: "この文が指している図は、この窓口の文書には入っていません。市が出している文書で確かめてください。",
  notTheGuideline: (kind: string): string => `この文書は、指針そのものではなく、「${kind}」です。`,
  source: "出典",
  nothingTyped: "知りたいことを、文字で書いてください。たとえば「市民活動団体とは何ですか」のように書けます。",
  notWritten: (cities: readonly City[]): string => {
    const where =
      cities.length === 0 ? "この窓口にある市の文書" : cities.map((c) => `「${c.guideline.title}」`).join("、");
    return `おたずねのことは、${where}の中には見つかりませんでした。市役所の窓口にお問い合わせください。`;
  },
  otherTown: (cities: readonly City[]): string =>
    `この窓口にあるのは、${cities.map((c) => c.names.ja).join("、")}の文書だけです。ほかの市や町のことは、その役所にお問い合わせください。`,
  nearest: "近いことが書かれているところ",
} as const;
