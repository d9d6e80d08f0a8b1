/**
 * Reads tables: which rows stand together, whether they have heads, and each cell under the head of its column.
 */

import type { Piece, PieceRole } from "../model.ts";
import type { Segment } from "./lines.ts";
import type { Paragraph } from "./paragraphs.ts";

/** Characters. */
const LONGEST_HEAD = 15;
const FIGURE_OR_STOP = /[0-9０-９。]/u;

/**
 * The pieces of a table row, each cell led by the head of its column.
 *
 * @param i - index of the row among all paragraphs
 * @returns undefined for the heads of a table that has rows: they stand in each row
 */
export function tableRow(file: string, all: readonly Paragraph[], i: number): Piece[] | undefined {
  const table = tableAround(all, i);
  const heads = hasHeads(file, table) ? headsOf(table[0]!) : [];
  if (all[i] !== table[0] || heads.length === 0) return row(all[i]!, heads);
  return table.length === 1 ? heads.flat() : undefined;
}

/** The rows that stand together: a blank line ends a table, and the rule below a row of heads begins one. */
function tableAround(all: readonly Paragraph[], i: number): readonly Paragraph[] {
  const begins = (p: Paragraph, k: number) => {
    const before = all[k - 1];
    const rules = before?.isTableHead ? 1 : 0;
    return p.isTableHead || p.cells === undefined || before?.cells === undefined || p.blanksBefore > rules;
  };
  const start = all.findLastIndex((p, k) => k <= i && begins(p, k));
  const end = all.findIndex((p, k) => k > i && begins(p, k));
  return all.slice(start, end < 0 ? all.length : end);
}

/** Proved by a rule below them, or by a first column that tells years or long texts under a short word. */
function hasHeads(file: string, [first, ...rows]: readonly Paragraph[]): boolean {
  if (first?.isTableHead) return true;
  const cell = ({ cells }: Paragraph) => (cells?.[0] ?? []).map((s) => file.slice(s.start, s.end)).join("");
  const isWord = (text: string) => text.length <= LONGEST_HEAD && !FIGURE_OR_STOP.test(text);
  return (
    first !== undefined &&
    rows.length > 0 &&
    isWord(cell(first)) &&
    !FIGURE_OR_STOP.test(first.text) &&
    rows.every((p) => cell(p) === "" || !isWord(cell(p)))
  );
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
