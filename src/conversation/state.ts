/**
 * What the desk remembers of a conversation between two messages.
 *
 * It is kept as JSON with a version. A state that this program cannot read is dropped, and the resident is told: an
 * answer in the wrong context would be worse than asking again.
 */

import type { CaseNumber, MessageId } from "../records.ts";

export interface RecentQuestion {
  /** The channel's id of the message: it goes when the message is unsent. */
  readonly message: string;
  readonly text: string;
}

/** Which question an answer with buttons answered: other messages may have come between the two. */
export interface AnsweredQuestion {
  readonly answer: MessageId;
  /** The channel's id of the message that asked. */
  readonly question: string;
}

/** What the desk asked and waits for. */
export type Awaited =
  | { readonly kind: "erasure" }
  | { readonly kind: "rating-word"; readonly number: CaseNumber }
  /** Whether a person is wanted. */
  | { readonly kind: "offer" }
  /** One question for the machine although a person has the case. */
  | { readonly kind: "question-for-desk" };

export interface State {
  /** The first contact was said. */
  readonly isWelcomed: boolean;
  /** Oldest first, at most {@link MOST_RECENT}. */
  readonly recent: readonly RecentQuestion[];
  /** Oldest first, at most {@link MOST_ANSWERS}. */
  readonly answers: readonly AnsweredQuestion[];
  /** The question that waits for its city. */
  readonly open: RecentQuestion | undefined;
  readonly awaits: Awaited | undefined;
  /** Answers in a row that did not help, and whether the latest was one. */
  readonly misses: number;
  readonly isLastMissed: boolean;
  /** The case that was open when this was written: once it is closed, the talk starts afresh. */
  readonly case: CaseNumber | undefined;
  /** When the person or the group last spoke to the desk; undefined until then. */
  readonly spokeAt: number | undefined;
  /** When it was told last where the private page is; undefined for never. */
  readonly toldOfPageAt?: number | undefined;
}

export const NEW_STATE: State = {
  isWelcomed: false,
  recent: [],
  answers: [],
  open: undefined,
  awaits: undefined,
  misses: 0,
  isLastMissed: false,
  case: undefined,
  spokeAt: undefined,
};

/** Earlier questions that are carried along: enough for 「もっと詳しく」 and 「じゃあ国立は？」. */
export const MOST_RECENT = 6;

/** Answers whose buttons are known to go on from their own question; further up they go on from what stands before. */
export const MOST_ANSWERS = 20;

/** Rises when an older program could not read what this one writes. */
const VERSION = 1;

export function written(state: State): string {
  return JSON.stringify({ version: VERSION, ...state });
}

/** @returns undefined for a state that this program cannot read; {@link NEW_STATE} for `""` */
export function readState(text: string): State | undefined {
  if (text === "") return NEW_STATE;
  try {
    const { version, ...state } = JSON.parse(text) as { version: unknown } & State;
    return version === VERSION && isState(state) ? { ...NEW_STATE, ...state } : undefined;
  } catch {
    return undefined;
  }
}

const isState = ({ isWelcomed, recent, answers = [], misses, open }: State): boolean =>
  typeof isWelcomed === "boolean" &&
  typeof misses === "number" &&
  Array.isArray(answers) &&
  Array.isArray(recent) &&
  recent.every(isQuestion) &&
  (open === undefined || isQuestion(open));

const isQuestion = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  "text" in value &&
  typeof value.text === "string" &&
  "message" in value &&
  typeof value.message === "string";

/** The same with one more question. */
export function withQuestion(state: State, question: RecentQuestion): State {
  return { ...state, recent: [...state.recent, question].slice(-MOST_RECENT) };
}

/** The same with one more answer. */
export function withAnswer(state: State, answer: AnsweredQuestion): State {
  return { ...state, answers: [...state.answers, answer].slice(-MOST_ANSWERS) };
}

/** The same without a message that was unsent. */
export function withoutMessage(state: State, message: string): State {
  return {
    ...state,
    recent: state.recent.filter((question) => question.message !== message),
    open: state.open?.message === message ? undefined : state.open,
  };
}

/** After a case was closed nothing of the talk before it counts. */
export function startedAfresh({ isWelcomed, spokeAt }: State): State {
  return { ...NEW_STATE, isWelcomed, spokeAt };
}
