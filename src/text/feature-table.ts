/**
 * Numbers features of texts, a hundred thousand of them, without keeping their letters.
 *
 * A map of so many strings costs more to build at each start than all else that is kept. So a feature is known by
 * a 32-bit hash. Two of them fall together once in some ten thousand times, which moves a likeness by less than its
 * third digit.
 */

export interface FeatureTable {
  readonly size: number;
  /** The place of a hash in the list that the table was made of; −1 for one that is not in it. */
  idOf(hash: number): number;
}

/** @param hashes - each once, in any order */
export function featureTable(hashes: Uint32Array): FeatureTable {
  const mask = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  for (const [id, hash] of hashes.entries()) {
    let slot = hash & mask;
    while (slots[slot]! >= 0) slot = (slot + 1) & mask;
    slots[slot] = id;
  }
  return {
    size: hashes.length,
    idOf(hash) {
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const id = slots[slot]!;
        if (id < 0 || hashes[id] === hash) return id;
      }
    },
  };
}

/**
 * The hash of a stretch of a text, of a sort.
 *
 * Source: FNV-1a of 32 bits (Fowler, Noll, Vo) over UTF-16 code units, its end mixed as in MurmurHash3.
 *
 * @param sort - tells apart what has the same letters
 */
export function hashOf(sort: number, text: string, start = 0, end: number = text.length): number {
  let hash = 0x811c9dc5 ^ sort;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

/** The hash of two hashes together. */
export const hashOfBoth = (a: number, b: number): number => mixed(Math.imul(a, 0x9e3779b1) ^ b);

function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
