import { beforeAll, expect, test } from "vitest";
import { asksOfOtherTown } from "../../../src/dialogue/place.ts";
import { type Morphology, morphology } from "../../../src/text/morphology.ts";

let words: Morphology;
beforeAll(async () => {
  words = await morphology({ cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
});
const asks = (text: string) => asksOfOtherTown(words.morphemes(text), text);

test.each([
  "三鷹市の補助金",
  "府中市 提案制度",
  "東京都では評価しますか",
  "杉並区は？",
  "What does Mitaka City say about grants?",
  "Suginami Ward grants",
  "三鷹だと協働の定義は",
  "八王子では提案できますか",
  "八王子の協働の窓口",
])("%s asks of another town", (text) => expect(asks(text)).toBe(true));

test.each([
  "三鷹市に住んでいますが参加できますか",
  "三鷹市民も入れますか",
  "三鷹市から通っています",
  "市の補助金",
  "この町の会",
  "神戸の地震がきっかけですか",
  "日本では珍しい取組ですか",
  "多摩の協働の動き",
  "I live in Mitaka City. Can I take part?",
  "What does The City say?",
  "Our Town needs help",
  "",
])("%s does not", (text) => expect(asks(text)).toBe(false));
