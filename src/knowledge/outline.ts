/**
 * Turns the raw text of a guideline into its tree of sections and the blocks of text that stand in them.
 *
 * The same marks head sections in one place and list items in another, so a mark is weighed by what follows it:
 * a number opens a section unless the next item of its own list follows at once; ○, ● and ・ open one only when running
 * text follows. The nesting comes from the rank of the marks (章 before ⑴ before ①), not from a list of known cities.
 * Rejected: reading the tree off the contents page (Hino's differs from its own body) and off the layout (a PDF's is lost).
 */

import type { Piece, PieceRole, Section, Span } from "../model.ts";
import { blanks, type Furniture, setAside } from "./furniture.ts";
import { endsSentence, isDateLine, isPreface } from "./headings.ts";
import { type Line, readLines, type Segment } from "./lines.ts";
import { type Layout, layout, type Paragraph, paragraphs, pieces } from "./paragraphs.ts";

/** A run of text that belongs together, in reading order. `section` is an index into the outline's sections. */
export interface Block {
  readonly kind: "paragraph" | "item" | "line" | "row";
  readonly section: number;
  readonly pieces: readonly Piece[];
}

export interface Outline {
  /** The first is the root: the guideline itself. */
  readonly sections: readonly Section[];
  readonly blocks: readonly Block[];
  readonly furniture: readonly Furniture[];
}

type Role = "heading" | Block["kind"];

const LONGEST_TITLE = 60;
const LONGEST_PLAIN_TITLE = 30;
const LONGEST_BULLET_TITLE = 40;
const PLAIN_RANK = 7;
const IMPRINT = /(?:発行|編集|電話|tel|e-?mail|fax)/iu;

/**
 * Reads the outline of a guideline.
 *
 * @param file - the whole text as stored
 * @param title, issuer - from `city.json`: lines that repeat them are no headings
 */
export function outline(file: string, { title, issuer }: { readonly title: string; readonly issuer: string }): Outline {
  const { lines, markup } = readLines(file);
  const aside = setAside(lines, title);
  const page = layout(aside.text);
  const all = paragraphs(aside.text, page);
  const imprint = imprintStart(all);
  const roles = rolesOf(all, imprint, page, issuer);

  const root: Section = { number: "", title: "", label: "", depth: 0, parent: undefined, spans: spansOf(aside.title) };
  const sections: Section[] = [root];
  const blocks: Block[] = [];
  const open: { section: number; rank: number; style: string }[] = [];
  let heads: readonly Head[] = [];
  for (const [i, p] of all.entries()) {
    const role = roles[i]!;
    if (role === "heading") {
      const rank = rankOf(p);
      while (open.length > 0 && (open.at(-1)!.rank >= rank || closesBeforeNumbers(sections[open.at(-1)!.section]!)))
        open.pop();
      sections.push(section(file, p, open.at(-1)?.section ?? 0, sections));
      open.push({ section: sections.length - 1, rank, style: p.mark?.style ?? "" });
      continue;
    }
    if (i === imprint || isSetApart(all, i, roles, page)) open.length = 0;
    if (role === "item" && p.mark?.kind === "bullet" && open.at(-1)?.style === p.mark.style) open.pop();
    const home = open.at(-1)?.section ?? 0;
    if (p.cells === undefined) {
      blocks.push({ kind: role, section: home, pieces: pieces(file, p.lines, role === "item" ? "item" : "text") });
    } else if (all[i - 1]?.cells === undefined) {
      heads = headsOf(p);
      if (all[i + 1]?.cells === undefined) blocks.push({ kind: "line", section: home, pieces: heads.flat() });
    } else {
      blocks.push({ kind: "row", section: home, pieces: row(p, heads) });
    }
  }
  const covered = [
    ...sections.flatMap((s) => s.spans),
    ...blocks.flatMap((b) => b.pieces),
    ...aside.furniture,
    ...markup,
  ];
  const furniture = [...aside.furniture, ...markup.map((span) => ({ ...span, kind: "markup" as const }))];
  return { sections, blocks, furniture: [...furniture, ...blanks(file, covered)] };
}

function rolesOf(all: readonly Paragraph[], imprint: number, page: Layout, issuer: string): Role[] {
  const roles: Role[] = [];
  for (const [i, p] of all.entries()) roles.push(i >= imprint ? "line" : roleOf(p, i, all, roles, page, issuer));
  return roles;
}

function roleOf(p: Paragraph, i: number, all: readonly Paragraph[], roles: Role[], page: Layout, issuer: string): Role {
  const next = all[i + 1];
  if (p.hashes > 0) return "heading";
  if (p.cells !== undefined) return "row";
  if (p.isDashed) return "item";
  if (p.mark === undefined) {
    if (isPlainHeading(p, i, all, issuer)) return "heading";
    if (endsSentence(p.text) || p.text.includes("。")) return "paragraph";
    return isListUnderPlainHeading(i, all, roles) ? "item" : "line";
  }
  const before = runMate(p, i, all);
  const isTail = before !== undefined && roles[before] === "item";
  if (p.mark.kind === "number") return isNumberedHeading(p, next, isTail) ? "heading" : "item";
  const words = p.text.slice(p.mark.length);
  const opens =
    words.length <= LONGEST_BULLET_TITLE &&
    !endsSentence(words) &&
    next !== undefined &&
    isRunningText(next) &&
    !(page.width !== undefined && next.blanksBefore < page.usualGap) &&
    (!isTail || hasOpenedBefore(p, i, all, roles));
  if (opens) return "heading";
  if (p.mark.kind === "bracket") return "line";
  return endsSentence(words) && beginsList(next, all[i + 2], p.mark.rank) ? "paragraph" : "item";
}

/** 「●…は、次の要件を満たすもの。」 before the first item of a list within it is the sentence that introduces the list. */
function beginsList(p: Paragraph | undefined, next: Paragraph | undefined, rankAbove: number): boolean {
  if (p === undefined) return false;
  if (p.mark?.kind !== "number") return p.isDashed || (p.mark?.rank ?? 0) > rankAbove;
  return /^\(?[1一アa]\)?$/u.test(p.mark.number.normalize("NFKC")) && !isNumberedHeading(p, next, false);
}

function isNumberedHeading(p: Paragraph, next: Paragraph | undefined, isTail: boolean): boolean {
  const { mark, text } = p;
  if (mark === undefined || text.includes("。") || text.length > LONGEST_TITLE) return false;
  if (["部", "章", "節"].includes(mark.style)) return true;
  return !isTail && next !== undefined && next.mark?.style !== mark.style;
}

/** A short line after a finished sentence with text, a table or a list of short lines behind it. */
function isPlainHeading(p: Paragraph, i: number, all: readonly Paragraph[], issuer: string): boolean {
  const before = all[i - 1];
  const [next, second] = [all[i + 1], all[i + 2]];
  if (isPreface(p.text)) return true;
  if (p.text.length > LONGEST_PLAIN_TITLE || endsSentence(p.text) || isDateLine(p.text) || next === undefined)
    return false;
  if (issuer.includes(p.text)) return false;
  const isFree = before === undefined || endsSentence(before.text) || before.cells !== undefined;
  if (!isFree) return false;
  if (next.cells !== undefined || isRunningText(next)) return !p.text.endsWith("、");
  return before !== undefined && second !== undefined && isShortLine(next) && isShortLine(second);
}

/** Lines without marks below a heading without one (「市民活動団体等の例」) are its list. */
function isListUnderPlainHeading(i: number, all: readonly Paragraph[], roles: readonly Role[]): boolean {
  const before = all[i - 1];
  if (before === undefined || !isUnmarked(before)) return false;
  return roles[i - 1] === "heading" || roles[i - 1] === "item";
}

const isShortLine = (p: Paragraph): boolean => isUnmarked(p) && !endsSentence(p.text) && !isDateLine(p.text);
const isUnmarked = (p: Paragraph): boolean =>
  p.mark === undefined && p.hashes === 0 && !p.isDashed && p.cells === undefined;
const isRunningText = (p: Paragraph): boolean => isUnmarked(p) && p.text.includes("。");

/** The item just before in the same run: the same mark with nothing between. */
function runMate(p: Paragraph, i: number, all: readonly Paragraph[]): number | undefined {
  return all[i - 1]?.mark?.style === p.mark?.style ? i - 1 : undefined;
}

/** An earlier mark of this kind opened a section under the same heading: this one is its sibling. */
function hasOpenedBefore(p: Paragraph, i: number, all: readonly Paragraph[], roles: readonly Role[]): boolean {
  for (let k = i - 1; k >= 0; k -= 1) {
    if (all[k]!.mark?.style === p.mark?.style) {
      if (roles[k] === "heading") return true;
    } else if (roles[k] === "heading") return false;
  }
  return false;
}

function rankOf(p: Paragraph): number {
  return p.hashes > 0 ? p.hashes : (p.mark?.rank ?? PLAIN_RANK);
}

const closesBeforeNumbers = (section: Section): boolean => section.number === "" && isPreface(section.title);

/** A closing sentence set apart by more than any heading belongs to the guideline, not to its last section. */
function isSetApart(all: readonly Paragraph[], i: number, roles: readonly Role[], page: Layout): boolean {
  if (page.width === undefined || roles[i] !== "paragraph" || roles.includes("heading", i)) return false;
  const headings = all.filter((_, k) => roles[k] === "heading" && k > 0);
  return headings.length > 0 && all[i]!.blanksBefore > Math.max(...headings.map((p) => p.blanksBefore));
}

/** The first of the short lines at the very end among which a publisher, an address or a telephone number is printed. */
function imprintStart(all: readonly Paragraph[]): number {
  let start = all.length;
  while (start > 0 && isUnmarked(all[start - 1]!) && !all[start - 1]!.text.includes("。")) {
    start -= 1;
    if (all[start]!.blanksBefore > 2) break;
  }
  return all.slice(start).some((p) => IMPRINT.test(p.text)) ? start : all.length;
}

function section(file: string, p: Paragraph, parent: number, sections: readonly Section[]): Section {
  const spans = spansOf(p.lines);
  const last = spans.at(-1)!;
  const isLabelled = spans.length > p.lines.length && /\s\*\*$/u.test(file.slice(0, last.start));
  const words = isLabelled ? spans.slice(0, -1) : spans;
  const text = words.map((s) => file.slice(s.start, s.end)).join("");
  const skip = p.mark?.length ?? 0;
  return {
    number: p.mark?.kind === "number" ? p.mark.number : "",
    title: text.slice(skip).trim(),
    label: isLabelled ? file.slice(last.start, last.end) : "",
    depth: sections[parent]!.depth + 1,
    parent,
    spans,
  };
}

function spansOf(lines: readonly Line[]): Span[] {
  return lines.flatMap((line) => line.segments.map(({ start, end }) => ({ start, end })));
}

/** The head of a column: its pieces, none where the corner of a table is empty. */
type Head = readonly Piece[];

function headsOf({ cells = [] }: Paragraph): Head[] {
  return cells.map((cell) => cellPieces(cell, "label"));
}

/** Each cell under the head of its column; an empty cell leaves the head alone, as the table does. */
function row({ cells = [] }: Paragraph, heads: readonly Head[]): Piece[] {
  const columns = Array.from({ length: Math.max(cells.length, heads.length) }, (_, column) => column);
  return columns.flatMap((column) => [...(heads[column] ?? []), ...cellPieces(cells[column] ?? [], "text")]);
}

function cellPieces(cell: readonly Segment[], role: PieceRole): Piece[] {
  return cell.map(({ start, end, fresh }, i) => ({ start, end, role, joint: fresh || i === 0 ? "\n" : "" }));
}
