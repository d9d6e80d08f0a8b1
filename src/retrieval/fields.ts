/**
 * What of a passage is indexed in which field.
 */

import type { Tokens } from "../text/tokenize.ts";
import type { FieldName } from "./weights.ts";

/** A heading and the text under it, made ready. */
export interface IndexedText {
  readonly heading: Tokens;
  readonly text: Tokens;
}

export const FIELD_TERMS: Readonly<Record<FieldName, (entry: IndexedText) => string[]>> = {
  words: ({ heading, text }) => [...heading.terms, ...text.terms].map((t) => t.term),
  heading: ({ heading }) => heading.terms.map((t) => t.term),
  readings: ({ heading, text }) =>
    [...heading.terms, ...text.terms].flatMap((t) => (t.reading.length < SHORTEST_READING ? [] : [t.reading])),
  bigrams: ({ heading, text }) => [...bigrams(heading.normalized), ...bigrams(text.normalized)],
};

/** A single kana reads like half the dictionary. */
export const SHORTEST_READING = 2;

/** Two hiragana are an ending: they say how something is said, not what. Two Latin letters are scraps of a word. */
const EMPTY_PAIR = /^(?:[ぁ-ゖ]{2}|[a-z]{2})$/u;
const NO_LETTERS = /[\s\p{P}\p{S}]+/gu;

/** Pairs of neighbouring letters and figures, punctuation and white space left out, empty pairs too. */
export function bigrams(normalized: string): string[] {
  const letters = normalized.replace(NO_LETTERS, "");
  const pairs: string[] = [];
  for (let i = 0; i + 1 < letters.length; i += 1) {
    const pair = letters.slice(i, i + 2);
    if (!EMPTY_PAIR.test(pair)) pairs.push(pair);
  }
  return pairs;
}
