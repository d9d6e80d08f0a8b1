/**
 * What the desk says in a conversation besides its answers, in やさしい日本語: short, spaced, with readings behind kanji.
 *
 * Buttons are in kana where the readings would not fit. Names and what a resident wrote stay as they were written.
 */

import type { Opening } from "../model.ts";
import type { ConversationWords } from "./conversation.ts";
import { daysJaEasy, readingOfDays } from "./days.ts";

const WEEKDAYS = [
  "日曜日（にちようび）",
  "月曜日（げつようび）",
  "火曜日（かようび）",
  "水曜日（すいようび）",
  "木曜日（もくようび）",
  "金曜日（きんようび）",
  "土曜日（どようび）",
];
/** Last digits behind which 分 is read ふん, not ぷん. */
const HUN = [2, 5, 7, 9];

const PERSON = "担当（たんとう）の 人（ひと）";
const ASK = "知（し）りたい ことを 書（か）いて ください。";
const OR_PERSON = "人（ひと）とも 話（はな）せます。";
const OR_WRITE = "文字（もじ）で 書（か）いても いいです。";
const ERASE = "消（け）したい ときは「わたしの 記録（きろく）を 消（け）して」と 書（か）いて ください。";
const NOT_HERE =
  "つぎの ことは 書（か）かないで ください。\n・住所（じゅうしょ）\n・電話番号（でんわばんごう）\n・マイナンバー";

const clock = (minutes: number): string => {
  const rest = minutes % 60;
  const past = rest === 0 ? "" : `${rest}分（${HUN.includes(rest % 10) ? "ふん" : "ぷん"}）`;
  return `${Math.floor(minutes / 60)}時（じ）${past}`;
};
const { date, fullDate } = daysJaEasy;
/** A stretch of days, not a day of the month. */
export const days = (count: number): string => `${count}日（${count === 1 ? "いちにち" : readingOfDays(count)}）`;

/** When the people behind the desk answer. */
export function hours(opening: Opening): string {
  switch (opening.kind) {
    case "open":
      return `今日（きょう）は ${clock(opening.untilMinutes)}まで 開（あ）いて います。`;
    case "opens": {
      const { daysAhead, weekday, day, fromMinutes } = opening;
      const on =
        daysAhead === 0 ? "今日（きょう）" : daysAhead < 7 ? WEEKDAYS[weekday] : `${date(day)} ${WEEKDAYS[weekday]}`;
      return `今（いま）は 閉（し）まって います。つぎは ${on}の ${clock(fromMinutes)}からです。`;
    }
    case "unknown":
      return "いつ 開（あ）いて いるか、ここでは わかりません。開（あ）いて いる 日（ひ）を たしかめて ください。";
    default:
      return opening satisfies never;
  }
}

const again = (count: number): string => `${days(count)}の あいだは、もう一度（いちど） 相談（そうだん）できます。`;

export const jaEasy: ConversationWords = {
  ownName: "やさしい 日本語（にほんご）",
  cityName: (city) => `${city.names.ja}（${city.names.kana}）`,
  buttons: {
    otherCities: "ほかの 市（し）は？",
    more: "もっと くわしく",
    person: "人（ひと）と 話（はな）す",
    helpful: "わかりました",
    unhelpful: "わかりませんでした",
    chooseCity: "市（し）を えらぶ",
    withdraw: "そうだんを やめる",
    reopen: "もういちど そうだんする",
    askDesk: "きかいに 聞（き）く",
    erase: "消（け）す",
    keep: "消（け）さない",
    ratings: ["まだ こまって います", "すこし よく なりました", "もう だいじょうぶです"],
  },
  bundle: {
    quotation: "文書（ぶんしょ）の ことば",
    source: "書（か）いて ある ところ",
    inFull: "文書（ぶんしょ）を ぜんぶ 読（よ）む",
    cut: "※長（なが）いですから、ここまでです。つづきは 文書（ぶんしょ）で 読（よ）んで ください。",
  },
  toBeSure: "もう一度（いちど） 送（おく）ります。同（おな）じ 答（こた）えが 2つ とどくかもしれません。",
  firstContact: ({ desk, days: kept, questionDays, url }) =>
    [
      desk === undefined
        ? "市（し）と いっしょに する 活動（かつどう）の 窓口（まどぐち）です。"
        : `ここは「${desk}」です。`,
      "機械（きかい）が 市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます。人（ひと）が 書（か）いた 答（こた）えでは ありません。",
      `あなたが 書（か）いた ことや 送（おく）った ものを のこします。答（こた）える ためと、人（ひと）に 伝（つた）える ためと、よく する ためです。最後（さいご）の 話（はなし）から ${days(kept)}で 消（け）します。答（こた）えが なかった 質問（しつもん）は ${days(questionDays)} のこします。だれの 質問（しつもん）かは わからなく します。`,
      ERASE,
      ...(url === undefined ? [] : ["くわしい ことは、つぎの ページに あります。", url]),
    ].join("\n"),
  group: {
    greeting:
      "こんにちは。機械（きかい）の 窓口（まどぐち）です。市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます。\n「@」で この 窓口（まどぐち）を えらんで、質問（しつもん）して ください。その 質問（しつもん）と 答（こた）えを のこします。ほかの 話（はなし）は のこしません。",
    onlyAlone:
      "ここでは、ほかの 人（ひと）も 読（よ）みます。その ことは、ほかの 人（ひと）が いない トークで 書（か）いて ください。",
  },
  goOn: { "other-cities": "ほかの 市（し）は？", more: "もっと くわしく", person: "人（ひと）と 話（はな）したいです" },
  chooseCity: "どの 市（し）の ことを 知（し）りたいですか。",
  cityChosen: (city) => `${city.names.ja}（${city.names.kana}）の ことを 答（こた）えます。${ASK}`,
  cityGone:
    "前（まえ）に えらんだ 市（し）の 文書（ぶんしょ）は、もう ありません。もう一度（いちど） 市（し）を えらんで ください。",
  chooseLanguage: "どの ことばで 答（こた）えますか。",
  languageChosen: `これから やさしい 日本語（にほんご）で 答（こた）えます。${ASK}`,
  stateLost: "すみません。今（いま）までの 話（はなし）が わかりません。はじめから 書（か）いて ください。",
  unknownButton: `この ボタンは、今（いま）は 使（つか）えません。${ASK}`,
  apology: `すみません。うまく 答（こた）える ことが できませんでした。べつの ことばで 書（か）いて ください。`,
  orPerson: OR_PERSON,
  unreadable: {
    sticker: `スタンプが とどきました。${ASK}`,
    image: `すみません。写真（しゃしん）は 読（よ）めません。${ASK}`,
    video: `すみません。動画（どうが）は 見（み）る ことが できません。${ASK}`,
    audio: `すみません。声（こえ）や 音（おと）は わかりません。${ASK}`,
    file: `すみません。ファイルは 読（よ）めません。${ASK}`,
    location:
      "すみません。地図（ちず）の 場所（ばしょ）は わかりません。市（し）の 名前（なまえ）と 知（し）りたい ことを 書（か）いて ください。",
    other: `すみません。これは 読（よ）めません。${ASK}`,
    kept: `とどきました。${PERSON}に わたします。`,
    tooLarge: (megabytes) =>
      `すみません。${megabytes}MBより 大（おお）きい ものは うけとれません。小（ちい）さく して 送（おく）って ください。${OR_WRITE}`,
    failed: `すみません。うけとる ことが できませんでした。もう一度（いちど） 送（おく）って ください。${OR_WRITE}`,
    noVideo: `すみません。動画（どうが）は うけとれません。写真（しゃしん）を 送（おく）って ください。${OR_WRITE}`,
  },
  feedback: {
    helpful: "ありがとうございます。ほかに 知（し）りたい ことが あれば、書（か）いて ください。",
    unhelpful: "すみません。べつの ことばで 書（か）いて ください。答（こた）えが 見（み）つかるかもしれません。",
  },
  offerPerson: `答（こた）えが 見（み）つかりません。${OR_PERSON}`,
  cases: {
    opened: ({ desk, opening, number }) =>
      [
        `相談（そうだん）を うけとりました。番号（ばんごう）は ${number}番（ばん）です。`,
        `${desk === undefined ? PERSON : `「${desk}」の 人（ひと）`}が ここで 答（こた）えます。`,
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    openedByContact: ({ contact, opening, number }) =>
      [
        `相談（そうだん）を 書（か）きとめました。番号（ばんごう）は ${number}番（ばん）です。`,
        ...(contact === undefined
          ? ["答（こた）えは、市役所（しやくしょ）に 聞（き）いて ください。"]
          : ["答（こた）えは、つぎの ところに 聞（き）いて ください。", `・${contact}`]),
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    noCases: "この 窓口（まどぐち）では、人（ひと）と 話（はな）す ことが できません。",
    waiting: ({ opening, number }) =>
      `${number}番（ばん）の 相談（そうだん）は とどいて います。答（こた）えを 待（ま）って ください。\n${hours(opening)}`,
    withPerson: `あなたの 相談（そうだん）は、${PERSON}が 聞（き）いて います。ここに 書（か）くと、その 人（ひと）に とどきます。`,
    askDesk:
      "機械（きかい）が 市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます。質問（しつもん）を 1つ 書（か）いて ください。",
    correction: "前（まえ）の 答（こた）えは まちがいでした。こちらを 読（よ）んで ください。",
    withdrawn: "相談（そうだん）を やめました。また いつでも 書（か）いて ください。",
    closed: ({ number, days: left }) => `${number}番（ばん）の 相談（そうだん）は 終（お）わりました。${again(left)}`,
    rate: "相談（そうだん）した ことで、まだ こまって いますか。",
    rated: "ありがとうございます。",
    ratingWord: "ほかに 言（い）いたい ことは ありますか。ここに 書（か）いて ください。書（か）かなくても いいです。",
    ratingWordKept: "ありがとうございます。あなたの 意見（いけん）が とどきました。",
    reopened: "もう一度（いちど） 相談（そうだん）を はじめました。つづきを 書（か）いて ください。",
    tooLateToReopen:
      "この 相談（そうだん）は、もう 終（お）わりました。新（あたら）しい 相談（そうだん）を 書（か）いて ください。",
    notice: ({ number, days: left }) =>
      `${number}番（ばん）の 相談（そうだん）に つづきは ありますか。返事（へんじ）が ないと、あと ${days(left)}で 終（お）わります。`,
    autoClosed: ({ number, days: left }) =>
      `返事（へんじ）が ありませんでした。${number}番（ばん）の 相談（そうだん）を 終（お）わりました。${again(left)}`,
  },
  records: {
    shown: ({ cityName, since, messages, files, cases, latest }) =>
      [
        "この 窓口（まどぐち）に ある、あなたの 記録（きろく）です。",
        `・はじめて 話（はな）した 日（ひ）：${fullDate(since)}`,
        `・えらんだ 市（し）：${cityName ?? "ありません"}`,
        `・メッセージ：${messages}`,
        `・写真（しゃしん）や ファイル：${files}`,
        `・相談（そうだん）：${cases}`,
        ...latest.map(({ day, isOwn, text }) => `・${date(day)} ${isOwn ? "あなた" : "窓口（まどぐち）"}：「${text}」`),
        ERASE,
      ].join("\n"),
    none: "この 窓口（まどぐち）に、あなたの 記録（きろく）は ありません。",
    eraseAsk:
      "あなたの 記録（きろく）を ぜんぶ 消（け）します。消（け）すと、もとに もどりません。消（け）しても いいですか。",
    erased: "あなたの 記録（きろく）を ぜんぶ 消（け）しました。",
    kept: "記録（きろく）は 消（け）して いません。",
    eraseWithCase: `相談（そうだん）が まだ 終（お）わって いません。終（お）わった あとで、${PERSON}が 記録（きろく）を 消（け）します。`,
  },
  notice: {
    sender: "センターから",
    said: ({ text, on, until }) =>
      [
        `センターから つたえたい ことが あります。${fullDate(on)}に 書（か）きました。`,
        text,
        `${fullDate(until)}までの ことです。市（し）の 文書（ぶんしょ）の ことばでは ありません。`,
      ].join("\n"),
  },
  person: PERSON,
};
