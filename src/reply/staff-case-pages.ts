/**
 * What stands in the digests of a day and on the own page of one of the staff.
 */

import type { DayWords, HomeWords } from "../ports/case-words.ts";
import { clockWords, dateWords, lengthWords, openingWords, timeWords } from "./staff-times.ts";

export const dayWords: DayWords = {
  digest: (waiting, held) => {
    const parts = [
      ...(waiting > 0 ? [`受け持つ人を待っている受付が${waiting}件`] : []),
      ...(held > 0 ? [`担当者の返事を待っている受付が${held}件`] : []),
    ];
    return `おはようございます。${parts.join("、")}あります。`;
  },
  nothingWaits: "おはようございます。受け持つ人を待っている受付はありません。",
  more: (count) => `ほかに${count}件あります。`,
  summary: (day) => `${dateWords(day)}のまとめ`,
  figures: ({ opened, answered, waiting, closed, medianFirstAnswerMs: median }) => [
    { name: "新しい受付", value: `${opened}件` },
    { name: "はじめてお返事した受付", value: `${answered}件` },
    { name: "待っている受付（今）", value: `${waiting}件` },
    { name: "終わった受付", value: `${closed}件` },
    {
      name: "はじめのお返事まで（受付時間の中央値）",
      value: median === undefined ? (answered === 0 ? "まだありません" : "わかりません") : lengthWords(median),
    },
  ],
  unanswered: "答えられなかった話題",
  unansweredTopic: (name, count) => `${name ?? "話題の決まらない質問"}　${count}件`,
};

export const homeWords: HomeWords = {
  notMember:
    "受付を見て受け持てるのは、この窓口のチャンネルのメンバーだけです。調べものは、どなたでもお使いいただけます。",
  mine: (count) => `私の受付（${count}件）`,
  waiting: (count) => `待っている受付（${count}件）`,
  none: "ありません。",
  today: "今日の数",
  desk: "窓口の様子",
  opening: (opening) => {
    const next = openingWords(opening);
    if (next !== undefined) return `今は受付時間の外です。次は${next}からです。`;
    return opening.kind === "open"
      ? `今は受付時間です（${clockWords(opening.untilMinutes)}まで）。`
      : "受付の日と時間は設定されていません。";
  },
  quota: (quota) => {
    if (quota === undefined) return "LINEで今月送れる数：わかりません";
    const asOf = `（${timeWords(quota.at)}現在）`;
    if (!quota.isLimited) return `LINEで今月送れる数：制限なし${asOf}`;
    return `LINEで今月送れる数：${quota.left === undefined ? "わかりません" : `あと${quota.left}通${asOf}`}`;
  },
  outbox: ({ waiting, held, dead }) =>
    held + dead === 0
      ? `送信：滞りはありません（送信待ち${waiting}件）`
      : `送信：滞りがあります（送信待ち${waiting}件、保留${held}件、送れず${dead}件）`,
  knowledgeTitle: "読み込んでいる文書",
  knowledge: (cityName, date) => `${cityName}（${date}）`,
  city: "私の市",
  cityHint: "市の名前のない調べもので使います。",
  deskCity: "この窓口の市",
};
