/**
 * How long to wait before the next try.
 */

/**
 * Doubles with every attempt, with jitter so that many that failed together do not come back together.
 *
 * @param attempt - counts from 1
 * @param share - chance, from 0 up to but not 1
 * @returns milliseconds: from half of the doubled time up to all of it
 */
export function backoffMs(
  attempt: number,
  { firstMs, mostMs }: { firstMs: number; mostMs: number },
  share: number,
): number {
  const whole = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return Math.round(whole * (0.5 + share / 2));
}
