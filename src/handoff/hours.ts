/**
 * Opening hours in Japan's time, and what may be promised by them.
 *
 * Japan is nine hours ahead of UTC and has had no summer time since 1951, so plain arithmetic does, and the machine's
 * own zone never enters. Where hours or holidays are unknown nothing is promised: a wrong 「明日9時から」 sends somebody
 * to a closed door.
 */

import type { Opening } from "../model.ts";
import type { Day, Holidays } from "../ports/world.ts";

/** In the order in which `Date` counts them. */
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** In minutes since midnight in Japan: open from `from`, closed again from `to`, which is at most 1440. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Made by `src/handoff/hours-text.ts`, which refuses what makes no sense. */
export interface OpeningHours {
  /** Ranges in order, a pause between any two; `[]` for a day on which it stays closed. */
  readonly week: Readonly<Record<Weekday, readonly TimeRange[]>>;
  /** A day (`2026-12-28`), a day of every year (`08-13`), or a range of either (`12-29..01-03`, both ends within). */
  readonly closedDays: readonly string[];
  readonly closedOnHolidays: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const JAPAN_AHEAD_MS = 9 * 60 * MINUTE_MS;
/** A desk that does not open for so long has hours that were meant otherwise, or none to speak of. */
const LOOK_AHEAD_DAYS = 60;

/** It is open at this instant; false as well where hours or holidays are unknown. */
export function isOpen(at: number, hours: OpeningHours | undefined, holidays: Holidays): boolean {
  return closing(at, hours, holidays) !== undefined;
}

/** The minute of the day at which the opening that is under way ends; undefined where it is closed or nobody knows. */
export function closing(at: number, hours: OpeningHours | undefined, holidays: Holidays): number | undefined {
  const minutes = minutesOf(at);
  return rangesOf(midnight(at), hours, holidays)?.find(({ from, to }) => from <= minutes && minutes < to)?.to;
}

/** Tells whether people answer now, and if not, when they do next. */
export function openingAt(at: number, hours: OpeningHours | undefined, holidays: Holidays): Opening {
  const untilMinutes = closing(at, hours, holidays);
  return untilMinutes === undefined ? nextOpening(at, hours, holidays) : { kind: "open", untilMinutes };
}

/**
 * Finds when it opens next, later than this instant: while it is open, the opening after this one.
 *
 * @returns `unknown` where no hours are known, where the calendar ends before, or where it does not open within 60 days
 */
export function nextOpening(
  at: number,
  hours: OpeningHours | undefined,
  holidays: Holidays,
): Exclude<Opening, { kind: "open" }> {
  const next = openings(at, hours, holidays).find(({ start }) => start > at);
  if (next === undefined) return { kind: "unknown" };
  return {
    kind: "opens",
    day: dayOf(next.midnight),
    weekday: weekdayOf(next.midnight),
    daysAhead: (next.midnight - midnight(at)) / DAY_MS,
    fromMinutes: (next.start - next.midnight) / MINUTE_MS,
  };
}

/**
 * Finds the instant by which it has been open for this long since `at`.
 *
 * @param openMs - of opening time; for 0 or less, `at` itself
 * @returns undefined where that cannot be known
 */
export function afterOpenTime(
  at: number,
  openMs: number,
  hours: OpeningHours | undefined,
  holidays: Holidays,
): number | undefined {
  if (openMs <= 0) return at;
  let left = openMs;
  for (const { start, end } of openings(at, hours, holidays)) {
    const from = Math.max(start, at);
    if (end - from >= left) return from + left;
    left -= end - from;
  }
  return undefined;
}

/**
 * Counts for how long it was open between two instants.
 *
 * @returns milliseconds, 0 where the second is not later; undefined where hours or calendar of a day between are unknown
 */
export function openTimeBetween(
  from: number,
  to: number,
  hours: OpeningHours | undefined,
  holidays: Holidays,
): number | undefined {
  let openMs = 0;
  for (let day = midnight(from); day < to; day += DAY_MS) {
    const ranges = rangesOf(day, hours, holidays);
    if (ranges === undefined) return undefined;
    for (const range of ranges) {
      const [start, end] = [day + range.from * MINUTE_MS, day + range.to * MINUTE_MS];
      openMs += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
  return openMs;
}

/** The instant at which it opens first on the day of `at`; undefined where it stays closed or nobody knows. */
export function firstOpening(at: number, hours: OpeningHours | undefined, holidays: Holidays): number | undefined {
  const [first] = rangesOf(midnight(at), hours, holidays) ?? [];
  return first && midnight(at) + first.from * MINUTE_MS;
}

/** The day of an instant in Japan. */
export const dayOf = (at: number): Day => new Date(at + JAPAN_AHEAD_MS).toISOString().slice(0, "2026-11-23".length);
/** The instant at which a day begins in Japan. */
export const startOf = (day: Day): number => Date.parse(day) - JAPAN_AHEAD_MS;
/** Minutes of the day in Japan. */
export const minutesOf = (at: number): number => (at - midnight(at)) / MINUTE_MS;

export interface FirstAnswerDue {
  readonly dueAt: number;
  /** When half of the opening time until then has passed. */
  readonly remindAt: number;
}

/**
 * Finds when the first answer is due: when people have been there for one day since, in opening time.
 *
 * The day is the one on which the case comes: that of its opening if closing is still ahead, otherwise the next opening
 * day, as a letter put into the box at night. So what comes on Monday at 16:00 is due on Tuesday at 16:00, what comes at
 * night or on a weekend at the close of the next opening day.
 *
 * @returns undefined where hours or calendar are unknown
 */
export function firstAnswerDue(
  at: number,
  hours: OpeningHours | undefined,
  holidays: Holidays,
): FirstAnswerDue | undefined {
  const first = openings(at, hours, holidays).next().value;
  if (first === undefined) return undefined;
  const ranges = rangesOf(first.midnight, hours, holidays) ?? [];
  const dayMs = ranges.reduce((sum, { from, to }) => sum + (to - from) * MINUTE_MS, 0);
  const dueAt = afterOpenTime(at, dayMs, hours, holidays);
  const remindAt = afterOpenTime(at, Math.floor(dayMs / 2), hours, holidays);
  return dueAt === undefined || remindAt === undefined ? undefined : { dueAt, remindAt };
}

interface OpeningTime {
  readonly start: number;
  readonly end: number;
  /** With which the day begins in Japan. */
  readonly midnight: number;
}

/** The openings that end after `at`, in order, until one day is unknown or it stays closed for too long. */
function* openings(at: number, hours: OpeningHours | undefined, holidays: Holidays): Generator<OpeningTime> {
  let lastOpen = midnight(at);
  for (let day = midnight(at); day <= lastOpen + LOOK_AHEAD_DAYS * DAY_MS; day += DAY_MS) {
    const ranges = rangesOf(day, hours, holidays);
    if (ranges === undefined) return;
    if (ranges.length > 0) lastOpen = day;
    for (const { from, to } of ranges) {
      const end = day + to * MINUTE_MS;
      if (end > at) yield { start: day + from * MINUTE_MS, end, midnight: day };
    }
  }
}

/** When it is open on a day; undefined where nobody knows. */
function rangesOf(day: number, hours: OpeningHours | undefined, holidays: Holidays): readonly TimeRange[] | undefined {
  if (hours === undefined) return undefined;
  const date = dayOf(day);
  if (hours.closedDays.some((closed) => isWithin(date, closed))) return [];
  const ranges = hours.week[WEEKDAYS[weekdayOf(day)]!];
  if (!hours.closedOnHolidays || ranges.length === 0) return ranges;
  if (date > holidays.knownUntil) return undefined;
  return holidays.named(date) === undefined ? ranges : [];
}

/** `closed` as in {@link OpeningHours.closedDays}; dates of that form sort as text. */
function isWithin(day: Day, closed: string): boolean {
  const [first = "", last = first] = closed.split("..");
  const date = first.length === "12-29".length ? day.slice("2026-".length) : day;
  // A range whose end comes before its start runs over the end of the year.
  return first <= last ? first <= date && date <= last : date >= first || date <= last;
}

/** The instant at which the day of `at` begins in Japan. */
const midnight = (at: number) => Math.floor((at + JAPAN_AHEAD_MS) / DAY_MS) * DAY_MS - JAPAN_AHEAD_MS;
/** Counts from 0, Sunday. */
const weekdayOf = (day: number): number => new Date(day + JAPAN_AHEAD_MS).getUTCDay();
