/**
 * Sets lines for a terminal: columns by the width of Japanese letters, times of Japan, nothing that steers the terminal.
 */

const JAPAN_AHEAD_MS = 9 * 3_600_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Letters that take one column; all others of ours take two. */
const NARROW = /[\u0020-\u02ff\uff61-\uffdc]/u;

/** What people wrote, without control characters and those that turn the direction of a line; line ends stay. */
export function safe(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, "\n")
    .replace(/(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** The same on one line of at most `most` letters. */
export function oneLine(text: string, most: number): string {
  const letters = [...safe(text).replace(/\s+/gu, " ").trim()];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : letters.join("");
}

/** JSON as a terminal may show it: what `JSON.stringify` leaves of control characters is escaped too. */
export function json(value: unknown): string {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    escaped,
  );
}

const columns = (text: string) => [...text].reduce((sum, letter) => sum + (NARROW.test(letter) ? 1 : 2), 0);

/** Rows with their cells one under the other. @returns `[]` for no rows */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ""))));
  const padded = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - columns(cell));
  return rows.map((row) => row.map(padded).join("  ").trimEnd());
}

/** Each line of a text behind this much room. */
export function indented(text: string, room = "  "): string[] {
  return text.split("\n").map((line) => `${room}${line}`.trimEnd());
}

/** `2026-11-16 10:00` */
export function time(at: number): string {
  return new Date(at + JAPAN_AHEAD_MS).toISOString().slice(0, "2026-11-16T10:00".length).replace("T", " ");
}

/** `3日前`, in whole units, at least a minute. */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed >= DAY_MS) return `${Math.floor(passed / DAY_MS)}日前`;
  if (passed >= HOUR_MS) return `${Math.floor(passed / HOUR_MS)}時間前`;
  return `${Math.max(1, Math.floor(passed / MINUTE_MS))}分前`;
}

/** `2.0 MB`, `12 KB`. */
export function size(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
