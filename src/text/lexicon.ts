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
  /** The terms of the question for which it speaks. */
  readonly covers: readonly string[];
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
  /** Its own terms in their order. */
  readonly terms: readonly string[];
  /** Ends in a verb that may stand in any form: 相談に乗る is in 相談に乗ってくれる. */
  readonly isInflected: boolean;
  readonly isKana: boolean;
  /** 会社 ends 株式会社, which the dictionary has as one word; メリット does not end デメリット. */
  readonly mayEndWord: boolean;
}

/** Phrases by the letter with which they begin, and inflected ones by their first term: few of them need a look. */
interface PhraseBook {
  readonly byLetter: ReadonlyMap<string, readonly Phrase[]>;
  readonly byTerm: ReadonlyMap<string, readonly Phrase[]>;
}

/** A phrase found in a question, and the question's terms that it explains. */
interface Found extends Phrase {
  readonly covers: readonly string[];
}

/** Kana as short as this stand inside other words (なんで in なんですか), so they count only from edge to edge. */
const SHORT_KANA = 3;
const KANA = /^[ぁ-ゖー]+$/u;
const KANJI = /^[\p{sc=Han}々]{2,}$/u;
/** By itself such a verb says nothing. */
const LIGHT_VERBS = new Set(["やる", "行う", "出る", "見る", "言う"]);

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
      const kind = { isInflected: false, isKana: false, mayEndWord: false };
      const found = { words: normalized(words), weight: weights.english, group, terms: [], ...kind };
      english.set(first, [...(english.get(first) ?? []), found]);
    }
  }
  const book: PhraseBook = {
    byLetter: Map.groupBy(japanese, ({ words }) => words[0]!),
    byTerm: Map.groupBy(
      japanese.filter(({ isInflected }) => isInflected),
      ({ terms }) => terms[0]!,
    ),
  };
  return {
    official: groups.flatMap((group) => [...group.official]),
    expansions(tokens) {
      const found = [...japaneseIn(tokens, book), ...englishIn(tokens.normalized, english)];
      return found.flatMap(({ words, covers, weight, group }) =>
        official[group]!.filter((target) => letters(normalized(target.words)) !== words).map(({ terms }) => ({
          from: words,
          covers,
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
  const terms = sequence(tokens);
  const isWhole = tokens.morphemes.every((m) => m.pos !== "名詞" || terms.some((term) => term.includes(m.base)));
  const isVerb = tokens.morphemes.some((m) => m.base === terms.at(-1) && m.pos === "動詞");
  const isLight = terms.length === 1 && LIGHT_VERBS.has(terms[0]!);
  const words = letters(tokens.normalized);
  return {
    words,
    weight,
    group,
    terms,
    isInflected: isWhole && isVerb && !isLight,
    isKana: KANA.test(words),
    mayEndWord: KANJI.test(words),
  };
}

const sequence = ({ terms }: Tokens): string[] =>
  terms.filter((t) => t.kind !== "part" && t.kind !== "year").map((t) => t.term);

function japaneseIn(tokens: Tokens, { byLetter, byTerm }: PhraseBook): Found[] {
  let text = "";
  const edges = new Set<number>([0]);
  for (const { surface } of tokens.morphemes) {
    text += letters(surface);
    edges.add(text.length);
  }
  const asKana = hiragana(text);
  const sequenced = sequence(tokens);
  const said = `\n${sequenced.join("\n")}\n`;
  const found = new Set<Phrase>();
  for (const within of text === asKana ? [text] : [text, asKana]) {
    for (let at = 0; at < within.length; at += 1) {
      for (const one of byLetter.get(within[at]!) ?? []) {
        const isHere = one.isKana === (within === asKana) || text === asKana;
        if (isHere && within.startsWith(one.words, at) && isBounded(one, at, edges)) found.add(one);
      }
    }
  }
  for (const term of new Set(sequenced)) {
    for (const one of byTerm.get(term) ?? []) if (said.includes(`\n${one.terms.join("\n")}\n`)) found.add(one);
  }
  const inside = (words: string) => tokens.terms.filter((t) => t.term.includes(words)).map((t) => t.term);
  return [...found].map((one) => ({ ...one, covers: [...one.terms, ...inside(one.words)] }));
}

/** A short phrase counts only from edge to edge of words. */
function isBounded({ words, isKana, mayEndWord }: Phrase, at: number, edges: ReadonlySet<number>): boolean {
  if (isKana && words.length > SHORT_KANA) return true;
  return edges.has(at + words.length) && (mayEndWord || edges.has(at));
}

function englishIn(text: string, phrases: ReadonlyMap<string, readonly Phrase[]>): Found[] {
  const words = text.match(/[a-z][a-z']*/gu) ?? [];
  const stems = words.map(stem);
  return stems.flatMap((word, at) =>
    (phrases.get(word) ?? []).flatMap((found) => {
      const parts = found.words.split(/[\s-]+/u);
      const isThere = parts.every((part, i) => stems[at + i] === stem(part));
      return isThere ? [{ ...found, covers: words.slice(at, at + parts.length) }] : [];
    }),
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
