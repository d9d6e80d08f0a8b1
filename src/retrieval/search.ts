/**
 * Finds passages for a question: the ranking over the corpus, with everything that helps people who type.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { CityId, Hit, Passage } from "../model.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { normalized } from "../text/normalize.ts";
import type { Term, Tokenizer, Tokens } from "../text/tokenize.ts";
import { inverseFrequency } from "./bm25.ts";
import type { IndexedText } from "./fields.ts";
import { typoWords } from "./fuzzy.ts";
import { kanaWords } from "./kana.ts";
import { names } from "./names.ts";
import { type Query, type QueryTerm, query } from "./query.ts";
import { type Ranked, type Ranking, ranking } from "./ranking.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

export interface Search {
  /**
   * Makes a question ready, once, for what follows.
   *
   * @param context - an earlier question in whose light this one is read; `""` for none
   */
  asked(text: string, context: string): Query;
  /**
   * The passages that fit, best first.
   *
   * @param options.cities - only passages of these, of two or more in turn so that none is crowded out; empty for all
   */
  hits(query: Query, options: { readonly cities: readonly CityId[]; readonly limit: number }): Hit[];
  /**
   * How much of a question the corpus has words for, from 0 to 1: rare words weigh more, and a word counts as known
   * when it or what the lexicon makes of it stands in some passage. 0 where nothing of content was said.
   */
  knownShare(query: Query): number;
  /** A word to look for stands in the text, not only question words and fillers. */
  namesSomething(text: string): boolean;
}

/** Code units, normalised, that are looked at: what comes behind does not change what a question is about. */
const LONGEST_QUESTION = 5000;
const LONGEST_CONTEXT = 500;
/** Different words by which a question is judged known or not. */
const MOST_WORDS = 100;
/** Kana of a reading by which a word counts as known. */
const TELLING_READING = 4;

export function search(corpus: Corpus, tokenizer: Tokenizer, lexicon: Lexicon, weights: Weights = WEIGHTS): Search {
  const entries = indexed(corpus.passages, tokenizer);
  const index: Ranking = ranking(entries, weights);
  const terms = entries.flatMap(({ heading, text }) => [...heading.terms, ...text.terms]);
  const aids = {
    lexicon,
    kana: kanaWords(terms),
    typos: typoWords([...lexicon.official, ...names(entries)], tokenizer, (term) => index.holding(term) > 0),
  };
  return {
    asked(text, context) {
      const asked = query(beginning(text, LONGEST_QUESTION), tokenizer, aids, weights);
      if (context === "") return asked;
      return inTheLightOf(asked, query(beginning(context, LONGEST_CONTEXT), tokenizer, aids, weights), weights.context);
    },
    hits(asked, { cities, limit }) {
      const isOf = (city: CityId) => (entry: number) => corpus.passages[entry]!.city === city;
      const ranked =
        cities.length === 0
          ? index.rank(asked, { limit })
          : inTurn(cities.map((city) => index.rank(asked, { limit, accepts: isOf(city) })));
      return ranked.slice(0, limit).map(({ entry, score }) => ({
        passage: corpus.passages[entry]!,
        score,
        reasons: index.reasons(asked, entry),
      }));
    },
    knownShare: (asked) => knownShare(asked, index, weights),
    namesSomething(text) {
      const tokens = tokenizer.tokens(beginning(text, LONGEST_CONTEXT));
      return contentOf(tokens).some(({ term }) => !FILLERS.has(term));
    },
  };
}

/** The best of each list, the best among them first; then the second of each, and so on. */
function inTurn(lists: readonly (readonly Ranked[])[]): Ranked[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => list[rank] ?? []).sort((a, b) => b.score - a.score),
  ).flat();
}

/** One character may become many when it is normalised (㌀ is アパート), so the length is taken afterwards. */
const beginning = (text: string, units: number): string => normalized(text.slice(0, units)).slice(0, units);

/** Passages of one section share their headings, so those are tokenised once. */
function indexed(passages: readonly Passage[], tokenizer: Tokenizer): IndexedText[] {
  const seen = new Map<string, Tokens>();
  return passages.map(({ headings, text }) => {
    const path = headings.join("\n");
    const heading = seen.get(path) ?? tokenizer.tokens(path);
    seen.set(path, heading);
    return { heading, text: tokenizer.tokens(text) };
  });
}

function inTheLightOf(asked: Query, earlier: Query, share: number): Query {
  const known = new Set(asked.terms.map((t) => `${t.field} ${t.term}`));
  const more = earlier.terms.filter((t) => !known.has(`${t.field} ${t.term}`));
  return {
    tokens: asked.tokens,
    terms: [...asked.terms, ...more.map((t) => ({ ...t, weight: t.weight * share, isContext: true as const }))],
  };
}

function knownShare({ tokens, terms }: Query, index: Ranking, { kinds }: Weights): number {
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

/** The words that say what is asked about, each once; a bare figure says nothing. */
function contentOf({ terms }: Tokens): Term[] {
  const content = terms.filter((t) => t.kind !== "question" && t.kind !== "part" && !/^\d+$/u.test(t.term));
  return [...new Map(content.map((t) => [t.term, t])).values()];
}

/** Words that ask for more or for the same and name nothing. */
const FILLERS = new Set(
  "詳しい もっと 例えば たとえば 同じ 他 ほか 続き いい 良い well more detail details same example else".split(" "),
);
