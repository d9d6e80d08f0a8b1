/**
 * Works cases: each act is one legal move with its record and what the resident is told, all in one transaction.
 *
 * The terminal, Slack and the console act through these functions alone, so a case looks the same from everywhere.
 * Of two who act at the same time on what both have read, one wins and the other is told.
 */

import { DeskError } from "../errors.ts";
import type { Opening } from "../model.ts";
import { isGroup } from "../ports/channel.ts";
import type { AnswerQuotation } from "../ports/staff.ts";
import type { Records } from "../ports/store.ts";
import type { Chance, Clock, Holidays } from "../ports/world.ts";
import type {
  Actor,
  Case,
  CaseCause,
  CaseEvent,
  CaseNumber,
  CloseReason,
  Conversation,
  MessageId,
  Saying,
} from "../records.ts";
import { answerRow } from "./answer-row.ts";
import type { Board } from "./board.ts";
import {
  answerOf,
  answerText,
  autoClosingOf,
  closingOf,
  erasureOf,
  noticeOf,
  privateAnswerOf,
  reopeningOf,
} from "./case-words.ts";
import { inItsLanguage, type Move, moved, type NewCase, opened } from "./cases.ts";
import { counted, happenedTo, waitedMs } from "./facts.ts";
import { firstAnswerDue, openingAt } from "./hours.ts";
import { noPrivatePage, type PrivatePage } from "./private-page.ts";
import type { DeskProfile } from "./profile.ts";
import { refuseReopening } from "./reopening.ts";
import { AUTO_CLOSE_MS, dueMoves, NOTICE_MS } from "./timers.ts";

export interface CaseworkParts {
  readonly profile: DeskProfile;
  readonly holidays: Holidays;
  readonly clock: Pick<Clock, "now">;
  readonly chance: Pick<Chance, "uuid">;
  /** Hears of every case that begins and of every move. */
  readonly board: Board;
  /** {@link noPrivatePage} where it is left out. */
  readonly privatePage?: PrivatePage | undefined;
}

/** With what a case begins. */
export interface Beginning extends Pick<NewCase, "cause" | "city" | "language" | "topic" | "asked" | "open"> {
  readonly conversation: Conversation;
  /** The message with which it begins, if it was one. */
  readonly message: MessageId | undefined;
}

/** What became of an act: what reached the resident is a value, an illegal move is thrown. */
export interface Acted {
  readonly case: Case;
  /** `stopped`: the resident blocked the desk, so nothing can be delivered; `nothing`: there was nothing to be told. */
  readonly told: "queued" | "stopped" | "nothing";
  /** Under which an answer is kept; undefined for any other act. */
  readonly message?: MessageId | undefined;
  /** Ids of media whose files must go once this is committed: the resident wished every record gone. */
  readonly filesGone: readonly string[];
}

export interface Ticked {
  readonly moves: number;
  /** See {@link Acted.filesGone}. */
  readonly filesGone: readonly string[];
}

export interface AnswerOptions {
  /** Stands under the person's words. */
  readonly quotation?: AnswerQuotation | undefined;
  /** Who speaks, as the resident reads it, at most 20 characters; undefined for the word for any person. */
  readonly name?: string | undefined;
  /** It corrects what was answered on the private page, and so stands there wherever others do by now. */
  readonly isPrivate?: boolean | undefined;
}

/** Moves of the staff of which the resident is not told. */
export type StaffMove = Extract<Move, { kind: "take" | "release" | "hand-on" | "note" }>;

/**
 * Every act of the staff may throw a DeskError: `illegal-move`, `case-unknown`, or `case-changed` where another was
 * faster. Nothing is changed then.
 */
export interface Casework {
  /** When people answer next. */
  opening(): Opening;
  /** Of its cases. */
  readonly privatePage: PrivatePage;
  begin(records: Records, beginning: Beginning): Promise<Case>;
  /** A move of the resident. */
  byResident(records: Records, on: Case, move: Move, message?: MessageId): Promise<Case>;
  /** The same with the times of a first answer set anew. */
  reopenedByResident(records: Records, on: Case): Promise<Case>;
  byStaff(records: Records, number: CaseNumber, staff: string, move: StaffMove): Promise<Acted>;
  /** The resident reads it; it is kept even where it cannot be delivered. */
  answer(records: Records, number: CaseNumber, staff: string, text: string, options?: AnswerOptions): Promise<Acted>;
  /** Another time by which the first answer is due; its reminder comes halfway. */
  setDue(records: Records, number: CaseNumber, staff: string, dueAt: number): Promise<Acted>;
  /** With the wish to have every record gone, they go now. */
  close(records: Records, number: CaseNumber, staff: string, reason: CloseReason): Promise<Acted>;
  reopen(records: Records, number: CaseNumber, staff: string): Promise<Acted>;
  /** Closes the case if it is open, and deletes every record of the resident. */
  erase(records: Records, number: CaseNumber, staff: string): Promise<Acted>;
  /** What the clock asks for. */
  tick(records: Records): Promise<Ticked>;
}

/** Causes that go before all others. */
const URGENT: readonly CaseCause[] = ["danger", "distress", "urgent"];
/** The case as it is to be seen once such a thing is known of it. */
export const raised = (on: Case, cause: CaseCause | undefined): Case =>
  cause !== undefined && URGENT.includes(cause) ? { ...on, priority: "urgent" } : on;

/** Reasons of which the resident is not told, for nothing would be gained. */
const SILENT_REASONS: readonly CloseReason[] = ["nuisance", "erased"];
/** Cases that one tick looks at. */
const TICK_CASES = 100;

export function casework(parts: CaseworkParts): Casework {
  const { profile, holidays, clock, chance, board, privatePage = noPrivatePage } = parts;
  const opening = (): Opening => openingAt(clock.now(), profile.hours, holidays);
  const due = () => firstAnswerDue(clock.now(), profile.hours, holidays) ?? { dueAt: undefined, remindAt: undefined };

  async function apply(records: Records, on: Case, move: Move, actor: Actor, message?: MessageId): Promise<Case> {
    const { case: next, event } = moved(on, move, { at: clock.now(), actor });
    const saved = await records.cases.save(next);
    if (saved === undefined) {
      throw new DeskError("case-changed", `Case ${on.number} was changed by somebody else: look at it again`, {
        facts: { number: on.number, move: move.kind },
      });
    }
    await recorded(records, saved, { ...event, message });
    await countedMove(records, on, saved);
    return saved;
  }

  async function countedMove(records: Records, before: Case, after: Case): Promise<void> {
    const happened = happenedTo(after, clock.now());
    if (before.state !== "closed" && after.state === "closed") await counted(records, "closed", happened);
    if (before.firstAnsweredAt !== undefined || after.firstAnsweredAt === undefined) return;
    const waited = await waitedMs(records, after, after.firstAnsweredAt, { profile, holidays });
    if (waited !== undefined) await counted(records, "first-answer", happened, waited);
  }

  async function recorded(records: Records, on: Case, event: CaseEvent): Promise<void> {
    await records.cases.addEvent(event);
    await board.happened(records, on, event);
  }

  async function byName(records: Records, on: Case, staff: string, move: Move, message?: MessageId): Promise<Case> {
    const after = await apply(records, on, move, { kind: "staff", name: staff }, message);
    const subject = `case ${on.number}`;
    await records.audit.add({ at: clock.now(), actor: staff, act: `case-${move.kind}`, subject });
    return after;
  }

  /** @param to - read before the act, which may have erased it */
  async function tell(
    records: Records,
    to: Conversation | undefined,
    says: readonly Saying[],
    message?: MessageId,
  ): Promise<Acted["told"]> {
    if (to === undefined || says.length === 0) return "nothing";
    if (to.isStopped) return "stopped";
    const { channel, id, peer } = to;
    const row = { channel, conversation: id, peer, sayings: says, cause: undefined, retryKey: chance.uuid(), message };
    await records.outbox.add(row, clock.now());
    return "queued";
  }

  /** @param says - of the case, in the language that was chosen since it began */
  async function told(records: Records, on: Case, says: (read: Case) => readonly Saying[]): Promise<Acted> {
    const to = await records.conversations.get(on.conversation);
    return { case: on, told: await tell(records, to, says(inItsLanguage(on, to))), filesGone: [] };
  }

  /** @param actor - as the audit names who did it: for the desk it follows from the case's end */
  async function erased(records: Records, on: Case, actor = "desk"): Promise<Acted> {
    // What is written into it at this moment would be shown after all that is shown was taken away.
    await records.conversations.lock(on.conversation);
    const to = await records.conversations.get(on.conversation);
    await board.gone(records, on.conversation);
    const filesGone = await records.conversations.erase(on.conversation);
    await records.audit.add({ at: clock.now(), actor, act: "records-erased", subject: `case ${on.number}` });
    return { case: on, told: await tell(records, to, erasureOf(inItsLanguage(on, to))), filesGone };
  }

  async function ticked(records: Records, on: Case, move: Move): Promise<Acted> {
    const after = await apply(records, on, move, { kind: "desk" });
    if (move.kind === "notice") return told(records, after, noticeOf);
    if (move.kind !== "auto-close") return told(records, after, nothing);
    return after.wishesErasure ? erased(records, after) : told(records, after, autoClosingOf);
  }

  return {
    opening,
    privatePage,
    async begin(records, { message, conversation, ...beginning }) {
      const isKept = profile.caseWay === "conversation";
      const now = clock.now();
      const begun = await records.cases.open(
        opened({
          ...beginning,
          conversation: conversation.id,
          channel: conversation.channel,
          priority: URGENT.includes(beginning.cause) ? "urgent" : "normal",
          asked: isKept ? beginning.asked : "",
          open: isKept ? beginning.open : [],
          openedAt: now,
          ...due(),
        }),
      );
      const actor: Actor = { kind: "resident" };
      const text = beginning.cause;
      await recorded(records, begun, { number: begun.number, at: now, actor, move: "open", message, text });
      await counted(records, "handed-over", happenedTo(begun, now));
      return begun;
    },
    byResident: (records, on, move, message) => apply(records, on, move, { kind: "resident" }, message),
    reopenedByResident: (records, on) => apply(records, on, { kind: "reopen", ...due() }, { kind: "resident" }),
    async byStaff(records, number, staff, move) {
      return told(records, await byName(records, await known(records, number), staff, move), nothing);
    },
    async answer(records, number, staff, own, { quotation, name, isPrivate: isKept = false } = {}) {
      const before = await known(records, number);
      const isPrivate = isKept || (await privatePage.holds(records, before));
      const to = await records.conversations.get(before.conversation);
      const text = answerText(inItsLanguage(before, to), own, quotation);
      const message = chance.uuid() as MessageId;
      await records.messages.add(answerRow(message, before, { staff, text, quotation, isPrivate, at: clock.now() }));
      const after = await byName(records, before, staff, { kind: "answer" }, message);
      const read = inItsLanguage(after, to);
      const said = isPrivate ? privateAnswerOf(read) : answerOf(read, text, name);
      return { case: after, told: await tell(records, to, said, message), message, filesGone: [] };
    },
    async setDue(records, number, staff, dueAt) {
      const now = clock.now();
      const remindAt = Math.max(now, Math.round((now + dueAt) / 2));
      const move: Move = { kind: "set-due", dueAt, remindAt };
      return told(records, await byName(records, await known(records, number), staff, move), nothing);
    },
    async close(records, number, staff, reason) {
      // First of all, as everywhere: else this and what the resident does just then wait for each other.
      await records.conversations.lock((await known(records, number)).conversation);
      const after = await byName(records, await known(records, number), staff, { kind: "close", reason });
      if (after.wishesErasure) return erased(records, after);
      return told(records, after, SILENT_REASONS.includes(reason) ? nothing : closingOf);
    },
    async reopen(records, number, staff) {
      const on = await known(records, number);
      await refuseReopening(records, on);
      const after = await byName(records, on, staff, { kind: "reopen", ...due() });
      return told(records, after, reopeningOf);
    },
    async erase(records, number, staff) {
      const on = await known(records, number);
      await records.conversations.lock(on.conversation);
      const isOpen = on.state !== "closed";
      const closed = isOpen ? await byName(records, on, staff, { kind: "close", reason: "erased" }) : on;
      return erased(records, closed, staff);
    },
    async tick(records) {
      const now = clock.now();
      const acts: Acted[] = [];
      for (const on of await records.cases.timed(
        now,
        { noticeMs: AUTO_CLOSE_MS - NOTICE_MS, closeMs: NOTICE_MS },
        TICK_CASES,
      )) {
        for (const move of dueMoves(on, now)) acts.push(await ticked(records, on, move));
      }
      return { moves: acts.length, filesGone: acts.flatMap(({ filesGone }) => filesGone) };
    },
  };
}

const nothing = (): Saying[] => [];

async function known(records: Records, number: CaseNumber): Promise<Case> {
  const found = await records.cases.get(number);
  if (found !== undefined) return found;
  throw new DeskError("case-unknown", `There is no case ${number} at this desk`, { facts: { number } });
}

/** Cases are of a talk between two. */
export const takesCases = ({ caseWay }: DeskProfile, { peer }: Pick<Conversation, "peer">): boolean =>
  caseWay !== "none" && !isGroup(peer);
