/**
 * Finds passages for a question: the ranking over the corpus, with everything that helps people who type.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { CityId, Hit, Passage } from "../model.ts";
import type { Lexicon } from "../text/lexicon.ts";
import type { Tokenizer, Tokens } from "../text/tokenize.ts";
import type { IndexedText } from "./fields.ts";
import { typoWords } from "./fuzzy.ts";
import { kanaWords } from "./kana.ts";
import { type Query, query } from "./query.ts";
import { type Ranking, ranking } from "./ranking.ts";

export interface Search {
  /**
   * The passages that fit, best first.
   *
   * @param options.cities - only passages of these; empty for all
   * @param options.context - an earlier question in whose light this one is read; `""` for none
   */
  hits(
    text: string,
    options: { readonly cities: readonly CityId[]; readonly limit: number; readonly context: string },
  ): Hit[];
  query(text: string, context: string): Query;
}

/** How much an earlier question's words count beside those of the present one. */
const CONTEXT_WEIGHT = 0.3;
/** Typed units that are looked at: what comes behind does not change what a question is about. */
const LONGEST_QUESTION = 5000;

export function search(corpus: Corpus, tokenizer: Tokenizer, lexicon: Lexicon): Search {
  const entries = indexed(corpus.passages, tokenizer);
  const index: Ranking = ranking(entries);
  const terms = entries.flatMap(({ heading, text }) => [...heading.terms, ...text.terms]);
  const names = [...lexicon.official, ...corpus.passages.flatMap((p) => [...p.headings, ...quotedNames(p.text)])];
  const aids = {
    lexicon,
    kana: kanaWords(terms),
    typos: typoWords(names, tokenizer, (term) => index.holding(term) > 0),
  };
  const ask = (text: string, context: string): Query => {
    const asked = query(text.slice(0, LONGEST_QUESTION), tokenizer, aids);
    return context === "" ? asked : inTheLightOf(asked, query(context.slice(0, LONGEST_QUESTION), tokenizer, aids));
  };
  return {
    query: ask,
    hits(text, { cities, limit, context }) {
      const asked = ask(text, context);
      const accepts = (entry: number) => cities.length === 0 || cities.includes(corpus.passages[entry]!.city);
      return index.rank(asked, { limit, accepts }).map(({ entry, score }) => ({
        passage: corpus.passages[entry]!,
        score,
        reasons: index.reasons(asked, entry),
      }));
    },
  };
}

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

function inTheLightOf(asked: Query, earlier: Query): Query {
  const known = new Set(asked.terms.map((t) => `${t.field} ${t.term}`));
  const more = earlier.terms.filter((t) => !known.has(`${t.field} ${t.term}`));
  return {
    tokens: asked.tokens,
    terms: [...asked.terms, ...more.map((t) => ({ ...t, weight: t.weight * CONTEXT_WEIGHT }))],
  };
}

/** Schemes, centres and booklets are named in brackets. */
function quotedNames(text: string): string[] {
  return [...text.matchAll(/「([^」]{4,24})」/gu)].map((m) => m[1]!);
}

/** Words of content in a question, those that carry its meaning: what is left when the small words are gone. */
export const contentTerms = (tokens: Tokens): string[] => [
  ...new Set(tokens.terms.filter((t) => t.kind !== "question" && t.kind !== "part").map((t) => t.term)),
];
