/**
 * Reads a notice as it was typed into a form, and says of each field what is wrong with it.
 */

import type { City } from "../model.ts";
import type { NoticeDraft, NoticeFault } from "../ports/console/notices.ts";
import type { Notice } from "../records.ts";
import { normalized } from "../text/normalize.ts";

export type NoticeContent = Pick<Notice, "words" | "text" | "city" | "from" | "until">;

export type DraftRead =
  | { readonly kind: "read"; readonly content: NoticeContent }
  | { readonly kind: "faulty"; readonly faults: readonly NoticeFault[] };

const MOST_WORDS = 20;
/** Characters (code points) of a word. */
const LEAST_WORD = 2;
const MOST_WORD = 40;
/** UTF-16 code units. */
const MOST_TEXT = 500;

export function readDraft(draft: NoticeDraft, cities: readonly City[]): DraftRead {
  const words = wordsOf(draft.words);
  const text = draft.text.replace(/\r\n?/gu, "\n").trim();
  const [from, until] = [draft.from.trim(), draft.until.trim()];
  const city = cities.find(({ id }) => id === draft.city)?.id;
  const faults: NoticeFault[] = [
    ...wordFaults(words),
    ...(text === "" ? [{ field: "text", why: "blank" } as const] : []),
    ...(text.length > MOST_TEXT ? [{ field: "text", why: "too-long" } as const] : []),
    ...(city === undefined && draft.city !== "" ? [{ field: "city", why: "unknown" } as const] : []),
    ...dayFaults(from, until),
  ];
  return faults.length > 0 ? { kind: "faulty", faults } : { kind: "read", content: { words, text, city, from, until } };
}

/** Each once, whatever its width. */
function wordsOf(typed: string): string[] {
  const words = typed
    .split(/[,、，;；\r\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return [...new Map(words.map((word) => [normalized(word), word])).values()];
}

function wordFaults(words: readonly string[]): NoticeFault[] {
  if (words.length === 0) return [{ field: "words", why: "none" }];
  if (words.length > MOST_WORDS) return [{ field: "words", why: "too-many" }];
  const lengthOf = (word: string) => [...normalized(word).trim()].length;
  const short = words.find((word) => lengthOf(word) < LEAST_WORD);
  const long = words.find((word) => lengthOf(word) > MOST_WORD);
  return [
    ...(short === undefined ? [] : [{ field: "words", why: "too-short", word: short } as const]),
    ...(long === undefined ? [] : [{ field: "words", why: "too-long", word: long } as const]),
  ];
}

function dayFaults(from: string, until: string): NoticeFault[] {
  const faults: NoticeFault[] = [];
  if (!isDay(from)) faults.push({ field: "from", why: "no-day" });
  if (!isDay(until)) faults.push({ field: "until", why: "no-day" });
  if (faults.length === 0 && until < from) faults.push({ field: "until", why: "before-from" });
  return faults;
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
