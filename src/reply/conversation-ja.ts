/**
 * What the desk says in a conversation besides its answers, in Japanese.
 */

import type { Opening } from "../model.ts";
import type { ConversationWords } from "./conversation.ts";
import { daysJa } from "./days.ts";

const WEEKDAYS = ["日", "月", "火", "水", "木", "金", "土"];

const ERASE = "消したいときは「わたしの記録を消して」と書いてください。";
const NOT_HERE = "住所・電話番号・マイナンバーなどの個人情報は、ここには書かないでください。";

const { date, fullDate } = daysJa;
const clock = (minutes: number): string => {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}時${rest === 0 ? "" : `${rest}分`}`;
};

/** When the people behind the desk answer. */
export function hours(opening: Opening): string {
  switch (opening.kind) {
    case "open":
      return `今日の受付は${clock(opening.untilMinutes)}までです。`;
    case "opens": {
      const { daysAhead, weekday, day, fromMinutes } = opening;
      const on =
        daysAhead === 0
          ? "今日の"
          : daysAhead < 7
            ? `${WEEKDAYS[weekday]}曜日の`
            : `${date(day)}（${WEEKDAYS[weekday]}）の`;
      return `今は受付時間の外です。次は${on}${clock(fromMinutes)}からです。`;
    }
    case "unknown":
      return "受付の日と時間は、こちらではわかりません。開館日をご確認ください。";
    default:
      return opening satisfies never;
  }
}

export const ja: ConversationWords = {
  ownName: "日本語",
  cityName: (city) => city.names.ja,
  buttons: {
    otherCities: "ほかの市では",
    more: "もっと詳しく",
    person: "人に相談する",
    helpful: "役に立った",
    unhelpful: "役に立たなかった",
    chooseCity: "市をえらぶ",
    withdraw: "相談を取り下げる",
    reopen: "もう一度相談する",
    askDesk: "機械に質問する",
    erase: "消す",
    keep: "消さない",
    ratings: ["解決しなかった", "少し解決した", "解決した"],
  },
  bundle: {
    quotation: "文書のことば",
    source: "出典",
    inFull: "全文で読む",
    cut: "（長いため、ここまでを表示しています。続きは出典の文書をご覧ください。）",
  },
  toBeSure: "（念のため、もう一度お送りします）",
  firstContact: ({ desk, days, questionDays, url }) =>
    [
      `${desk === undefined ? "市民と市の協働についての窓口です。" : `こちらは${desk}です。`}機械が、市の文書からお答えします。職員の回答ではありません。`,
      `書かれたことや送られたものは、お答えと引き継ぎ、改善のために保存し、最後のやりとりから${days}日で消します。お答えできなかった質問は、だれのものかわからない形で${questionDays}日残します。`,
      ERASE,
      ...(url === undefined ? [] : ["くわしくは、次のページをご覧ください。", url]),
    ].join("\n"),
  group: {
    greeting:
      "こんにちは。市民と市の協働について、市の文書からお答えする機械の窓口です。この窓口をメンションして質問してください。その質問とお答えは保存します。ほかの会話は保存しません。",
    onlyAlone: "そのことは、この窓口との1対1のトークでお話しください。ほかの人に見えないところでうかがいます。",
  },
  goOn: { "other-cities": "ほかの市と比べて", more: "もっと詳しく", person: "人に相談したい" },
  chooseCity: "どの市についてお調べしますか。",
  cityChosen: (city) => `${city.names.ja}についてお調べします。知りたいことを書いてください。`,
  cityGone: "前にえらばれた市の文書は、今はこの窓口にありません。市をえらび直してください。",
  chooseLanguage: "どの言葉でお答えしますか。",
  languageChosen: "これから日本語でお答えします。知りたいことを書いてください。",
  stateLost: "申し訳ありません。ここまでのお話の流れがわからなくなりました。お手数ですが、はじめから書いてください。",
  unknownButton: "このボタンは、今は使えません。知りたいことを文字で書いてください。",
  apology: "申し訳ありません、うまくお答えできませんでした。",
  orPerson: "人に相談することもできます。",
  unreadable: {
    sticker: "スタンプをありがとうございます。知りたいことがあれば、文字で書いてください。",
    image: "申し訳ありません。写真は読めません。知りたいことを文字で書いてください。",
    video: "申し訳ありません。動画は見られません。知りたいことを文字で書いてください。",
    audio: "申し訳ありません。音声は聞き取れません。知りたいことを文字で書いてください。",
    file: "申し訳ありません。ファイルは読めません。知りたいことを文字で書いてください。",
    location: "申し訳ありません。位置情報は読めません。市の名前と知りたいことを文字で書いてください。",
    other: "申し訳ありません。これは読めません。知りたいことを文字で書いてください。",
    kept: "受け取りました。担当の人にお渡しします。",
    tooLarge: (megabytes) =>
      `申し訳ありません。${megabytes}MBより大きいものは受け取れません。小さくして送るか、内容を文字で書いてください。`,
    failed: "申し訳ありません。受け取れませんでした。もう一度送るか、内容を文字で書いてください。",
    noVideo: "申し訳ありません。動画は受け取れません。写真で送るか、内容を文字で書いてください。",
  },
  feedback: {
    helpful: "ありがとうございます。ほかに知りたいことがあれば、書いてください。",
    unhelpful: "お役に立てず、申し訳ありません。別の言葉で書いていただくと、見つかることがあります。",
  },
  offerPerson: "お答えが見つからないようです。よろしければ、人に相談することもできます。",
  cases: {
    opened: ({ desk, opening, number }) =>
      [
        `ご相談（${number}番）を受け付けました。${desk === undefined ? "担当の人" : `${desk}の担当の人`}が、ここでお答えします。`,
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    openedByContact: ({ contact, opening, number }) =>
      [
        `ご相談（${number}番）を記録しました。`,
        contact === undefined
          ? "お答えは、市役所の代表窓口に直接おたずねください。"
          : `お答えは、次の連絡先に直接おたずねください。\n連絡先：${contact}`,
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    noCases: "この窓口からは、人におつなぎできません。",
    waiting: ({ opening, number }) =>
      `ご相談（${number}番）は受け付けています。お答えまでお待ちください。\n${hours(opening)}`,
    withPerson: "ご相談は、担当の人がうかがっています。このまま書いていただけば、担当の人に届きます。",
    askDesk: "機械が市の文書からお答えします。知りたいことを書いてください。次の1つの質問にお答えします。",
    correction: "先ほどのお答えを訂正します。こちらをご覧ください。",
    withdrawn: "ご相談を取り下げました。また知りたいことがあれば、いつでも書いてください。",
    closed: ({ number, days }) => `ご相談（${number}番）を終わりました。${days}日以内なら、もう一度開けます。`,
    rate: "今回のご相談は、解決しましたか。",
    rated: "ありがとうございます。",
    ratingWord: "よろしければ、一言お書きください。書かなくてもかまいません。",
    ratingWordKept: "ご意見をありがとうございました。",
    reopened: "ご相談をもう一度開きました。続きを書いてください。",
    tooLateToReopen: "このご相談は、期間が過ぎたため、もう開けません。新しいご相談として書いてください。",
    notice: ({ number, days }) =>
      `ご相談（${number}番）は、お返事がなければ${days}日後に終わります。続きがあれば、書いてください。`,
    autoClosed: ({ number, days }) =>
      `お返事がなかったため、ご相談（${number}番）を終わりました。${days}日以内なら、もう一度開けます。`,
  },
  records: {
    shown: ({ cityName, since, messages, files, cases, latest }) =>
      [
        "この窓口にある、あなたの記録です。",
        `・はじめてのやりとり：${fullDate(since)}`,
        `・えらんだ市：${cityName ?? "なし"}`,
        `・メッセージ：${messages}件`,
        `・写真やファイル：${files}件`,
        `・ご相談：${cases}件`,
        ...latest.map(({ day, isOwn, text }) => `・${date(day)} ${isOwn ? "あなた" : "窓口"}：${text}`),
        ERASE,
      ].join("\n"),
    none: "この窓口に、あなたの記録はありません。",
    eraseAsk: "あなたの記録をすべて消します。元には戻せません。よろしいですか。",
    erased: "あなたの記録をすべて消しました。ご利用ありがとうございました。",
    kept: "記録は消していません。",
    eraseWithCase: "ご相談がまだ終わっていません。終わった後で、担当の人が記録を消します。",
  },
  notice: {
    sender: "センターからのお知らせ",
    said: ({ text, on, until }) =>
      `センターからのお知らせです。${fullDate(on)}に書かれました。\n${text}\n${fullDate(until)}までのお知らせです。市の文書のことばではありません。`,
  },
  person: "担当の人",
};
