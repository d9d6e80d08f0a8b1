import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../../src/assemble.ts";
import { readLexicon } from "../../../src/knowledge/city-file.ts";
import { type Lexicon, type LexiconGroup, lexicon } from "../../../src/text/lexicon.ts";
import { squeezed } from "../../../src/text/normalize.ts";
import type { Tokenizer } from "../../../src/text/tokenize.ts";
import { CITIES } from "../../fixtures/cities.ts";

const WEIGHTS = { official: 0.1, everyday: 0.2, english: 0.3, variants: 0.4 };
const FILE = readLexicon("knowledge/lexicon.json", readFileSync("knowledge/lexicon.json", "utf8"));

let tokenizer: Tokenizer;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  ({ tokenizer } = await assemble(places));
});

const group = (parts: Partial<LexiconGroup>): LexiconGroup => {
  return { official: [], everyday: [], english: [], variants: [], ...parts };
};
const GROUPS = [
  group({ official: ["協働"], everyday: ["一緒にやる"], english: ["working together"], variants: ["共同", "協同"] }),
  group({ official: ["補助金", "助成"], everyday: ["お金"], english: ["subsidy", "grant"] }),
  group({ official: ["提案"], everyday: ["持ち込む"], english: ["propose", "project idea"] }),
  group({ official: ["地域"], everyday: ["まち"] }),
  group({ official: ["活動拠点"], everyday: ["たまりば"] }),
];
const made = (): Lexicon => lexicon(GROUPS, tokenizer, WEIGHTS);
const hints = (text: string) =>
  made()
    .expansions(tokenizer.tokens(text))
    .map(({ from, terms }) => `${from} → ${terms.join(" ")}`);

describe("an expansion leads", () => {
  test.each([
    ["everyday words to the official ones", "市がお金をくれる？", ["お金 → 補助金", "お金 → 助成"]],
    ["a phrase as a whole", "市と一緒にやる方法", ["一緒にやる → 協働"]],
    ["a misspelling to the right word", "市民と市の協同", ["協同 → 協働"]],
    ["one official word to its companions", "助成はありますか", ["助成 → 補助金"]],
    ["an English word", "Is there a grant?", ["grant → 補助金", "grant → 助成"]],
    ["an English plural", "SUBSIDIES", ["subsidy → 補助金", "subsidy → 助成"]],
    ["an English verb in another form", "proposing a plan", ["propose → 提案"]],
    ["English words in a row", "We like working together.", ["working together → 協働"]],
    ["English words joined by a hyphen", "our project-ideas", ["project idea → 提案"]],
    ["words in full-width letters", "ｇｒａｎｔ", ["grant → 補助金", "grant → 助成"]],
    ["words typed with a space within", "お 金", ["お金 → 補助金", "お金 → 助成"]],
  ])("%s", (_, text, expected) => expect(hints(text)).toEqual(expected));

  test.each([
    ["a question of other words", "図書館はあいていますか"],
    ["English words that do not follow one another", "a project without an idea"],
    ["a part of an English word", "migrants"],
    ["short kana inside another word", "まちがいがあります"],
    ["an empty text", ""],
  ])("nowhere from %s", (_, text) => expect(hints(text)).toEqual([]));

  test("short kana from edge to edge, in katakana too", () => {
    expect(hints("まちの活動")).toEqual(["まち → 地域"]);
    expect(hints("マチの活動")).toEqual(["まち → 地域"]);
  });
  test("longer kana wherever they stand", () => expect(hints("みんなのたまりばです")).toEqual(["たまりば → 活動拠点"]));

  test.each([
    ["official", "助成"],
    ["everyday", "お金"],
    ["english", "grant"],
    ["variants", "共同"],
  ] as const)("with the weight of its kind: %s", (kind, text) => {
    const weights = made()
      .expansions(tokenizer.tokens(text))
      .map(({ weight }) => weight);
    expect(new Set(weights)).toEqual(new Set([WEIGHTS[kind]]));
  });
});

test("it lists its official words", () => {
  expect(made().official).toEqual(["協働", "補助金", "助成", "提案", "地域", "活動拠点"]);
});

describe("of the lexicon in knowledge/", () => {
  const phrases = ({ official, everyday, english, variants }: LexiconGroup) =>
    [...official, ...everyday, ...english, ...variants].map(squeezed);

  test("no phrase leads to itself", () => {
    const whole = lexicon(FILE.groups, tokenizer, WEIGHTS);
    for (const words of FILE.groups.flatMap((g) => [...g.official, ...g.everyday, ...g.english, ...g.variants])) {
      const tokens = tokenizer.tokens(words);
      const itself = tokens.terms.filter(({ kind }) => kind !== "part").map(({ term }) => term);
      const own = whole.expansions(tokens).filter(({ from }) => squeezed(from) === squeezed(words));
      expect(own.map(({ terms }) => terms)).not.toContainEqual(itself);
    }
  });

  test("every compound's reading is kana", () => {
    for (const reading of Object.values(FILE.compounds)) expect(reading).toMatch(/^[ぁ-ゖー]+$/u);
  });

  test("every compound is joined again by the tokenizer", () => {
    const apart = Object.keys(FILE.compounds).filter(
      (word) => tokenizer.tokens(word).terms[0]?.term !== squeezed(word),
    );
    expect(apart).toEqual([]);
  });

  test("no group says a phrase twice", () => {
    const twice = FILE.groups.flatMap((g) => phrases(g).filter((words, i, all) => all.indexOf(words) !== i));
    expect(twice).toEqual([]);
  });

  test("every official word stands in a guideline", () => {
    const texts = CITIES.map(({ file }) => squeezed(file.replace(/<[^>]*>/gu, "")));
    const absent = FILE.groups
      .flatMap(({ official }) => official)
      .filter((words) => !texts.some((text) => text.includes(squeezed(words))));
    expect(absent).toEqual([]);
  });

  test.each([
    ["project", "情報"],
    ["日本語の教室", "ハンドブック"],
    ["関係する人", "窓口"],
    ["取り組む", "協働"],
  ])("%s does not lead to %s by letters inside its words", (text, wrong) => {
    const terms = lexicon(FILE.groups, tokenizer, WEIGHTS)
      .expansions(tokenizer.tokens(text))
      .flatMap((hint) => hint.terms);
    expect(terms).not.toContain(wrong);
  });
});
