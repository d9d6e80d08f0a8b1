/**
 * Small values for the page's tests: two cities and a quotation, as the desk would give them.
 */

import type { City, CityId, ComparisonRow, PassageId, Quotation, Reply } from "../../../src/model.ts";
import type { Texts } from "../../../src/ports/texts.ts";

export const cities = [city("kodaira", "小平市", "こだいらし", "Kodaira"), city("hino", "日野市", "ひのし", "Hino")];

export const quoted: Quotation = {
  passage: "kodaira-1" as PassageId,
  city: "kodaira" as CityId,
  cityName: "小平市",
  lines: [{ role: "text", text: "協働をすることができる。" }],
  source: "小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働",
  score: 1,
  dated: "平成30年12月の指針です（8年前）。今は変わっているかもしれません。",
  before: [],
  after: [],
  remarks: [],
};

export const answer: Reply = {
  outcome: "answer",
  matter: { city: undefined, topic: undefined, reason: undefined },
  language: "ja",
  lead: "次のように書かれています。",
  quotations: [quoted],
  further: { title: "", quotations: [] },
  comparison: [],
  related: { title: "続けて聞けること", questions: ["提案はだれができますか"] },
  actions: [{ label: "もっと詳しく", text: "もっと詳しく教えて", city: undefined }],
  privacy: "",
  text: "",
};

const bare: Reply = { ...answer, quotations: [], related: { title: "", questions: [] }, actions: [] };

export const decline: Reply = { ...bare, outcome: "decline", lead: "書かれていませんでした。" };
export const handoff: Reply = {
  ...bare,
  outcome: "handoff",
  lead: "すぐに119番に電話してください。\n・119番 救急・火事\n・110番 警察",
};
export const chat: Reply = { ...bare, outcome: "chat", lead: "こんにちは。" };
export const clarify: Reply = {
  ...bare,
  outcome: "clarify",
  lead: "どの市についてお調べしますか。",
  actions: cities.map(({ id, names }) => ({ label: names.ja, text: "協働とは", city: id })),
};

const row: ComparisonRow = {
  city: "kodaira" as CityId,
  cityName: "小平市",
  lead: "協働できます。",
  isSilent: false,
  quotations: [quoted],
};
const rows: readonly ComparisonRow[] = [
  row,
  { ...row, city: "hino" as CityId, cityName: "日野市", lead: "記載なし", isSilent: true, quotations: [] },
];
export const compare: Reply = { ...bare, outcome: "compare", lead: "市ごとに並べました。", comparison: rows };

/** For what is not about the texts. */
export const noTexts: Texts = { cities, of: () => undefined, find: () => [] };

function city(id: string, ja: string, kana: string, en: string): City {
  return {
    id: id as CityId,
    names: { ja, kana, en, others: [], mistaken: [] },
    guideline: {
      title: `${ja}協働の指針`,
      kind: "指針",
      issuer: ja,
      issued: null,
      revised: null,
      latestMention: null,
      sha256: "",
      source: null,
    },
    contacts: [],
  };
}
