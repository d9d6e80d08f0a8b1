/**
 * Finds what stands in a guideline file without being its text: contents pages, page numbers, the title printed again.
 *
 * The contents of a document often differ from its headings (a title was changed late), so they are set aside and the
 * body alone decides. Everything that is set aside is listed by kind: nothing disappears unaccounted for.
 */

import type { Span } from "../model.ts";
import { squeezed } from "../text/normalize.ts";
import { endsSentence } from "./headings.ts";
import type { Line } from "./lines.ts";

export const FURNITURE_KINDS = ["blank", "markup", "contents", "page-number", "running-title"] as const;
export type FurnitureKind = (typeof FURNITURE_KINDS)[number];

export interface Furniture extends Span {
  readonly kind: FurnitureKind;
}

const CONTENTS_HEAD = /^[<＜〈《【［[(（]?\s*(?:目\s*次|もくじ|contents)\s*[>＞〉》】］\])）]?$/iu;
const PAGE_NUMBER = /^[-‐–—－ー~～\s]*(?:p\.?\s*)?[0-9０-９]{1,3}(?:\s*[/／]\s*[0-9０-９]{1,3})?[-‐–—－ー~～\s]*$/iu;
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
  for (const [i, line] of lines.entries()) {
    const aside = (kind: FurnitureKind) => furniture.push(...spansOf(line).map((span) => ({ ...span, kind })));
    if (i >= contents.start && i < contents.end) aside("contents");
    else if (PAGE_NUMBER.test(line.text) && line.hashes === 0 && line.cells === undefined) aside("page-number");
    else if (squeezed(line.text) !== squeezed(title)) text.push(line);
    else if (titleLines.length === 0) titleLines.push(line);
    else aside("running-title");
  }
  return { text, title: titleLines, furniture };
}

/** The line from its first to its last text, gaps between cells with it. */
function spansOf(line: Line): Span[] {
  return line.segments.map(({ start, end }) => ({ start, end }));
}

/** Lines of the contents page, as indexes into `lines`: from its head up to where its first entry stands again. */
function contentsPage(lines: readonly Line[]): Span {
  const head = lines.findIndex((line) => CONTENTS_HEAD.test(line.text));
  const first = lines[head + 1];
  if (head < 0 || first === undefined) return { start: 0, end: 0 };
  const again = lines.findIndex((line, i) => i > head + 1 && entry(line) === entry(first));
  if (again > 0) return { start: head, end: again };
  const end = lines.findIndex((line, i) => i > head && (endsSentence(line.text) || !isEntry(line)));
  return { start: head, end: end < 0 ? head + 1 : end };
}

function entry(line: Line): string {
  const cells = line.cells?.map((cell) => cell.length) ?? [];
  const text = cells.length > 1 ? line.text.replace(/[0-9０-９]{1,3}$/u, "") : line.text.replace(ENTRY_TAIL, "");
  return squeezed(text);
}

function isEntry(line: Line): boolean {
  return ENTRY_TAIL.test(line.text) || line.cells !== undefined;
}

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
