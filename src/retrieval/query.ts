/**
 * Turns a question into weighted terms per field, each remembering the typed words it came from.
 */

import type { Expansion, Lexicon } from "../text/lexicon.ts";
import { withoutRuby } from "../text/normalize.ts";
import type { Tokenizer, Tokens } from "../text/tokenize.ts";
import { bigrams, SHORTEST_READING } from "./fields.ts";
import type { TypoWords } from "./fuzzy.ts";
import type { KanaWords } from "./kana.ts";
import { FIELDS, type FieldName, WEIGHTS, type Weights } from "./weights.ts";

export interface QueryTerm {
  readonly field: FieldName;
  readonly term: string;
  /** The field's weight times that of the term. */
  readonly weight: number;
  readonly from: string;
  /** The terms of the question for which this one speaks. */
  readonly covers: readonly string[];
  /** Asked earlier in the conversation, not now. */
  readonly isContext?: true;
}

/** What a query may draw on beside its own words; a bare benchmark has none of it. */
export interface QueryAids {
  readonly lexicon?: Lexicon;
  readonly kana?: KanaWords;
  readonly typos?: TypoWords;
}

export interface Query {
  readonly tokens: Tokens;
  /** No field holds a term twice: the weightier wins, so that a ramble counts no word ten times. */
  readonly terms: readonly QueryTerm[];
  /** What the lexicon made of the question. */
  readonly expansions: readonly Expansion[];
}

export function query(text: string, tokenizer: Tokenizer, aids: QueryAids = {}, weights: Weights = WEIGHTS): Query {
  return tokensQuery(tokenizer.tokens(withoutRuby(text)), aids, weights);
}

/** The same for a question that is tokenised already. */
export function tokensQuery(
  tokens: Tokens,
  { lexicon, kana, typos }: QueryAids = {},
  weights: Weights = WEIGHTS,
): Query {
  const best = new Map(FIELDS.map((field) => [field, new Map<string, QueryTerm>()]));
  const add = (field: FieldName, term: string, weight: number, from: string, covers: readonly string[]) => {
    const terms = best.get(field)!;
    const known = terms.get(term);
    const whole = weight * weights.fields[field];
    const more = known === undefined ? covers : covers.filter((term) => !known.covers.includes(term));
    if (known !== undefined && more.length === 0 && known.weight >= whole) return;
    const both = [...(known?.covers ?? []), ...more];
    const isWeightier = known === undefined || known.weight < whole;
    terms.set(term, isWeightier ? { field, term, weight: whole, from, covers: both } : { ...known, covers: both });
  };
  for (const { term, reading, kind } of tokens.terms) {
    const weight = weights.kinds[kind];
    add("words", term, weight, term, [term]);
    add("heading", term, weight, term, [term]);
    if (reading.length >= SHORTEST_READING) add("readings", reading, weight, term, [term]);
  }
  for (const pair of bigrams(tokens.normalized)) add("bigrams", pair, 1, pair, []);
  const hint = (from: string, covers: readonly string[], terms: readonly string[], weight: number) => {
    for (const term of terms) {
      add("words", term, weight, from, covers);
      add("heading", term, weight, from, covers);
    }
  };
  const expansions = lexicon?.expansions(tokens) ?? [];
  for (const { from, covers, terms, weight } of expansions) hint(from, covers, terms, weight);
  for (const { from, covers, term } of kana?.within(tokens) ?? []) hint(from, covers, [term], weights.kana);
  for (const { from, covers, terms } of typos?.within(tokens) ?? []) hint(from, covers, terms, weights.typo);
  return { tokens, expansions, terms: [...best.values()].flatMap((terms) => [...terms.values()]) };
}
