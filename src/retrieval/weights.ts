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
import type { QuestionFieldWeights } from "./question-field.ts";

export const FIELDS = ["words", "heading", "readings", "bigrams"] as const;
export type FieldName = (typeof FIELDS)[number];

export interface LikenessWeights {
  /** Points in the ranking for a passage whose expected question is the very one asked. */
  readonly points: number;
  /** Of a word about the document (規定, 記載), where another word has 1. */
  readonly meta: number;
  /** Of a pair of letters, and of a triple of kana, where a word has 1. */
  readonly pairs: number;
  readonly kana: number;
  /** Share of a subject's second best question in its likeness, from 0 to 1. */
  readonly second: number;
  /** For the question before. */
  readonly context: number;
  /** For a passage in which a note's evidence goes on, where the one in which it begins has 1. */
  readonly later: number;
}

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
  readonly likeness: LikenessWeights;
  readonly questions: QuestionFieldWeights;
}

export const WEIGHTS: Weights = {
  // k1 0.6 lifts Wikipedia questions by half a point and lowers municipal ones by 1.3; b from 0.5 to 0.75 is flat on
  // both, 0.9 costs up to two points: the middle of each is kept.
  bm25: { k1: 0.85, b: 0.65 },
  fields: {
    // Heading and text as one bag of dictionary forms.
    words: 1,
    // The heading alone, once more, says what a passage is about: +4 on the five guidelines, +2.4 to +2.9 on municipal questions.
    heading: 0.5,
    // Kana for kanji and back (とりくみ, 取組, 取り組み): +1.6 to +1.9 on municipal questions, nothing here.
    readings: 0.3,
    // Pairs of letters catch what the dictionary cuts in the wrong place: +1.5 on Wikipedia, +1.1 to +2.1 on municipal
    // questions, where weight 1 costs 5.3. Two hiragana or two Latin letters are no pair: they say nothing of the matter.
    bigrams: 0.3,
  },
  kinds: {
    word: 1,
    compound: 1,
    // Beside their compound, so that 市民活動団体 does not count four times; without them 1 point is lost here.
    part: 0.5,
    // Verbs and question words together: +1.1 on municipal questions, +3 here; dropping question words gained nothing.
    verb: 0.7,
    question: 0.5,
    year: 1,
  },
  // By how surely words of each kind stand for the official one. Everyday words bring 8 points here, English 7, the
  // companions of an official word 2: the text chose its word.
  expansions: { official: 0.3, everyday: 0.7, english: 0.9, variants: 0.9 },
  // Nearly as sure as a word that was typed: few questions are in kana alone, and to those it is everything.
  kana: 0.8,
  // Less sure: a word that stands nowhere need not be a typing error.
  typo: 0.7,
  // The question before colours this one without leading it: +1 in the first three on the follow-ups here.
  context: 0.3,
  likeness: { points: 60, meta: 0.3, pairs: 0.35, kana: 0.35, second: 0.2, context: 0.2, later: 0.8 },
  // The words of all expected questions of a passage: little beside likeness, which asks for one of them.
  questions: { weight: 3, k: 3 },
};
