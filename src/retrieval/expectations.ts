/**
 * Makes the expected questions ready to be compared with what is asked.
 */

import type { Notebook } from "../knowledge/load.ts";
import type { Keeper } from "../text/kept.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { withoutRuby } from "../text/normalize.ts";
import type { Tokenizer } from "../text/tokenize.ts";
import { type Expected, expected, expectedFeatures, questionIndex } from "./likeness.ts";
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
  readonly keeper: Keeper;
  /** What the tokenizer, the lexicon and the notebook were made of. */
  readonly ingredients: readonly (string | Uint8Array)[];
}

export function expectations(notebook: Notebook, parts: ExpectationParts): Expectations {
  const { tokenizer, lexicon, weights, withoutCities, keeper, ingredients } = parts;
  const all = subjects(notebook);
  const index = keeper.kept("questions", [...ingredients, JSON.stringify(weights)], () =>
    questionIndex(
      all.flatMap((subject, number) =>
        questionsOf(subject).map((text) => ({
          subject: number,
          features: expectedFeatures(tokenizer.tokens(withoutRuby(withoutCities(text))), lexicon, weights),
        })),
      ),
    ),
  );
  return { subjects: all, expected: expected(index, all.flatMap(questionsOf), weights.likeness) };
}
