/** Small made-up texts that are the same at every run. */

import { randomNumbers } from "../../fixtures/random-numbers.ts";

/** Up to 40 documents of up to 30 terms out of 12, the first terms far more frequent than the last; some are empty. */
export function documentsOf(seed: number): string[][] {
  const random = randomNumbers(seed);
  const below = (n: number) => Math.floor(random() * n);
  return Array.from({ length: below(40) }, () =>
    Array.from({ length: below(30) }, () => `term${Math.floor(random() ** 2 * 12)}`),
  );
}
