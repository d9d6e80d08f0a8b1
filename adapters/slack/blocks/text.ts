/**
 * Makes texts fit for Slack: cut where a reader would, never inside what a reader takes for one character.
 */

/** Stands where something was left out and no words were given for it, and where nothing is left to show. */
export const ELLIPSIS = "…";

const SEGMENTER = new Intl.Segmenter("ja", { granularity: "grapheme" });
/** Where a text is best parted, best first: between lines, sentences. */
const CUTS = [/\n/gu, /[。！？][」』）]*|[.!?](?=\s)/gu];

/** A text as Slack takes it: whole characters, no control characters but line ends and tabs; blanks stay. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "");

/** Nothing in it can be seen. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cc}\p{Cf}]/u.test(text);

/** The longest beginning of at most `units` (from 2) code units that ends between two graphemes, wherever one fits. */
export function beginning(text: string, units: number): string {
  if (text.length <= units) return text;
  const start = SEGMENTER.segment(text).containing(units)?.index ?? 0;
  const partsPair = (text.codePointAt(units - 1) ?? 0) > 0xffff;
  return text.slice(0, start > 0 ? start : partsPair ? units - 1 : units);
}

/** At most `units` code units; {@link ELLIPSIS} ends it where it was cut. */
export const shortened = (text: string, units: number): string =>
  text.length <= units ? text : `${beginning(text, units - 1)}${ELLIPSIS}`;

/**
 * Parts a text at line ends, else at ends of sentences, else anywhere between two graphemes.
 *
 * @returns pieces of at most `units` code units in reading order; joined they are the text
 */
export function pieces(text: string, units: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > units) {
    const at = niceCut(beginning(rest, units));
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === "" ? found : [...found, rest];
}

/** The end of the last line or sentence in the second half of what fits, else of the last grapheme. */
function niceCut(window: string): number {
  const ends = CUTS.map((pattern) => [...window.matchAll(pattern)].at(-1)).map((last) =>
    last === undefined ? 0 : last.index + last[0].length,
  );
  return ends.find((end) => end > window.length / 2) ?? window.length;
}
