/**
 * Cuts a guideline file into lines and each line into what is text and what is markup.
 *
 * City halls hand over what they have: text drawn out of a PDF, Markdown, bits of HTML whose tags were never closed.
 * Nothing is rewritten here. A line says where its text stands in the file; markup is remembered as furniture, so that
 * later every character of the file can be accounted for.
 */

import type { Span } from "../model.ts";
import { mark } from "./headings.ts";

/** A stretch of text within a line; `fresh` when a block tag or a bullet in a table cell begins a new line with it. */
export interface Segment extends Span {
  readonly fresh: boolean;
}

export interface Line extends Span {
  readonly segments: readonly Segment[];
  /** The segments joined, trimmed; `""` for a blank line or one that is markup only. */
  readonly text: string;
  /** Depth of a heading of Markdown or HTML, 0 for none. */
  readonly hashes: number;
  /** Begins with the list mark of Markdown or HTML. */
  readonly isDashed: boolean;
  /** Cells of a table row, or undefined. */
  readonly cells: readonly (readonly Segment[])[] | undefined;
  /** A row with a table's rule right below it. */
  readonly isTableHead: boolean;
  /** A form feed stands between this line and the text before it, or a page number that was set aside. */
  readonly startsPage: boolean;
  /** A number alone, which begins the heading on the next line: set where all lines are known, in `furniture.ts`. */
  readonly isHeadNumber?: boolean;
  /** Blank lines between this line and the text before it. */
  readonly blanksBefore: number;
}

/** A line as read by itself, without its neighbours. */
type Alone = Omit<Line, "blanksBefore" | "isTableHead" | "startsPage">;

export interface Lines {
  /** Only those with text, in reading order. */
  readonly lines: readonly Line[];
  readonly markup: readonly Span[];
}

const LINE_END = /\r\n|\r|\n/u;
const RULE = /^\s*(?:([-*_=])(?:\s*\1){2,}|\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?)\s*$/u;
const TABLE_RULE = /^[\s|:-]*-[\s|:-]*\|[\s|:-]*$/u;
const FENCE = /^\s*(?:`{3,}|~{3,})[\w-]*\s*$/u;
const QUOTE = /^\s*(?:>\s*)+/u;
const HASHES = /^\s*(#{1,6})\s+/u;
const DASH = /^\s*[-*+]\s+(?=\S)/u;
const ITEM_TAG = /^\s*(?:<[uo]l\b[^<>]*>\s*)?<li\b/iu;
/** A heading that fills its line, closed or, without a sentence in it, left open. */
const HEAD_TAG = /^\s*<h([1-6])\b[^<>]*>(?:(?:(?!<\/?h[1-6]).)*<\/h\1>\s*|[^。]*(?<!<\/h[1-6]>.*))$/iu;
/** White space written as an entity. Others stand for a character of the text and are left in it. */
const SPACE_ENTITY = "&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x0*a0|#x3000);";
const MARKUP = new RegExp(`<!--.*?-->|</?[A-Za-z][^<>]*>|\\*\\*|${SPACE_ENTITY}`, "giu");
const INLINE_TAG = /^(?:&|<\/?(?:a|b|em|font|i|span|strong|sub|sup|u)\b|\*\*)/iu;
const BARRED = /^\s*\|.*\|\s*$/u;

/**
 * Reads the lines of a file.
 *
 * @param file - the whole guideline as stored
 */
export function readLines(file: string): Lines {
  const markup: Span[] = [];
  const lines: Line[] = [];
  for (const raw of file.matchAll(/[^\r\n]+/gu)) {
    const above = lines.at(-1);
    const blanksBefore = Math.max(0, file.slice(above?.end ?? 0, raw.index).split(LINE_END).length - 2);
    const isBelowRow = above?.cells !== undefined && blanksBefore === 0;
    const line = readLine(raw[0], raw.index, isBelowRow, markup);
    const startsPage = file.slice(above?.end ?? 0, line.segments[0]?.start).includes("\f");
    if (line.text !== "") lines.push({ ...line, isTableHead: false, startsPage, blanksBefore });
    else if (isBelowRow && TABLE_RULE.test(raw[0])) lines[lines.length - 1] = { ...above, isTableHead: true };
  }
  return { lines, markup };
}

function readLine(raw: string, offset: number, isBelowRow: boolean, markup: Span[]): Alone {
  const span = { start: offset, end: offset + raw.length };
  if ((RULE.test(raw) && raw.trim().length > 2) || FENCE.test(raw)) {
    markup.push(trimmed(raw, 0, raw.length, offset));
    return { ...span, segments: [], text: "", hashes: 0, isDashed: false, cells: undefined };
  }
  const quote = QUOTE.exec(raw)?.[0].length ?? 0;
  const hashes = HASHES.exec(raw.slice(quote));
  const dash = hashes === null ? DASH.exec(raw.slice(quote)) : null;
  const lead = quote + ((hashes ?? dash)?.[0].length ?? 0);
  const depth = hashes?.[1]?.length ?? Number(HEAD_TAG.exec(raw)?.[1] ?? 0);
  if (lead > 0) markup.push(trimmed(raw, 0, lead, offset));

  const segments: Segment[] = [];
  let from = lead;
  let fresh = false;
  for (const mark of raw.slice(lead).matchAll(MARKUP)) {
    const at = mark.index + lead;
    fresh = take(raw, from, at, offset, fresh, segments) ? false : fresh;
    fresh ||= !INLINE_TAG.test(mark[0]);
    markup.push({ start: offset + at, end: offset + at + mark[0].length });
    from = at + mark[0].length;
  }
  take(raw, from, raw.length, offset, fresh, segments);

  const isDashed = dash !== null || ITEM_TAG.test(raw);
  const cells = BARRED.test(raw)
    ? barredCells(raw, offset, segments, markup)
    : tabbedCells(raw, offset, segments, isBelowRow);
  const shown = cells === undefined ? segments : cells.flat();
  const text = shown.map((s) => raw.slice(s.start - offset, s.end - offset)).join("");
  return { ...span, segments: shown, text, hashes: depth, isDashed, cells };
}

/** Adds the trimmed stretch, if anything is left of it. */
function take(raw: string, from: number, to: number, offset: number, fresh: boolean, into: Segment[]): boolean {
  const span = trimmed(raw, from, to, offset);
  if (span.start >= span.end) return false;
  into.push({ ...span, fresh });
  return true;
}

function trimmed(raw: string, from: number, to: number, offset: number): Span {
  const part = raw.slice(from, to);
  const start = from + (part.length - part.trimStart().length);
  return { start: offset + start, end: offset + Math.max(start, from + part.trimEnd().length) };
}

type Cells = readonly (readonly Segment[])[];

/** A row of a Markdown table begins and ends with a bar. */
function barredCells(raw: string, offset: number, segments: readonly Segment[], markup: Span[]): Cells {
  const bars = [...raw.matchAll(/\|/gu)].map((m) => offset + m.index);
  markup.push(...bars.map((start) => ({ start, end: start + 1 })));
  return between(raw, offset, segments, bars).slice(1, -1);
}

/** A row has a tab between two texts; below another row its first cells may be empty. A mark before a tab is no cell. */
function tabbedCells(
  raw: string,
  offset: number,
  segments: readonly Segment[],
  isBelowRow: boolean,
): Cells | undefined {
  const tabs = [...raw.matchAll(/\t/gu)].map((m) => offset + m.index);
  const cells = between(raw, offset, segments, tabs);
  const filled = cells.filter((cell) => cell.length > 0);
  const isRest = isBelowRow && filled.length === 1 && raw.startsWith("\t");
  if ((filled.length < 2 && !isRest) || (filled.length === 2 && isMarked(raw.trim()))) return undefined;
  return cells.slice(0, cells.findLastIndex((cell) => cell.length > 0) + 1);
}

const isMarked = (text: string): boolean => mark(text)?.length === text.lastIndexOf("\t") + 1;

/** The segments cut at the edges. */
function between(raw: string, offset: number, segments: readonly Segment[], edges: readonly number[]): Cells {
  const bounds = [offset - 1, ...edges, offset + raw.length];
  return bounds.slice(1).map((end, i) =>
    segments.flatMap((s) => {
      const start = Math.max(s.start, bounds[i]! + 1);
      return start < end && start < s.end ? bulleted(raw, start, Math.min(s.end, end), offset, s.fresh) : [];
    }),
  );
}

/** Bullets within a cell each begin a line: the cell's own line breaks were lost when the table was written down. */
function bulleted(raw: string, start: number, end: number, offset: number, fresh: boolean): Segment[] {
  const parts: Segment[] = [];
  const cuts = [...raw.slice(start - offset, end - offset).matchAll(/\s(?=・)/gu)].map((m) => start - offset + m.index);
  const bounds = [start - offset, ...cuts, end - offset];
  for (let i = 1; i < bounds.length; i += 1) take(raw, bounds[i - 1]!, bounds[i]!, offset, fresh || i > 1, parts);
  return parts;
}
