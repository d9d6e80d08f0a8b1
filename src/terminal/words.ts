/**
 * What the codes in the records are called by the people who work a desk. Read by staff only.
 */

import type { Outcome } from "../model.ts";
import type { Actor, CaseMove, KeptQuestion, Message, OutboxRow, OutboxState } from "../records.ts";
import { caseWords } from "../reply/staff-cases.ts";
import { reasonWords } from "../reply/undelivered.ts";

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

const AGAIN = "again で";

/** Why a row is held, given up or tried again. */
export const whyUndelivered = (row: Pick<OutboxRow, "channel" | "reason">): string => reasonWords(row, AGAIN);
