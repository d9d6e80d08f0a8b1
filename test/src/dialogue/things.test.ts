import { describe, expect, test } from "vitest";
import { numberMissing, thingHeld } from "../../../src/dialogue/things.ts";

/** A question, a passage that holds what it asks for, and one that does not. */
const KINDS: readonly (readonly [string, string, string, string])[] = [
  ["a price", "補助金はいくらですか", "1事業につき５万円までとする。", "経費の一部を補助する。"],
  ["a price in kanji figures", "上限額は", "三十万円を限度とする。", "限度を定める。"],
  ["a fee", "利用料はかかりますか", "会議室は無料で使える。", "会議室を使える。"],
  ["a price in English", "How much is the grant?", "10,000円まで", "一部を補助する。"],
  ["a date", "締め切りはいつまでですか", "毎年９月３０日に締め切る。", "毎年募集する。"],
  ["a date in kana", "しめきりは いつですか", "期限は別に定める。", "毎年募集する。"],
  ["a date in English", "When is the deadline?", "5月1日まで", "毎年募集する。"],
  ["a telephone number", "電話番号は", "０４２－１２３－４５６７", "市役所にある。"],
  ["a fax number", "TELかFAXを知りたい", "042-123-4567", "市役所にある。"],
  ["an address for mail", "メールアドレスは", "npo@example.jp", "市役所にある。"],
  ["opening hours", "何時まで開いていますか", "午後5時まで", "毎日使える。"],
  ["opening days", "土日も使えますか", "日曜は休館", "団体が使える。"],
  ["a form", "申請書はどこですか", "様式第1号による。", "申請する。"],
  ["a link", "URLを教えて", "https://example.jp", "市が公表する。"],
  ["names", "委員の名前は", "委員名簿", "委員を置く。"],
  ["a number", "団体はいくつありますか", "約 100 団体", "多くの団体がある。"],
  ["a number in kanji figures", "何人以上ですか", "五人以上", "多くの人"],
  ["an address", "住所は", "日野本町1-6-2", "市役所にある。"],
  ["a way", "How do I get there?", "駅から歩いて行ける。", "市にある。"],
];

describe.each(KINDS)("%s", (_, question, holding, lacking) => {
  test("is told from a passage that holds one", () => expect(thingHeld(question, holding)).toBe(1));
  test("is missed in a passage that holds none", () => expect(thingHeld(question, lacking)).toBe(-1));
  test("is missed where there is no passage", () => expect(thingHeld(question, undefined)).toBe(-1));
});

test("of two things asked for one is enough", () => {
  expect(thingHeld("住所と電話番号を教えて", "電話 042-123-4567")).toBe(1);
});

test.each([
  "協働とは何ですか",
  "いくらでも提案できますか",
  "いくつかの団体で組めますか",
  "いくらか負担がありますか",
  "気をつけることは",
  "Tell me about collaboration",
  "How does the city address the issue?",
  "",
])("%s asks for no such thing", (question) => {
  expect(thingHeld(question, "電話 042-123-4567、5万円、9月30日、午後5時")).toBe(0);
});

describe("a number that the question names", () => {
  test.each([
    ["第20条は何を定めていますか", "第3条においては"],
    ["13条について", "第3条においては"],
    ["2026年度の重点項目は", "平成30年12月改定"],
    ["方針3には何がある", "方針 1、方針 2"],
  ])("is missing: %s", (question, passage) => expect(numberMissing(question, passage)).toBe(true));
  test.each([
    ["第3条は何を定めていますか", "第３条においては"],
    ["2018年の改定について", "平成30年12月改定"],
    ["2020年の改定について", "令和2年4月"],
    ["方針2には何がある", "方針 ２"],
    ["会員は8人です", "団体"],
  ])("is there, or is no name of a part: %s", (question, passage) => {
    expect(numberMissing(question, passage)).toBe(false);
  });
});
