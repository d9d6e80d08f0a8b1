/**
 * Leads everyday words, English and misspellings to the words that guidelines use.
 *
 * Residents ask in daily words and guidelines speak in official ones; a group of the lexicon says which stand for the
 * same thing. An expansion is only a weighted hint to the ranking: the quotation is never touched by it.
 */

import { hiragana, normalized } from "./normalize.ts";
import type { Tokenizer, Tokens } from "./tokenize.ts";

/** One group of `lexicon.json`; see `knowledge/README.md`. */
export interface LexiconGroup {
  readonly official: readonly string[];
  readonly everyday: readonly string[];
  readonly english: readonly string[];
  readonly variants: readonly string[];
}

/** A hint: the typed words `from` point to an official word, by its terms. */
export interface Expansion {
  readonly from: string;
  readonly terms: readonly string[];
  /** From 0 to 1. */
  readonly weight: number;
}

export interface Lexicon {
  readonly official: readonly string[];
  expansions(tokens: Tokens): Expansion[];
}

/** How surely words of each kind stand for the official one; measured, see `src/retrieval/weights.ts`. */
export interface ExpansionWeights {
  readonly official: number;
  readonly everyday: number;
  readonly english: number;
  readonly variants: number;
}

interface Phrase {
  readonly words: string;
  readonly weight: number;
  readonly group: number;
  /** Dictionary forms of a phrase with a verb, so that 相談に乗る is in 相談に乗ってくれる; `[]` for others. */
  readonly inflected: readonly string[];
}

/** Up to so many letters a word stands inside others (本 in 日本, なんで in なんですか) and counts only from edge to edge. */
const SHORT_KANJI = 2;
const SHORT_KANA = 3;
const KANA = /^[ぁ-ゖー]+$/u;
const LATIN = /^[a-z0-9-]+$/u;

export function lexicon(groups: readonly LexiconGroup[], tokenizer: Tokenizer, weights: ExpansionWeights): Lexicon {
  const official = groups.map((group) => group.official.map((words) => ({ words, terms: termsOf(tokenizer, words) })));
  const japanese: Phrase[] = [];
  const english = new Map<string, Phrase[]>();
  for (const [group, { english: latin, ...rest }] of groups.entries()) {
    for (const kind of ["official", "everyday", "variants"] as const) {
      for (const words of rest[kind]) japanese.push(phrase(tokenizer.tokens(words), weights[kind], group));
    }
    for (const words of latin) {
      const first = stem(normalized(words).split(/[\s-]+/u)[0]!);
      english.set(first, [
        ...(english.get(first) ?? []),
        { words: normalized(words), weight: weights.english, group, inflected: [] },
      ]);
    }
  }
  return {
    official: groups.flatMap((group) => [...group.official]),
    expansions(tokens) {
      const found = [...japaneseIn(tokens, japanese), ...englishIn(tokens.normalized, english)];
      return found.flatMap(({ words, weight, group }) =>
        official[group]!.filter((target) => letters(normalized(target.words)) !== words).map(({ terms }) => ({
          from: words,
          terms,
          weight,
        })),
      );
    },
  };
}

function termsOf(tokenizer: Tokenizer, words: string): string[] {
  const { terms } = tokenizer.tokens(words);
  const whole = terms.filter((t) => t.kind !== "part");
  return [...new Set(whole.map((t) => t.term))];
}

const letters = (text: string): string => text.replace(/\s+/gu, "");

function phrase(tokens: Tokens, weight: number, group: number): Phrase {
  const inflected = tokens.terms.some((t) => t.kind === "verb") ? sequence(tokens) : [];
  return { words: letters(tokens.normalized), weight, group, inflected };
}

const sequence = ({ terms }: Tokens): string[] =>
  terms.filter((t) => t.kind !== "part" && t.kind !== "year").map((t) => t.term);

function japaneseIn(tokens: Tokens, phrases: readonly Phrase[]): Phrase[] {
  let text = "";
  const edges = new Set<number>([0]);
  for (const { surface } of tokens.morphemes) {
    text += letters(surface);
    edges.add(text.length);
  }
  const asKana = hiragana(text);
  const said = `\n${sequence(tokens).join("\n")}\n`;
  return phrases.filter(({ words, inflected }) => {
    if (inflected.length > 0 && said.includes(`\n${inflected.join("\n")}\n`)) return true;
    const within = KANA.test(words) ? asKana : text;
    const anywhere = words.length > (KANA.test(words) ? SHORT_KANA : SHORT_KANJI) && !LATIN.test(words);
    for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + 1)) {
      if (anywhere || (edges.has(at) && edges.has(at + words.length))) return true;
    }
    return false;
  });
}

function englishIn(text: string, phrases: ReadonlyMap<string, readonly Phrase[]>): Phrase[] {
  const words = (text.match(/[a-z][a-z']*/gu) ?? []).map(stem);
  return words.flatMap((word, at) =>
    (phrases.get(word) ?? []).filter(({ words: phrase }) =>
      phrase.split(/[\s-]+/u).every((part, i) => words[at + i] === stem(part)),
    ),
  );
}

/** Plurals, tenses and -ing cut off: enough to meet the lexicon's own words, which are cut the same way. */
function stem(word: string): string {
  const bare = word.replace(/'s?$/u, "");
  if (bare.length <= 3) return bare;
  return bare
    .replace(/(?:ies|ied)$/u, "y")
    .replace(/([b-df-hj-np-tv-z])\1(?:ing|ed)$/u, "$1")
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/u, "")
    .replace(/(?<=[a-z]{3})e$/u, "");
}
