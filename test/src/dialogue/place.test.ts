import { beforeAll, expect, test } from "vitest";
import { asksOfOtherTown } from "../../../src/dialogue/place.ts";
import { type Morphology, morphology } from "../../../src/text/morphology.ts";

let words: Morphology;
beforeAll(async () => {
  words = await morphology({ cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
});

test.each(["三鷹市の補助金", "府中市 提案制度", "東京都では評価しますか", "杉並区は？"])(
  "%s asks of another town",
  (text) => {
    expect(asksOfOtherTown(words.morphemes(text))).toBe(true);
  },
);
test.each([
  "三鷹市に住んでいますが参加できますか",
  "三鷹市民も入れますか",
  "市の補助金",
  "この町の会",
  "神戸の地震がきっかけですか",
  "",
])("%s does not", (text) => {
  expect(asksOfOtherTown(words.morphemes(text))).toBe(false);
});
