/**
 * Weeks as ISO 8601 counts them: from Monday on, and of the year in which their Thursday lies.
 *
 * A day is `2026-11-21` and already of Japan, so plain arithmetic of UTC does and no zone enters.
 */

import type { Week } from "../ports/console/figures.ts";

const DAY_MS = 86_400_000;

/** @param days - below 0 for earlier */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, "2026-11-21".length);

/** Days from one to the other, both included. */
export const daysWithin = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;

/** A day of the calendar: no 31 February, which a date would take for one in March. */
export const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/u.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;

/** The week in which a day lies. */
export function weekOf(day: string): Week {
  const monday = dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
  const thursday = dayAfter(monday, 3);
  const number = Math.ceil(daysWithin(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
  return { name: `${thursday.slice(0, 4)}-W${String(number).padStart(2, "0")}`, monday };
}

/** The weeks of a stretch of days, oldest first. */
export function weeksWithin(from: string, until: string): Week[] {
  const weeks: Week[] = [];
  for (let { monday } = weekOf(from); monday <= until; monday = dayAfter(monday, 7)) weeks.push(weekOf(monday));
  return weeks;
}
