/**
 * Packs pieces of text into parts of a readable size and cuts what is too long, at the best place there is.
 */

import type { Piece } from "../model.ts";

/** Characters, where the text allows. */
export const COMFORTABLE = 400;
/** Characters, never exceeded. */
export const LONGEST = 600;

/** Where a text may be cut. */
interface Cut {
  readonly stops: string;
  readonly isWithinBrackets: boolean;
}

/** From the best place to the worst: a quotation within a sentence ends no sentence unless nothing else does. */
const CUTS: readonly Cut[] = [
  { stops: "。！？", isWithinBrackets: false },
  { stops: "、", isWithinBrackets: false },
  { stops: "。！？、", isWithinBrackets: true },
];
const CLOSING = "」』）)";
const CHARACTERS = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Cuts pieces into sentences. */
export const sentences = (file: string, pieces: readonly Piece[]): Piece[][] => cut(file, pieces, CUTS[0]!);

/**
 * Packs units up to {@link COMFORTABLE} characters, in order; one too long for any passage is cut.
 *
 * @param lead - begins each part
 * @param taken - characters that will stand before each part
 */
export function packed(
  file: string,
  all: readonly (readonly Piece[])[],
  lead: readonly Piece[] = [],
  taken = 0,
): Piece[][] {
  const parts: Piece[][] = [];
  const room = LONGEST - taken - lengthOf(lead);
  for (const unit of all.flatMap((pieces) => fitted(file, pieces, room))) {
    const last = parts.at(-1);
    if (last !== undefined && taken + lengthOf(last) + lengthOf(unit) <= COMFORTABLE) last.push(...unit);
    else parts.push([...lead, { ...unit[0]!, joint: "\n" }, ...unit.slice(1)]);
  }
  return parts;
}

/** The pieces, cut at ever finer places until no part is longer than `room`. */
function fitted(file: string, pieces: readonly Piece[], room: number, cuts: readonly Cut[] = CUTS): Piece[][] {
  if (lengthOf(pieces) <= room) return [[...pieces]];
  const [coarsest, ...finer] = cuts;
  if (coarsest === undefined) return cutEvenly(file, pieces);
  return cut(file, pieces, coarsest).flatMap((part) => fitted(file, part, room, finer));
}

/** Cuts pieces behind each stop and the brackets that it closes. */
function cut(file: string, pieces: readonly Piece[], { stops, isWithinBrackets }: Cut): Piece[][] {
  const parts: Piece[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    let start = piece.start;
    for (let at = piece.start; at < piece.end; at += 1) {
      const char = file[at]!;
      if ("「『（(".includes(char)) depth += 1;
      if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
      if (!stops.includes(char) || (depth > 0 && !isWithinBrackets)) continue;
      while (at + 1 < piece.end && (CLOSING.includes(file[at + 1]!) || /\s/u.test(file[at + 1]!))) at += 1;
      parts.at(-1)!.push({ ...piece, start, end: at + 1, joint: start === piece.start ? piece.joint : "" });
      parts.push([]);
      start = at + 1;
    }
    if (start < piece.end) parts.at(-1)!.push({ ...piece, start, joint: start === piece.start ? piece.joint : "" });
  }
  return parts.filter((part) => part.length > 0);
}

/** The last resort, for text without any stop; never within what is read as one character. */
function cutEvenly(file: string, pieces: readonly Piece[]): Piece[][] {
  return pieces.flatMap((p) => {
    const characters = CHARACTERS.segment(file.slice(p.start, p.end));
    const parts: Piece[][] = [];
    for (let start = p.start; start < p.end; start = parts.at(-1)![0]!.end) {
      const at = p.start + (characters.containing(start + COMFORTABLE - p.start)?.index ?? p.end - p.start);
      const end = at > start ? at : Math.min(p.end, start + COMFORTABLE);
      parts.push([{ ...p, start, end, joint: start === p.start ? p.joint : "" }]);
    }
    return parts;
  });
}

/** Characters of the pieces joined. */
export const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, p) => sum + p.end - p.start + p.joint.length, 0);
