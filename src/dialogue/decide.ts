/**
 * Decides between answering and declining; every threshold stands in this file's one table.
 *
 * A confident wrong answer is worse than none. The score of the best passage tells little: a common word earns few
 * points however well it fits. What is asked instead is whether the texts have words for the question at all.
 */

import type { CityId, Hit, Outcome } from "../model.ts";

export const THRESHOLDS = {
  /**
   * Share of the question, rare words weighing more, for which the texts must have words. On the development set 0.2
   * declines two in a hundred answerable questions (`npm run eval`, missed answers). It stops what is plainly foreign
   * (greetings, the weather); what the texts nearly answer needs more than this.
   */
  leastKnownShare: 0.2,
} as const;

export interface Evidence {
  readonly cities: readonly CityId[];
  /** Best first. */
  readonly hits: readonly Hit[];
  /** From 0 to 1, see `Search.knownShare`. */
  readonly knownShare: number;
  /** The question is about a town whose text is not here. */
  readonly isElsewhere: boolean;
}

/** @param text - what is looked for, see `topicOf` */
export function decide(text: string, { cities, hits, knownShare, isElsewhere }: Evidence): Outcome {
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: "decline", reason: "nothing-typed", cities, hits: [] };
  if (isElsewhere) return { kind: "decline", reason: "other-town", cities: [], hits: [] };
  if (hits.length === 0 || knownShare < THRESHOLDS.leastKnownShare) {
    return { kind: "decline", reason: "not-written", cities, hits };
  }
  return { kind: "answer", cities, hits };
}
