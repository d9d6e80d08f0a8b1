/**
 * Cuts a guideline file into lines and each line into what is text and what is markup.
 *
 * City halls hand over what they have: text drawn out of a PDF, Markdown, bits of HTML whose tags were never closed.
 * Nothing is rewritten here. A line says where its text stands in the file; markup is remembered as furniture, so that
 * later every character of the file can be accounted for.
 */

import type { Span } from "../model.ts";

/** A stretch of text within a line; `fresh` when a block tag or a bullet in a table cell begins a new line with it. */
export interface Segment extends Span {
  readonly fresh: boolean;
}

export interface Line extends Span {
  readonly segments: readonly Segment[];
  /** The segments joined, trimmed; `""` for a blank line or one that is markup only. */
  readonly text: string;
  /** Depth of a Markdown heading, 0 for none. */
  readonly hashes: number;
  /** Begins with the list mark of Markdown or HTML. */
  readonly isDashed: boolean;
  /** Cells of a table row, or undefined. */
  readonly cells: readonly (readonly Segment[])[] | undefined;
  /** Blank lines between this line and the text before it. */
  readonly blanksBefore: number;
}

export interface Lines {
  /** Only those with text, in reading order. */
  readonly lines: readonly Line[];
  readonly markup: readonly Span[];
}

const LINE_END = /\r\n|\r|\n/u;
const RULE = /^\s*(?:([-*_=])(?:\s*\1){2,}|\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?)\s*$/u;
const HASHES = /^\s*(#{1,6})\s+/u;
const DASH = /^\s*[-*+]\s+(?=\S)/u;
const ITEM_TAG = /^\s*(?:<[uo]l\b[^<>]*>\s*)?<li\b/iu;
const MARKUP = /<!--.*?-->|<\/?[A-Za-z][^<>]*>|\*\*/gu;
const INLINE_TAG = /^(?:<\/?(?:a|b|em|font|i|span|strong|sub|sup|u)\b|\*\*)/iu;
const BARRED = /^\s*\|.*\|\s*$/u;
const CELL_EDGE = { tab: /\t/gu, pipe: /\|/gu };

/**
 * Reads the lines of a file.
 *
 * @param file - the whole guideline as stored
 */
export function readLines(file: string): Lines {
  const markup: Span[] = [];
  const lines: Line[] = [];
  let blanks = 0;
  for (const raw of file.matchAll(/[^\r\n]+/gu)) {
    const line = readLine(raw[0], raw.index, markup);
    const gap = file.slice(lines.at(-1)?.end ?? 0, raw.index);
    blanks = Math.max(0, gap.split(LINE_END).length - 2);
    if (line.text !== "") lines.push({ ...line, blanksBefore: blanks });
  }
  return { lines, markup };
}

function readLine(raw: string, offset: number, markup: Span[]): Omit<Line, "blanksBefore"> {
  const span = { start: offset, end: offset + raw.length };
  if (RULE.test(raw) && raw.trim().length > 2) {
    markup.push(trimmed(raw, 0, raw.length, offset));
    return { ...span, segments: [], text: "", hashes: 0, isDashed: false, cells: undefined };
  }
  const hashes = HASHES.exec(raw);
  const dash = hashes === null ? DASH.exec(raw) : null;
  const lead = (hashes ?? dash)?.[0].length ?? 0;
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
  const cells = cellsOf(raw, offset, segments, markup);
  const shown = cells === undefined ? segments : cells.flat();
  const text = shown.map((s) => raw.slice(s.start - offset, s.end - offset)).join("");
  return { ...span, segments: shown, text, hashes: hashes?.[1]?.length ?? 0, isDashed, cells };
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

/** A row has a tab between two texts, or begins with a Markdown table's bar. */
function cellsOf(
  raw: string,
  offset: number,
  segments: readonly Segment[],
  markup: Span[],
): readonly (readonly Segment[])[] | undefined {
  const isBarred = BARRED.test(raw);
  const edges = [...raw.matchAll(isBarred ? CELL_EDGE.pipe : CELL_EDGE.tab)].map((m) => offset + m.index);
  const bounds = [offset - 1, ...edges, offset + raw.length];
  const cells = bounds.slice(1).map((end, i) =>
    segments.flatMap((s) => {
      const start = Math.max(s.start, bounds[i]! + 1);
      return start < end && start < s.end ? bulleted(raw, start, Math.min(s.end, end), offset, s.fresh) : [];
    }),
  );
  if (isBarred) {
    markup.push(...edges.map((start) => ({ start, end: start + 1 })));
    return cells.slice(1, -1);
  }
  const filled = cells.filter((cell, i) => cell.length > 0 || (i > 0 && i < cells.length - 1));
  return filled.filter((cell) => cell.length > 0).length < 2 ? undefined : filled;
}

/** Bullets within a cell each begin a line: the cell's own line breaks were lost when the table was written down. */
function bulleted(raw: string, start: number, end: number, offset: number, fresh: boolean): Segment[] {
  const parts: Segment[] = [];
  const cuts = [...raw.slice(start - offset, end - offset).matchAll(/\s(?=・)/gu)].map((m) => start - offset + m.index);
  const bounds = [start - offset, ...cuts, end - offset];
  for (let i = 1; i < bounds.length; i += 1) take(raw, bounds[i - 1]!, bounds[i]!, offset, fresh || i > 1, parts);
  return parts;
}
