/**
 * The usual figures of retrieval, each over one ranked list.
 */

/** Rank of the first right one, from 1; 0 when none is right. */
export function firstRank<T>(ranked: readonly T[], isRight: (one: T) => boolean): number {
  return ranked.findIndex(isRight) + 1;
}

/** Share of the relevant documents that the list holds. */
export function recall(ranked: readonly string[], gains: ReadonlyMap<string, number>): number {
  return share(ranked.filter((id) => gains.has(id)).length, gains.size);
}

/**
 * Normalised discounted cumulative gain of the list as long as it is, the scores taken as gains.
 *
 * Source: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002), as in BEIR: gain / log2(rank + 1).
 */
export function ndcg(ranked: readonly string[], gains: ReadonlyMap<string, number>, depth = 10): number {
  const ideal = [...gains.values()].sort((a, b) => b - a).slice(0, depth);
  return share(dcg(ranked.slice(0, depth).map((id) => gains.get(id) ?? 0)), dcg(ideal));
}

function dcg(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** The value below which a share `p` (0 to 1) of the values lies, by nearest rank; 0 for none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? 0;
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
