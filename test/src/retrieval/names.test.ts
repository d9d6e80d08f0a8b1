import { beforeAll, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { names } from "../../../src/retrieval/names.ts";

let desk: Assembly;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
});

const tokens = (text: string) => desk.tokenizer.tokens(text);
const named = (text: string, heading = "") => names([{ heading: tokens(heading), text: tokens(text) }]);

test.each([
  ["a heading", "市が行います。", "協働の評価", ["協働の評価"]],
  ["each of several headings", "市が行います。", "今後の取組\n協働の評価", ["今後の取組", "協働の評価"]],
  ["what stands in brackets", "冊子「たねを育てよう」を配る。", "", ["たねを育てよう"]],
  ["a run of nouns", "市は市民活動支援センターを設ける。", "", ["市民活動支援センター"]],
  ["a run of nouns with Latin letters", "ＮＰＯ活動支援室で話す。", "", ["npo活動支援室"]],
])("%s is a name", (_, text, heading, expected) => expect(named(text, heading)).toEqual(expected));

test("a name is listed once however often it stands", () => {
  expect(named("市民活動支援センターは、「市民活動支援センター」とも呼ぶ。")).toEqual(["市民活動支援センター"]);
});
test("words shorter than four letters and headings longer than 24 are no names", () => {
  expect(named("指針を「協働」と呼ぶ。", "市民活動団体と市との間で、透明性の高い協働のしくみをつくります")).toEqual([]);
});

test.each([
  "市民活動支援センター",
  "指定管理者",
  "協働事業提案制度",
  "協働推進検討会",
  "社会福祉法人",
  "なんでも相談室",
])("%s is a name in the guidelines", (name) => {
  const texts = desk.corpus.passages.map(({ headings, text }) => {
    return { heading: tokens(headings.join("\n")), text: tokens(text) };
  });
  expect(names(texts)).toContain(name);
});
