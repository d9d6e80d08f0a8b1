/**
 * An inverted list in four typed arrays: for each term the documents that hold it, and how often.
 *
 * Objects and arrays per term would cost a pointer and a header for every pair; at 20,000 passages and their character
 * pairs that is most of the memory. So pairs are collected flat and sorted once by counting.
 */

export interface Postings {
  readonly documents: number;
  /** Terms of each document, repetitions counted. */
  readonly lengths: Uint32Array;
  readonly terms: ReadonlyMap<string, number>;
  /** Where a term's pairs begin in the two arrays below; its successor's entry is where they end. */
  readonly starts: Uint32Array;
  /** Ascending within a term. */
  readonly docs: Uint32Array;
  readonly counts: Uint16Array;
}

/** Takes documents one by one, in order, and hands over the finished list. */
export interface PostingsBuilder {
  add(terms: readonly string[]): void;
  finish(): Postings;
}

export function postingsBuilder(): PostingsBuilder {
  const ids = new Map<string, number>();
  const lengths: number[] = [];
  /** Per term: the number of its documents, and its latest pair. */
  const frequencies: number[] = [];
  const latest: number[] = [];
  let pairs = { terms: new Uint32Array(1024), docs: new Uint32Array(1024), counts: new Uint16Array(1024) };
  let used = 0;

  return {
    add(terms) {
      const doc = lengths.length;
      lengths.push(terms.length);
      for (const term of terms) {
        let id = ids.get(term);
        if (id === undefined) {
          id = ids.size;
          ids.set(term, id);
          frequencies.push(0);
          latest.push(-1);
        }
        const pair = latest[id]!;
        if (pair >= 0 && pairs.docs[pair] === doc) {
          if (pairs.counts[pair]! < 0xffff) pairs.counts[pair]! += 1;
          continue;
        }
        if (used === pairs.docs.length) pairs = doubled(pairs);
        pairs.terms[used] = id;
        pairs.docs[used] = doc;
        pairs.counts[used] = 1;
        latest[id] = used;
        frequencies[id]! += 1;
        used += 1;
      }
    },
    finish() {
      const starts = new Uint32Array(ids.size + 1);
      for (const [id, frequency] of frequencies.entries()) starts[id + 1] = starts[id]! + frequency;
      const next = starts.slice();
      const docs = new Uint32Array(used);
      const counts = new Uint16Array(used);
      for (let pair = 0; pair < used; pair += 1) {
        const at = next[pairs.terms[pair]!]!++;
        docs[at] = pairs.docs[pair]!;
        counts[at] = pairs.counts[pair]!;
      }
      return { documents: lengths.length, lengths: Uint32Array.from(lengths), terms: ids, starts, docs, counts };
    },
  };
}

interface Pairs {
  terms: Uint32Array<ArrayBuffer>;
  docs: Uint32Array<ArrayBuffer>;
  counts: Uint16Array<ArrayBuffer>;
}

function doubled({ terms, docs, counts }: Pairs): Pairs {
  const size = docs.length * 2;
  const larger = { terms: new Uint32Array(size), docs: new Uint32Array(size), counts: new Uint16Array(size) };
  larger.terms.set(terms);
  larger.docs.set(docs);
  larger.counts.set(counts);
  return larger;
}
