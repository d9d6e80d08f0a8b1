/**
 * The Japanese words around a conversation on the page.
 */

import type { TalkWords } from "../ports/talk-words.ts";
import { hours } from "./conversation-ja.ts";
import { timeIn } from "./page-time.ts";

const TURN = {
  waiting: "担当の人がお答えするのを待っています。",
  "with-person": "担当の人がうかがっています。",
  "with-resident": "担当の人からお返事があります。続きがあれば、下に書いてください。",
  closed: "終わりました。",
} as const;

export const ja: TalkWords = {
  title: "窓口とのやりとり",
  log: "これまでのやりとり",
  you: "あなた",
  desk: "窓口（機械の回答）",
  person: (sender) => `${sender}（人からの返事）`,
  time: timeIn("ja-JP"),
  fromCentre: "センターからのお知らせ（指針の引用ではありません）",
  related: "続けて聞けること（押すと質問できます）",
  underWay: "お答えを用意しています。",
  ofCase: ({ number, state, opening }) =>
    `ご相談（${number}番）：${TURN[state]}${state === "with-resident" ? "" : hours(opening)}`,
  look: "新しいお返事を見る",
  earlier: "これより前のやりとりを見る",
  later: "最新のやりとりへ",
  choices: (city = "選んでいません", language = "自動") => `市と言葉を選ぶ（市：${city}、言葉：${language}）`,
  cookieless: {
    title: "このやりとりは、この画面を閉じると見られなくなります",
    text: "お使いのブラウザーがCookieを受け取らないため、やりとりはこの画面の中だけで続きます。再読み込みをしたり、ほかのページへ移ったりすると、続きを見られません。",
  },
  keeping: ({ days, questionDays }) => [
    `書かれたことは、お答えと引き継ぎ、改善のために保存し、最後のやりとりから${days}日で消します。お答えできなかった質問は、だれのものかわからない形で${questionDays}日残します。`,
    "読めるのは、この窓口の担当の人です。",
    "消したいときは「わたしの記録を消して」と書いてください。",
    "続きを同じブラウザーで見られるように、Cookieを1つ使います。",
  ],
  keepingUrl: "個人情報の取り扱いについて（くわしいページ）",
  chooseDesk: { title: "窓口を選んでください", text: "おたずねになる窓口を選んでください。" },
  widget: { open: "協働の窓口にたずねる", close: "窓口を閉じる", frame: "協働の窓口" },
};
