/**
 * Ranks passages by the words of the questions that they were expected to answer, as if those were a part of the text.
 *
 * Likeness asks whether one of the questions was asked nearly so; this asks whether the words occur in any of them, so a
 * question that mixes the words of two still counts for both. It is BM25 without a length: notes have as many questions
 * as their writer thought of, which says nothing of the passage.
 */

import type { Reason } from "../model.ts";
import { inverseFrequency } from "./bm25.ts";
import { type Expected, wordFeature } from "./likeness.ts";
import type { QueryTerm } from "./query.ts";

export interface QuestionFieldWeights {
  readonly weight: number;
  /** Questions with a word after which more of them count little. */
  readonly k: number;
}

export interface QuestionField {
  /** Adds the points of these terms to those of each entry. */
  add(terms: readonly QueryTerm[], except: number | undefined, points: Float64Array): void;
  /** What each term brought an entry. */
  reasons(terms: readonly QueryTerm[], except: number | undefined, entry: number): Reason[];
}

/** Words of a question that are looked at: a ramble has no expected question. */
const MOST_WORDS = 100;

/**
 * @param entriesOf - for each subject the entries that answer it
 * @param entries - how many there are
 */
export function questionField(
  expected: Expected,
  entriesOf: readonly (readonly number[])[],
  entries: number,
  { weight, k }: QuestionFieldWeights,
): QuestionField {
  const pointsOf = (term: QueryTerm, except: number | undefined): ReadonlyMap<number, number> => {
    const counts = new Map<number, number>();
    // The question that is left out holds each of its own words.
    const left = except === undefined ? -1 : expected.subjectOf(except);
    for (const entry of entriesOf[left] ?? []) counts.set(entry, -1);
    for (const subject of expected.subjectsWith(wordFeature(term.term))) {
      for (const entry of entriesOf[subject]!) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
    const held = [...counts].filter(([, count]) => count > 0);
    const rarity = inverseFrequency(entries, held.length);
    return new Map(held.map(([entry, n]) => [entry, (weight * term.weight * rarity * n) / (n + k)]));
  };
  const words = (terms: readonly QueryTerm[]) => terms.filter(({ field }) => field === "words").slice(0, MOST_WORDS);
  return {
    add(terms, except, points) {
      for (const term of words(terms)) for (const [entry, more] of pointsOf(term, except)) points[entry]! += more;
    },
    reasons(terms, except, entry) {
      return words(terms).flatMap((term) => {
        const points = pointsOf(term, except).get(entry) ?? 0;
        const { term: word, from, isContext } = term;
        const found = { field: "questions", term: word, from, weight: weight * term.weight, points };
        return points === 0 ? [] : [isContext ? { ...found, isContext } : found];
      });
    },
  };
}
