/**
 * Measures the ranking on the expected questions of the notes.
 *
 * They come from the guidelines alone, with neither the development set nor the lexicon in sight, so they show what the
 * ranking does for words that it was not made for. The right passage is one that bears the note out, within its city.
 */

import type { Note } from "../knowledge/notes.ts";
import type { Search } from "../retrieval/search.ts";
import { firstRank, share } from "./metrics.ts";

const DEPTH = 3;

/** Shares from 0 to 1 over the questions of the notes that answer. */
export function expectedFigures(notes: readonly Note[], search: Search): Record<string, number> {
  const ranks = notes
    .filter(({ kind }) => kind === "answer")
    .flatMap(({ questions, city, passages }) =>
      questions.map((text) => {
        const hits = search.hits(search.asked(text, ""), { cities: [city], limit: DEPTH });
        return firstRank(hits, ({ passage }) => passages.includes(passage.id));
      }),
    );
  const within = (k: number) => share(ranks.filter((rank) => rank >= 1 && rank <= k).length, ranks.length);
  return { "expected questions": ranks.length, "hit@1": within(1), "hit@3": within(DEPTH) };
}
