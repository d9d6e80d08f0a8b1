import { beforeAll, describe, expect, test } from "vitest";
import { isNo, isYes, wishOf } from "../../../src/conversation/wishes.ts";
import type { CityReader } from "../../../src/dialogue/city.ts";
import { LANGUAGES } from "../../../src/model.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { privateWords } from "../../../src/reply/private.ts";
import { delivered } from "../../fixtures/served-desk.ts";

let cities: CityReader;
beforeAll(async () => {
  ({ cities } = await delivered());
});
const wish = (text: string) => wishOf(text, cities);

const KODAIRA = { kind: "city", city: "kodaira", isBare: false };
const BARE = { kind: "city", city: "kodaira", isBare: true };

test.each([
  "小平市にして",
  "小平市に変えて",
  "小平市に切り替えてください",
  "小平市に戻して",
  "こだいらしにして",
  "小平（こだいら）市（し）に して ください",
  "小平市でお願いします",
  "小平です",
  "小平市民です",
  "小平に住んでいます",
  "小平市がいいです",
  "小平市のこと",
  "小平にしたい",
  "市を小平に変えて",
  "小平市に引っ越しました",
  "switch to Kodaira please",
  "Please change the city to Kodaira",
  "I live in Kodaira",
])("%j asks for the city", (text) => expect(wish(text)).toEqual(KODAIRA));

test.each([
  "小平市",
  "小平",
  "こだいら市",
  "小平（こだいら）市（し）",
  "小平市（こだいらし）",
  "小平市！",
  "小平市で",
  "小平市は？",
  "小平市について",
  "Kodaira",
  "Kodaira City.",
])("%j is a name and no more", (text) => expect(wish(text)).toEqual(BARE));

test.each([
  "市を変えたい",
  "市をえらぶ",
  "ほかの市にして",
  "違う市に変えたい",
  "市（し）を かえて ください",
  "Choose a city",
  "Change the city please",
])("%j asks for the cities to choose from", (text) => expect(wish(text)).toEqual({ kind: "choose-city" }));

const LANGUAGE_WISHES: readonly (readonly [string, string])[] = [
  ["English please", "en"],
  ["in English", "en"],
  ["Please speak English", "en"],
  ["英語で", "en"],
  ["エイゴデ", "en"],
  ["英語できますか", "en"],
  ["Can you speak English?", "en"],
  ["I want English", "en"],
  ["えいごで おねがいします", "en"],
  ["やさしい日本語で", "ja-easy"],
  ["やさしい 日本語（にほんご）で はなして ください", "ja-easy"],
  ["Easy Japanese please", "ja-easy"],
  ["もっとやさしい日本語で", "ja-easy"],
  ["ふりがなをつけて", "ja-easy"],
  ["日本語で", "ja"],
  ["日本語に戻して", "ja"],
  ["ふつうの日本語で", "ja"],
  ["Japanese please", "ja"],
];
test.each(LANGUAGE_WISHES)("%j asks for the language %s", (text, language) =>
  expect(wish(text)).toEqual({ kind: "language", language }),
);

test.each(["言葉を変えて", "言語を変更したい", "change language", "やさしい日本語 / English"])(
  "%j asks for the languages to choose from",
  (text) => expect(wish(text)).toEqual({ kind: "choose-language" }),
);

test.each([
  "わたしの記録を消して",
  "わたしの 記録（きろく）を 消（け）して",
  "わたしの　記録を　消して。",
  "わたしのきろくをけして",
  "私の記録を消してください",
  "「わたしの記録を消して」",
  "記録を消して",
  "自分のデータを削除したい",
  "記録を消したいです",
  "わたしの記録を消してください。お願いします。",
  "記録の削除をお願いします",
  "個人情報を消してもらえませんか",
  "トーク履歴を消してください",
  "送ったメッセージを消して",
  "全部消してください",
  "I want to delete my records",
  "Can you delete my data?",
  "I want my data deleted",
  "delete my account",
  "erase everything",
  "Delete my records",
  "“Delete my records”",
  "delete my records.",
  "Please delete all my data",
])("%j asks for erasure", (text) => expect(wish(text)).toEqual({ kind: "erase-records" }));

test.each([
  "わたしの記録を見せて",
  "わたしの 記録（きろく）を 見（み）せて",
  "記録を見たい",
  "わたしの記録を確認したいです",
  "I want to see my records",
  "Show my records",
  "show me my data",
])("%j asks for the records", (text) => expect(wish(text)).toEqual({ kind: "show-records" }));

test.each(["機械に質問する", "機械に質問したい", "きかいに 聞（き）く", "AIに聞く", "Ask the machine"])(
  "%j asks for the machine",
  (text) => expect(wish(text)).toEqual({ kind: "ask-desk" }),
);

test.each([
  "新しいリンク",
  "新しいリンクをください",
  "リンクを送ってください",
  "もう一度リンクを送って",
  "ほかの人に見られないページで相談する",
  "ページを開きたい",
  "ページのリンクが必要です",
  "新（あたら）しい リンク",
  "new link",
  "Please send me a new link",
])("%j asks for a link to the private page", (text) => expect(wish(text)).toEqual({ kind: "private-link" }));

test.each([
  "リンクを使えなくして",
  "リンクを無効にしてください",
  "ページのリンクをすべて無効にして",
  "Cancel the links",
])("%j asks that no link works any more", (text) => expect(wish(text)).toEqual({ kind: "private-revoke" }));

test.each([
  "市のホームページのリンクはどこですか",
  "指針のリンクを載せてもいいですか",
  "どのページに書いてありますか",
  "補助金のページを見たい",
  "市のページを教えて",
])("%j is a question, and no wish for a private page", (text) => expect(wish(text)).toBeUndefined());

describe("a label that is typed, where no button is shown, wishes what the button does", () => {
  test.each(LANGUAGES)("in %s", (language) => {
    const { buttons, ownName } = conversationWords[language];
    expect(wish(buttons.chooseCity)).toEqual({ kind: "choose-city" });
    expect(wish(buttons.askDesk)).toEqual({ kind: "ask-desk" });
    expect(wish(buttons.person)).toEqual({ kind: "person" });
    expect(wish(ownName)).toEqual({ kind: "language", language });
    const { offer, newLink, revoke } = privateWords[language].line.buttons;
    expect([wish(offer), wish(newLink)]).toEqual([{ kind: "private-link" }, { kind: "private-link" }]);
    expect(wish(revoke)).toEqual({ kind: "private-revoke" });
    expect([isYes(buttons.erase), isNo(buttons.keep)]).toEqual([true, true]);
    expect([isNo(buttons.erase), isYes(buttons.keep)]).toEqual([false, false]);
  });
});

describe("the words that first contact tells to write for erasure are understood", () => {
  test.each(LANGUAGES)("in %s", (language) => {
    const contact = conversationWords[language].firstContact({
      desk: undefined,
      days: 90,
      questionDays: 400,
      url: undefined,
    });
    const [, told = ""] = /[「“]([^」”]+)[」”]/u.exec(contact) ?? [];
    expect(told).not.toBe("");
    expect(wish(told)).toEqual({ kind: "erase-records" });
  });
});

test.each([
  "記録を残す義務はありますか",
  "記録を消してもいいですか",
  "わたしの記録を消してもらう権利はありますか",
  "会議の記録を見せて",
  "団体の記録を見たい",
  "うちのデータを見せたい",
  "うちの記録を見てほしい",
  "こちらの情報を教えて",
  "個人情報の削除はどこに頼みますか",
  "I want to see the records of meetings",
  "ほかの市を調べて",
  "みんな忘れたい",
  "全部消したい",
  "個人情報を削除してもらう方法は？",
  "個人情報は守られますか",
  "履歴書は必要ですか",
  "How can I delete my records from the list of groups?",
  "英語の資料はありますか",
  "英語で書いた申請書でもいいですか",
  "日本語で書かれた指針はありますか",
  "やさしい日本語の指針はありますか",
  "Is there an English version?",
  "小平市にして良かったことは？",
  "小平市の指針について教えて",
  "小平市に住んでいますが協働できますか",
  "小平市でお願いしたい事業があります",
  "小平市をやめて",
  "小平市と国立市",
  "What is Kodaira?",
  "国立大学",
  "市を変えるには",
  "まちを変えたい",
  "どの窓口に聞けばいいですか",
  "窓口に聞いたほうがいいですか",
  "協働とは何ですか",
  "",
  " ",
])("%j is no wish", (text) => expect(wish(text)).toBeUndefined());

test("what is longer than a wish is none, whatever it says", () => {
  const long = `わたしの記録を全部消して${"。".repeat(60)}`;
  expect(wish("わたしの記録を全部消して。")).toEqual({ kind: "erase-records" });
  expect(wish(long)).toBeUndefined();
});

test.each([
  "はい",
  "ええ",
  "お願いします",
  "いいですよ",
  "消してください",
  "はい、消してください",
  "はい。全部消してください",
  "はい、お願いします",
  "はい、よろしくお願いいたします",
  "はーい",
  "ハイ",
  "もちろんです",
  "OKです",
  "消去してください",
  "消してもいいです",
  "Yes, please delete",
  "yes, delete them",
  "けして",
  "OK",
  "Yes!",
  "yes please",
])("%j is a yes and no no", (text) => expect([isYes(text), isNo(text)]).toEqual([true, false]));
test.each([
  "いいえ",
  "やめて",
  "やめます",
  "やめてください",
  "いいえ、消さないでください",
  "やっぱりやめます",
  "けっこうです",
  "待って",
  "No, don't delete them",
  "消さないで",
  "消（け）さないで",
  "No",
  "no thanks",
  "Cancel",
  "Don't delete",
])("%j is a no and no yes", (text) => expect([isYes(text), isNo(text)]).toEqual([false, true]));
test.each([
  "協働とは",
  "消したらどうなりますか",
  "はい、協働について教えて",
  "いいえの場合は？",
  "大丈夫です",
  "",
  "。",
  "yesterday",
])("%j is neither", (text) => expect([isYes(text), isNo(text)]).toEqual([false, false]));
