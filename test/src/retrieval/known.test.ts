import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { contentOf } from "../../../src/retrieval/known.ts";
import { twoCityDesk } from "../../fixtures/two-cities.ts";

let desk: Assembly;
beforeAll(async () => {
  desk = await twoCityDesk();
});

describe("what a question is about", () => {
  const content = (text: string) => contentOf(desk.tokenizer.tokens(text)).map(({ term }) => term);
  test.each([
    ["its nouns and verbs, each once", "花火と花火を見る図書室", ["花火", "見る", "図書室"]],
    ["a compound without its parts", "花火大会", ["花火大会"]],
    ["no question words", "花火はいつどこで", ["花火"]],
    ["no bare figures", "花火 10 200", ["花火"]],
    ["a year by the calendar of the West too", "平成30年の花火", ["平成", "年", "花火", "2018年"]],
    ["no words about the document, where there are others", "花火についての規定の記載", ["花火"]],
    ["words about the document, where there are no others", "規定の記載はありますか", ["規定", "記載"]],
    ["words about the document beside question words and figures", "規定の10はどこ", ["規定"]],
    ["nothing, where nothing is said", "？！", []],
    ["nothing, for question words alone", "いつ、どこで", []],
  ])("is %s: %s", (_, text, expected) => expect(content(text)).toEqual(expected));
});

describe("the share of a question's words that the texts have", () => {
  const share = (text: string) => desk.search.knownShare(desk.search.asked(text, ""));
  test.each([
    ["all of them", "花火大会の会場"],
    ["all of them by the lexicon", "ライブラリー"],
    ["all of them by their kana", "としょしつ"],
  ])("is 1 for %s: %s", (_, text) => expect(share(text)).toBe(1));
  test.each([
    ["none of them", "宇宙船"],
    ["nothing said", "？"],
    ["nothing typed", ""],
  ])("is 0 for %s: %j", (_, text) => expect(share(text)).toBe(0));
  test("is between for some, and words that stand nowhere weigh most", () => {
    expect(share("図書室と宇宙船")).toBeGreaterThan(0);
    expect(share("図書室と宇宙船")).toBeLessThan(0.5);
  });
  test("leaves out what was asked before", () => {
    expect(desk.search.knownShare(desk.search.asked("宇宙船", "花火大会"))).toBe(0);
  });
});
