/**
 * What residents asked, and why it was answered as it was: the words of the console.
 */

import type { QuestionsWords } from "../../ports/console/questions.ts";
import { caseWords } from "../staff-cases.ts";
import { momentWords } from "../staff-times.ts";
import { explained } from "./explanation.ts";

export const questionsWords: QuestionsWords = {
  title: "質問",
  intro: "住民が尋ねたことです。電話番号や住所などは伏せてあります。回答できたものは、やりとりと同じ日数で消えます。",
  empty: "あてはまる質問はありません。",
  noDay: "日は「2026-11-21」のように書いてください。",
  filter: {
    title: "絞り込み",
    outcome: "結果",
    topic: "話題",
    city: "市",
    language: "言語",
    asker: "尋ねた人",
    from: "はじめの日",
    until: "終わりの日",
    any: "すべて",
    show: "表示する",
  },
  outcomes: {
    all: "すべて",
    unanswered: "答えられなかったものすべて",
    declined: "答えが見つからなかった",
    unhelpful: "役に立たなかった",
    case: "人が受け付けた",
    answered: "回答した",
  },
  askers: { resident: "住民", staff: "職員" },
  columns: {
    text: "質問",
    outcome: "結果",
    topic: "話題",
    city: "市",
    language: "言語",
    at: "日時",
    again: "確かめる",
  },
  list: "質問の一覧",
  noCity: "市の指定なし",
  noTopic: "話題なし",
  again: "もう一度尋ねる",
  againLabel: (text) => `もう一度尋ねる：${text}`,
  page: (page) => `${page}ページ目`,
  newer: "前のページ",
  older: "次のページ",
  time: momentWords,
  trial: {
    title: "質問を試す",
    intro: "住民が今尋ねたら何が返るかを確かめます。ここで試したことは、残りも数えられもしません。",
    text: "質問",
    city: "市",
    anyCity: "指定しない",
    language: "言語",
    anyLanguage: "質問の言語に合わせる",
    submit: "試す",
    back: "質問の一覧へ",
    gone: "その質問はもうありません。試したい質問を書いてください。",
    refused: (units) => `質問を${units}文字までで書いてください。`,
  },
  shown: {
    reply: "今返る答え",
    outcome: "結果",
    kinds: {
      answer: "回答",
      compare: "市の比較",
      clarify: "聞き返し",
      handoff: "人への引き継ぎ",
      decline: "回答できず",
      chat: "あいさつなど",
    },
    reason: "理由",
    reasons: {
      ...caseWords.names.causes,
      "known-gap": "文書に書かれていないとわかっている",
      elsewhere: "ほかの窓口の用件",
      "nothing-typed": "文字がない",
      "other-town": "ほかの市や町のこと",
      "not-written": "文書に見つからない",
    },
    topic: "話題",
    offered: "答えの下のボタン",
    source: "出典",
    quotation: "文書からの引用",
    comparison: "市の比較",
  },
  explained,
};
