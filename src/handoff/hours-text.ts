/**
 * Reads opening hours as people write them, in a setting or in `desks.json`.
 *
 * A centre's clerk copies them from the door: 「月-金 9:00-17:00; 土 9:00-12:00,13:00-17:00」. What could be read in two
 * ways is refused with the part that is wrong, for hours that are guessed become a promise to a resident.
 */

import { DeskError } from "../errors.ts";
import { type OpeningHours, type TimeRange, WEEKDAYS, type Weekday } from "./hours.ts";

/** What else decides whether it opens. */
export interface Closings {
  /** 休館日: `2026-12-28`, `08-13` for every year, or ranges such as `12-29..01-03`; as a list or as text with commas. */
  readonly closedDays?: string | readonly string[] | undefined;
  /** True unless told. */
  readonly closedOnHolidays?: boolean | undefined;
  /** 年末年始, from 12-29 to 01-03; true unless told. */
  readonly closedAtNewYear?: boolean | undefined;
}

export const NEW_YEAR = "12-29..01-03";
const DASH = / *(?:[-~〜‐‑‒–—−ー]|から) */u;
const KANJI = "日月火水木金土";
const NAMED_DAYS: ReadonlyMap<string, readonly number[]> = new Map([
  ["平日", [1, 2, 3, 4, 5]],
  ["毎日", [0, 1, 2, 3, 4, 5, 6]],
  ["weekdays", [1, 2, 3, 4, 5]],
  ["daily", [0, 1, 2, 3, 4, 5, 6]],
]);
const CLOSED_WORDS = ["休", "休み", "休館", "定休", "閉館", "closed", "-"];

/**
 * Reads the hours of a week.
 *
 * @param text - parts parted by `;` or line ends, each naming days and times: `月-金 9:00-17:00`, `tue,thu 13時-20時30分`,
 * `日 休館`; a day that no part names stays closed; 24:00 is the latest end
 * @throws DeskError `settings-invalid` naming the part that is wrong
 */
export function openingHours(text: string, closings: Closings = {}): OpeningHours {
  const week = new Map<Weekday, readonly TimeRange[]>();
  for (const part of folded(text).split(/[;\n]/u)) {
    if (part.trim() === "") continue;
    const { days, times } = halves(part);
    for (const weekday of weekdays(days, part)) {
      if (week.has(weekday)) throw invalid(part, `${weekday} is given twice`);
      week.set(weekday, ranges(times, part));
    }
  }
  return assembled(week, closings, text);
}

/**
 * Reads hours from JSON: text as {@link openingHours} takes it, or an object with a key per weekday (`mon`, `月`) whose
 * value is `"9:00-17:00"`, a list of such, or a list of `{ "from": "9:00", "to": "17:00" }`. The keys `closedDays`,
 * `closedOnHolidays` and `closedAtNewYear` stand beside the weekdays, or the weekdays under `week`, as text or object.
 *
 * @param json - as parsed; anything
 * @throws DeskError `settings-invalid` naming the key that is wrong
 */
export function openingHoursFrom(json: unknown): OpeningHours {
  if (typeof json === "string") return openingHours(json);
  if (!isObject(json)) throw invalid(shown(json), "it is neither text nor an object");
  const { closedDays, closedOnHolidays, closedAtNewYear, week: inner, ...beside } = json;
  const closings = readClosings({ closedDays, closedOnHolidays, closedAtNewYear });
  if (inner !== undefined && Object.keys(beside).length > 0) {
    throw invalid(Object.keys(beside).join(", "), "weekdays stand either under week or beside closedDays");
  }
  if (typeof inner === "string") return openingHours(inner, closings);
  const days = inner ?? beside;
  if (!isObject(days)) throw invalid("week", "it is neither text nor an object");
  const week = new Map<Weekday, readonly TimeRange[]>();
  for (const [key, value] of Object.entries(days)) {
    for (const weekday of weekdays(folded(key), key)) {
      if (week.has(weekday)) throw invalid(key, `${weekday} is given twice`);
      week.set(weekday, ranges(folded(timesText(key, value)), key));
    }
  }
  return assembled(week, closings, "an object");
}

function assembled(
  week: ReadonlyMap<Weekday, readonly TimeRange[]>,
  { closedDays = [], closedOnHolidays = true, closedAtNewYear = true }: Closings,
  whole: string,
): OpeningHours {
  if (![...week.values()].some((times) => times.length > 0)) throw invalid(whole, "it opens on no day");
  const own = typeof closedDays === "string" ? closedDays.split(/[,、;\n]/u) : closedDays;
  const listed = own.map((entry) => folded(entry).trim()).filter((entry) => entry !== "");
  return {
    week: Object.fromEntries(
      WEEKDAYS.map((weekday) => [weekday, week.get(weekday) ?? []]),
    ) as unknown as OpeningHours["week"],
    closedDays: [...(closedAtNewYear ? [NEW_YEAR] : []), ...listed.map(closedDay)],
    closedOnHolidays,
  };
}

/** Widths made one, letters small, one sign for the comma. */
const folded = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll("、", ",");

/** Days stand before the first figure or the word that says that it is closed. */
function halves(part: string): { readonly days: string; readonly times: string } {
  const match = /^\s*(?<days>[^\d\s].*?)[\s:]*(?<times>\d.*|休.*|定休.*|閉館.*|closed.*)$/u.exec(part);
  if (match?.groups === undefined) throw invalid(part, "wants days and times, such as 月-金 9:00-17:00");
  return { days: match.groups.days ?? "", times: match.groups.times ?? "" };
}

function weekdays(text: string, part: string): Weekday[] {
  const items = text.replace(new RegExp(DASH, "gu"), "-").split(/[,・/&\s]+/u);
  const indexes = items.filter((item) => item !== "").flatMap((item) => dayIndexes(item, part));
  return indexes.map((index) => WEEKDAYS[index]!);
}

/** Of one day (`月`, `月曜日`, `mon`, `monday`), of several (`土日`), or of a run that may pass over the end of the week. */
function dayIndexes(item: string, part: string): readonly number[] {
  const named = NAMED_DAYS.get(item);
  if (named !== undefined) return named;
  if ([...item].every((one) => KANJI.includes(one))) return [...item].map((one) => KANJI.indexOf(one));
  const [first = "", last = first, ...more] = item.split("-");
  if (more.length > 0) throw invalid(part, `${shown(item)} is no run of days such as 月-金`);
  const from = dayIndex(first, part);
  const length = ((dayIndex(last, part) - from + WEEKDAYS.length) % WEEKDAYS.length) + 1;
  return Array.from({ length }, (_, i) => (from + i) % WEEKDAYS.length);
}

function dayIndex(name: string, part: string): number {
  const kanji = /^[日月火水木金土](?=(?:曜日?)?$)/u.exec(name);
  if (kanji !== null) return KANJI.indexOf(kanji[0]);
  const english = WEEKDAYS.findIndex((short) => new RegExp(`^${short}(?:\\.|[a-z]*day)?$`, "u").test(name));
  if (english >= 0) return english;
  throw invalid(part, `${shown(name)} is no day of the week`);
}

function ranges(text: string, part: string): TimeRange[] {
  if (CLOSED_WORDS.includes(text.trim())) return [];
  const read = text.split(",").map((range) => timeRange(range.trim(), part));
  const touching = read.slice(1).find(({ from }, i) => from <= read[i]!.to);
  if (touching !== undefined) throw invalid(part, "its times are not in order with a pause between them");
  return read;
}

function timeRange(text: string, part: string): TimeRange {
  const [start = "", end = "", ...more] = text.replace(/まで$/u, "").split(DASH);
  if (start === "" || end === "" || more.length > 0) {
    throw invalid(part, `${shown(text)} is not a range of times such as 9:00-17:00`);
  }
  const range = { from: minutes(start, part), to: minutes(end, part) };
  if (range.from >= range.to) throw invalid(part, `${shown(text)} does not end after it begins, on the same day`);
  return range;
}

function minutes(text: string, part: string): number {
  const [, hour, colon, half, minute] = /^(\d{1,2})(?::(\d{2})|時(?:(半)|(\d{1,2})分)?)$/u.exec(text.trim()) ?? [];
  const value = Number(hour) * 60 + (half === undefined ? Number(colon ?? minute ?? 0) : 30);
  if (hour === undefined || Number(colon ?? minute ?? 0) > 59 || value > 24 * 60) {
    throw invalid(part, `${shown(text)} is no time of the day such as 9:00`);
  }
  return value;
}

const DATE = /^(?:\d{4}-)?\d{2}-\d{2}$/u;

function closedDay(entry: string): string {
  const ends = entry.split("..").map((end) => end.trim());
  const [first = "", last = first] = ends;
  if (ends.length > 2 || first.length !== last.length || !ends.every(isDate)) {
    throw invalid(entry, "wants a day such as 2026-12-28 or 12-28, or a range such as 12-29..01-03");
  }
  if (first.length > "12-29".length && last < first) throw invalid(entry, "it ends before it begins");
  return ends.join("..");
}

/** A date that the calendar has; a day of every year may be 02-29. */
function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const day = text.length === "12-29".length ? `2024-${text}` : text;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);

function readClosings({ closedDays, closedOnHolidays, closedAtNewYear }: Readonly<Record<string, unknown>>): Closings {
  const isList = Array.isArray(closedDays) && closedDays.every((entry) => typeof entry === "string");
  if (closedDays !== undefined && typeof closedDays !== "string" && !isList) {
    throw invalid("closedDays", "it is neither text nor a list of texts");
  }
  return {
    closedDays: closedDays as Closings["closedDays"],
    closedOnHolidays: readFlag("closedOnHolidays", closedOnHolidays),
    closedAtNewYear: readFlag("closedAtNewYear", closedAtNewYear),
  };
}

function readFlag(key: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw invalid(key, "it is neither true nor false");
}

/** The value of a weekday as the text that {@link ranges} reads. */
function timesText(key: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) throw invalid(key, `${shown(value)} is neither text nor a list`);
  if (value.length === 0) return "closed";
  return value
    .map((range: unknown) => {
      if (typeof range === "string") return range;
      if (isObject(range) && typeof range.from === "string" && typeof range.to === "string") {
        return `${range.from}-${range.to}`;
      }
      throw invalid(key, `${shown(range)} is neither text such as 9:00-17:00 nor an object with both ends`);
    })
    .join(",");
}

const shown = (value: unknown) => JSON.stringify(value) ?? String(value);

function invalid(part: string, why: string): DeskError {
  const message = `Cannot read the opening hours at "${part.trim()}": ${why}`;
  return new DeskError("settings-invalid", message, { facts: { part: part.trim() } });
}
