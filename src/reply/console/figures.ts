/**
 * Figures of a desk: the words of the console.
 */

import type { FiguresWords } from "../../ports/console/figures.ts";
import { lengthWords } from "../staff-times.ts";

const dated = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};
const share = (part: number, of: number): string => `${Math.round((100 * part) / of)}%`;

export const figuresWords: FiguresWords = {
  title: "数字",
  intro: "この窓口でのやりとりを数えたものです。書かれた言葉や、だれのものかは含みません。",
  names: {
    conversations: "会話",
    answered: "回答",
    askedBack: "聞き返し",
    declined: "回答できず",
    handedOver: "引き継ぎ",
    closed: "終了",
    helpfulRate: "役に立った割合",
    medianFirstAnswer: "最初の返事まで",
  },
  meanings: {
    conversations:
      "住民が窓口に書いたとき、または前の書き込みから1日以上あけて書いたときに、1件と数えます。グループも同じです。",
    answered: "窓口が文書から回答した数です。市の比較も含みます。",
    askedBack: "どの市のことかなどを聞き返した数です。",
    declined: "文書に答えが見つからなかった数です。",
    handedOver: "人が受け付けた相談の数です。",
    closed: "終わった相談の数です。",
    helpfulRate:
      "回答に「役に立った」「役に立たなかった」のどちらかが押されたもののうち、「役に立った」の割合です。1つの回答につき、最初に押されたものだけを数えます。",
    medianFirstAnswer:
      "相談の受付から、人が最初に返事をするまでの時間の中央値です。開いている時間だけを数えます。受付時間がわからないときは数えません。",
  },
  meaningsTitle: "数え方",
  channels: { line: "LINE", slack: "Slack", web: "ウェブページ" },
  noCity: "市の指定なし",
  period: {
    title: "期間",
    lastWeeks: (weeks) => `この${weeks}週間`,
    from: "はじめの日",
    until: "終わりの日",
    show: "表示する",
    shown: ({ from, until }) => `${dated(from)}から${dated(until)}まで`,
    faults: {
      "no-day": "はじめの日と終わりの日を「2026-11-21」のように書いてください。",
      backwards: "終わりの日が、はじめの日より前です。",
      "too-long": "期間は2年までにしてください。",
    },
  },
  nothingYet: "まだ何も数えていません。住民とのやりとりがあると、ここに数字が出ます。",
  nothingInPeriod: "この期間にはやりとりがありませんでした。",
  since: (day) => `数えはじめたのは${dated(day)}です。それより前のやりとりは含みません。`,
  total: "全体",
  by: { week: "週ごと", city: "市ごと", channel: "経路ごと", language: "言語ごと" },
  columns: { week: "週（月曜から）", city: "市", channel: "経路", language: "言語" },
  table: (of) => `${of}の表`,
  week: ({ monday }) => dated(monday),
  shortDay: (day) => day.slice("2026-".length).split("-").map(Number).join("/"),
  count: (count) => String(count),
  rate: (helpful, of) => (of === 0 ? "評価なし" : `${share(helpful, of)}（${of}件中${helpful}件）`),
  median: (ms, of) => (ms === undefined ? "返事なし" : `${lengthWords(ms)}（${of}件）`),
  percent: (part) => share(part, 1),
  hours: lengthWords,
  charts: {
    conversations: "会話の数（週ごと）",
    questions: "質問がどうなったか",
    helpful: "役に立った割合（週ごと）",
    firstAnswer: "最初の返事までの時間の中央値（週ごと）",
    described: ({ weeks, highest, highestIn, latest }) =>
      `${weeks}週間のうち最も高いのは${highestIn}の週の${highest}、最新は${latest}です。すべての値は表にあります。`,
    questionsDescribed: ({ answered, declined, handedOver }) =>
      `合わせて回答${answered}件、回答できず${declined}件、引き継ぎ${handedOver}件です。すべての値は表にあります。`,
    noValues: "この期間には値がありません。",
  },
  csv: {
    link: "CSVで保存する",
    fileName: ({ from, until }) => `figures-${from}-${until}.csv`,
    head: [
      "週の月曜日",
      "週",
      "市",
      "経路",
      "言語",
      "会話",
      "回答",
      "聞き返し",
      "回答できず",
      "引き継ぎ",
      "終了",
      "役に立った",
      "役に立たなかった",
      "最初の返事の数",
      "最初の返事までの中央値（受付時間の分）",
    ],
  },
};
