import { expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";

test.each([
  ["電話（でんわ）を して ください。"],
  ["市（し）の 人（ひと）が 話（はなし）を 聞（き）きます。"],
  ["団体（だんたい）は 次（つぎ）の とおりです。\n・NPO\n・会社（かいしゃ）\n・大学（だいがく）"],
  ["「日野いいプラン2010」は 計画（けいかく）の 名前（なまえ）です。".replace("日野", "ひの")],
  [""],
])("%s keeps the rules", (text) => expect(easyJapaneseFaults(text)).toEqual([]));

test.each([
  [
    "a sentence of more than 30 characters",
    "いっしょに まちの ことを かんがえて みんなで たのしく かつどうを つづけて いきましょうと いうことです。",
    "is over 30",
  ],
  [
    "more than 13 kanji",
    "市民活動団体（しみんかつどうだんたい）と 協働推進担当課（きょうどうすいしんたんとうか）が 会議（かいぎ）を します。",
    "more than 13",
  ],
  ["kanji without a reading", "市の ひとが します。", "「市」 has no reading"],
  ["another ending", "これは だめだ。", "does not end in"],
  ["a double negation", "できない わけでは ありません。", "denies twice"],
  ["humble words", "ごせつめい いたします。", "honorific"],
  ["three things in a row", "りんごや みかんや ももが あります。", "make it a list"],
  ["no spaces", "いっしょにまちのことをかんがえることができます。", "wants spaces"],
])("%s is a fault", (_, text, fault) => {
  expect(easyJapaneseFaults(text)).toContainEqual(expect.stringContaining(fault));
});

test("a name is no sentence, but its kanji are read", () => {
  expect(easyJapaneseFaults("ごみの こと", { isName: true })).toEqual([]);
  expect(easyJapaneseFaults("税金", { isName: true })).toHaveLength(1);
});
