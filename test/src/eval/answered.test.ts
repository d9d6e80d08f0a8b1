import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { answered, answeredRow, readableRow } from "../../../src/eval/answered.ts";
import type { PassageId, Quotation, Reply } from "../../../src/model.ts";
import { EAST, twoCityDesk } from "../../fixtures/two-cities.ts";

const quotation = (passage: string): Quotation => ({
  passage: passage as PassageId,
  city: EAST,
  cityName: "東野市",
  lines: [
    { role: "text", text: `${passage}の一行目` },
    { role: "item", text: "二行目" },
  ],
  source: `${passage}の出典`,
  score: 7,
  dated: "",
  before: [{ role: "text", text: "前" }],
  after: [],
  remarks: ["図がありません"],
});
const REPLY: Reply = {
  outcome: "answer",
  matter: { city: undefined, topic: undefined, reason: undefined },
  language: "ja",
  lead: "",
  quotations: [quotation("一"), quotation("二")],
  further: { title: "ほか", quotations: [quotation("三")] },
  comparison: [{ city: EAST, cityName: "東野市", lead: "", isSilent: false, quotations: [quotation("四")] }],
  related: { title: "", questions: [] },
  actions: [],
  privacy: "",
  text: "全文",
};

describe("a reply becomes an answered row", () => {
  test("with its passages in the order in which they are shown: rests on, further, compared", () => {
    const { passages, ...rest } = answered("7", REPLY);
    expect(rest).toEqual({ id: "7", outcome: "answer", reply: "全文" });
    expect(passages.map(({ source }) => source)).toEqual(["一の出典", "二の出典", "三の出典", "四の出典"]);
  });
  test("with the quoted lines alone, neither what stands around them nor remarks", () => {
    const [first] = answered("7", REPLY).passages;
    expect(first).toEqual({ city: EAST, source: "一の出典", text: "一の一行目\n二行目", score: 7 });
  });
});

describe("over a desk", () => {
  let desk: Assembly["desk"];
  beforeAll(async () => {
    ({ desk } = await twoCityDesk());
  });
  const row = (data: object) => readableRow(desk.cities, { id: "a", question: "図書室はどこですか", ...data });

  test.each([
    ["a city that it has", { city: EAST }],
    ["no city", {}],
    ["an empty city", { city: "" }],
  ])("a row with %s is read", (_, data) => expect(row(data)).toMatchObject({ id: "a" }));
  test("a row with another city is told which there are", () => {
    expect(row({ city: "mitaka" })).toBe("has an unknown city; known are nishino, higashino");
  });
  test("a row that is none keeps its own reason", () => expect(row({ question: 7 })).toBe("has no question"));

  test("the city of the row is asked, and what was asked before counts", () => {
    const asked = { id: "a", question: "図書室はどこですか", city: EAST, history: [], asker: "resident" } as const;
    const { id, outcome, passages } = answeredRow(desk, asked);
    expect({ id, outcome, cities: passages.map(({ city }) => city) }).toEqual({
      id: "a",
      outcome: "answer",
      cities: passages.map(() => EAST),
    });
    const followUp = { ...asked, question: "西野市は？", city: null, history: ["図書室はどこですか"] };
    expect(answeredRow(desk, followUp).passages[0]).toMatchObject({ city: "nishino" });
  });
});
