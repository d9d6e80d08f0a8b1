/**
 * Rows of the outbox as they are read, and what they add up to.
 */

import type { Selectable } from "kysely";
import type { OutboxCounts } from "../../src/ports/store.ts";
import type { OutboxRow, Saying, StaffSaying } from "../../src/records.ts";
import type { OutboxTable } from "./tables.ts";

export function rowOf(row: Selectable<OutboxTable>): OutboxRow {
  return {
    id: row.id,
    channel: row.channel,
    conversation: row.conversation,
    peer: row.peer,
    sayings: JSON.parse(row.sayings) as (Saying | StaffSaying)[],
    retryKey: row.retry_key,
    message: row.message ?? undefined,
    causeEvent: row.cause_event ?? undefined,
    replyToken: row.reply_token ?? undefined,
    eventAt: row.event_at,
    tokenReceivedAt: row.token_received_at,
    state: row.state,
    attempts: row.attempts,
    replyTries: row.reply_tries,
    isToBeSure: row.is_to_be_sure === 1,
    reason: row.reason,
    createdAt: row.created_at,
    firstTriedAt: row.first_tried_at ?? undefined,
    nextAt: row.next_at,
    sentAt: row.sent_at ?? undefined,
  };
}

type CountedRow = Pick<Selectable<OutboxTable>, "state" | "sent_by" | "is_to_be_sure"> & { readonly rows: number };

export function counted(rows: readonly CountedRow[]): OutboxCounts {
  const sum = (counts: (row: CountedRow) => boolean) => rows.filter(counts).reduce((total, row) => total + row.rows, 0);
  return {
    waiting: sum(({ state }) => state === "waiting"),
    sent: sum(({ state }) => state === "sent"),
    held: sum(({ state }) => state === "held"),
    dead: sum(({ state }) => state === "dead"),
    toBeSure: sum(({ state, is_to_be_sure }) => state === "sent" && is_to_be_sure === 1),
    replied: sum(({ sent_by }) => sent_by === "reply"),
    pushed: sum(({ sent_by }) => sent_by === "push"),
  };
}
