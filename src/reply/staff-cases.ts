/**
 * The words in which the people behind the desk are shown their cases, in Japanese: short and polite.
 */

import type { CaseNames, CaseWhisper, CaseWords } from "../ports/case-words.ts";
import type { Fault } from "../ports/staff.ts";
import { dayWords, homeWords } from "./staff-case-pages.ts";
import { threadWords } from "./staff-case-threads.ts";
import { windowWords } from "./staff-case-windows.ts";
import { openingWords, timeWords } from "./staff-times.ts";

const names: CaseNames = {
  states: {
    waiting: "受付中",
    "with-person": "担当中",
    "with-resident": "お返事待ち",
    closed: "終了",
  },
  languages: { ja: "日本語", "ja-easy": "やさしい日本語", en: "英語" },
  causes: {
    "wish-person": "担当者と話したい",
    complaint: "苦情",
    "own-case": "個別の事情",
    decision: "市の判断が要る",
    "inner-trouble": "団体の中の困りごと",
    urgent: "急ぎ",
    distress: "つらい気持ち",
    danger: "身の危険",
    offered: "窓口から案内",
    "could-not-answer": "窓口が答えられなかった",
  },
  reasons: {
    solved: "解決",
    withdrawn: "住民が取り下げ",
    "no-answer": "返事がなく自動で終了",
    nuisance: "迷惑行為",
    elsewhere: "ほかの窓口へ",
    erased: "記録の消去",
  },
  moves: {
    open: "受付",
    take: "受け持つこと",
    release: "手放すこと",
    "hand-on": "担当を替えること",
    answer: "返信",
    note: "内部メモ",
    "resident-writes": "書き込み",
    close: "終えること",
    withdraw: "取り下げ",
    reopen: "再開",
    remind: "期限の知らせ",
    escalate: "期限切れの知らせ",
    notice: "終了の予告",
    "auto-close": "自動の終了",
    rate: "評価",
    "wish-erasure": "消去の希望",
    "resident-left": "ブロック",
    "set-due": "期限を変えること",
  },
  ratings: ["解決しなかった", "少し解決した", "解決した"],
  resident: "住民",
  desk: "窓口（自動）",
  somebody: "担当者",
  noCity: "市は不明",
  noTopic: "話題は不明",
};

export const caseWords: CaseWords = {
  names,
  buttons: {
    take: "受け持つ",
    reply: "返信",
    note: "内部メモ",
    close: "解決",
    handOn: "担当を替える",
    release: "手放す",
    due: "期限",
    nuisance: "迷惑として閉じる",
    record: "記録を見る",
    reopen: "再開する",
    again: "もう一度送る",
    correct: "訂正を送る",
    page: "受付の画面を開く",
  },
  card: {
    title: ({ number, cityName, isUrgent }) =>
      `${isUrgent ? "【至急】" : ""}受付${number}番　${cityName ?? names.noCity}`,
    turn: (state, name = names.somebody) => {
      switch (state) {
        case "waiting":
          return "受け持つ人を待っています";
        case "with-person":
          return `${name}さんの番です`;
        case "with-resident":
          return `住民のお返事待ちです（担当：${name}さん）`;
        case "closed":
          return "終わりました";
        default:
          return state satisfies never;
      }
    },
    topic: "話題",
    language: "言語",
    cause: "きっかけ",
    opened: "受付",
    due: "期限",
    noDue: "なし（受付時間が設定されていません）",
    overdue: "期限を過ぎています",
    answeredFirst: "はじめのお返事",
    earlier: "この人の前の受付",
    earlierCases: (numbers, more) => `${numbers.map((n) => `${n}番`).join("、")}${more > 0 ? ` ほか${more}件` : ""}`,
    asked: "質問",
    answered: "窓口の回答",
    sections: "根拠",
    open: "答えられていないこと",
    moreOpen: (count) => `ほか${count}件`,
    cut: "（長いため、ここまでを表示しています。全体は「記録を見る」で読めます）",
    blocked: "住民がこの窓口をブロックしています。返信は届きません。",
    wishesErasure: "住民が記録の消去を希望しています。この受付を終えると、記録をすべて消します。",
    closed: (reason) => `終わった理由：${reason === undefined ? "不明" : names.reasons[reason]}`,
    rating: "住民の評価",
    wordless: "この窓口の設定では、住民の言葉をここには表示しません。",
  },
  thread: threadWords(names),
  days: dayWords,
  home: homeWords,
  windows: windowWords,
  time: timeWords,
  outside: (opening) => {
    const next = openingWords(opening);
    return next === undefined ? "" : `今は受付時間の外です。次は${next}からです。`;
  },
  whisper,
  fault,
};

function whisper(say: CaseWhisper, staffName = names.somebody): string {
  switch (say.kind) {
    case "not-member":
      return "それは、この窓口のチャンネルのメンバーだけができます。調べものは、どなたでもお使いいただけます。";
    case "not-open":
      return "開いている受付が見つかりません。終わった受付か、受付のスレッドではないようです。";
    case "gone":
      return "その記録は、もうありません。";
    case "changed":
      return "ほかの人が先に変えました。今の様子を確かめてから、もう一度お試しください。";
    case "failed":
      return "申し訳ありません。うまくいきませんでした。少し待ってから、もう一度お試しください。";
    case "not-invited":
      return "そのチャンネルにこの窓口がいないので、共有できませんでした。チャンネルに招待してから、もう一度お試しください。";
    case "unknown-button":
      return "このボタンは、今は使えません。";
    case "taken":
      return `受付${say.number}番は、${staffName}さんが受け持っています。`;
    case "illegal":
      return say.move === "reopen" && say.state === "closed"
        ? `受付${say.number}番は再開できません。終わってから日がたったか、記録が消されたか、同じ人の別の受付が開いているためです。`
        : `受付${say.number}番は今「${names.states[say.state]}」のため、${names.moves[say.move]}はできません。`;
    case "sent-again":
      return `受付${say.number}番の返信を、もう一度送ります。結果はスレッドに出ます。`;
    case "nothing-to-send":
      return `受付${say.number}番には、送り直すものがありません。`;
    case "thanks":
      return say.isHelpful
        ? "ありがとうございます。"
        : "ありがとうございます。お役に立てず、申し訳ありません。今後の改善に使います。";
    default:
      return say satisfies never;
  }
}

function fault(of: Fault): string {
  switch (of.kind) {
    case "empty":
      return "何か書いてください。";
    case "in-the-past":
      return "今より後の日時をえらんでください。";
    case "is-robot":
      return "アプリには替えられません。人をえらんでください。";
    case "has-it-already":
      return "その人が、もう受け持っています。";
    case "not-member":
      return "この窓口のチャンネルのメンバーをえらんでください。";
    case "too-long":
      return `長すぎます。${of.units}文字までにしてください。`;
    default:
      return of satisfies never;
  }
}
