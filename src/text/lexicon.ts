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
}

/** Kana as short as this stand inside other words (なんで in なんですか), so they count only from edge to edge. */
const SHORT_KANA = 3;

export function lexicon(groups: readonly LexiconGroup[], tokenizer: Tokenizer, weights: ExpansionWeights): Lexicon {
  const official = groups.map((group) => group.official.map((words) => ({ words, terms: termsOf(tokenizer, words) })));
  const japanese: Phrase[] = [];
  const english = new Map<string, Phrase[]>();
  for (const [group, { english: latin, ...rest }] of groups.entries()) {
    for (const kind of ["official", "everyday", "variants"] as const) {
      for (const words of rest[kind])
        japanese.push({ words: letters(normalized(words)), weight: weights[kind], group });
    }
    for (const words of latin) {
      const first = stem(normalized(words).split(/[\s-]+/u)[0]!);
      english.set(first, [...(english.get(first) ?? []), { words: normalized(words), weight: weights.english, group }]);
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

function japaneseIn({ morphemes }: Tokens, phrases: readonly Phrase[]): Phrase[] {
  let text = "";
  const edges = new Set<number>([0]);
  for (const { surface } of morphemes) {
    text += letters(surface);
    edges.add(text.length);
  }
  const asKana = hiragana(text);
  return phrases.filter(({ words }) => {
    const isKana = /^[ぁ-ゖー]+$/u.test(words);
    const within = isKana ? asKana : text;
    for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + 1)) {
      if (!isKana || words.length > SHORT_KANA || (edges.has(at) && edges.has(at + words.length))) return true;
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
    .replace(/ies$/u, "y")
    .replace(/(?<=[a-z]{3})(?:ing|ed|es|s)$/u, "")
    .replace(/(?<=[a-z]{3})e$/u, "");
}
