/** Small made-up texts that are the same at every run. */

/** Numbers from 0 (inside) to 1 (outside). Source: mulberry32 by Tommy Ettinger, public domain. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Up to 40 documents of up to 30 terms out of 12, the first terms far more frequent than the last; some are empty. */
export function documentsOf(seed: number): string[][] {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  return Array.from({ length: below(40) }, () =>
    Array.from({ length: below(30) }, () => `term${Math.floor(random() ** 2 * 12)}`),
  );
}
