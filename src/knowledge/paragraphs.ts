/**
 * Puts lines together again that a page layout has cut.
 *
 * Text drawn out of a PDF ends its lines where the paper ended, often within a word and with a blank line behind each.
 * Whether a line goes on is read from its length: in a text of even width, a full line without a full stop goes on. In a
 * text with one paragraph a line, only a long line that stops in mid-sentence (a page turned there) goes on.
 */

import type { Piece, PieceRole, Span } from "../model.ts";
import { fullWidths } from "../text/normalize.ts";
import { endsSentence, isChapter, leavesBracketOpen, type Mark, mark } from "./headings.ts";
import type { Line, Segment } from "./lines.ts";

/** What reads as one: a heading, a list item, a paragraph, a table row. */
export interface Paragraph extends Span {
  readonly lines: readonly Line[];
  readonly text: string;
  readonly mark: Mark | undefined;
  readonly hashes: number;
  readonly isDashed: boolean;
  readonly cells: Line["cells"];
  readonly isTableHead: boolean;
  readonly blanksBefore: number;
}

/** How the file was set: read off once, used by all who ask what a blank line means. */
export interface Layout {
  /** Full-width characters of a full line; undefined for a text with one paragraph a line. */
  readonly width: number | undefined;
  /** Blank lines that usually stand between two lines. */
  readonly usualGap: number;
}

const ARTICLE_TITLE = /^[(（][^()（）。]{1,30}[)）]$/u;
const FIRST_ARTICLE = /^第[1１一]条/u;
const FULL = 0.9;
const NARROWEST_PAGE = 20;
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
  const isEven =
    width >= NARROWEST_PAGE &&
    width <= WIDEST_PAGE &&
    (widths.at(-1) ?? 0) <= width * 1.25 &&
    full >= widths.length * 0.2;
  return { width: isEven ? width : undefined, usualGap };
}

/** @param lines - those that carry text of the guideline, furniture left out */
export function paragraphs(lines: readonly Line[], page: Layout): Paragraph[] {
  const groups: Line[][] = [];
  const isLaw = isWrittenInArticles(lines);
  for (const [i, line] of lines.entries()) {
    const group = groups.at(-1);
    const isTitle = isLaw && ARTICLE_TITLE.test(line.text) && isArticle(lines[i + 1]);
    if (group !== undefined && !isTitle && goesOn(group, line, page)) group.push(line);
    else groups.push([line]);
  }
  const all = groups.map((group) => paragraph(group, markOf(group[0]!)));
  return isLaw ? all.flatMap((p, i) => articleParts(p, all[i - 1], all[i + 1])) : all;
}

function paragraph(lines: readonly Line[], mark: Mark | undefined): Paragraph {
  const first = lines[0]!;
  const { start, hashes, isDashed, cells, isTableHead, blanksBefore } = first;
  const text = lines.map((l) => l.text).join("");
  return { start, end: lines.at(-1)!.end, lines, text, mark, hashes, isDashed, cells, isTableHead, blanksBefore };
}

/** A number alone on its line is a mark only where it is known to begin a heading. */
function markOf({ text, isDashed, isHeadNumber }: Line): Mark | undefined {
  if (isHeadNumber) return { style: "1", rank: 17, number: text, length: text.length, kind: "number" };
  return isDashed ? undefined : mark(text);
}

const isArticle = (line: Line | undefined): boolean => line !== undefined && markOf(line)?.style === "条";

/** Articles are the text's own where they begin with the first, under chapters at most; others are quoted from an ordinance. */
function isWrittenInArticles(lines: readonly Line[]): boolean {
  const numbered = lines.filter((line) => markOf(line)?.kind === "number" && !isChapter(markOf(line)));
  return FIRST_ARTICLE.test(numbered[0]?.text ?? "") && numbered.slice(1).some(isArticle);
}

/** An article with its sentence on the same line, as heading and sentence; the title in brackets above it is the heading's. */
function articleParts(p: Paragraph, before: Paragraph | undefined, next: Paragraph | undefined): Paragraph[] {
  if (isSentenceArticle(next, p) && isTitleOf(p, next)) return [];
  const line = p.lines[0]!;
  const [segment, ...segments] = line.segments;
  if (!isSentenceArticle(p, before) || segment === undefined) return [p];
  const { number, length } = p.mark!;
  const head: Line = { ...line, text: number, segments: [{ ...segment, end: segment.start + number.length }] };
  const rest: Line = {
    ...line,
    text: line.text.slice(length),
    segments: [{ ...segment, start: segment.start + length, fresh: true }, ...segments],
    blanksBefore: 0,
  };
  const title = before !== undefined && isTitleOf(before, p) ? before.lines : [];
  return [
    paragraph([head, ...title], { ...p.mark!, length: number.length }),
    paragraph([rest, ...p.lines.slice(1)], undefined),
  ];
}

/** Words behind the mark are the article's sentence if a title stands above, or if they read as one. */
function isSentenceArticle(p: Paragraph | undefined, before: Paragraph | undefined): p is Paragraph {
  const first = p?.lines[0]?.segments[0];
  if (p?.mark?.style !== "条" || first === undefined || first.end - first.start <= p.mark.length) return false;
  return /[。、]/u.test(p.text) || (before !== undefined && isTitleOf(before, p));
}

const isTitleOf = (title: Paragraph, article: Paragraph): boolean =>
  title.hashes === 0 && !title.isDashed && ARTICLE_TITLE.test(title.text) && article.blanksBefore <= title.blanksBefore;

function goesOn(group: readonly Line[], next: Line, { width, usualGap }: Layout): boolean {
  const first = group[0]!;
  const last = group.at(-1)!;
  const said = group.map((l) => l.text).join("");
  if (first.hashes > 0 || last.cells !== undefined) return false;
  if (next.hashes > 0 || next.isDashed || next.cells !== undefined) return false;
  if (next.blanksBefore > usualGap && !next.startsPage) return false;
  const isFull = width !== undefined && fullWidths(last.text) >= width * FULL;
  const nextMark = markOf(next);
  if (nextMark !== undefined && !(!endsSentence(said) && mayStandInSentence(nextMark, said, isFull))) return false;
  const head = markOf(first);
  if (head?.kind === "number" && head.length === said.length) return true;
  if (leavesBracketOpen(said) && said.length < WIDEST_PAGE * 2) return true;
  if (endsSentence(said)) return isUnderItem(first, next, width);
  if (width !== undefined) return isFull;
  if (said.length >= HALF_SENTENCE && said.includes("、") && head?.kind !== "number") return true;
  return isUnderItem(first, next, width);
}

/** A figure at the head of a line may be the middle of a sentence; most other marks begin something new. */
function mayStandInSentence(mark: Mark, said: string, isFull: boolean): boolean {
  if (mark.style === "1)") return leavesBracketOpen(said);
  if (!isFull) return false;
  if (isChapter(mark)) return mark.number.length === mark.length;
  return ["1", "1-1", "1-1-1", "一", "第1", "A"].includes(mark.style);
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
  return isLatin && /\s|&/u.test(gap) ? " " : "";
}
