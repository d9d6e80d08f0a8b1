/**
 * Gathers what a person needs to work a case.
 *
 * Where people answer by their own ways (`contact`), residents were told to turn to them with their words, not that the
 * words would be read here: so these are left out as the case is gathered, and no surface behind this can show them.
 */

import type { Records } from "../ports/store.ts";
import type { Case, CaseEvent, CaseNumber, Media, Message, OutboxRow, Saying, StaffSaying } from "../records.ts";
import { inItsLanguage } from "./cases.ts";
import type { DeskProfile } from "./profile.ts";
import { isUnanswered } from "./timers.ts";

/** A case as one line of a list. */
export interface CaseSummary extends Case {
  /** In the whole conversation, up to {@link MOST_MESSAGES}. */
  readonly messages: number;
  readonly isOverdue: boolean;
}

/** A message that has not reached the resident. */
export interface Undelivered extends Pick<OutboxRow, "id" | "channel" | "state" | "reason" | "attempts" | "createdAt"> {
  /** `""` where the desk shows no words. */
  readonly text: string;
}

export interface CaseView {
  readonly case: CaseSummary;
  /** The words of the resident are left out. */
  readonly isWordless: boolean;
  /** The resident blocked the desk. */
  readonly isStopped: boolean;
  /** The latest {@link MOST_MESSAGES}, oldest first. */
  readonly messages: readonly Message[];
  readonly files: readonly Media[];
  /** Other cases of the same person at this desk, newest first. */
  readonly others: readonly Case[];
  readonly events: readonly CaseEvent[];
  /** Oldest first. */
  readonly undelivered: readonly Undelivered[];
}

/** Messages that are read of a conversation. */
export const MOST_MESSAGES = 200;
const MOST_CASES = 100;
/** Rows among which those of one conversation are looked for. */
const MOST_ROWS = 10_000;
const UNDELIVERED = ["waiting", "held", "dead"] as const;

export type Gathering = Pick<DeskProfile, "caseWay"> & { readonly now: number };

/** @returns undefined where there is no case of that number */
export async function caseView(
  records: Records,
  number: CaseNumber,
  { caseWay, now }: Gathering,
): Promise<CaseView | undefined> {
  const on = await records.cases.get(number);
  if (on === undefined) return undefined;
  const isWordless = caseWay !== "conversation";
  const messages = await records.messages.latest(on.conversation, MOST_MESSAGES);
  const others = await othersOf(records, on);
  const conversation = await records.conversations.get(on.conversation);
  const without = (one: Case): Case => (isWordless ? withoutWords(one) : one);
  return {
    case: { ...without(inItsLanguage(on, conversation)), messages: messages.length, isOverdue: isOverdue(on, now) },
    isWordless,
    isStopped: conversation?.isStopped ?? false,
    messages: isWordless ? messages.map(withoutResidentsWords) : messages,
    files: isWordless ? [] : await filesOf(records, messages),
    others: others.map(without),
    events: await records.cases.events(number),
    undelivered: await undelivered(records, on, isWordless),
  };
}

/** One transaction for each case: a list of many must not hold up the desk. */
export async function caseSummary(records: Records, on: Case, { caseWay, now }: Gathering): Promise<CaseSummary> {
  const { length } = await records.messages.latest(on.conversation, MOST_MESSAGES);
  const read = inItsLanguage(on, await records.conversations.get(on.conversation));
  const shown = caseWay === "conversation" ? read : withoutWords(read);
  return { ...shown, messages: length, isOverdue: isOverdue(on, now) };
}

/** Other cases of the same person, newest first; `[]` once a case was cut from the person. */
export async function othersOf({ cases }: Records, { conversation, number }: Case): Promise<Case[]> {
  const isCut = conversation === "";
  const all = isCut ? [] : await cases.list({ conversation, limit: MOST_CASES });
  return all.filter((one) => one.number !== number);
}

/** Nobody answered, and somebody should have. */
export const isOverdue = (on: Case, now: number): boolean =>
  isUnanswered(on) && on.dueAt !== undefined && on.dueAt <= now;

/** Urgent ones first; then what waits for its first answer, the soonest due first; then the longest open. */
export function byUrgency(a: Case, b: Case): number {
  const rank = (on: Case) =>
    (on.state === "closed" ? 4 : on.priority === "urgent" ? 0 : 2) + (isUnanswered(on) ? 0 : 1);
  const due = (on: Case) => (isUnanswered(on) ? (on.dueAt ?? Number.MAX_SAFE_INTEGER) : 0);
  if (a.state === "closed" && b.state === "closed") return b.number - a.number;
  return rank(a) - rank(b) || due(a) - due(b) || a.number - b.number;
}

/** What a message says, in plain text; quotations are named by their source alone. */
export function spoken(sayings: readonly (Saying | StaffSaying)[]): string {
  const words = (saying: Saying | StaffSaying): string => {
    if (saying.kind === "post") return `(${saying.post.what})`;
    return saying.kind === "text" ? saying.text : saying.reply.lead;
  };
  return sayings.map(words).join("\n");
}

/** A case without anything that the resident wrote. */
export const withoutWords = (on: Case): Case => ({ ...on, asked: "", open: [], ratingWord: "" });

/** The same as it may be shown anywhere but on the private page and in the console: whoever wrote it there. */
export const withoutPrivateWords = (message: Message): Message =>
  message.isPrivate ? { ...message, text: "", media: undefined, sections: [] } : message;

export const withoutResidentsWords = (message: Message): Message =>
  message.author === "resident" ? { ...message, text: "", media: undefined } : message;

async function filesOf({ media }: Records, messages: readonly Message[]): Promise<Media[]> {
  const found: Media[] = [];
  for (const { media: id } of messages) {
    const file = id === undefined ? undefined : await media.get(id);
    if (file !== undefined) found.push(file);
  }
  return found;
}

async function undelivered({ outbox }: Records, on: Case, isWordless: boolean): Promise<Undelivered[]> {
  const rows = await outbox.list(UNDELIVERED, MOST_ROWS);
  return rows
    .filter(({ conversation }) => conversation === on.conversation)
    .map(({ id, channel, state, reason, attempts, createdAt, sayings }) => ({
      ...{ id, channel, state, reason, attempts, createdAt },
      text: isWordless ? "" : spoken(sayings),
    }))
    .reverse();
}
