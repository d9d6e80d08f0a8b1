/**
 * Decides between answering and declining; every threshold stands in this file's one table.
 *
 * A confident wrong answer is worse than none. What is measured is how much of the question the best passage holds:
 * the points that it earned with whole words, as a share of the points that a passage holding all of them would earn.
 */

import type { CityId, Hit, Outcome } from "../model.ts";
import type { Query } from "../retrieval/query.ts";

export const THRESHOLDS = {
  /** Points of the best passage below which nothing is shown; set on questions of the five guidelines. */
  leastScore: 3,
} as const;

export function decide(query: Query, hits: readonly Hit[], cities: readonly CityId[]): Outcome {
  if (query.tokens.normalized.trim() === "") return { kind: "decline", reason: "nothing-typed", cities, hits: [] };
  const best = hits[0];
  if (best === undefined || best.score < THRESHOLDS.leastScore) {
    return { kind: "decline", reason: "not-written", cities, hits };
  }
  return { kind: "answer", cities, hits };
}
