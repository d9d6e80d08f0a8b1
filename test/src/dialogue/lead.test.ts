import { describe, expect, test } from "vitest";
import { withFittingNote } from "../../../src/dialogue/lead.ts";
import type { CityId, Hit, Note, Passage } from "../../../src/model.ts";

const note = (ja: string, evidence: string): Note => ({
  city: "kodaira" as CityId,
  kind: "answer",
  topic: "meaning",
  questions: [],
  plain: { ja, "ja-easy": ja, en: ja },
  evidence: [evidence],
  passages: [],
});
const fits = (question: string, ja: string, { evidence = ja, nearest = "" } = {}) => {
  const reasons = [{ field: "expected", term: nearest, from: nearest, weight: 1, points: 1 }];
  const hit: Hit = { passage: {} as Passage, score: 1, reasons, note: note(ja, evidence) };
  return withFittingNote(hit, question).note !== undefined;
};

describe("a plain answer leads", () => {
  test.each([
    ["that says what was asked", "協働とは何ですか", "協働は力を合わせることです。", {}],
    ["with the date that was asked for", "いつできましたか", "平成20年10月にできました。", {}],
    ["with the article that was asked for", "第3条は何を定めていますか", "第3条は協働を定めています。", {}],
    ["that denies what was denied", "対象にならない活動は", "政治の活動は対象になりません。", {}],
    ["whose question denies, too", "入れない団体は", "営利の団体です。", { nearest: "入れない会はどれ" }],
    ["where the question denies from politeness", "企業も参加できませんか", "企業も参加できます。", {}],
  ])("%s", (_, question, ja, more) => expect(fits(question, ja, more)).toBe(true));
});

describe("the quotation speaks for itself", () => {
  test.each([
    ["where another article was asked for", "第13条は何を定めていますか", "第3条は協働を定めています。"],
    ["where the answer has no date", "連絡会はいつできましたか", "連絡会は団体をつなぐ会です。"],
    ["where the answer has no count", "法人数は", "団体の種類は法人や会です。"],
    ["where it says who may and not who may not", "主体になれない人は", "個人も主体になります。"],
  ])("%s", (_, question, ja) => expect(fits(question, ja)).toBe(false));
});

test("a hit without a note stays as it is", () => {
  const hit: Hit = { passage: {} as Passage, score: 1, reasons: [], note: undefined };
  expect(withFittingNote(hit, "いつ")).toBe(hit);
});
