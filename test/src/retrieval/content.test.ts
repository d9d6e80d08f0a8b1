import { beforeAll, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { contentOf } from "../../../src/retrieval/content.ts";
import { twoCityDesk } from "../../fixtures/two-cities.ts";

let desk: Assembly;
beforeAll(async () => {
  desk = await twoCityDesk();
});

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
  ["nothing, for figures alone", "10 200", []],
  ["nothing, where nothing is typed", "", []],
])("a question is about %s: %s", (_, text, expected) => expect(content(text)).toEqual(expected));
test("a word keeps its kind and its reading", () => {
  const { terms } = desk.tokenizer.tokens("図書室は");
  expect(contentOf({ ...desk.tokenizer.tokens(""), terms })).toEqual([terms.find(({ term }) => term === "図書室")]);
});
