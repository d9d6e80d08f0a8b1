/**
 * Makes texts fit: cut where a reader would, never inside what a reader takes for one character.
 */

import { graphemeStart, graphemes, LABEL_GRAPHEMES } from "./limits.ts";

/** Stands where something was left out and no words were given for it. */
export const ELLIPSIS = "…";

/** Code units of a label: 20 of the longest emoji have fewer, and a heap of accents on one letter is cut. */
const LABEL_UNITS = 300;

/** Where a text is best parted, best first: between paragraphs, lines, sentences. */
const CUTS = [/\n[^\S\n]*\n/gu, /\n/gu, /[。！？][」』）]*|[.!?](?=\s)/gu];

/** A text as LINE takes it: whole characters only, no control characters, no blank at either end; `""` for a blank one. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .trim();
}

/** The longest beginning of at most `units` (from 2) code units that ends between two graphemes, wherever one fits. */
export function beginning(text: string, units: number): string {
  if (text.length <= units) return text;
  const start = graphemeStart(text, units);
  const partsPair = (text.codePointAt(units - 1) ?? 0) > 0xffff;
  return text.slice(0, start > 0 ? start : partsPair ? units - 1 : units);
}

/** A text of at most `units` code units; where it is cut, at a line end if there is one, `mark` says so. */
export function cutTo(text: string, units: number, mark: string): string {
  if (text.length <= units) return text;
  const said = beginning(clean(mark) || ELLIPSIS, Math.floor(units / 2));
  if (said === ELLIPSIS) return `${beginning(text, units - 1)}${said}`;
  const kept = beginning(text, units - said.length - 1);
  const lineEnd = kept.lastIndexOf("\n");
  return `${(lineEnd > kept.length / 2 ? kept.slice(0, lineEnd) : kept).trimEnd()}\n${said}`;
}

/**
 * Parts a text.
 *
 * @returns pieces of at most `units` code units in reading order, none blank; joined they are the text but for blanks
 */
export function pieces(text: string, units: number): string[] {
  return parted(text, units, niceCut);
}

/**
 * Parts a text into at most `most` pieces, see {@link pieces}: less nicely where that saves it from being cut, and cut
 * with `mark` where even that does not.
 */
export function piecesAtMost(text: string, { units, most, mark }: { units: number; most: number; mark: string }) {
  const nice = pieces(text, units);
  if (nice.length <= most) return nice;
  const tight = parted(text, units, (rest) => beginning(rest, units).length);
  if (tight.length <= most) return tight;
  return [...tight.slice(0, most - 1), cutTo(tight.slice(most - 1).join(""), units, mark)];
}

function parted(text: string, units: number, cut: (rest: string, units: number) => number): string[] {
  const found: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const at = rest.length <= units ? rest.length : cut(rest, units);
    found.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  return found.filter((piece) => piece !== "");
}

/** The end of the last paragraph, line or sentence in the second half of what fits, else of the last grapheme. */
function niceCut(rest: string, units: number): number {
  const window = beginning(rest, units);
  const ends = CUTS.map((pattern) => [...window.matchAll(pattern)].at(-1)).map((last) =>
    last === undefined ? 0 : last.index + last[0].length,
  );
  return ends.find((end) => end > window.length / 2) ?? window.length;
}

/** What stands on a button: at most 20 graphemes, never blank. */
export function label(text: string): string {
  const characters = graphemes(beginning(clean(text), LABEL_UNITS));
  if (characters.length <= LABEL_GRAPHEMES) return characters.join("") || ELLIPSIS;
  return [...characters.slice(0, LABEL_GRAPHEMES - 1), ELLIPSIS].join("");
}
