/**
 * Finds the name that a typing error hides: the door to fuse.js.
 *
 * fuse.js ranks passages badly and slowly (docs/figures.md has BM25 at a fraction of a millisecond), but over a short list of names it is at home. It
 * is asked only about words that stand nowhere in the texts, and what it finds is a hint to the ranking, not an answer.
 */

import Fuse from "fuse.js";
import type { Tokenizer, Tokens } from "../text/tokenize.ts";
import { NAME_LENGTH } from "./names.ts";

export interface Typo {
  readonly from: string;
  /** The terms of the question for which the name speaks. */
  readonly covers: readonly string[];
  readonly terms: readonly string[];
}

export interface TypoWords {
  within(tokens: Tokens): Typo[];
}

/** Share of letters that may differ: one in four. */
const THRESHOLD = 0.26;
/** Names that are looked up for one question at most: a ramble is not a list of typing errors. */
const MOST = 4;
const NAME_RUN = /[\p{sc=Han}々〆ヶァ-ヶーa-z0-9]{4,}|[ぁ-ゖー]{5,}/gu;

/**
 * @param names - headings, names of schemes and centres, terms
 * @param isKnown - whether a word stands in the texts
 */
export function typoWords(
  names: readonly string[],
  tokenizer: Tokenizer,
  isKnown: (term: string) => boolean,
): TypoWords {
  const entries = [...new Set(names)]
    .map((name) => tokenizer.tokens(name))
    .filter(({ normalized }) => normalized.length >= NAME_LENGTH.shortest && normalized.length <= NAME_LENGTH.longest)
    .map(({ normalized, terms }) => ({ name: normalized, terms: terms.map((t) => t.term) }));
  const fuse = new Fuse(entries, { keys: ["name"], threshold: THRESHOLD, ignoreLocation: true });
  const nearest = (run: string) =>
    fuse.search(run, { limit: 5 }).find(({ item }) => Math.abs(item.name.length - run.length) <= 1)?.item;
  return {
    within(tokens) {
      const runs = [...tokens.normalized.matchAll(NAME_RUN)].map(({ 0: from, index }) => {
        const inside = tokens.terms.filter((t) => t.start >= index && t.end <= index + from.length);
        return { from, covers: inside.map((t) => t.term) };
      });
      const strange = runs.filter(({ from, covers }) => from.length <= NAME_LENGTH.longest && !covers.every(isKnown));
      return strange.slice(0, MOST).flatMap(({ from, covers }) => {
        const name = nearest(from);
        return name === undefined ? [] : [{ from, covers, terms: name.terms }];
      });
    },
  };
}
