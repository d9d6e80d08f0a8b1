/**
 * Packs the blocks of an outline into passages: what is indexed, found and quoted.
 *
 * A passage is long enough to be understood alone and short enough to be read on a telephone. Neighbouring paragraphs
 * of one section share a passage up to {@link COMFORTABLE} characters; a list stays with the sentence that introduces
 * it, repeated where the list must be cut; a table row always stands alone, under the heads of its columns.
 */

import type { CityId, Guideline, Passage, PassageId, Piece, Section } from "../model.ts";
import { dateLabel } from "./dates.ts";
import type { Block, Outline } from "./outline.ts";

/** Characters, where the text allows. */
export const COMFORTABLE = 400;
/** Characters, never exceeded: a longer sentence is cut at a comma. */
export const LONGEST = 600;

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
    const sectionPath = pathOf(line);
    const headings = line.map((s) => [s.title, s.label].filter((part) => part !== "").join(" "));
    return {
      id: id(n)!,
      city,
      pieces,
      text,
      headings,
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
  if (first.kind === "row") return cutRow(file, first.pieces);
  const packed: Piece[][] = [];
  for (const unit of units(file, run)) {
    const last = packed.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(unit) <= COMFORTABLE) last.push(...unit);
    else packed.push([...unit]);
  }
  return packed;
}

/** What must not be cut further unless it is too long: a paragraph, a line, a list with its introduction. */
function units(file: string, run: readonly Block[]): Piece[][] {
  const found: Piece[][] = [];
  let introduction: readonly Piece[] = [];
  for (let i = 0; i < run.length; i += 1) {
    const block = run[i]!;
    if (block.kind === "item") {
      const items = [block];
      while (run[i + 1]?.kind === "item") items.push(run[(i += 1)]!);
      found.push(...list(introduction, items));
      introduction = [];
      continue;
    }
    const said = sentences(file, block.pieces);
    introduction = run[i + 1]?.kind === "item" ? (said.pop() ?? []) : [];
    const rest = said.flat();
    if (lengthOf(rest) > COMFORTABLE) found.push(...said.flatMap((sentence) => cutAtCommas(file, sentence)));
    else if (rest.length > 0) found.push(rest);
  }
  return found;
}

function list(introduction: readonly Piece[], items: readonly Block[]): Piece[][] {
  const parts: Piece[][] = [];
  for (const { pieces } of items) {
    const last = parts.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(pieces) <= COMFORTABLE) last.push(...pieces);
    else parts.push([...introduction, ...pieces]);
  }
  return parts;
}

/** Cuts pieces behind each full stop that stands outside brackets: a quotation within a sentence ends no sentence. */
function sentences(file: string, pieces: readonly Piece[]): Piece[][] {
  return cut(file, pieces, (char, depth) => depth === 0 && /[。！？]/u.test(char));
}

function cutAtCommas(file: string, sentence: readonly Piece[]): Piece[][] {
  if (lengthOf(sentence) <= LONGEST) return [[...sentence]];
  const clauses = cut(file, sentence, (char, depth) => char === "、" && depth === 0);
  const parts: Piece[][] = [];
  for (const clause of clauses.flatMap((c) => (lengthOf(c) > LONGEST ? cutEvenly(c) : [c]))) {
    const last = parts.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(clause) <= COMFORTABLE) last.push(...clause);
    else parts.push([...clause]);
  }
  return parts;
}

/** The last resort, for text without any stop. */
function cutEvenly(pieces: readonly Piece[]): Piece[][] {
  return pieces.flatMap((p) => {
    const parts: Piece[][] = [];
    for (let start = p.start; start < p.end; start += COMFORTABLE) {
      parts.push([{ ...p, start, end: Math.min(p.end, start + COMFORTABLE), joint: start === p.start ? p.joint : "" }]);
    }
    return parts;
  });
}

function cut(file: string, pieces: readonly Piece[], isStop: (char: string, depth: number) => boolean): Piece[][] {
  const parts: Piece[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    let start = piece.start;
    for (let at = piece.start; at < piece.end; at += 1) {
      const char = file[at]!;
      if ("「『（(".includes(char)) depth += 1;
      if ("」』）)".includes(char)) depth = Math.max(0, depth - 1);
      if (!isStop(char, depth)) continue;
      parts.at(-1)!.push({ ...piece, start, end: at + 1, joint: start === piece.start ? piece.joint : "" });
      parts.push([]);
      start = at + 1;
    }
    if (start < piece.end) parts.at(-1)!.push({ ...piece, start, joint: start === piece.start ? piece.joint : "" });
  }
  return parts.filter((part) => part.length > 0);
}

/** A row too long for one passage goes on in a second, under the same column head and led by the row's first cell. */
function cutRow(file: string, pieces: readonly Piece[]): Piece[][] {
  if (lengthOf(pieces) <= COMFORTABLE) return [[...pieces]];
  const second = pieces.findIndex((p, i) => i > 0 && p.role === "label");
  const lead = second > 0 && lengthOf(pieces.slice(0, second)) <= COMFORTABLE / 2 ? pieces.slice(0, second) : [];
  const parts: Piece[][] = [];
  let label: Piece | undefined;
  for (const piece of pieces.slice(lead.length)) {
    if (piece.role === "label") {
      label = piece;
      continue;
    }
    for (const part of cutAtCommas(file, [piece])) {
      const last = parts.at(-1);
      const isUnderSame = last?.findLast((p) => p.role === "label") === label;
      const head = label === undefined || (isUnderSame && last !== undefined) ? [] : [label];
      if (last !== undefined && lengthOf(last) + lengthOf([...head, ...part]) <= COMFORTABLE)
        last.push(...head, ...part);
      else parts.push([...lead, ...(label === undefined ? [] : [label]), ...part]);
    }
  }
  return parts;
}

const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, p) => sum + p.end - p.start + p.joint.length, 0);

/** The section and those above it, outermost first, without the root. */
function lineage(sections: readonly Section[], index: number): Section[] {
  const line: Section[] = [];
  for (let at: number | undefined = index; at !== undefined && at !== 0; at = sections[at]!.parent)
    line.unshift(sections[at]!);
  return line;
}

/** Numbers of the sections above, then number and words of the section itself. */
function pathOf(line: readonly Section[]): string {
  const own = line.at(-1);
  if (own === undefined) return "";
  const above = line.slice(0, -1).map((s) => (s.number === "" ? s.title : s.number));
  return [...above, own.number, own.title].filter((part) => part !== "").join(" ");
}
