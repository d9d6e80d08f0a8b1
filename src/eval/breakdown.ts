/**
 * Takes the figures of a question set apart: by language, city and outcome, and by what carries them.
 */

import type { Expectations } from "../retrieval/expectations.ts";
import { type AnsweredRow, type Expectation, type Figures, scored } from "./questions.ts";

/** What a figure may be asked for separately. */
export const GROUPINGS = ["language", "city", "outcome"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  readonly grouping: Grouping;
  readonly name: string;
  readonly rows: number;
  readonly figures: Figures;
  /** Outcomes that its rows want: a figure about others says nothing. */
  readonly outcomes: ReadonlySet<string>;
}

/** The same figures over the rows of each group, in the order in which the groups first occur. */
export function groups(
  expected: readonly Expectation[],
  answered: readonly AnsweredRow[],
  texts: ReadonlyMap<string, string>,
): Group[] {
  return GROUPINGS.flatMap((grouping) =>
    [...Map.groupBy(expected, (row) => row[grouping])].map(([name, own]) => ({
      grouping,
      name,
      rows: own.length,
      figures: scored(own, answered, texts),
      outcomes: new Set(own.map(({ outcome }) => outcome)),
    })),
  );
}

/** Expectations from which one subject at a time can be left out. */
export interface Droppable {
  readonly instead: (expectations: Expectations) => Expectations;
  /** Leaves out the subject with this number from now on; undefined for none. */
  drop(subject: number | undefined): void;
}

export function droppable(): Droppable {
  let dropped: number | undefined;
  return {
    drop(subject) {
      dropped = subject;
    },
    instead: ({ subjects, expected }) => ({
      subjects,
      expected: {
        ...expected,
        likenesses(asked, except) {
          const found = expected.likenesses(asked, except);
          if (dropped !== undefined) found.likeness[dropped] = 0;
          return found;
        },
      },
    }),
  };
}
