/**
 * Finds what stands in a guideline file without being its text: contents pages, page numbers, the title printed again.
 *
 * The contents of a document often differ from its headings (a title was changed late), so they are set aside and the
 * body alone decides. Everything that is set aside is listed by kind: nothing disappears unaccounted for.
 */

import type { Span } from "../model.ts";
import { squeezed } from "../text/normalize.ts";
import { endsSentence, mark } from "./headings.ts";
import type { Line } from "./lines.ts";

export const FURNITURE_KINDS = ["blank", "markup", "contents", "page-number", "running-title"] as const;
export type FurnitureKind = (typeof FURNITURE_KINDS)[number];

export interface Furniture extends Span {
  readonly kind: FurnitureKind;
}

const CONTENTS_HEAD = /^[<＜〈《【［[(（]?\s*(?:目\s*次|もくじ|contents)\s*[>＞〉》】］\])）]?$/iu;
const PAGE_NUMBER =
  /^(?:p\.?\s*[0-9０-９]{1,3}|[0-9０-９]{1,3}\s*(?:ページ|頁)|([-‐–—－ー~～])\s*[0-9０-９]{1,3}\s*\1)$/iu;
/** 「- 3 -」 as its line is read: the first dash is taken for a list mark. */
const DASHED_PAGE_NUMBER = /^[0-9０-９]{1,3}\s*[-‐–—－ー~～]$/u;
const NUMBER = /^[0-9０-９]{1,3}(?=$|\s*[/／]\s*[0-9０-９]{1,3}$)/u;
/** Pages without a printed number may lie between two that have one. */
const LONGEST_STEP = 2;
const SHORTEST_SERIES = 3;
/** Lines: numbers that follow one another more closely count points, not pages. */
const SHORTEST_PAGE = 2;
const LONGEST_HEADING = 30;
const ENTRY_PAGE = /[\s.．…‥・･][0-9０-９]{1,3}$/u;
const CELL_PAGE = /[0-9０-９]{1,3}$/u;
const ENTRY_TAIL = /[\s.．…‥・･]+[0-9０-９]{0,3}\s*$/u;

/**
 * Sorts the lines into text, title and furniture.
 *
 * @param title - the guideline's title from `city.json`; its first appearance is the title, each later one furniture
 */
export function setAside(
  lines: readonly Line[],
  title: string,
): { readonly text: Line[]; readonly title: Line[]; readonly furniture: Furniture[] } {
  const furniture: Furniture[] = [];
  const titleLines: Line[] = [];
  const text: Line[] = [];
  const contents = contentsPage(lines);
  const numbers = loneNumbers(lines);
  let isTurned = false;
  for (const [i, found] of lines.entries()) {
    const line = { ...found, startsPage: found.startsPage || isTurned };
    const before = furniture.length;
    const aside = (kind: FurnitureKind) => furniture.push(...spansOf(line).map((span) => ({ ...span, kind })));
    if (i >= contents.start && i < contents.end) aside("contents");
    else if (numbers.pages.has(i)) aside("page-number");
    else if (numbers.heads.has(i)) text.push({ ...line, isHeadNumber: true });
    else if (squeezed(line.text) !== squeezed(title)) text.push(line);
    else if (titleLines.length === 0) titleLines.push(line);
    else aside("running-title");
    isTurned = furniture.length > before;
  }
  return { text, title: titleLines, furniture };
}

/** The line from its first to its last text, gaps between cells with it. */
function spansOf(line: Line): Span[] {
  return line.segments.map(({ start, end }) => ({ start, end }));
}

/**
 * Tells apart the lines that are a number: a page's, which says so, stands at a page's edge or counts on through the
 * file; a heading's, whose words follow on the next line; and the rest, which is text (a score, a sum).
 */
function loneNumbers(lines: readonly Line[]): { readonly pages: Set<number>; readonly heads: Set<number> } {
  const isAtEdge = (i: number) => lines[i]!.startsPage || lines[i + 1]?.startsPage;
  const pages = new Set<number>();
  const bare: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.hashes > 0 || line.cells !== undefined) continue;
    const isNumber = NUMBER.test(line.text) && !line.isDashed;
    if ((line.isDashed ? DASHED_PAGE_NUMBER : PAGE_NUMBER).test(line.text) || (isNumber && isAtEdge(i))) pages.add(i);
    else if (isNumber) bare.push(i);
  }
  const begins = bare.filter((i) => beginsHeading(lines, i));
  const isCount = begins.length === bare.length && begins.every((i, n) => value(lines[i]!) === n + 1);
  if (isCount) return { pages, heads: new Set(begins) };
  for (const i of series(lines, bare)) pages.add(i);
  return { pages, heads: new Set() };
}

/** A short line without a mark of its own follows directly, and no unfinished one precedes. */
function beginsHeading(lines: readonly Line[], i: number): boolean {
  const [before, line, next] = [lines[i - 1], lines[i]!, lines[i + 1]];
  const isFree = before === undefined || line.blanksBefore > 0 || endsSentence(before.text);
  if (!isFree || next === undefined || next.blanksBefore > 0 || /[/／]/u.test(line.text)) return false;
  const isPlain = next.cells === undefined && next.hashes === 0 && !next.isDashed && mark(next.text) === undefined;
  return isPlain && !NUMBER.test(next.text) && !endsSentence(next.text) && next.text.length <= LONGEST_HEADING;
}

/** The longest run of numbers that counts on by a page or two, if it is long enough to be one. */
function series(lines: readonly Line[], bare: readonly number[]): readonly number[] {
  const runs: number[][] = [];
  for (const i of bare) {
    const fits = runs.filter((run) => {
      const step = value(lines[i]!) - value(lines[run.at(-1)!]!);
      return step >= 1 && step <= LONGEST_STEP && i - run.at(-1)! > SHORTEST_PAGE;
    });
    runs.push([...longest(fits), i]);
  }
  const found = longest(runs);
  return found.length >= SHORTEST_SERIES ? found : [];
}

const longest = (runs: readonly number[][]): number[] => runs.reduce((a, b) => (b.length > a.length ? b : a), []);
const value = ({ text }: Line): number => Number((NUMBER.exec(text)?.[0] ?? "").normalize("NFKC"));

/** Lines of the contents page, as indexes into `lines`: from its head up to where one of its entries stands again. */
function contentsPage(lines: readonly Line[]): Span {
  const head = lines.findIndex((line) => CONTENTS_HEAD.test(line.text));
  if (head < 0) return { start: 0, end: 0 };
  const sentence = lines.findIndex((line, i) => i > head && endsSentence(line.text) && !hasPage(line));
  // No contents page holds a sentence: whatever stands again behind one is the body speaking.
  const listed = lines.slice(head + 1, sentence < 0 ? lines.length : sentence);
  const again = bodyStart(listed);
  return { start: head, end: head + 1 + (again < 0 ? pagedEntries(listed) : entriesBefore(listed.slice(0, again))) };
}

/** Where the body begins: at the first entry standing again, or at any other if what lies between is no list of entries. */
function bodyStart(listed: readonly Line[]): number {
  const first = listed.findIndex((line, i) => i > 0 && !hasPage(line) && isSameEntry(line, listed[0]!));
  if (first > 0 && listed.slice(0, first).every(isEntry)) return first;
  const seen = listed.map(entry);
  const any = listed.findIndex((line, i) => i > 0 && !hasPage(line) && seen.indexOf(seen[i]!) < i);
  return any < 0 ? first : any;
}

/** Entries before the body, without the lines that stand between a list with page numbers and the body. */
function entriesBefore(listed: readonly Line[]): number {
  return listed.some(hasPage) ? listed.findLastIndex(isEntry) + 1 : listed.length;
}

/** Entries with a page number that stand in a row, a chapter without one between them. */
function pagedEntries(listed: readonly Line[]): number {
  const end = listed.findIndex((line, i) => !hasPage(line) && !(isEntry(line) && hasPage(listed[i + 1])));
  return end < 0 ? listed.length : end;
}

/** The same words, whatever their number, or the same number, whatever its words. */
function isSameEntry(line: Line, other: Line): boolean {
  const [mine, theirs] = [mark(line.text), mark(other.text)];
  const isSameNumber = mine?.kind === "number" && mine.style === theirs?.style && mine.number === theirs.number;
  return isSameNumber || entry(line) === entry(other);
}

/** The words of an entry, without its number and its page. */
function entry(line: Line): string {
  const cells = line.cells?.map((cell) => cell.length) ?? [];
  const text = cells.length > 1 ? line.text.replace(/[0-9０-９]{1,3}$/u, "") : line.text.replace(ENTRY_TAIL, "");
  return squeezed(text.slice(mark(text)?.length ?? 0) || text);
}

const hasPage = (line: Line | undefined): boolean =>
  line !== undefined && (line.cells === undefined ? ENTRY_PAGE : CELL_PAGE).test(line.text);
const isEntry = (line: Line): boolean => hasPage(line) || mark(line.text)?.kind === "number";

/** White space that no text, heading or other furniture covers, each run on its own. */
export function blanks(file: string, covered: readonly Span[]): Furniture[] {
  const sorted = [...covered].sort((a, b) => a.start - b.start);
  const found: Furniture[] = [];
  let at = 0;
  for (const { start, end } of [...sorted, { start: file.length, end: file.length }]) {
    for (const run of file.slice(at, Math.max(at, start)).matchAll(/\s+/gu)) {
      found.push({ kind: "blank", start: at + run.index, end: at + run.index + run[0].length });
    }
    at = Math.max(at, end);
  }
  return found;
}
