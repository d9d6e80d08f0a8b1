import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { type KanaWords, kanaWords } from "../../../src/retrieval/kana.ts";
import type { TermKind } from "../../../src/text/tokenize.ts";

let desk: Assembly;
let known: KanaWords;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
  known = kanaWords(KNOWN.map(([term, reading, kind = "word"]) => ({ term, reading, kind })));
});

const KNOWN: readonly (readonly [term: string, reading: string, kind?: TermKind])[] = [
  ["協働", "きょうどう", "compound"],
  ["支援センター", "しえんせんたー", "compound"],
  ["支援", "しえん"],
  ["補助", "ほじょ"],
  ["女", "じょ"],
  ["市", "し"],
  ["ルール", "るーる"],
  ["後援", "こうえん"],
  ["公園", "こうえん"],
  ["何", "なん", "question"],
  ["集める", "あつめ", "verb"],
  ["まち", "まち"],
];
const found = (text: string) =>
  known.within(desk.tokenizer.tokens(text)).map(({ from, term }) => (from === term ? term : `${from} → ${term}`));

describe("a word of the corpus is recognised", () => {
  test.each([
    ["typed in hiragana", "きょうどうって なに", ["きょうどう → 協働"]],
    ["as a whole rather than by its parts", "しえんせんたー", ["しえんせんたー → 支援センター"]],
    ["typed in katakana", "ホジョ", ["ほじょ → 補助"]],
    ["typed in half-width kana", "ﾎｼﾞｮ", ["ほじょ → 補助"]],
    ["beside another without a space", "きょうどうのるーる", ["きょうどう → 協働", "るーる → ルール"]],
    ["in every way that its kana can be written", "こうえん", ["こうえん → 後援", "こうえん → 公園"]],
    ["short, before a particle", "ほじょは ありますか", ["ほじょ → 補助"]],
    ["short, at the end of a question", "しえん？", ["しえん → 支援"]],
  ])("%s", (_, text, expected) => expect(found(text)).toEqual(expected));

  test.each([
    ["inside another word", "まほじょう"],
    ["when it is a question word", "なんですか"],
    ["when it is a verb", "あつめ"],
    ["of a single kana", "しが"],
    ["that is written in kana anyway", "まち"],
    ["in a question that is mostly kanji", "市民活動団体の補助金の審査きょうどう"],
    ["in a question in another script", "Что такое?"],
    ["in an empty text", ""],
  ])("but none %s", (_, text) => expect(found(text)).toEqual([]));
});

describe("asked in kana, the desk reaches the passage", () => {
  const best = (text: string, limit = 3) => desk.search.hits(desk.search.asked(text, ""), { cities: [], limit });

  test.each([
    ["しえんせんたー", "支援センター"],
    ["しえんせんたーは どこですか", "支援センター"],
    ["ほじょきんは もらえますか", "補助"],
    ["ホジョ", "補助"],
    ["きょうどうの るーる", "協働"],
  ])("%s → %s", (text, words) => {
    const texts = best(text).map(({ passage }) => `${passage.headings.join("\n")}\n${passage.text}`);
    expect(texts).toContainEqual(expect.stringContaining(words));
  });
  test("「きょうどうって なに」 reaches what 「協働って何」 reaches, in whatever order", () => {
    const reached = (text: string) => new Set(best(text, desk.corpus.cities.length).map(({ passage }) => passage.id));
    expect(reached("きょうどうって なに")).toEqual(reached("協働って何"));
  });
});
