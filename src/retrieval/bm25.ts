/**
 * Scores a term's documents by BM25, computed once when the index is built.
 *
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the idf that is
 * never negative, log(1 + (N − n + 0.5) / (n + 0.5)). BM25+, BM25L, a coverage factor and rank fusion were tried on
 * municipal questions and lost 2 to 8 points.
 */

import type { Postings } from "./postings.ts";

export interface Bm25Settings {
  /** How soon a repeated word stops to count: about 1.0 serves both Wikipedia and municipal texts. */
  readonly k1: number;
  /** How much a long passage is held back, from 0 to 1. */
  readonly b: number;
}

/** Points of each pair of the postings, in their order. */
export function bm25({ documents, lengths, starts, docs, counts }: Postings, { k1, b }: Bm25Settings): Float32Array {
  const mean = lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, documents) || 1;
  const norms = Float64Array.from(lengths, (length) => k1 * (1 - b + (b * length) / mean));
  const points = new Float32Array(docs.length);
  for (let term = 0; term + 1 < starts.length; term += 1) {
    const [from, to] = [starts[term]!, starts[term + 1]!];
    const idf = inverseFrequency(documents, to - from);
    for (let pair = from; pair < to; pair += 1) {
      const count = counts[pair]!;
      points[pair] = (idf * count * (k1 + 1)) / (count + norms[docs[pair]!]!);
    }
  }
  return points;
}

/** How much a term tells: near 0 when every document holds it. */
export function inverseFrequency(documents: number, holding: number): number {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}
