import { beforeAll, describe, expect, test } from "vitest";
import { spoken } from "../../../src/text/spoken.ts";
import type { Tokenizer } from "../../../src/text/tokenize.ts";
import { delivered } from "../../fixtures/served-desk.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  ({ tokenizer } = await delivered());
});

describe("a text has a word", () => {
  test.each([
    ["as it was written", "今年度の公募はいつですか", "公募"],
    ["of several words of the text", "センターの開館時間は？", "開館時間"],
    ["whatever its width and size", "ＬＩＮＥ相談はできますか", "line"],
    ["however it is inflected", "事業に申し込みたいです", "申し込む"],
    ["with or without the kana inside", "事業に申し込みたいです", "申込"],
    ["by its reading where the text is in kana", "かいかんじかんを おしえて", "開館時間"],
    ["where readings stand behind its kanji", "開館（かいかん）時間（じかん）は", "開館時間"],
    ["inside one that the dictionary does not know", "オンラインセミナーはありますか", "セミナー"],
  ])("%s: 「%s」 has 「%s」", (_, text, word) => expect(spoken(text, tokenizer)(word)).toBe(true));
});

describe("a text has no word", () => {
  test.each([
    ["that merely stands inside another", "東京都の開館時間は？", "京都"],
    ["of the West inside another", "training is hard", "ai"],
    ["of figures inside another", "電話は0423469508です", "346"],
    ["that is not there", "協働とは何ですか", "公募"],
    ["of which nothing is left", "協働とは何ですか", "　"],
    ["that only looks alike", "市役所に行く", "行う"],
  ])("%s: 「%s」 has no 「%s」", (_, text, word) => expect(spoken(text, tokenizer)(word)).toBe(false));
});
