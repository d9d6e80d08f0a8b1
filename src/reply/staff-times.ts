/**
 * Days, hours and lengths of time as the people behind the desk read them, in Japan's time.
 */

import type { Opening } from "../model.ts";

const WEEKDAYS = ["日", "月", "火", "水", "木", "金", "土"];
/** Japan has had no summer time since 1951. */
const JAPAN_MS = 9 * 3_600_000;
const MINUTE_MS = 60_000;

const two = (digits: number): string => String(digits).padStart(2, "0");
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
const dayWords = (at: Date): string => `${at.getUTCMonth() + 1}月${at.getUTCDate()}日（${WEEKDAYS[at.getUTCDay()]}）`;

/** 「11月24日（火）16:00」 */
export function timeWords(at: number): string {
  const inJapan = new Date(at + JAPAN_MS);
  return `${dayWords(inJapan)}${inJapan.getUTCHours()}:${two(inJapan.getUTCMinutes())}`;
}

/** The same with its year: 「2026年11月24日（火）16:00」 */
export const momentWords = (at: number): string => `${new Date(at + JAPAN_MS).getUTCFullYear()}年${timeWords(at)}`;

/** 「11月24日（火）」; @param day - `2026-11-24` */
export const dateWords = (day: string): string => dayWords(new Date(`${day}T00:00:00Z`));

/** 「3時間20分」 */
export function lengthWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return "1分未満";
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `${hours === 0 ? "" : `${hours}時間`}${rest === 0 ? "" : `${rest}分`}`;
}

/** 「次は11月24日（火）9:00からです」 as part of a sentence; undefined where there is nothing to wait for. */
export function openingWords(opening: Opening): string | undefined {
  return opening.kind === "opens" ? `${dateWords(opening.day)}${clock(opening.fromMinutes)}` : undefined;
}

/** 「17:00」 of a day that is under way. */
export const clockWords = clock;
