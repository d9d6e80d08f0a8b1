/**
 * Makes the expected questions ready to be compared with what is asked.
 */

import type { Notebook } from "../knowledge/load.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { normalized } from "../text/normalize.ts";
import type { Tokenizer } from "../text/tokenize.ts";
import { type Expected, expected, features, questionIndex } from "./likeness.ts";
import { query } from "./query.ts";
import type { QuestionCache } from "./question-cache.ts";
import { questionsOf, type Subject, subjects } from "./subjects.ts";
import type { Weights } from "./weights.ts";

/** Subjects and the index over their questions; both empty for texts without notes. */
export interface Expectations {
  readonly subjects: readonly Subject[];
  readonly expected: Expected;
}

export interface ExpectationParts {
  readonly tokenizer: Tokenizer;
  readonly lexicon: Lexicon;
  readonly weights: Weights;
  /** The names of the cities taken out: which city is meant is found out apart. */
  readonly withoutCities: (text: string) => string;
  readonly cache: QuestionCache;
  /** What the tokenizer and the lexicon were made of, for the cache. */
  readonly ingredients: readonly string[];
}

export function expectations(notebook: Notebook, parts: ExpectationParts): Expectations {
  const { tokenizer, lexicon, weights, withoutCities, cache, ingredients } = parts;
  const all = subjects(notebook);
  const asked = all.flatMap((subject, number) => questionsOf(subject).map((text) => ({ number, text })));
  const texts = asked.map(({ text }) => text);
  const madeOf = [...ingredients, JSON.stringify(weights), ...asked.map(({ number, text }) => `${number} ${text}`)];
  const index = cache.kept(madeOf, () =>
    questionIndex(
      asked.map(({ number, text }) => ({
        subject: number,
        features: features(query(normalized(withoutCities(text)), tokenizer, { lexicon }, weights), weights),
      })),
    ),
  );
  return { subjects: all, expected: expected(index, texts, weights.likeness) };
}
