import { expect, test } from "vitest";
import type { CityId, PassageId, Quotation, Reply } from "../../../../src/model.ts";
import { wordingText } from "../../../../src/staff/look-up/wording-text.ts";

const quotation = (text: string): Quotation => ({
  passage: "hino-1" as PassageId,
  city: "hino" as CityId,
  cityName: "日野市",
  lines: [
    { role: "label", text: "取組" },
    { role: "text", text },
  ],
  source: "指針 1",
  score: 1,
  dated: "",
  before: [{ role: "text", text: "前" }],
  after: [],
  remarks: [],
});
const reply = (part: Partial<Reply>): Reply => ({
  outcome: "answer",
  matter: { city: undefined, topic: undefined, reason: undefined },
  language: "ja",
  lead: "はい。",
  quotations: [],
  further: { title: "", quotations: [] },
  comparison: [],
  related: { title: "", questions: [] },
  actions: [],
  privacy: "",
  text: "",
  ...part,
});
const row = (lead: string, quotations: readonly Quotation[]) => {
  return { city: "hino" as CityId, cityName: "日野市", lead, isSilent: quotations.length === 0, quotations };
};

test.each([
  ["words alone", reply({}), "はい。"],
  [
    "an answer with what it rests on",
    reply({ quotations: [quotation("協働する。")] }),
    "はい。\n\n文書のことば：\n【取組】\n協働する。\n出典：指針 1",
  ],
  [
    "what is to be known of a quotation under it",
    reply({ language: "en", lead: "Yes.", quotations: [{ ...quotation("協働する。"), remarks: ["No figure."] }] }),
    "Yes.\n\nWords of the document:\n【取組】\n協働する。\nSource: 指針 1\nNo figure.",
  ],
  [
    "a comparison with the best of each city",
    reply({
      lead: "並べました。",
      comparison: [row("する。", [quotation("甲"), quotation("乙")]), row("記載なし", [])],
    }),
    "並べました。\n\n■ 日野市\nする。\n文書のことば：\n【取組】\n甲\n出典：指針 1\n\n■ 日野市\n記載なし",
  ],
])("%s", (_, given, expected) => expect(wordingText(given)).toBe(expected));
