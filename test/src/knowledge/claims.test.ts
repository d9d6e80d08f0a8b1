import { expect, test } from "vitest";
import { tellsPlanAsFact, unfoundedClaims } from "../../../src/knowledge/claims.ts";

const EVIDENCE = ["小平市民活動支援センター「あすぴあ」は平成２２年４月に開設し、１１７団体が登録している。"];

test.each([
  ["平成22年4月に開設されました。"],
  ["It opened in April 2010."],
  ["「あすぴあ」には 117の 団体（だんたい）が あります。"],
  ["小平市民活動支援センターのことです。"],
])("%s is borne out", (text) => expect(unfoundedClaims(text, EVIDENCE)).toEqual([]));

test.each([
  ["a figure", "118団体が登録しています。", "118"],
  ["a year", "It opened in 2011.", "2011"],
  ["a name in brackets", "「むすぶ」という冊子です。", "むすぶ"],
  ["the name of a scheme", "協働事業提案制度があります。", "協働事業提案制度"],
])("%s that the evidence does not hold is told", (_, text, claim) => {
  expect(unfoundedClaims(text, EVIDENCE)).toEqual([expect.stringContaining(claim)]);
});

const PLAN = ["協働推進コーナーを設けます。"];
test.each([
  ["「協働推進コーナー」があります。", true],
  ["協働推進コーナーを設けると書かれています。", false],
  ["協働推進コーナーを設けるとしています。", false],
])("%s tells a plan as a fact: %s", (text, expected) => expect(tellsPlanAsFact(text, PLAN)).toBe(expected));
test("what is not planned may be told as a fact", () =>
  expect(tellsPlanAsFact("開設されました。", EVIDENCE)).toBe(false));
