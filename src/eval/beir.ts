/**
 * Measures the ranking on a BEIR folder: the product's tokenizer, fields and weights over somebody else's texts.
 *
 * Neither notes nor the lexicon's synonyms take part: they are written for guidelines and would measure the writing.
 */

import { query } from "../retrieval/query.ts";
import { type Ranking, ranking } from "../retrieval/ranking.ts";
import { WEIGHTS, type Weights } from "../retrieval/weights.ts";
import type { Tokenizer } from "../text/tokenize.ts";
import type { BeirSet } from "./files.ts";
import { firstRank, ndcg, percentile, recall, share } from "./metrics.ts";

/** Shares are from 0 to 1, times in the unit of their name. */
export interface BeirFigures {
  readonly "hit@1": number;
  readonly "hit@3": number;
  readonly "hit@10": number;
  readonly "recall@10": number;
  readonly "mrr@10": number;
  readonly "ndcg@10": number;
  readonly documents: number;
  /** Those for which the folder names a relevant document. */
  readonly queries: number;
  /** Tokenising and indexing, without dictionary load. */
  readonly buildSeconds: number;
  /** A question with its tokenising. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const DEPTH = 10;

/** @param now - milliseconds of a clock that never goes back */
export function beirFigures(
  set: BeirSet,
  tokenizer: Tokenizer,
  now: () => number,
  weights: Weights = WEIGHTS,
): BeirFigures {
  const begun = now();
  const index = indexOf(set, tokenizer, weights);
  const buildSeconds = (now() - begun) / 1000;

  const times: number[] = [];
  const judged = set.queries.flatMap(({ id, text }) => {
    const gains = new Map([...(set.relevance.get(id) ?? [])].filter(([, score]) => score > 0));
    if (gains.size === 0) return [];
    const asked = now();
    const found = index.rank(query(text, tokenizer, {}, weights), { limit: DEPTH });
    times.push(now() - asked);
    const ids = found.map(({ entry }) => set.documents[entry]!.id);
    return [
      { rank: firstRank(ids, (document) => gains.has(document)), recall: recall(ids, gains), ndcg: ndcg(ids, gains) },
    ];
  });
  const within = (k: number) => share(judged.filter(({ rank }) => rank >= 1 && rank <= k).length, judged.length);
  const mean = (value: (row: (typeof judged)[number]) => number) =>
    share(
      judged.reduce((sum, row) => sum + value(row), 0),
      judged.length,
    );
  return {
    "hit@1": within(1),
    "hit@3": within(3),
    "hit@10": within(DEPTH),
    "recall@10": mean((row) => row.recall),
    "mrr@10": mean(({ rank }) => (rank === 0 ? 0 : 1 / rank)),
    "ndcg@10": mean((row) => row.ndcg),
    documents: set.documents.length,
    queries: judged.length,
    buildSeconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

function indexOf({ documents }: BeirSet, tokenizer: Tokenizer, weights: Weights): Ranking {
  function* entries() {
    for (const { title, text } of documents) yield { heading: tokenizer.tokens(title), text: tokenizer.tokens(text) };
  }
  return ranking(entries(), weights);
}
