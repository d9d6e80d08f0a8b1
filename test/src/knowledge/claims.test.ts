import { describe, expect, test } from "vitest";
import { tellsPlanAsFact, unfoundedClaims } from "../../../src/knowledge/claims.ts";

const EVIDENCE = ["小平市民活動支援センター「あすぴあ」は平成２２年４月に開設し、１１７団体が登録している。"];

test.each([
  ["平成22年4月に開設されました。"],
  ["It opened in April 2010."],
  ["「あすぴあ」には 117の 団体（だんたい）が あります。"],
  ["小平市民活動支援センターのことです。"],
  ["「小平（こだいら） 市民活動（しみんかつどう） 支援（しえん）センター」で 集（あつ）まります。"],
  ["小平市民（こだいらしみん） 活動支援（かつどうしえん）センターの ことです。"],
])("%s is borne out", (text) => expect(unfoundedClaims(text, EVIDENCE)).toEqual([]));

test.each([
  ["a figure", "118団体が登録しています。", "118"],
  ["a year", "It opened in 2011.", "2011"],
  ["a name in brackets", "「むすぶ」という冊子です。", "むすぶ"],
  ["the name of a scheme", "協働事業提案制度があります。", "協働事業提案制度"],
])("%s that the evidence does not hold is told", (_, text, claim) => {
  expect(unfoundedClaims(text, EVIDENCE)).toEqual([expect.stringContaining(claim)]);
});

describe("what is only planned", () => {
  const PLAN = ["協働推進コーナーを設けます。", "評価の しくみを\n構築していきます"];

  test.each([
    ["ja", "「協働推進コーナー」があります。"],
    ["ja", "評価のしくみを設けます。"],
    ["ja-easy", "コーナーが あります。"],
    ["ja-easy", "市（し）が しくみを 作（つく）ります。"],
    ["en", "There is a collaboration corner."],
    ["en", "The city evaluates projects."],
  ] as const)("is told as a fact in %s: %s", (language, text) => {
    expect(tellsPlanAsFact(text, language, PLAN)).toBe(true);
  });
  test.each([
    ["ja", "協働推進コーナーを設けると書かれています。"],
    ["ja", "協働推進コーナーを設けるとしています。"],
    ["ja", "評価のしくみを構築していきます。"],
    ["ja", "コーナーの設置が予定されています。"],
    ["ja-easy", "コーナーを 作（つく）ると 書（か）いて あります。"],
    ["ja-easy", "市（し）は コーナーを 作（つく）る ことに して います。"],
    ["ja-easy", "しくみを 作（つく）りたいと いう ことです。"],
    ["ja-easy", "しくみを 目指（めざ）して います。"],
    ["ja-easy", "しくみを 考（かんが）えます。"],
    ["en", "The city will set up a corner."],
    ["en", "The guideline says that the city sets up a corner."],
    ["en", "According to the text, there is a corner."],
    ["en", "The city aims at an evaluation system."],
    ["en", "A corner is to be set up."],
    ["en", "The city Intends it."],
  ] as const)("is told as a plan in %s: %s", (language, text) => {
    expect(tellsPlanAsFact(text, language, PLAN)).toBe(false);
  });
  test.each([
    ["a fact stands beside it", [...PLAN, "図書室は駅前にあります。"]],
    ["a fact stands before it", ["図書室は駅前にある。協働推進コーナーを設けます。"]],
    ["it is done every day", ["市は研修を行います。"]],
    ["it is a rule", ["活動とは、営利を目的としない活動のこととします。"]],
    ["nothing is said", []],
    ["it is a fact", EVIDENCE],
  ])("is no matter where %s", (_, evidence) => {
    expect(tellsPlanAsFact("あります。", "ja", evidence)).toBe(false);
  });
  test.each(["will", "would", "plans", "aims", "intends", "hopes", "seeks", "says", "states", "is to", "according to"])(
    "in English 「%s」 tells so, as a word of its own",
    (word) => {
      expect(tellsPlanAsFact(`A corner ${word} it.`, "en", PLAN)).toBe(false);
      expect(tellsPlanAsFact(`A corner x${word}x it.`, "en", PLAN)).toBe(true);
    },
  );
});
