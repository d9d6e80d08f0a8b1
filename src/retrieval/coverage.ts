/**
 * Tells where the words of a question stand: in the text that is asked, in its best passage, or only in another city's.
 *
 * A scheme of the right kind in the wrong city (「小金井のいきいき協働事業提案制度」) looks answerable by every other measure; the words
 * that this city's text lacks and another's has give it away.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { CityId, Passage } from "../model.ts";
import { contentOf } from "./content.ts";
import type { Expectations } from "./expectations.ts";
import { wordFeature } from "./likeness.ts";
import type { Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";

/** Shares from 0 to 1 of the question's words, rare ones weighing more; all 0 where nothing of content was said. */
export interface Coverage {
  /** In the text of the cities that are asked about. */
  readonly inText: number;
  /** In the text, or in an expected question that it answers. */
  readonly inCity: number;
  /** In the best passage, or in an expected question that it answers. */
  readonly inPassage: number;
  /** In another city's text and not in this. */
  readonly abroad: number;
  /** How much the rarest word tells that stands in another city's text and not in this, of the most a word can tell. */
  readonly stranger: number;
}

export interface CoverageOptions {
  /** Empty for all. */
  readonly cities: readonly CityId[];
  readonly best: Passage | undefined;
  /** Number of an expected question that is not to count. */
  readonly except?: number | undefined;
}

/** No word's. */
const UNSEEN = -1;
/** Different words that are looked at. */
const MOST_WORDS = 60;

export interface CoverageReader {
  read(query: Query, options: CoverageOptions): Coverage;
}

interface CoverageParts {
  readonly corpus: Corpus;
  readonly index: Ranking;
  readonly expectations: Expectations;
}

/** Where one word of a question stands. */
interface Places {
  readonly weight: number;
  /** Passages that hold it or what it stands for; one may come twice. */
  readonly entries: readonly number[];
  readonly cities: ReadonlySet<CityId>;
  /** Answers of which an expected question holds it, by their number, and how many do. */
  readonly answers: ReadonlyMap<number, number>;
  readonly answersOf: ReadonlyMap<CityId, number>;
}

export function coverageReader({ corpus, index, expectations }: CoverageParts): CoverageReader {
  const { passages } = corpus;
  const { subjects, expected } = expectations;
  const most = expected.rarity(UNSEEN);
  const answersAt = new Map(passages.map(({ id }): [string, number[]] => [id, []]));
  for (const [number, subject] of subjects.entries()) {
    if (subject.kind !== "answer") continue;
    for (const id of new Set(subject.note.passages)) answersAt.get(id)!.push(number);
  }
  const known = new WeakMap<Query, readonly Places[]>();

  const placesOf = ({ tokens, terms }: Query): readonly Places[] =>
    contentOf(tokens)
      .slice(0, MOST_WORDS)
      .map(({ term }) => {
        const feature = wordFeature(term);
        const meant = terms.filter(({ field, covers }) => field === "words" && covers.includes(term));
        const entries = [term, ...meant.map((t) => t.term)].flatMap((word) => [...index.entriesWith(word)]);
        const answers = new Map<number, number>();
        const answersOf = new Map<CityId, number>();
        for (const number of expected.subjectsWith(feature)) {
          const subject = subjects[number]!;
          if (subject.kind !== "answer") continue;
          answers.set(number, (answers.get(number) ?? 0) + 1);
          answersOf.set(subject.city, (answersOf.get(subject.city) ?? 0) + 1);
        }
        const cities = new Set(entries.map((entry) => passages[entry]!.city));
        return { weight: expected.rarity(feature), entries, cities, answers, answersOf };
      });

  return {
    read(query, { cities, best, except }) {
      const places = known.get(query) ?? placesOf(query);
      known.set(query, places);
      const entry = best === undefined ? -1 : passages.indexOf(best);
      const answers = best === undefined ? [] : answersAt.get(best.id)!;
      const all = cities.length === 0 ? corpus.cities.map(({ id }) => id) : cities;
      // One question fewer must hold the word when the question itself is among those that were expected.
      const own = except === undefined ? 0 : 1;
      const found = { whole: 0, inText: 0, inCity: 0, inPassage: 0, abroad: 0, stranger: 0 };
      for (const place of places) {
        const { weight } = place;
        const inText = all.some((city) => place.cities.has(city));
        const answered = all.reduce((sum, city) => sum + (place.answersOf.get(city) ?? 0), 0);
        const bestAnswered = answers.reduce((sum, number) => sum + (place.answers.get(number) ?? 0), 0);
        found.whole += weight;
        if (inText) found.inText += weight;
        if (inText || answered > own) found.inCity += weight;
        if (place.entries.includes(entry) || bestAnswered > own) found.inPassage += weight;
        if (!inText && place.cities.size > 0) {
          found.abroad += weight;
          found.stranger = Math.max(found.stranger, weight / most);
        }
      }
      const { whole, stranger, ...parts } = found;
      const share = (part: number) => (whole === 0 ? 0 : part / whole);
      return {
        inText: share(parts.inText),
        inCity: share(parts.inCity),
        inPassage: share(parts.inPassage),
        abroad: share(parts.abroad),
        stranger,
      };
    },
  };
}
