/**
 * Turns the raw text of a guideline into its tree of sections and the blocks of text that stand in them.
 *
 * What is a heading is decided in `roles.ts`. The nesting comes from the rank of the marks (章 before ⑴ before ①), not
 * from a list of known cities.
 * Rejected: reading the tree off the contents page (Hino's differs from its own body) and off the layout (a PDF's is lost).
 */

import type { Piece, Section, Span } from "../model.ts";
import { blanks, type Furniture, setAside } from "./furniture.ts";
import { isChapter, isFirst, isPreface } from "./headings.ts";
import { type Line, readLines } from "./lines.ts";
import { type Layout, layout, type Paragraph, paragraphs, pieces } from "./paragraphs.ts";
import { type BlockKind, imprintStart, type Role, rolesOf } from "./roles.ts";
import { tableRow } from "./tables.ts";

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
  /** A preface stands beside what follows it. */
  readonly isPreface: boolean;
}

export interface Outline {
  /** The first is the root: the guideline itself. */
  readonly sections: readonly Section[];
  readonly blocks: readonly Block[];
  readonly furniture: readonly Furniture[];
}

/** Of a heading without number or mark: below Markdown's, above every number. */
const PLAIN_RANK = 7;
/** Less than the step from one rank to the next, however many styles nest. */
const NESTED = 0.1;

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
  const ranks = new Map<string, number>();
  let open: readonly Open[] = [];
  for (const [i, p] of all.entries()) {
    const role = roles[i]!;
    const standsAlone = (k: number): boolean => k >= imprint || isSetApart(all, k, roles, page);
    if (role === "heading") {
      const rank = rankOf(p, open, ranks);
      open = above(open, rank);
      const home = open.at(-1)?.section ?? 0;
      const made = section(file, p, home, sections);
      const opened = { section: sections.length, rank, style: p.mark?.style ?? "", isPreface: isPlainPreface(made) };
      const next = roles[i + 1] === "heading" ? rankOf(all[i + 1]!, [...open, opened], ranks) : undefined;
      const isEmpty =
        next === undefined ? i + 1 === all.length || standsAlone(i + 1) : above([opened], next).length === 0;
      // What heads nothing would stand in no passage: its words are kept as a line of the section above.
      if (isEmpty && !isChapter(p.mark) && !opened.isPreface) {
        blocks.push(...blocksOf(file, all, i, p.mark === undefined ? "line" : "item", home));
        continue;
      }
      sections.push(made);
      if (p.mark !== undefined && p.hashes === 0) ranks.set(p.mark.style, rank);
      open = [...open, opened];
      continue;
    }
    if (standsAlone(i)) open = [];
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
function above(open: readonly Open[], rank: number): Open[] {
  const isClosed = (section: Open) => section.rank >= rank || section.isPreface;
  const first = open.findIndex((_, i) => open.slice(i).every(isClosed));
  return open.slice(0, first < 0 ? open.length : first);
}

/** What a paragraph that is no heading adds to its section. */
function blocksOf(file: string, all: readonly Paragraph[], i: number, role: BlockKind, section: number): Block[] {
  const p = all[i]!;
  if (p.cells === undefined) {
    return [{ kind: role, section, pieces: pieces(file, p.lines, role === "item" ? "item" : "text") }];
  }
  const row = tableRow(file, all, i);
  return row === undefined ? [] : [{ kind: "row", section, pieces: row }];
}

/**
 * The rank of a heading's mark, or, where the mark first counts from one below an open section whose mark ranks the
 * same (「1.」 below 「１」), a little less.
 *
 * @param ranks - of the styles that have opened a section so far: a style keeps its place through the file
 */
function rankOf({ hashes, mark }: Paragraph, open: readonly Open[], ranks: ReadonlyMap<string, number>): number {
  if (hashes > 0) return hashes;
  if (mark === undefined) return PLAIN_RANK;
  const known = ranks.get(mark.style);
  if (known !== undefined) return known;
  const peer = open.findLast(({ rank, style }) => Math.floor(rank) === mark.rank && style !== mark.style);
  return mark.kind === "number" && peer !== undefined && isFirst(mark) ? peer.rank + NESTED : mark.rank;
}

const isPlainPreface = (section: Section): boolean => section.number === "" && isPreface(section.title);

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
