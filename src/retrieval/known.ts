/**
 * Tells how much of a question the texts have words for.
 */

import type { Term, Tokens } from "../text/tokenize.ts";
import { inverseFrequency } from "./bm25.ts";
import { META_WORDS } from "./likeness.ts";
import type { Query, QueryTerm } from "./query.ts";
import type { Ranking } from "./ranking.ts";
import type { Weights } from "./weights.ts";

/** Different words by which a question is judged. */
const MOST_WORDS = 100;
/** Kana of a reading by which a word counts as known. */
const TELLING_READING = 4;

/**
 * How much of a question the passages have words for, from 0 to 1: rare words weigh more, and a word counts as known
 * when it or what the lexicon makes of it stands in some passage. 0 where nothing of content was said.
 */
export function knownShare({ tokens, terms }: Query, index: Ranking, { kinds }: Weights): number {
  // 取組み is known by its reading; a shorter reading belongs to too many words to tell.
  const tells = ({ field, term }: QueryTerm) =>
    field === "words" || (field === "readings" && term.length >= TELLING_READING);
  const held = terms.filter((t) => tells(t) && !t.isContext && index.holding(t.term, t.field) > 0);
  const covered = new Set(held.flatMap((t) => t.covers));
  let [whole, known] = [0, 0];
  for (const { term, kind } of contentOf(tokens).slice(0, MOST_WORDS)) {
    const weight = kinds[kind] * inverseFrequency(index.entries, index.holding(term));
    whole += weight;
    if (covered.has(term)) known += weight;
  }
  return whole === 0 ? 0 : known / whole;
}

/**
 * The words that say what is asked about, each once; a bare figure says nothing. Words about the document (規定, 記載)
 * count only where there are no others.
 */
export function contentOf({ terms }: Tokens): Term[] {
  const content = terms.filter(({ term, kind }) => kind !== "question" && kind !== "part" && !/^\d+$/u.test(term));
  const matter = content.filter(({ term }) => !META_WORDS.has(term));
  return [...new Map((matter.length > 0 ? matter : content).map((t) => [t.term, t])).values()];
}
