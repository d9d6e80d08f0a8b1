/**
 * Measures the ranking on the expected questions of the notes, each left out while it is asked.
 *
 * They come from the guidelines alone, with neither the development set nor the lexicon in sight. The right passage is
 * one that bears the note out, within its city.
 */

import type { CityReader } from "../dialogue/city.ts";
import type { Expected } from "../retrieval/likeness.ts";
import type { Search } from "../retrieval/search.ts";
import { questionsOf, type Subject } from "../retrieval/subjects.ts";
import { firstRank, share } from "./metrics.ts";

const DEPTH = 3;

export interface ExpectedParts {
  /** Whose questions are asked. */
  readonly subjects: readonly Subject[];
  readonly search: Search;
  readonly cities: Pick<CityReader, "withoutNames">;
  /** The index from which each question is left out; undefined for a search that knows none of them. */
  readonly expected?: Expected | undefined;
}

/** Shares from 0 to 1 over the questions of the notes that answer. */
export function expectedFigures({ subjects, search, cities, expected }: ExpectedParts): Record<string, number> {
  let number = -1;
  const ranks = subjects.flatMap((subject) =>
    questionsOf(subject).flatMap((text) => {
      number += 1;
      if (subject.kind !== "answer") return [];
      const { passages, city } = subject.note;
      const asked = search.asked(cities.withoutNames(text), "");
      const likenesses = expected?.likenesses(asked.features, number) ?? asked.likenesses;
      const hits = search.hits({ ...asked, likenesses }, { cities: [city], limit: DEPTH });
      return firstRank(hits, ({ passage }) => passages.includes(passage.id));
    }),
  );
  const within = (k: number) => share(ranks.filter((rank) => rank >= 1 && rank <= k).length, ranks.length);
  return { "expected questions": ranks.length, "hit@1": within(1), "hit@3": within(DEPTH) };
}
