import { beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../../src/assemble.ts";
import type { Corpus } from "../../../src/knowledge/corpus.ts";
import type { Tokenizer } from "../../../src/text/tokenize.ts";

let tokenizer: Tokenizer;
let corpus: Corpus;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  ({ tokenizer, corpus } = await assemble(places));
});

const termsOf = (text: string) => tokenizer.tokens(text).terms.map(({ term }) => term);
const ofKind = (kind: string, text: string) =>
  tokenizer.tokens(text).terms.flatMap((t) => (t.kind === kind ? [t.term] : []));

describe("a word that the dictionary splits and the lexicon knows", () => {
  test.each([
    ["協働", ["協働"]],
    ["市民活動団体", ["市民活動団体"]],
    ["市民活動支援センター", ["市民活動", "支援センター"]],
    ["協働事業提案制度", ["協働事業", "提案制度"]],
    ["自治基本条例", ["自治基本条例"]],
  ])("%s is joined again to %j", (text, compounds) => expect(ofKind("compound", text)).toEqual(compounds));

  test.each([
    ["市民活動団体", ["市民", "活動", "団体"]],
    ["市民活動支援センター", ["市民", "活動", "支援", "センター"]],
    ["提案制度", ["提案", "制度"]],
  ])("%s is found by its parts %j too", (text, parts) => expect(ofKind("part", text)).toEqual(parts));

  test("has no single letter for a part", () => expect(ofKind("part", "協働")).toEqual([]));
  test("carries the lexicon's reading", () => {
    expect(tokenizer.tokens("協働").terms).toEqual([
      { term: "協働", reading: "きょうどう", kind: "compound", start: 0, end: 2 },
    ]);
  });
  test("is known in any width", () => expect(ofKind("compound", "市民活動支援ｾﾝﾀｰ")).toContain("支援センター"));
});

describe("years", () => {
  test.each([
    ["平成30年12月", "2018年"],
    ["平成３０年度", "2018年"],
    ["平成 30 年", "2018年"],
    ["2018年", "2018年"],
    ["２０１８", "2018年"],
    ["令和元年", "2019年"],
    ["平成元年", "1989年"],
    ["昭和64年", "1989年"],
    ["大正15年", "1926年"],
    ["明治45年", "1912年"],
  ])("%s is found as %s", (text, year) => expect(ofKind("year", text)).toEqual([year]));

  test("of both calendars share a term", () => {
    expect(termsOf("平成30年").filter((term) => termsOf("2018年").includes(term))).toContain("2018年");
  });
  test("in one text are all found", () => expect(ofKind("year", "2004・2005年")).toEqual(["2004年", "2005年"]));

  test.each(["20181", "120180", "19年", "平成の年", "昭和100年", "042-325-0111", "3018年"])("%s is none", (text) =>
    expect(ofKind("year", text)).toEqual([]),
  );
});

describe("only words of content are kept", () => {
  test.each([
    ["particles and endings fall away", "市民が市と協働するには、どこへ", ["市民", "市", "協働", "どこ"]],
    ["so do words that stand everywhere", "ことができるようになっている", []],
    ["verbs stand in their dictionary form", "話し合った", ["話し合う"]],
    ["so do adjectives", "新しかった", ["新しい"]],
    ["punctuation and emoji fall away", "、。！？（）😀★", []],
    ["an empty text has none", "", []],
  ])("%s", (_, text, expected) => expect(termsOf(text)).toEqual(expected));

  test("verbs are marked", () => expect(ofKind("verb", "学生が取り組んでいます")).toEqual(["取り組む"]));

  test.each(["どこ", "いつ", "だれ", "何", "なぜ", "どうして", "いくら"])("the question word %s is marked", (word) =>
    expect(ofKind("question", `${word}？`)).toEqual([word]),
  );
});

describe("positions", () => {
  test.each([
    ["behind a kanji beyond the first plane", "𠮷野家で協働する", "協働"],
    ["behind emoji", "😀👨‍👩‍👧 協働😀", "協働"],
    ["behind half a surrogate pair", "\ud83d協働", "協働"],
    ["behind letters that grow when normalised", "㈱㌀協働", "協働"],
    ["of a year in another calendar", "😀平成３０年", "2018年"],
  ])("point to the word %s", (_, text, word) => {
    const { normalized, terms } = tokenizer.tokens(text);
    const { start, end } = terms.find(({ term }) => term === word)!;
    expect(normalized.slice(start, end)).toBe(word === "2018年" ? "平成30年" : word);
  });

  test("whatever the text, lie within the normalised text, and no term is empty", () => {
    for (const text of [...corpus.passages.map((p) => p.text), "\ud83d\udc00\0", "ﷺ㌀".repeat(99), "a".repeat(999)]) {
      const { normalized, terms } = tokenizer.tokens(text);
      for (const { term, start, end } of terms) {
        expect(term).not.toBe("");
        expect([start >= 0, start < end, end <= normalized.length]).toEqual([true, true, true]);
      }
    }
  });

  test("of a compound cut it out of the normalised text", () => {
    for (const { text } of corpus.passages) {
      const { normalized, terms } = tokenizer.tokens(text);
      for (const { term, kind, start, end } of terms) {
        if (kind === "compound") expect(normalized.slice(start, end)).toBe(term);
      }
    }
  });
});
