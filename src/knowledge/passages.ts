/**
 * Packs the blocks of an outline into passages: what is indexed, found and quoted.
 *
 * A passage is long enough to be understood alone and short enough to be read on a telephone. Neighbouring paragraphs
 * of one section share a passage up to {@link COMFORTABLE} characters; a list stays with the sentence that introduces
 * it, repeated where the list must be cut; a table row always stands alone, under the heads of its columns.
 */

import type { CityId, Guideline, Passage, PassageId, Piece, Section } from "../model.ts";
import { COMFORTABLE, LONGEST, lengthOf, packed, sentences } from "./cutting.ts";
import { dateLabel } from "./dates.ts";
import type { Block, Outline } from "./outline.ts";

/** Characters that may be repeated before each part of a cut list or row, so that a comfortable part still fits. */
const LEAD = LONGEST - COMFORTABLE;

const FIGURE = /[上下次右左別](?:の|記の)?図|図[0-9０-９A-ZＡ-Ｚ]?の(?:よう|とおり|通り)|概念図|体系図|イメージ図/u;

/**
 * The passages of one guideline in reading order.
 *
 * @param file - the text from which the outline was read
 */
export function passages(file: string, city: CityId, guideline: Guideline, { sections, blocks }: Outline): Passage[] {
  const packed = runs(blocks).flatMap((run) => pack(file, run).map((pieces) => ({ pieces, section: run[0]!.section })));
  const id = (n: number): PassageId | undefined => (n in packed ? (`${city}-${n + 1}` as PassageId) : undefined);
  const title = `${guideline.title}（${dateLabel(guideline)}）`;
  return packed.map(({ pieces, section }, n) => {
    const line = lineage(sections, section);
    const text = joined(file, pieces);
    const sectionPath = pathOf(sections, section);
    const headings = line.map((s) => [s.title, s.label].filter((part) => part !== "").join(" "));
    return {
      id: id(n)!,
      city,
      pieces,
      text,
      headings,
      section,
      sectionPath,
      citation: sectionPath === "" ? title : `${title}${sectionPath}`,
      figureMissing: FIGURE.test(text) || FIGURE.test(headings.at(-1) ?? ""),
      previous: id(n - 1),
      next: id(n + 1),
    };
  });
}

/** The text of pieces as it is read: each cut from the file, joined by its joint; the first joint is dropped. */
export function joined(file: string, pieces: readonly Piece[]): string {
  return pieces.map((p, i) => (i === 0 ? "" : p.joint) + file.slice(p.start, p.end)).join("");
}

/** How a person cites a section: numbers of the sections above, then its own number and words; `""` for the root. */
export function pathOf(sections: readonly Section[], index: number): string {
  const line = lineage(sections, index);
  const own = line.at(-1);
  if (own === undefined) return "";
  const above = line.slice(0, -1).map((s) => (s.number === "" ? s.title : s.number));
  return [...above, own.number, own.title].filter((part) => part !== "").join(" ");
}

/** Blocks in a row of one section; each table row is a run of its own. */
function runs(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const block of blocks) {
    const run = found.at(-1);
    const continues =
      run !== undefined && run[0]!.section === block.section && run[0]!.kind !== "row" && block.kind !== "row";
    if (continues) run.push(block);
    else found.push([block]);
  }
  return found;
}

function pack(file: string, run: readonly Block[]): Piece[][] {
  const first = run[0]!;
  return first.kind === "row" ? cutRow(file, first.pieces) : packed(file, units(file, run));
}

/** What must not be cut further unless it is too long: a paragraph, a line, a list with its introduction. */
function units(file: string, run: readonly Block[]): Piece[][] {
  const found: Piece[][] = [];
  let introduction: readonly Piece[] = [];
  for (const [i, block] of run.entries()) {
    if (block.kind === "item") {
      if (run[i - 1]?.kind === "item") continue;
      const end = run.findIndex((b, k) => k > i && b.kind !== "item");
      found.push(...list(file, introduction, run.slice(i, end < 0 ? run.length : end)));
      continue;
    }
    const said = sentences(file, block.pieces);
    introduction = run[i + 1]?.kind === "item" ? (said.pop() ?? []) : [];
    const rest = said.flat();
    if (lengthOf(rest) > COMFORTABLE) found.push(...said);
    else if (rest.length > 0) found.push(rest);
  }
  return found;
}

/** A list under its introduction; one too long to be repeated stands before it. */
function list(file: string, introduction: readonly Piece[], items: readonly Block[]): Piece[][] {
  const parts = items.map(({ pieces }) => pieces);
  return lengthOf(introduction) <= LEAD
    ? packed(file, parts, introduction)
    : [[...introduction], ...packed(file, parts)];
}

/** A row too long for one passage goes on in a second, under the same column head and led by the row's first cell. */
function cutRow(file: string, pieces: readonly Piece[]): Piece[][] {
  if (lengthOf(pieces) <= COMFORTABLE) return [[...pieces]];
  const [first = [], ...others] = cells(pieces);
  const lead = others.length > 0 && lengthOf(first) <= LEAD / 2 ? first : [];
  const parts = (lead === first ? others : [first, ...others]).flatMap((cell) => {
    const heads = cell.filter((p) => p.role === "label");
    const head = heads.length < cell.length ? heads : [];
    const texts = cell.slice(head.length).map((piece) => [piece]);
    return packed(file, texts, head, lengthOf(lead));
  });
  return packed(file, parts, lead);
}

/** Each column head with what stands under it. */
function cells(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  for (const [i, piece] of pieces.entries()) {
    const isHead = piece.role === "label" && pieces[i - 1]?.role !== "label";
    if (isHead || found.length === 0) found.push([piece]);
    else found.at(-1)!.push(piece);
  }
  return found;
}

/** The section and those above it, outermost first, without the root. */
function lineage(sections: readonly Section[], index: number): Section[] {
  const line: Section[] = [];
  for (let at: number | undefined = index; at !== undefined && at !== 0; at = sections[at]!.parent)
    line.unshift(sections[at]!);
  return line;
}
