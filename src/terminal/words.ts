/**
 * What the codes in the records are called by the people who work a desk. Read by staff only.
 */

import type { Outcome } from "../model.ts";
import type { Actor, CaseMove, KeptQuestion, Message, OutboxState } from "../records.ts";
import { caseWords } from "../reply/staff-cases.ts";

/** As in Slack: a case is spoken of in one way, wherever it is worked. */
export const {
  states: STATE_NAMES,
  languages: LANGUAGE_NAMES,
  causes: CAUSE_NAMES,
  reasons: CLOSE_NAMES,
} = caseWords.names;

export const MOVE_NAMES: Readonly<Record<CaseMove, string>> = {
  open: "受付",
  take: "担当した",
  release: "担当を外れた",
  "hand-on": "引き継いだ",
  answer: "返事をした",
  note: "メモ",
  "resident-writes": "書き込み",
  close: "終了した",
  withdraw: "取り下げた",
  reopen: "再開した",
  remind: "期限が近いと知らせた",
  escalate: "期限切れを知らせた",
  notice: "自動で終わると予告した",
  "auto-close": "返事がなく自動で終了した",
  rate: "評価した",
  "wish-erasure": "記録の消去を希望した",
  "resident-left": "窓口をブロックした",
  "set-due": "期限を変えた",
};

const OUTCOME_NAMES: Readonly<Record<Outcome["kind"], string>> = {
  answer: "回答",
  compare: "市の比較",
  clarify: "聞き返し",
  handoff: "人への引き継ぎ",
  decline: "答えられず",
  chat: "あいさつなど",
};

export const QUESTION_NAMES: Readonly<Record<KeptQuestion["why"], string>> = {
  declined: "答えられず",
  unhelpful: "役に立たず",
  case: "人へ引き継ぎ",
  answered: "回答",
};

export const OUTBOX_NAMES: Readonly<Record<OutboxState, string>> = {
  waiting: "送信待ち",
  sent: "送信済み",
  held: "保留",
  dead: "送れず",
};

export const RATING_NAMES: readonly string[] = ["", "解決しなかった", "少し解決した", "解決した"];

/** @param nameOf - what one of the staff is called */
export function actorName(actor: Actor, nameOf: (id: string) => string): string {
  switch (actor.kind) {
    case "resident":
      return "住民";
    case "desk":
      return "窓口（自動）";
    case "staff":
      return nameOf(actor.name);
    default:
      return actor satisfies never;
  }
}

/** Who wrote a message. */
export function authorName(
  { author, staff, outcome }: Pick<Message, "author" | "staff" | "outcome">,
  nameOf: (id: string) => string,
): string {
  switch (author) {
    case "resident":
      return "住民";
    case "person":
      return `職員 ${staff === undefined ? "" : nameOf(staff)}`.trim();
    case "desk":
      return outcome === undefined ? "窓口（自動）" : `窓口（自動・${OUTCOME_NAMES[outcome]}）`;
    default:
      return author satisfies never;
  }
}

/** Why a message to a resident is held, given up or tried again; see `src/delivery/outcome.ts`. */
const REASONS: Readonly<Record<string, string>> = {
  "": "これから送ります",
  "no-quota": "今月送れる数を使い切りました。来月になるか、LINE のプランを変えてから again で送れます",
  "no-channel": "この窓口に LINE が設定されていません",
  restored: "バックアップから戻したときに、まだ送っていなかったものです。送るなら again で送れます",
  unreachable: "LINE につながりません。もう一度送ります",
  failed: "この窓口の側の故障です。もう一度送ります",
  "too-old": "1日近く送れなかったので、あきらめました",
  stopped: "相手がこの窓口をブロックしています",
  "token-lapsed": "返信の期限が切れたので、push で送ります",
  rate: "LINE が混んでいます。もう一度送ります",
  timeout: "LINE から返事がありません。もう一度送ります",
  network: "LINE につながりません。もう一度送ります",
  server: "LINE の側の故障です。もう一度送ります",
  "refused-400": "LINE が内容か相手を受け付けません（400）",
  "refused-401": "LINE のアクセストークンが使えません（401）。設定を確かめてください",
  "refused-403": "LINE がこのアカウントからの送信を許していません（403）",
};

export function reasonWords(reason: string): string {
  const refused = /^refused-(\d+)$/u.exec(reason)?.[1];
  return REASONS[reason] ?? (refused === undefined ? reason : `LINE に断られました（${refused}）`);
}
