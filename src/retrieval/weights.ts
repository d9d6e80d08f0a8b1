/**
 * Every weight of the ranking, in one place, with what it earns.
 *
 * One set serves the guidelines, the public benchmark and whatever a sixth city brings; none is fitted to single
 * questions. What each earns here is printed by `npm run eval -- --weights` and stands in docs/figures.md; the
 * reasons beside the numbers also draw on real municipal questions, gains in points of Hit@1.
 */

import type { ExpansionWeights } from "../text/lexicon.ts";
import type { TermKind } from "../text/tokenize.ts";
import type { Bm25Settings } from "./bm25.ts";

export const FIELDS = ["words", "heading", "readings", "bigrams"] as const;
export type FieldName = (typeof FIELDS)[number];

export interface Weights {
  readonly bm25: Bm25Settings;
  /** Raw BM25 points are added, each times its field's weight. */
  readonly fields: Readonly<Record<FieldName, number>>;
  readonly kinds: Readonly<Record<TermKind, number>>;
  readonly expansions: ExpansionWeights;
  /** For a word recognised in a run of kana. */
  readonly kana: number;
  /** For a word that a typing error hid. */
  readonly typo: number;
  /** For the words of the question before. */
  readonly context: number;
}

export const WEIGHTS: Weights = {
  // A lower k1 still lifts Wikipedia questions, but at 0.6 municipal ones lose 1.3 points: the middle is kept.
  bm25: { k1: 0.85, b: 0.65 },
  fields: {
    // Heading and text as one bag of dictionary forms.
    words: 1,
    // The heading alone, once more, says what a passage is about: +2.4 to +2.9 on municipal questions.
    heading: 0.5,
    // Kana for kanji and back (とりくみ, 取組, 取り組み): +1.6 to +1.9 on municipal questions.
    readings: 0.3,
    // Pairs of letters catch what the dictionary cuts in the wrong place: +1.1 to +2.1; at weight 1 they cost 5.3.
    // Pairs of two hiragana are left out: they are endings, and cost 5 points on the five guidelines.
    bigrams: 0.3,
  },
  kinds: {
    word: 1,
    compound: 1,
    // Beside their compound, so that 市民活動団体 does not count four times.
    part: 0.5,
    // With question words: +1.1 on municipal questions; leaving question words out altogether gained nothing.
    verb: 0.7,
    question: 0.5,
    year: 1,
  },
  // By how surely words of each kind stand for the official one. 公式 for 公式 is the weakest: the text chose its word.
  expansions: { official: 0.3, everyday: 0.7, english: 0.9, variants: 0.9 },
  kana: 0.8,
  typo: 0.7,
  context: 0.3,
};
