/**
 * Opening hours as people write them: what {@link openingHours} reads again as the same.
 */

import { type OpeningHours, type TimeRange, WEEKDAYS } from "./hours.ts";
import { NEW_YEAR } from "./hours-text.ts";

const KANJI = "日月火水木金土";
/** A week begins on Monday where people write it down. */
const ORDER = [1, 2, 3, 4, 5, 6, 0];

/** 「月-金 9:00-17:00; 土 9:00-12:00,13:00-17:00」; days that are closed are left out. */
export function hoursText({ week }: OpeningHours): string {
  const days = ORDER.map((index) => ({ index, times: timesText(week[WEEKDAYS[index]!]) }));
  const runs: { first: number; last: number; times: string }[] = [];
  for (const [at, { times }] of days.entries()) {
    const run = runs.at(-1);
    if (run?.times === times) run.last = at;
    else runs.push({ first: at, last: at, times });
  }
  const name = (at: number) => KANJI[days[at]!.index]!;
  return runs
    .filter(({ times }) => times !== "")
    .map(({ first, last, times }) => `${name(first)}${last > first ? `-${name(last)}` : ""} ${times}`)
    .join("; ");
}

/** Without those at New Year, which nobody need write. */
export function closedDaysText({ closedDays }: OpeningHours): string {
  return closedDays.filter((days) => days !== NEW_YEAR).join(", ");
}

const timesText = (ranges: readonly TimeRange[]): string =>
  ranges.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(",");
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
