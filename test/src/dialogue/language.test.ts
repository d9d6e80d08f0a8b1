import { describe, expect, test } from "vitest";
import { languageOf } from "../../../src/dialogue/language.ts";

describe("Japanese is", () => {
  test.each([
    ["a sentence", "協働とは何ですか"],
    ["keywords parted by spaces", "補助金 上限 申請"],
    ["keywords parted by wide spaces", "協働　定義"],
    ["kana alone, run together", "きょうどうってなんですか"],
    ["with a short name in Latin letters", "NPOとは"],
    ["with signs among the kana", "Q&Aはありますか"],
    ["with a remark in brackets behind kanji", "助成金（上限）は？"],
    ["with brackets in front of kanji", "（市）の人"],
    ["with two English words", "協働 is what"],
    ["an ending alone", "ですか"],
  ])("%s", (_, text) => expect(languageOf(text)).toBe("ja"));
});

describe("やさしい日本語 is", () => {
  test.each([
    ["readings behind kanji", "市（し）の人（ひと）に聞（き）く"],
    ["readings in half-width brackets", "協働(きょうどう)とは"],
    ["phrases in kana parted by spaces", "きょうどうって なんですか"],
    ["phrases parted by wide spaces", "ボランティア　を　したい です"],
    ["a few easy kanji among parted phrases", "お金は ありますか"],
    ["readings, however many kanji there are", "市民活動団体（しみんかつどうだんたい）"],
  ])("%s", (_, text) => expect(languageOf(text)).toBe("ja-easy"));
});

describe("English is", () => {
  test.each([
    ["a sentence", "What is collaboration?"],
    ["a sentence that names 協働 in kanji", "what is 協働 in this city"],
    ["a sentence with a Japanese word", "how do I propose 提案?"],
    ["a city's name alone", "hino"],
    ["the shortest words", "I"],
  ])("%s", (_, text) => expect(languageOf(text)).toBe("en"));
});

describe("in no language is", () => {
  test.each([
    ["nothing", ""],
    ["white space", " \n　"],
    ["a figure", "2018"],
    ["signs", "？！…"],
    ["a name in capitals", "NPO"],
    ["an address", "https://city.example.jp/news/index.html"],
    ["Russian", "Что такое"],
    ["Korean", "협동이란"],
    ["half a surrogate pair", "\ud83d"],
  ])("%s", (_, text) => expect(languageOf(text)).toBeUndefined());
});

test("a long text is read at once", () => {
  expect(languageOf("協働 ".repeat(30_000))).toBe("ja");
  expect(languageOf("（".repeat(100_000))).toBeUndefined();
});
