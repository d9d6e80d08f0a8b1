/**
 * Counts what happens, in the transaction in which it does: figures outlive the words that they count.
 *
 * Nothing here can tell of whom it is: a day, what it was, and by which channel, city and language.
 */

import type { Records } from "../ports/store.ts";
import type { Holidays } from "../ports/world.ts";
import type { Case, Fact, FactKind } from "../records.ts";
import { dayOf, openTimeBetween } from "./hours.ts";
import type { DeskProfile } from "./profile.ts";

/** What a fact is about, and when it happened. */
export interface Happened extends Pick<Fact, "channel" | "city" | "language"> {
  readonly at: number;
}

/** @param value - see {@link Fact.value} */
export function counted(
  { facts }: Pick<Records, "facts">,
  what: FactKind,
  { at, channel, city, language }: Happened,
  value = 0,
): Promise<void> {
  return facts.add({ day: dayOf(at), what, channel, city, language, value });
}

/** Of a case as it is now. */
export const happenedTo = ({ channel, city, language }: Case, at: number): Happened => ({
  ...{ channel, city, language },
  at,
});

export interface Counting {
  readonly profile: Pick<DeskProfile, "hours">;
  readonly holidays: Holidays;
}

/**
 * Counts for how long a case waited for its first answer while it was open.
 *
 * @param answeredAt - a case that was reopened before this waits anew since then
 * @returns milliseconds; undefined where hours or calendar are unknown
 */
export async function waitedMs(
  { cases }: Pick<Records, "cases">,
  { number, openedAt }: Pick<Case, "number" | "openedAt">,
  answeredAt: number,
  { profile, holidays }: Counting,
): Promise<number | undefined> {
  const begun = (await cases.events(number)).findLast(({ move, at }) => move === "reopen" && at <= answeredAt);
  return openTimeBetween(begun?.at ?? openedAt, answeredAt, profile.hours, holidays);
}
