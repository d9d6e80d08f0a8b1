import { describe, expect, test } from "vitest";
import { tellsMore, wishesPerson } from "../../../src/dialogue/wish.ts";

describe("the wish for a person is heard", () => {
  test.each([
    "責任者を出せ",
    "ふざけるな責任者を出せ",
    "人と話したい",
    "人に相談したいです",
    "職員の方と直接お話ししたいです",
    "スタッフの方とお話ししたいのですが",
    "担当者と電話で話したいです",
    "担当の人と話がしたい",
    "担当の方に相談したい",
    "誰かと話したい",
    "職員と話させてください",
    "職員につないでください",
    "経緯に詳しい担当につないでほしい",
    "人につないで",
    "責任者を呼んでください",
    "課長を出して！",
    "機械じゃなくて人がいい",
    "AIじゃ話にならない",
    "有人対応をお願いします",
    "折り返しお電話ください",
    "ひとと はなしたいです",
    "だれかと はなしたい",
    "ひとに かわって ください",
    "人（ひと）と 話（はな）したいです",
    "市役所（しやくしょ）の 人（ひと）に 相談（そうだん）したい",
    "きかいじゃなく ひとが いい",
    "I want to talk to a person",
    "I would like to speak with a member of staff",
    "let me speak to a human",
    "Let me talk with your staff",
    "transfer me to a real person",
    "I want a human",
  ])("%s", (text) => expect(wishesPerson(text)).toBe(true));
});

describe("a question about people is none", () => {
  test.each([
    "市の人と話す会はありますか",
    "職員と話す機会はありますか",
    "市の人と話し合う場はありますか",
    "担当の電話番号",
    "担当者の連絡先は",
    "人に話したくない",
    "人と人をつなぐ活動",
    "ほかの団体の人と話したい",
    "外国人に相談してもらえる窓口をつくりたい",
    "講師を呼んで講座を開きたい",
    "職員を呼んで説明会を開きたい",
    "職員に来てもらえますか",
    "職員と協働したい",
    "担当課に相談できますか",
    "責任者は誰ですか",
    "担当者が代わってしまったら引き継ぎは",
    "若い人を集めてほしい",
    "ロボット教室を開きたい",
    "機械を貸してください",
    "ひとりでも さんか できますか",
    "Who should I contact?",
    "Do I have to speak to someone before proposing?",
    "How do staff talk with groups?",
    "Can a person join alone?",
    "",
  ])("%s", (text) => expect(wishesPerson(text)).toBe(false));
});

test("however long the text is, it is read at once", () => {
  for (const letters of ["人の", "担当者", "折り返し", "talk to "])
    expect(wishesPerson(letters.repeat(50_000))).toBe(false);
});

describe("besides the wish it tells what it is about", () => {
  test.each([
    ["職員と話したい。会場の予約が二重になっています", true],
    ["会場の予約が二重になっているので、申し込みを受けた窓口の担当の方と直接お話ししたいです", true],
    ["I want to talk to a person. My booking was lost", true],
    ["職員と話したい", false],
    ["担当の方と直接お話ししたいです。お願い！", false],
    ["I would like to talk to a person please", false],
  ])("%s", (wish, expected) => expect(tellsMore(wish)).toBe(expected));
});
