/**
 * The private page and the way to it, in Japanese.
 */

import type { PrivateWords } from "../ports/private.ts";
import { hours } from "./conversation-ja.ts";
import { timeIn } from "./page-time.ts";

const ASK_AGAIN =
  "LINEのトークで「新しいリンク」と書くと、新しいリンクが届きます。リンクは48時間、はじめに開いたブラウザだけで使えます。";
const NOT_HERE = "マイナンバーや暗証番号は、書かないでください。";

export const ja: PrivateWords = {
  line: {
    buttons: {
      offer: "ほかの人に見られないページで相談する",
      newLink: "新しいリンク",
      revoke: "リンクを使えなくする",
    },
    opened: ({ desk, opening, number }) =>
      [
        `ご相談（${number}番）を受け付けました。${desk === undefined ? "担当の人" : `${desk}の担当の人`}が、ほかの人に見られないページでお答えします。`,
        hours(opening),
        "ご相談の続きは、次のページで書いてください。そこに書いたことは、LINEには表示されません。リンクは48時間使えます。",
      ].join("\n"),
    offered: "LINEに残したくないことは、ほかの人に見られないページで相談できます。下のボタンを押してください。",
    link: "ほかの人に見られないページのリンクです。48時間のうちに、ご自分のスマートフォンで開いてください。はじめに開いたブラウザだけで使えます。",
    answered: "お返事があります。次のページで読んでください。",
    reminder:
      "担当の人に届きました。お返事は、LINEではなく、ほかの人に見られないページに書かれます。リンクが要るときは「新しいリンク」を押してください。",
    revoked: "ページのリンクを、すべて使えなくしました。もう一度使うときは「新しいリンク」を押してください。",
    none: "今は、ほかの人に見られないページがありません。人に相談すると、使えるようになります。",
    records: (count) => `ほかに、ほかの人に見られないページに書かれたものが${count}件あります。そのページで読めます。`,
  },
  page: {
    title: "ほかの人に見られないページ",
    caseTitle: (number) => `ご相談（${number}番）`,
    door: {
      text: "ここから先は、ご相談の続きのページです。開くと、このブラウザだけで読めるようになります。ご自分のスマートフォンやパソコンで開いてください。",
      open: "開く",
    },
    who: { resident: "あなた", person: "担当の人", desk: "機械" },
    intro: (desk) =>
      `ここに書いたことは、${desk === undefined ? "担当の人" : `${desk}の担当の人`}が読みます。LINEには表示されません。機械はお答えしません。LINEでお話しになったことは、LINEで読めます。${NOT_HERE}`,
    opening: hours,
    entriesTitle: "やりとり",
    empty: "まだ何も書かれていません。",
    form: {
      label: "担当の人に書く",
      hint: (units) => `${units}文字まで書けます。`,
      submit: "送る",
    },
    look: "新しいお返事を確かめる",
    erase: {
      title: "わたしの記録を消す",
      button: "わたしの記録を消す",
      ask: "LINEでお話しになったことも、ここに書いたことも、すべて消します。元には戻せません。よろしいですか。",
      sure: "すべて消す",
      keep: "消さないで戻る",
    },
    leave: {
      button: "このブラウザで閉じる",
      hint: "ほかの人も使う機械で開いたときは、読み終わったら閉じてください。もう一度開くときは、LINEで新しいリンクを受け取ってください。",
    },
    time: timeIn("ja-JP"),
    notices: {
      gone: { title: "このリンクは使えません", text: ASK_AGAIN },
      elsewhere: {
        title: "このリンクは、別のブラウザで開かれています",
        text: `はじめに開いたブラウザで続けてください。心当たりがないときや、このブラウザで読みたいときは、LINEで新しいリンクを受け取ってください。\n${ASK_AGAIN}`,
      },
      noCookie: {
        title: "ページを開けませんでした",
        text: "ブラウザの設定でCookieを使えるようにしてから、もう一度リンクを開いてください。",
      },
      closed: {
        title: "このご相談は終わっています",
        text: "ここには、もう書けません。続きがあるときは、LINEのトークで「もう一度相談する」を押してください。",
      },
      blank: { title: "何も書かれていません", text: "担当の人に伝えたいことを書いてから「送る」を押してください。" },
      stale: {
        title: "もう一度「送る」を押してください",
        text: "ページが古くなっていたため、送りませんでした。書いた文は下に残っています。",
      },
      tooLong: (units) => ({
        title: "文が長すぎます",
        text: `${units}文字までにしてください。書いた文は下に残っています。二度に分けて送ることもできます。`,
      }),
      tooMany: (seconds) => ({
        title: "少し時間をおいてください",
        text: `${seconds}秒ほど待ってから、もう一度お試しください。`,
      }),
      erased: { title: "記録を消しました", text: "あなたの記録をすべて消しました。ご利用ありがとうございました。" },
      eraseWithCase: {
        title: "ご相談が終わった後で消します",
        text: "ご相談がまだ終わっていません。終わった後で、担当の人があなたの記録をすべて消します。",
      },
      left: { title: "閉じました", text: `このブラウザでは、もう読めません。\n${ASK_AGAIN}` },
    },
  },
};
