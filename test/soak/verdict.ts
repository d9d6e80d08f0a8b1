/**
 * Holds what LINE took against what lies in the database, event by event, without any code of the desk.
 */

import type { InboxRow, Kept, OutboxRow } from "./kept.ts";
import type { Expected, Sent } from "./residents.ts";

export interface Verdict {
  /** Acknowledged and not ended, or ended as answered without an answer that arrived. */
  readonly lost: readonly string[];
  /** Answered more often than once, although nothing was in doubt. */
  readonly doubled: readonly string[];
  /** Ended otherwise than such an event must. */
  readonly wrong: readonly string[];
  readonly answered: number;
  readonly silent: Readonly<Record<string, number>>;
  readonly dead: Readonly<Record<string, number>>;
  readonly replied: number;
  readonly pushed: number;
  readonly pushedToBeSure: number;
  /** Of these, both arrived: the doubt was unfounded. */
  readonly arrivedTwice: number;
  /** Answers that could not be delivered, by reason. */
  readonly undelivered: Readonly<Record<string, number>>;
}

/**
 * @param acknowledged - events that were answered 2xx at least once
 * @param arrivals - how many calls LINE took by each reply token or retry key
 */
export function verdict(acknowledged: readonly Sent[], all: Kept, arrivals: ReadonlyMap<string, number>): Verdict {
  const [inbox, outbox] = [all.inbox.filter(isOfLine), all.outbox.filter(isOfLine)];
  const ended = new Map(inbox.map((row) => [row.event_id, row]));
  const answers = Map.groupBy(
    outbox.filter((row) => row.cause_event !== null),
    (row) => row.cause_event!,
  );
  const found = acknowledged.map((sent) => judged(sent, ended.get(sent.event.webhookEventId), answers, arrivals));
  const told = (field: "lost" | "doubled" | "wrong") => found.flatMap((one) => one[field] ?? []);
  const sent = outbox.filter(({ state }) => state === "sent");
  return {
    lost: told("lost"),
    doubled: told("doubled"),
    wrong: told("wrong"),
    answered: inbox.filter(({ state }) => state === "answered").length,
    silent: counted(inbox.filter(({ state }) => state === "silent")),
    dead: counted(inbox.filter(({ state }) => state === "dead")),
    replied: sent.filter(({ sent_by }) => sent_by === "reply").length,
    pushed: sent.filter(({ sent_by, to_be_sure }) => sent_by === "push" && !to_be_sure).length,
    pushedToBeSure: sent.filter(({ to_be_sure }) => to_be_sure).length,
    arrivedTwice: found.filter(({ isTwice }) => isTwice).length,
    undelivered: counted(outbox.filter(({ state }) => state !== "sent")),
  };
}

const isOfLine = ({ channel }: { readonly channel: string }) => channel === "line";

interface Judged {
  readonly lost?: string;
  readonly doubled?: string;
  readonly wrong?: string;
  readonly isTwice?: boolean;
}

function judged(
  { event, expected }: Sent,
  row: InboxRow | undefined,
  answers: ReadonlyMap<string, readonly OutboxRow[]>,
  arrivals: ReadonlyMap<string, number>,
): Judged {
  const id = event.webhookEventId;
  if (row === undefined) return { lost: `${id}: not in the inbox` };
  if (row.state === "waiting") return { lost: `${id}: still waiting (${row.reason})` };
  if (row.state !== "answered" && row.reason === "") return { wrong: `${id}: ${row.state} without a reason` };
  const wrong = ENDS[expected].includes(row.state)
    ? {}
    : { wrong: `${id}: ${row.state} (${row.reason}) instead of ${expected}` };
  const rows = answers.get(id) ?? [];
  const byReply = event.replyToken === undefined ? 0 : (arrivals.get(event.replyToken) ?? 0);
  const byPush = rows.reduce((sum, { retry_key }) => sum + (arrivals.get(retry_key) ?? 0), 0);
  if (row.state === "silent") {
    const isAnswered = rows.length > 0 || byReply > 0;
    return { ...wrong, ...(isAnswered && { doubled: `${id}: silent, and yet answered` }) };
  }
  const [answer] = rows;
  if (answer === undefined || rows.length > 1) return { ...wrong, lost: `${id}: ${rows.length} answers were written` };
  if (answer.state === "waiting") return { ...wrong, lost: `${id}: its answer still waits (${answer.reason})` };
  // Nothing that this LINE does is a reason to give an answer up.
  if (answer.state !== "sent") return { ...wrong, lost: `${id}: its answer is ${answer.state} (${answer.reason})` };
  const times = byReply + byPush;
  if (times === 0) return { ...wrong, lost: `${id}: sent by ${answer.sent_by} and never arrived` };
  const most = answer.to_be_sure ? 2 : 1;
  if (times > most) return { ...wrong, doubled: `${id}: arrived ${times} times` };
  return { ...wrong, isTwice: times > 1 };
}

const ENDS: Readonly<Record<Expected, readonly string[]>> = {
  answered: ["answered"],
  silent: ["silent"],
  dead: ["dead"],
  either: ["answered", "silent"],
};

/** By reason. */
const counted = (rows: readonly { readonly reason: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { reason } of rows) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};
