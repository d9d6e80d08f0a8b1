/**
 * Small values for the page's tests: two cities and a quotation, as the desk would give them.
 */

import type { City, CityId, PassageId, Quotation, Reply } from "../../../src/model.ts";

export const cities = [city("kodaira", "小平市"), city("hino", "日野市")];

export const quoted: Quotation = {
  passage: "kodaira-1" as PassageId,
  city: "kodaira" as CityId,
  cityName: "小平市",
  lines: [{ role: "text", text: "協働をすることができる。" }],
  source: "小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働",
  score: 1,
  before: [],
  after: [],
  remarks: [],
};

export const answer: Reply = {
  outcome: "answer",
  lead: "次のように書かれています。",
  quotations: [quoted],
  furtherTitle: "ほかに、近いことが書かれている文",
  text: "",
};

export const decline: Reply = { ...answer, outcome: "decline", lead: "書かれていませんでした。", quotations: [] };

function city(id: string, ja: string): City {
  return {
    id: id as CityId,
    names: { ja, kana: ja, en: id, others: [], mistaken: [] },
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
