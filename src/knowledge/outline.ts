/**
 * Turns the raw text of a guideline into its tree of sections and the blocks of text that stand in them.
 *
 * What is a heading is decided in `roles.ts`. The nesting comes from the rank of the marks (章 before ⑴ before ①), not
 * from a list of known cities.
 * Rejected: reading the tree off the contents page (Hino's differs from its own body) and off the layout (a PDF's is lost).
 */

import type { Piece, PieceRole, Section, Span } from "../model.ts";
import { blanks, type Furniture, setAside } from "./furniture.ts";
import { isPreface } from "./headings.ts";
import { type Line, readLines, type Segment } from "./lines.ts";
import { type Layout, layout, type Paragraph, paragraphs, pieces } from "./paragraphs.ts";
import { type BlockKind, imprintStart, type Role, rolesOf } from "./roles.ts";

/** A run of text that belongs together, in reading order. `section` is an index into the outline's sections. */
export interface Block {
  readonly kind: BlockKind;
  readonly section: number;
  readonly pieces: readonly Piece[];
}

/** An open section while the text is read from top to bottom. */
interface Open {
  readonly section: number;
  readonly rank: number;
  readonly style: string;
}

export interface Outline {
  /** The first is the root: the guideline itself. */
  readonly sections: readonly Section[];
  readonly blocks: readonly Block[];
  readonly furniture: readonly Furniture[];
}

/** Of a heading without number or mark: below Markdown's, above every number. */
const PLAIN_RANK = 7;

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
  let open: readonly Open[] = [];
  for (const [i, p] of all.entries()) {
    const role = roles[i]!;
    if (role === "heading") {
      open = above(open, p, sections);
      sections.push(section(file, p, open.at(-1)?.section ?? 0, sections));
      open = [...open, { section: sections.length - 1, rank: rankOf(p), style: p.mark?.style ?? "" }];
      continue;
    }
    if (i === imprint || isSetApart(all, i, roles, page)) open = [];
    // A bullet that is a mere item stands beside the section that the same bullet opened, not within it.
    if (role === "item" && p.mark?.kind === "bullet" && open.at(-1)?.style === p.mark.style) open = open.slice(0, -1);
    blocks.push(...blocksOf(file, all, i, role, open.at(-1)?.section ?? 0));
  }
  const marks = markup.map((span) => ({ ...span, kind: "markup" as const }));
  const covered = [
    ...sections.flatMap((s) => s.spans),
    ...blocks.flatMap((b) => b.pieces),
    ...aside.furniture,
    ...marks,
  ];
  return { sections, blocks, furniture: [...aside.furniture, ...marks, ...blanks(file, covered)] };
}

/** The sections that stay open above a new heading: those of a higher rank, and no preface. */
function above(open: readonly Open[], p: Paragraph, sections: readonly Section[]): Open[] {
  const rank = rankOf(p);
  const isClosed = ({ section, rank: theirs }: Open) => theirs >= rank || closesBeforeNumbers(sections[section]!);
  const first = open.findIndex((_, i) => open.slice(i).every(isClosed));
  return open.slice(0, first < 0 ? open.length : first);
}

/** Nothing for the heads of a table that has rows: they stand in each row. */
function blocksOf(file: string, all: readonly Paragraph[], i: number, role: BlockKind, home: number): Block[] {
  const p = all[i]!;
  if (p.cells === undefined) {
    return [{ kind: role, section: home, pieces: pieces(file, p.lines, role === "item" ? "item" : "text") }];
  }
  const first = all.findLastIndex((q, k) => k < i && q.cells === undefined) + 1;
  const heads = headsOf(all[first]!);
  if (i > first) return [{ kind: "row", section: home, pieces: row(p, heads) }];
  return all[i + 1]?.cells === undefined ? [{ kind: "line", section: home, pieces: heads.flat() }] : [];
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
