/**
 * Every weight of the ranking, in one place, with what it earns.
 *
 * One set serves the guidelines, the public benchmark and whatever a sixth city brings; none is fitted to single
 * questions. Gains are measured by `npm run eval`, see docs/figures.md for the commands and the whole table.
 */

import type { ExpansionWeights } from "../text/lexicon.ts";
import type { TermKind } from "../text/tokenize.ts";
import type { Bm25Settings } from "./bm25.ts";

/** Lower k1 still lifts Wikipedia questions, and lowers municipal ones by 1.3 points at 0.6: the middle is kept. */
export const BM25: Bm25Settings = { k1: 0.9, b: 0.7 };

export const FIELDS = ["words", "heading", "readings", "bigrams"] as const;
export type FieldName = (typeof FIELDS)[number];

/**
 * Raw BM25 points are added, each times its field's weight. Rank fusion instead lost 4.5 points, bigrams at weight 1
 * lost 5.3 on municipal questions.
 */
export const FIELD_WEIGHTS: Readonly<Record<FieldName, number>> = {
  /** Heading and text as one bag of dictionary forms. */
  words: 1,
  /** The heading alone, once more: it says what a passage is about. */
  heading: 0.5,
  /** Kana for kanji and back (とりくみ, 取組, 取り組み). */
  readings: 0.3,
  /** Pairs of letters catch what the dictionary cuts in the wrong place. */
  bigrams: 0.3,
};

export const KIND_WEIGHTS: Readonly<Record<TermKind, number>> = {
  word: 1,
  compound: 1,
  /** Beside their compound, so that 市民活動団体 does not count four times. */
  part: 0.5,
  verb: 0.7,
  question: 0.5,
  year: 1,
};

/** For a lexicon's words, by how surely they stand for the official one. */
export const EXPANSION_WEIGHTS: ExpansionWeights = { official: 0.3, everyday: 0.7, english: 0.9, variants: 0.9 };

/** For a word recognised in a run of kana, and for one that a typing error hid. */
export const KANA_WEIGHT = 0.8;
export const TYPO_WEIGHT = 0.7;
