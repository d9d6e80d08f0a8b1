/**
 * Measures how like a question is to each of the questions that were expected.
 *
 * People ask for one thing in many words, and a guideline uses none of them; but somebody has asked nearly so before,
 * and what was expected was written down. Two questions are compared as lists of features: dictionary forms, what the
 * lexicon makes of them, pairs of letters (for what the dictionary cuts wrongly) and triples of kana over the readings
 * (for questions in kana alone), rare ones weighing more. The likeness is the cosine of the two lists. What is asked
 * and was never expected counts in the question's length: an unknown word makes it less like anything.
 *
 * A subject is as likely meant as its best questions are like the one asked. The second best counts a little: two
 * that agree are seldom both an accident.
 */

import { featureTable, hashOf } from "../text/feature-table.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { hiragana } from "../text/normalize.ts";
import type { Tokens } from "../text/tokenize.ts";
import type { Query } from "./query.ts";
import { type LikenessWeights, WEIGHTS, type Weights } from "./weights.ts";

/** What a question is made of, each feature once. */
export interface Features {
  /** See `hashOf`; words first. */
  readonly hashes: Uint32Array;
  readonly weights: Float32Array;
  /** How many of them are words. */
  readonly words: number;
}

/** What of a text a feature is. */
const SORTS = { word: 1, pair: 2, kana: 3 } as const;
/** The feature of a word. */
export const wordFeature = (term: string): number => hashOf(SORTS.word, term);

/** An inverted list over expected questions: plain data, so that it can be kept on the disk. */
export interface QuestionIndex {
  /** Of the features; see `featureTable`. */
  readonly hashes: Uint32Array;
  /** Where a feature's pairs begin in the two arrays below; its successor's entry is where they end. */
  readonly starts: Uint32Array;
  readonly questions: Uint32Array;
  /** What the feature is of the question's list, once that has length 1. */
  readonly shares: Float32Array;
  /** Question → the number of its subject. */
  readonly subjects: Uint32Array;
}

/** For each subject how like its questions are, from 0 to 1, and which of them is most like the one asked. */
export interface Likenesses {
  readonly likeness: Float64Array;
  /** −1 where nothing is like. */
  readonly nearest: Int32Array;
  /** The number of the question that was left out. */
  readonly except?: number | undefined;
}

export interface Expected {
  /** As they were written, by number. */
  readonly questions: readonly string[];
  /** @param except - the number of a question that is not to count, to measure without it; none unless given */
  likenesses(asked: Features, except?: number): Likenesses;
  /** The subject of a question, by their numbers. */
  subjectOf(question: number): number;
  /** The subjects with a question that has this feature; one may come more than once. */
  subjectsWith(feature: number): Uint32Array;
  /** How much a feature tells: near 0 for one that every question has, highest for one that none has. */
  rarity(feature: number): number;
}

/** Words about the document rather than about the matter: whoever asks for the rule on a thing asks for the thing. */
export const META_WORDS: ReadonlySet<string> = new Set(
  "規定 根拠 記載 記述 書きぶり 箇所 該当 文言 文面 項目 定め 定める 書く 載る 載せる 確認 説明 内容 概要 詳細 一覧 教示 指針 文書 text guideline document say written section rule".split(
    " ",
  ),
);
/** Letters of a question that are compared: expected questions are short, and a ramble is like none. */
const MOST_LETTERS = 300;
const NO_LETTERS = /[\s\p{P}\p{S}]+/gu;
/** They bind words and say nothing of the matter; left out, a question in kana and one in kanji read alike. */
const BINDING = new Set(["助詞", "助動詞", "記号"]);

/** A word that a question holds, or that stands for one it holds. */
export interface Word {
  readonly term: string;
  readonly weight: number;
}

/** The features of a question, for which words count as they weigh in a query. */
export function features({ tokens, terms }: Query, weights: Weights = WEIGHTS): Features {
  const seen = new Set(tokens.terms.filter(({ start }) => start < MOST_LETTERS).map(({ term }) => term));
  const words = terms.filter(({ field, covers }) => field === "words" && covers.some((word) => seen.has(word)));
  return listed(
    tokens,
    words.map(({ term, weight }) => ({ term, weight: weight / weights.fields.words })),
    weights,
  );
}

/** The same for an expected question, which needs no query. */
export function expectedFeatures(tokens: Tokens, lexicon: Lexicon, weights: Weights = WEIGHTS): Features {
  const own = tokens.terms.map(({ term, kind }): Word => ({ term, weight: weights.kinds[kind] }));
  const meant = lexicon
    .expansions(tokens)
    .flatMap(({ terms, weight }) => terms.map((term): Word => ({ term, weight })));
  return listed(tokens, [...own, ...meant], weights);
}

function listed({ normalized, morphemes }: Tokens, words: readonly Word[], { likeness }: Weights): Features {
  const found = new Map<number, number>();
  const add = (hash: number, weight: number) => {
    if (weight > (found.get(hash) ?? 0)) found.set(hash, weight);
  };
  for (const { term, weight } of words) {
    add(wordFeature(term), META_WORDS.has(term) ? likeness.meta * weight : weight);
  }
  const count = found.size;
  const letters = normalized.replace(NO_LETTERS, "").slice(0, MOST_LETTERS);
  for (let i = 0; i + 1 < letters.length; i += 1) add(hashOf(SORTS.pair, letters, i, i + 2), likeness.pairs);
  const kana = kanaOf(morphemes).slice(0, MOST_LETTERS);
  for (let i = 0; i + 2 < kana.length; i += 1) add(hashOf(SORTS.kana, kana, i, i + 3), likeness.kana);
  return { hashes: Uint32Array.from(found.keys()), weights: Float32Array.from(found.values()), words: count };
}

function kanaOf(morphemes: Tokens["morphemes"]): string {
  const said = morphemes.filter(({ pos }) => !BINDING.has(pos)).map(({ reading, surface }) => reading || surface);
  return hiragana(said.join("")).replace(NO_LETTERS, "");
}

/** @param expected - each question's subject, counted from 0, and its features */
export function questionIndex(
  expected: readonly { readonly subject: number; readonly features: Features }[],
): QuestionIndex {
  const ids = new Map<number, number>();
  const holding: number[] = [];
  const rows = expected.map(({ features: { hashes } }) =>
    hashes.map((hash) => {
      const id = ids.get(hash) ?? ids.size;
      if (id === ids.size) ids.set(hash, id);
      holding[id] = (holding[id] ?? 0) + 1;
      return id;
    }),
  );
  const starts = new Uint32Array(ids.size + 1);
  for (const [id, count] of holding.entries()) starts[id + 1] = starts[id]! + count;
  const next = starts.slice();
  const questions = new Uint32Array(starts.at(-1)!);
  const shares = new Float32Array(starts.at(-1)!);
  for (const [question, row] of rows.entries()) {
    const weighed = expected[question]!.features.weights.map((w, i) => w * rarity(rows.length, holding[row[i]!]!));
    const length = Math.sqrt(weighed.reduce((sum, w) => sum + w * w, 0)) || 1;
    for (let i = 0; i < row.length; i += 1) {
      const pair = next[row[i]!]!++;
      questions[pair] = question;
      shares[pair] = weighed[i]! / length;
    }
  }
  const subjects = Uint32Array.from(expected, ({ subject }) => subject);
  return { hashes: Uint32Array.from(ids.keys()), starts, questions, shares, subjects };
}

/** How much a feature tells that `holding` of `all` questions have. */
const rarity = (all: number, holding: number): number => Math.log(1 + Math.max(1, all) / (1 + holding));

/** @param questions - as written, in the order of the index */
export function expected(
  index: QuestionIndex,
  questions: readonly string[],
  { second }: LikenessWeights = WEIGHTS.likeness,
): Expected {
  const table = featureTable(index.hashes);
  const { starts, questions: holders, shares, subjects: subjectOf } = index;
  const subjects = subjectOf.length === 0 ? 0 : subjectOf.at(-1)! + 1;
  const alike = new Float64Array(subjectOf.length);
  const pairsOf = (feature: number) => {
    const id = table.idOf(feature);
    return id < 0 ? ([0, 0] as const) : ([starts[id]!, starts[id + 1]!] as const);
  };
  return {
    questions,
    subjectOf: (question) => subjectOf[question]!,
    subjectsWith(feature) {
      const found = holders.slice(...pairsOf(feature));
      for (let i = 0; i < found.length; i += 1) found[i] = subjectOf[found[i]!]!;
      return found;
    },
    rarity(feature) {
      const [from, to] = pairsOf(feature);
      return rarity(subjectOf.length, to - from);
    },
    likenesses(asked, except) {
      alike.fill(0);
      let square = 0;
      for (const [i, feature] of asked.hashes.entries()) {
        const [from, to] = pairsOf(feature);
        const weighed = asked.weights[i]! * rarity(subjectOf.length, to - from);
        square += weighed * weighed;
        for (let pair = from; pair < to; pair += 1) alike[holders[pair]!]! += weighed * shares[pair]!;
      }
      if (except !== undefined) alike[except] = 0;
      return { ...bestOfEach(alike, subjectOf, subjects, Math.sqrt(square) || 1, second), except };
    },
  };
}

function bestOfEach(
  alike: Float64Array,
  subjectOf: Uint32Array,
  subjects: number,
  length: number,
  second: number,
): Likenesses {
  const likeness = new Float64Array(subjects);
  const runnerUp = new Float64Array(subjects);
  const nearest = new Int32Array(subjects).fill(-1);
  for (let question = 0; question < alike.length; question += 1) {
    const value = alike[question]!;
    if (value === 0) continue;
    const subject = subjectOf[question]!;
    if (value > likeness[subject]!) {
      runnerUp[subject] = likeness[subject]!;
      likeness[subject] = value;
      nearest[subject] = question;
    } else if (value > runnerUp[subject]!) runnerUp[subject] = value;
  }
  for (let subject = 0; subject < subjects; subject += 1) {
    likeness[subject] = ((1 - second) * likeness[subject]! + second * runnerUp[subject]!) / length;
  }
  return { likeness, nearest };
}
