/**
 * What the desk remembers of a talk in which staff look rules up.
 *
 * It names messages and holds none of their words: a question that is gone is gone from here too. A state that this
 * program cannot read is dropped; staff then ask anew.
 */

import type { CityId } from "../../model.ts";
import { placeOf } from "../../ports/staff.ts";
import type { Conversation, MessageId } from "../../records.ts";

/** How a question was put to the desk: as it was typed, of all cities, or of the one that was kept. */
export const WAYS = ["typed", "compared", "kept-city"] as const;
export type Way = (typeof WAYS)[number];

/** An answer and all that it takes to give it again. */
export interface Lookup {
  readonly answer: MessageId;
  readonly question: MessageId;
  /** Earlier questions that it was read in the light of, oldest first. */
  readonly before: readonly MessageId[];
  readonly way: Way;
  /** Whose guideline was meant unless the question named another. */
  readonly city: CityId | undefined;
}

export interface LookupState {
  /** Questions, oldest first, at most {@link MOST_RECENT}. */
  readonly recent: readonly MessageId[];
  /** Oldest first, at most {@link MOST_LOOKUPS}. */
  readonly lookups: readonly Lookup[];
  /** Who spoke here: one, or two, and then it is a talk among people whoever comes. */
  readonly speakers: readonly string[];
  /** The thread hung under somebody's message before the desk was asked in it. */
  readonly isAmongPeople: boolean;
  /** When the desk was asked last; 0 for never. */
  readonly askedAt: number;
}

export const NEW_LOOKUP_STATE: LookupState = {
  recent: [],
  lookups: [],
  speakers: [],
  isAmongPeople: false,
  askedAt: 0,
};

/** Earlier questions that are carried along. */
export const MOST_RECENT = 6;

/** Answers whose buttons still do something. */
export const MOST_LOOKUPS = 40;

/** Outside of threads a question that comes later than this after the one before begins a talk of its own. */
const TALK_MS = 60 * 60_000;

const MOST_SPEAKERS = 2;

/** Rises when an older program could not read what this one writes. */
const VERSION = 1;

export const writtenLookup = (state: LookupState): string =>
  JSON.stringify({ kind: "lookup", version: VERSION, ...state });

/** @returns {@link NEW_LOOKUP_STATE} for `""` and for what this program cannot read */
export function readLookup(text: string): LookupState {
  if (text === "") return NEW_LOOKUP_STATE;
  try {
    const { kind, version, ...state } = JSON.parse(text) as { kind: unknown; version: unknown } & LookupState;
    const isOurs = kind === "lookup" && version === VERSION && isState(state);
    return isOurs ? { ...NEW_LOOKUP_STATE, ...state } : NEW_LOOKUP_STATE;
  } catch {
    return NEW_LOOKUP_STATE;
  }
}

const isState = ({ recent, lookups, speakers, askedAt }: LookupState): boolean =>
  [recent, lookups, speakers].every(Array.isArray) && typeof askedAt === "number";

/** A thread is about one thing however long it takes; elsewhere a later question is about something else. */
export function isOver({ peer }: Pick<Conversation, "peer">, { askedAt }: LookupState, now: number): boolean {
  return placeOf(peer)?.thread === undefined && now - askedAt > TALK_MS;
}

/** The same with one more who spoke. */
export function withSpeaker(state: LookupState, by: string): LookupState {
  const { speakers } = state;
  if (speakers.includes(by) || speakers.length >= MOST_SPEAKERS) return state;
  return { ...state, speakers: [...speakers, by] };
}

/** The same with one more answer; its question comes last among the recent ones. */
export function withLookup(state: LookupState, lookup: Lookup, asksSomething: boolean): LookupState {
  const others = state.recent.filter((question) => question !== lookup.question);
  return {
    ...state,
    recent: asksSomething ? [...others, lookup.question].slice(-MOST_RECENT) : state.recent,
    lookups: [...state.lookups, lookup].slice(-MOST_LOOKUPS),
  };
}

/** Nobody but this person and the desk talked here, and the desk was asked. */
export const isAlone = ({ lookups, speakers, isAmongPeople }: LookupState, by: string): boolean =>
  lookups.length > 0 && !isAmongPeople && speakers.length === 1 && speakers[0] === by;
