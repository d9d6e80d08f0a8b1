/**
 * Ranks entries for a query: per field an inverted list with its BM25 points, and one sum over all.
 *
 * An index is built once and never changed. Points are computed ahead, so that a question is nothing but additions
 * into one array; the score of an entry is the sum of its reasons, and can be taken apart into them again.
 */

import type { Reason } from "../model.ts";
import { bm25 } from "./bm25.ts";
import { FIELD_TERMS, type IndexedText } from "./fields.ts";
import { type Postings, postingsBuilder } from "./postings.ts";
import type { Query, QueryTerm } from "./query.ts";
import { FIELDS, type FieldName, WEIGHTS, type Weights } from "./weights.ts";

export interface Ranked {
  /** Counted from 0 in the order in which the entries were added. */
  readonly entry: number;
  readonly score: number;
}

export interface RankOptions {
  readonly limit: number;
  readonly accepts?: (entry: number) => boolean;
  /** Points that an entry has already, one number for each. */
  readonly given?: Float64Array | undefined;
}

export interface Ranking {
  readonly entries: number;
  /** The score of each entry. */
  scores(query: Query, given?: Float64Array): Float64Array;
  /** The best first; equal scores in the order of the entries; none with a score of 0. */
  rank(query: Query, options: RankOptions): Ranked[];
  /** The same out of scores that are known already. */
  best(scores: Float64Array, options: Omit<RankOptions, "given">): Ranked[];
  /** What each term brought, most points first; they add up to the score. */
  reasons(query: Query, entry: number): Reason[];
  /** The entries in which a word of this dictionary form stands, ascending. */
  entriesWith(term: string): Uint32Array;
  /** In how many entries a word of this dictionary form stands, or of this reading, if that is the field. */
  holding(term: string, field?: FieldName): number;
}

interface Field {
  readonly postings: Postings;
  readonly points: Float32Array;
}

export function ranking(entries: Iterable<IndexedText>, weights: Weights = WEIGHTS): Ranking {
  const builders = FIELDS.map((name) => ({ name, builder: postingsBuilder() }));
  for (const entry of entries) {
    for (const { name, builder } of builders) builder.add(FIELD_TERMS[name](entry));
  }
  const fields = Object.fromEntries(
    builders.map(({ name, builder }): [FieldName, Field] => {
      const postings = builder.finish();
      return [name, { postings, points: bm25(postings, weights.bm25) }];
    }),
  ) as Record<FieldName, Field>;
  const count = fields.words.postings.documents;
  const scores = ({ terms }: Query, given?: Float64Array): Float64Array => {
    const found = given === undefined ? new Float64Array(count) : given.slice();
    for (const { field, term, weight } of terms) addPoints(found, fields[field], term, weight);
    return found;
  };

  return {
    entries: count,
    scores,
    rank: (query, { given, ...options }) => best(scores(query, given), options),
    best,
    reasons({ terms }, entry) {
      const found = terms.flatMap((term) => reason(fields[term.field], term, entry));
      return found.sort((a, b) => b.points - a.points);
    },
    entriesWith(term) {
      const { terms, starts, docs } = fields.words.postings;
      const id = terms.get(term);
      return id === undefined ? docs.subarray(0, 0) : docs.subarray(starts[id]!, starts[id + 1]!);
    },
    holding(term, field = "words") {
      const { terms, starts } = fields[field].postings;
      const id = terms.get(term);
      return id === undefined ? 0 : starts[id + 1]! - starts[id]!;
    },
  };
}

function addPoints(scores: Float64Array, { postings, points }: Field, term: string, weight: number): void {
  const id = postings.terms.get(term);
  if (id === undefined) return;
  const end = postings.starts[id + 1]!;
  for (let pair = postings.starts[id]!; pair < end; pair += 1) scores[postings.docs[pair]!]! += weight * points[pair]!;
}

/** Keeps the few best while walking once over the scores: sorting all would cost more than scoring them. */
function best(scores: Float64Array, { limit, accepts = () => true }: Omit<RankOptions, "given">): Ranked[] {
  const kept: Ranked[] = [];
  if (limit < 1) return kept;
  for (let entry = 0; entry < scores.length; entry += 1) {
    const score = scores[entry]!;
    if (score <= 0 || (kept.length === limit && score <= kept[limit - 1]!.score) || !accepts(entry)) continue;
    let at = kept.length;
    while (at > 0 && kept[at - 1]!.score < score) at -= 1;
    kept.splice(at, 0, { entry, score });
    if (kept.length > limit) kept.pop();
  }
  return kept;
}

function reason(
  { postings, points }: Field,
  { field, term, weight, from, isContext }: QueryTerm,
  entry: number,
): Reason[] {
  const id = postings.terms.get(term);
  if (id === undefined) return [];
  const pair = pairOf(postings, id, entry);
  if (pair === undefined) return [];
  const found = { field, term, from, weight, points: weight * points[pair]! };
  return [isContext ? { ...found, isContext } : found];
}

function pairOf({ starts, docs }: Postings, term: number, entry: number): number | undefined {
  let [low, high] = [starts[term]!, starts[term + 1]! - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (docs[middle]! < entry) low = middle + 1;
    else if (docs[middle]! > entry) high = middle - 1;
    else return middle;
  }
  return undefined;
}
