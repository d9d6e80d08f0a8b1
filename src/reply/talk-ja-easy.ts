/**
 * The words around a conversation on the page in やさしい日本語: short, spaced, with readings behind kanji.
 */

import type { TalkWords } from "../ports/talk-words.ts";
import { days, hours } from "./conversation-ja-easy.ts";
import { timeIn } from "./page-time.ts";

const TURN = {
  waiting: "人（ひと）の 答（こた）えを 待（ま）って います。",
  "with-person": "人（ひと）が あなたの 相談（そうだん）を 聞（き）いて います。",
  "with-resident": "人（ひと）の 答（こた）えが あります。つづきが あれば、下（した）に 書（か）いて ください。",
  closed: "終（お）わりました。",
} as const;

export const jaEasy: TalkWords = {
  title: "窓口（まどぐち）との 話（はなし）",
  log: "今（いま）までの 話（はなし）",
  you: "あなた",
  desk: "窓口（まどぐち）の 機械（きかい）",
  person: (sender) => `${sender} 人（ひと）の 答（こた）え`,
  time: timeIn("ja-JP"),
  fromCentre: "センターからの お知（し）らせ（文書（ぶんしょ）の ことばでは ありません）",
  related: "つぎに 聞（き）ける ことです。おすと 聞（き）けます。",
  underWay: "答（こた）えを 書（か）いて います。",
  ofCase: ({ number, state, opening }) =>
    `${number}番（ばん）の 相談（そうだん）です。${TURN[state]}${state === "with-resident" ? "" : hours(opening)}`,
  look: "新（あたら）しい 答（こた）えを 見（み）る",
  earlier: "もっと 前（まえ）の 話（はなし）を 見（み）る",
  later: "いちばん 新（あたら）しい 話（はなし）を 見（み）る",
  choices: (city = "選（えら）んで いません", language = "自動（じどう）") =>
    `市（し）と ことばを 選（えら）ぶ：${city}、${language}`,
  cookieless: {
    title: "この 画面（がめん）を とじると、話（はなし）は 見（み）えなく なります",
    text: "あなたの ブラウザーは、Cookieを うけとりません。\nこの 話（はなし）は、この 画面（がめん）だけに あります。\nほかの ページへ 行（い）かないで ください。",
  },
  keeping: ({ days: kept, questionDays }) => [
    "書（か）いた ことを のこします。",
    "答（こた）える ためと、人（ひと）に 伝（つた）える ためです。",
    "この 窓口（まどぐち）を よく する ためにも 使（つか）います。",
    `最後（さいご）の 話（はなし）から ${days(kept)}で 消（け）します。`,
    `答（こた）えが なかった 質問（しつもん）は ${days(questionDays)} のこします。だれの 質問（しつもん）かは わからなく します。`,
    "この 窓口（まどぐち）の 人（ひと）だけが 読（よ）みます。",
    "消（け）したい ときは「わたしの 記録（きろく）を 消（け）して」と 書（か）いて ください。",
    "Cookieを 1つ 使（つか）います。同（おな）じ ブラウザーで つづきを 見（み）る ためです。",
  ],
  keepingUrl: "あなたの 情報（じょうほう）の こと",
  chooseDesk: {
    title: "窓口（まどぐち）を 選（えら）んで ください",
    text: "どの 窓口（まどぐち）に 聞（き）きますか。",
  },
  widget: { open: "しつもんする", close: "とじる", frame: "きょうどうの まどぐち" },
};
