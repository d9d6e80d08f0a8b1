/**
 * The life of a case, from opening to closing, as legal moves only.
 *
 * The table says who may do what in which state, and what state follows; a few moves have a condition beside it.
 * Whatever is not written there is refused, so that no surface, however it is built, can bring a case into a state
 * nobody foresaw. Pure: who stores the result must store it only if the case is still the one that was read.
 */

import { DeskError } from "../errors.ts";
import type { Actor, Case, CaseEvent, CaseMove, CaseState, CloseReason, Conversation } from "../records.ts";
import { autoCloseAt, isUnanswered, noticeAt, REOPEN_MS, type TimedMove } from "./timers.ts";

/** A move with what it brings. Whoever takes or reopens a case among the staff has it from then on. */
export type Move =
  | { readonly kind: "take" }
  | { readonly kind: "release" }
  | { readonly kind: "answer" }
  | { readonly kind: "resident-writes" }
  | { readonly kind: "withdraw" }
  | { readonly kind: "wish-erasure" }
  | { readonly kind: "resident-left" }
  | TimedMove
  /** To another of the staff, by name. */
  | { readonly kind: "hand-on"; readonly to: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "close"; readonly reason: CloseReason }
  /** With the times by which the first answer is due anew; undefined where nobody knows the hours. */
  | { readonly kind: "reopen"; readonly dueAt: number | undefined; readonly remindAt: number | undefined }
  /** Staff promised another time for the first answer. */
  | { readonly kind: "set-due"; readonly dueAt: number; readonly remindAt: number | undefined }
  /** 1 (not solved) to 3 (solved). */
  | { readonly kind: "rate"; readonly rating: number }
  | { readonly kind: "rate-word"; readonly text: string };

type Transitions = Partial<Readonly<Record<CaseState, CaseState>>>;

const EVERY_OPEN_STAYS = {
  waiting: "waiting",
  "with-person": "with-person",
  "with-resident": "with-resident",
} as const satisfies Transitions;
const EVERY_OPEN_CLOSES = { waiting: "closed", "with-person": "closed", "with-resident": "closed" } as const;

/** Who may do what in which state (`from: to`); what is missing here is illegal. */
export const LEGAL_MOVES: Readonly<Record<Move["kind"], Partial<Readonly<Record<Actor["kind"], Transitions>>>>> = {
  take: { staff: { waiting: "with-person" } },
  release: { staff: { "with-person": "waiting", "with-resident": "waiting" } },
  "hand-on": { staff: { "with-person": "with-person", "with-resident": "with-resident" } },
  answer: { staff: { "with-person": "with-resident", "with-resident": "with-resident" } },
  note: { staff: { ...EVERY_OPEN_STAYS, closed: "closed" } },
  "resident-writes": {
    resident: { waiting: "waiting", "with-person": "with-person", "with-resident": "with-person" },
  },
  close: { staff: EVERY_OPEN_CLOSES },
  withdraw: { resident: EVERY_OPEN_CLOSES },
  reopen: { staff: { closed: "with-person" }, resident: { closed: "waiting" } },
  remind: { desk: EVERY_OPEN_STAYS },
  escalate: { desk: EVERY_OPEN_STAYS },
  notice: { desk: { "with-resident": "with-resident" } },
  "auto-close": { desk: { "with-resident": "closed" } },
  rate: { resident: { closed: "closed" } },
  "rate-word": { resident: { closed: "closed" } },
  "wish-erasure": { resident: EVERY_OPEN_STAYS },
  "resident-left": { resident: EVERY_OPEN_STAYS },
  "set-due": { staff: EVERY_OPEN_STAYS },
};

export interface MoveBy {
  readonly at: number;
  readonly actor: Actor;
}

export interface Moved {
  /** `version` is as it was read: the store raises it. */
  readonly case: Case;
  readonly event: Omit<CaseEvent, "message">;
}

/**
 * Makes one move.
 *
 * @returns the case after it, and the line of its record; a resident's words are never in that line
 * @throws DeskError `illegal-move` with the state and the move
 */
export function moved(before: Case, move: Move, { at, actor }: MoveBy): Moved {
  const state = LEGAL_MOVES[move.kind][actor.kind]?.[before.state];
  if (state === undefined) throw illegal(before, move, `the ${actor.kind} may not make it in this state`);
  const objection = objectionTo(before, move, { at, actor });
  if (objection !== undefined) throw illegal(before, move, objection);
  const turn: Partial<Case> = state === "with-resident" ? {} : { withResidentAt: undefined, noticedAt: undefined };
  return {
    case: { ...before, ...turn, ...changes(before, move, { at, actor }), state },
    event: { number: before.number, at, actor, move: recordedAs(move), text: eventText(move) },
  };
}

/** What is known of a case as it begins. */
export type NewCase = Pick<
  Case,
  | "conversation"
  | "channel"
  | "cause"
  | "priority"
  | "city"
  | "language"
  | "topic"
  | "asked"
  | "open"
  | "openedAt"
  | "dueAt"
  | "remindAt"
>;

/** A case as it begins: it waits, and nobody has it. */
export function opened(begun: NewCase): Omit<Case, "number" | "version"> {
  return {
    ...begun,
    ...UNTOLD,
    ...NOT_CLOSED,
    state: "waiting",
    assignee: undefined,
    withResidentAt: undefined,
    noticedAt: undefined,
    wishesErasure: false,
  };
}

/** Who answers what the resident writes: the desk until a person took the case, and again once it is closed. */
export function turnOf(latest: Case | undefined): "desk" | "person" {
  return latest?.state === "with-person" || latest?.state === "with-resident" ? "person" : "desk";
}

/** The case as it is told and shown: a language may have been chosen since it began. */
export const inItsLanguage = (on: Case, to: Conversation | undefined): Case => ({
  ...on,
  language: to?.language ?? on.language,
});

const UNTOLD = { remindedAt: undefined, escalatedAt: undefined, firstAnsweredAt: undefined };
const NOT_CLOSED = { closedAt: undefined, closeReason: undefined, rating: undefined, ratingWord: "" };

/** Why a move that the table allows is illegal all the same; undefined for a legal one. */
function objectionTo(before: Case, move: Move, { at, actor }: MoveBy): string | undefined {
  switch (move.kind) {
    case "answer":
      return isAssignee(before, actor) ? undefined : "only who has the case may answer: take it or have it handed on";
    case "hand-on":
      if (move.to.trim() === "") return "it names nobody";
      return move.to === before.assignee ? "that person has the case already" : undefined;
    case "reopen":
      if (before.closeReason === "erased") return "the case was erased";
      if (before.closeReason === "nuisance" && actor.kind === "resident") return "it was closed as a nuisance";
      return isFresh(before, at) ? undefined : "it was closed too long ago";
    case "rate":
      if (![1, 2, 3].includes(move.rating)) return "a rating is 1, 2 or 3";
      return isFresh(before, at) ? undefined : "it was closed too long ago";
    case "rate-word":
      return isFresh(before, at) ? undefined : "it was closed too long ago";
    case "remind":
      return isUnanswered(before) && before.remindedAt === undefined ? undefined : "it is answered or was told already";
    case "escalate":
      return isUnanswered(before) && before.escalatedAt === undefined
        ? undefined
        : "it is answered or was told already";
    case "set-due":
      if (!isUnanswered(before)) return "it is answered already";
      return move.dueAt > at ? undefined : "that time has passed";
    case "notice":
      return isReached(noticeAt(before), at) ? undefined : "it is too early or was told already";
    case "auto-close":
      return isReached(autoCloseAt(before), at) ? undefined : "it is too early or the resident was not told";
    default:
      return undefined;
  }
}

const isAssignee = (held: Case, actor: Actor) => actor.kind === "staff" && actor.name === held.assignee;
const isFresh = ({ closedAt }: Case, at: number) => closedAt !== undefined && at <= closedAt + REOPEN_MS;
const isReached = (time: number | undefined, at: number) => time !== undefined && time <= at;

/** What a move changes besides the state. */
function changes(before: Case, move: Move, { at, actor }: MoveBy): Partial<Case> {
  const staff = actor.kind === "staff" ? actor.name : undefined;
  switch (move.kind) {
    case "take":
      return { assignee: staff };
    case "release":
      return { assignee: undefined };
    case "hand-on":
      return { assignee: move.to };
    case "answer":
      return { firstAnsweredAt: before.firstAnsweredAt ?? at, withResidentAt: at, noticedAt: undefined };
    case "close":
      return { closedAt: at, closeReason: move.reason };
    case "withdraw":
      return { closedAt: at, closeReason: "withdrawn" };
    case "auto-close":
      return { closedAt: at, closeReason: "no-answer" };
    case "reopen":
      return { ...UNTOLD, ...NOT_CLOSED, assignee: staff, dueAt: move.dueAt, remindAt: move.remindAt };
    case "remind":
      return { remindedAt: at };
    case "escalate":
      // Who was told that the answer is overdue needs no reminder that it will be.
      return { escalatedAt: at, remindedAt: before.remindedAt ?? at };
    case "notice":
      return { noticedAt: at };
    case "rate":
      return { rating: move.rating };
    case "rate-word":
      return { ratingWord: move.text };
    case "wish-erasure":
      return { wishesErasure: true };
    case "set-due":
      return { dueAt: move.dueAt, remindAt: move.remindAt, remindedAt: undefined, escalatedAt: undefined };
    case "note":
    case "resident-writes":
    case "resident-left":
      return {};
    default:
      return move satisfies never;
  }
}

const recordedAs = ({ kind }: Move): CaseMove => (kind === "rate-word" ? "rate" : kind);

function eventText(move: Move): string {
  if (move.kind === "hand-on") return move.to;
  if (move.kind === "note") return move.text;
  if (move.kind === "close") return move.reason;
  if (move.kind === "set-due") return String(move.dueAt);
  return move.kind === "rate" ? String(move.rating) : "";
}

function illegal({ state }: Case, { kind }: Move, why: string): DeskError {
  const message = `The move "${kind}" on a case that is ${state} was refused: ${why}. Nothing was changed`;
  return new DeskError("illegal-move", message, { facts: { state, move: kind } });
}
