/**
 * Puts lines together again that a page layout has cut.
 *
 * Text drawn out of a PDF ends its lines where the paper ended, often within a word and with a blank line behind each.
 * Whether a line goes on is read from its length: in a text of even width, a full line without a full stop goes on. In a
 * text with one paragraph a line, only a long line that stops in mid-sentence (a page turned there) goes on.
 */

import type { Piece, PieceRole, Span } from "../model.ts";
import { fullWidths } from "../text/normalize.ts";
import { endsSentence, leavesBracketOpen, type Mark, mark } from "./headings.ts";
import type { Line, Segment } from "./lines.ts";

/** What reads as one: a heading, a list item, a paragraph, a table row. */
export interface Paragraph extends Span {
  readonly lines: readonly Line[];
  readonly text: string;
  readonly mark: Mark | undefined;
  readonly hashes: number;
  readonly isDashed: boolean;
  readonly cells: Line["cells"];
  readonly blanksBefore: number;
}

/** How the file was set: read off once, used by all who ask what a blank line means. */
export interface Layout {
  /** Full-width characters of a full line; undefined for a text with one paragraph a line. */
  readonly width: number | undefined;
  /** Blank lines that usually stand between two lines. */
  readonly usualGap: number;
}

const FULL = 0.9;
const WIDEST_PAGE = 60;
/** Characters: shorter lines without a full stop are headings and captions, not half sentences. */
const HALF_SENTENCE = 30;

export function layout(lines: readonly Line[]): Layout {
  const gaps = new Map<number, number>();
  for (const { blanksBefore } of lines) gaps.set(blanksBefore, (gaps.get(blanksBefore) ?? 0) + 1);
  const usualGap = [...gaps].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const widths = lines.filter((l) => l.cells === undefined).map((l) => fullWidths(l.text));
  const width = widths.sort((a, b) => a - b)[Math.floor(widths.length * 0.9)] ?? 0;
  const full = widths.filter((w) => w >= width * FULL).length;
  const isEven = width <= WIDEST_PAGE && (widths.at(-1) ?? 0) <= width * 1.25 && full >= widths.length * 0.2;
  return { width: isEven ? width : undefined, usualGap };
}

/** @param lines - those that carry text of the guideline, furniture left out */
export function paragraphs(lines: readonly Line[], { width }: Layout): Paragraph[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(group, line, width)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => {
    const first = group[0]!;
    return {
      start: first.start,
      end: group.at(-1)!.end,
      lines: group,
      text: group.map((l) => l.text).join(""),
      mark: first.isDashed ? undefined : mark(first.text),
      hashes: first.hashes,
      isDashed: first.isDashed,
      cells: first.cells,
      blanksBefore: first.blanksBefore,
    };
  });
}

function goesOn(group: readonly Line[], next: Line, width: number | undefined): boolean {
  const first = group[0]!;
  const last = group.at(-1)!;
  const said = group.map((l) => l.text).join("");
  if (first.hashes > 0 || last.cells !== undefined) return false;
  if (next.hashes > 0 || next.isDashed || next.cells !== undefined) return false;
  const isFull = width !== undefined && fullWidths(last.text) >= width * FULL;
  const nextMark = mark(next.text);
  // A figure at the head of a line may be the middle of a sentence; any other mark begins something new.
  const isMidSentence = isFull && !endsSentence(said) && ["1", "1-1", "1-1-1"].includes(nextMark?.style ?? "");
  if (nextMark !== undefined && !isMidSentence) return false;
  const head = mark(first.text);
  if (head?.kind === "number" && head.length === said.length) return true;
  if (leavesBracketOpen(said) && said.length < WIDEST_PAGE * 2) return true;
  if (endsSentence(said)) return isUnderItem(first, next, width);
  if (width !== undefined) return isFull;
  if (said.length >= HALF_SENTENCE && said.includes("、") && head?.kind !== "number") return true;
  return isUnderItem(first, next, width);
}

/** In a text with one paragraph a line, a line directly below a list item explains it. */
function isUnderItem(first: Line, next: Line, width: number | undefined): boolean {
  const isItem = first.isDashed || (mark(first.text) !== undefined && first.text.includes("。"));
  return width === undefined && isItem && next.blanksBefore === 0;
}

/** The pieces of a paragraph: a line break within a sentence joins without a trace, other breaks stay breaks. */
export function pieces(file: string, lines: readonly Line[], role: PieceRole): Piece[] {
  const out: Piece[] = [];
  for (const line of lines) {
    for (const [i, segment] of line.segments.entries()) {
      out.push({ start: segment.start, end: segment.end, role, joint: joint(file, out.at(-1), segment, i === 0) });
    }
  }
  return out;
}

function joint(file: string, before: Piece | undefined, segment: Segment, isLineStart: boolean): Piece["joint"] {
  if (before === undefined || segment.fresh) return "\n";
  const gap = file.slice(before.end, segment.start);
  if (isLineStart && /^ {2,}(?:\r\n|\r|\n)(?!\s*[\r\n])/u.test(gap)) return "\n";
  const isLatin =
    /[A-Za-z0-9,.;:]$/u.test(file.slice(before.start, before.end)) && /[A-Za-z0-9]/u.test(file[segment.start]!);
  return isLatin && /\s/u.test(gap) ? " " : "";
}
