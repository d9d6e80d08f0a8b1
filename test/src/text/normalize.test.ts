import { describe, expect, test } from "vitest";
import { fullWidths, hiragana, normalized, squeezed, withoutRuby } from "../../../src/text/normalize.ts";

describe("normalised text is the same however it was typed", () => {
  test.each([
    ["half-width kana become full-width", "ﾎﾞﾗﾝﾃｨｱ", "ボランティア"],
    ["half-width marks join their kana", "ｶﾞｷﾞﾊﾟ", "ガギパ"],
    ["full-width figures and letters become small and narrow", "平成３０年ＮＰＯ", "平成30年npo"],
    ["a mark set apart joins its kana", "か\u3099", "が"],
    ["circled and bracketed figures become plain", "①⑴", "1(1)"],
    ["a compatibility character becomes what it stands for", "㈱", "(株)"],
    ["both waves become one", "１〜３～５", "1~3~5"],
    ["a dash between katakana becomes the long vowel mark", "サ‐バ", "サーバ"],
    ["so does one that ends the text", "支援センタ−", "支援センター"],
    ["a hyphen between Latin letters stays", "E-mail", "e-mail"],
    ["half a surrogate pair becomes a space", "市\ud83d民\udc00", "市 民 "],
    ["a whole surrogate pair stays", "𠮷野家😀", "𠮷野家😀"],
    ["control characters become one space", "市\u0000\u0007\u001b民", "市 民"],
    ["an empty text stays empty", "", ""],
  ])("%s", (_, typed, expected) => expect(normalized(typed)).toBe(expected));

  test.each(["ﾎﾞﾗﾝﾃｨｱ", "ＮＰＯ法人　平成１９年", "\ud83d\u0000㌀", "İstanbul ΣΑΣ", "サ‐バ―", "か\u3099㈱①"])(
    "normalising %j twice changes nothing more",
    (typed) => expect(normalized(normalized(typed))).toBe(normalized(typed)),
  );

  test("no control character and no invisible mark is left", () => {
    expect(normalized("市\u0000民\u200b活\u202e動\u00ad団\ufeff体")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("squeezed, it holds no white space of any kind", () => {
    expect(squeezed("市民　活動\n\t団\u00a0体 ＮＰＯ")).toBe("市民活動団体npo");
  });
});

describe("readings in brackets", () => {
  test.each([
    ["behind kanji", "市（し）の ひと", "市の ひと"],
    ["behind a repeated kanji", "人々（ひとびと）", "人々"],
    ["behind a kanji beyond the first plane", "𠮷野（よしの）", "𠮷野"],
    ["behind katakana", "グループ（ぐるーぷ）", "グループ"],
    ["behind full-width letters", "ＮＰＯ（えぬぴーおー）は", "ＮＰＯは"],
    ["in narrow brackets", "協働(きょうどう)", "協働"],
    ["with a space within", "公共（あたらしい こうきょう）", "公共"],
    ["each of several", "市（し）の 人（ひと）", "市の 人"],
  ])("are taken away %s", (_, text, expected) => expect(withoutRuby(text)).toBe(expected));

  test.each([
    ["behind hiragana", "これ（それ）"],
    ["behind a closing bracket", "「協働」（きょうどう）"],
    ["when they hold kanji", "協働（共に）"],
    ["when they hold katakana", "協働（キョウドウ）"],
    ["when they are not closed", "協働（きょうどう"],
    ["when they are empty", "協働（）"],
  ])("stay %s", (_, text) => expect(withoutRuby(text)).toBe(text));
});

describe("katakana as hiragana", () => {
  const HIRAGANA = String.fromCharCode(...Array.from({ length: 0x3096 - 0x3041 + 1 }, (_, i) => 0x3041 + i));
  const KATAKANA = String.fromCharCode(...Array.from({ length: 0x30f6 - 0x30a1 + 1 }, (_, i) => 0x30a1 + i));

  test("turn into one another, each kana into its own", () => {
    expect(hiragana(KATAKANA)).toBe(HIRAGANA);
  });
  test("leave everything else as it stands", () => {
    const others = "協働ーNPO・ヷヺ゛1２ﾎﾞ𠮷😀";
    expect(hiragana(others)).toBe(others);
  });
});

test.each([
  ["a kanji as one", "協働", 2],
  ["a Latin letter as half", "NPO", 1.5],
  ["a half-width kana as half", "ﾎﾗ", 1],
  ["a character of two code units as one", "𠮷", 1],
])("the width counts %s", (_, text, widths) => expect(fullWidths(text)).toBe(widths));
