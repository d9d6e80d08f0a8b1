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

export function coverage(
  { tokens, terms }: Query,
  { cities, best, except }: CoverageOptions,
  { corpus: { passages }, index, expectations: { subjects, expected } }: CoverageParts,
): Coverage {
  // One question fewer must hold the word when the question itself is among those that were expected.
  const own = except === undefined ? 0 : 1;
  const isAsked = (city: CityId | undefined) => city !== undefined && (cities.length === 0 || cities.includes(city));
  const sum = { all: 0, inText: 0, inCity: 0, inPassage: 0, abroad: 0 };
  let stranger = 0;
  for (const { term } of contentOf(tokens).slice(0, MOST_WORDS)) {
    const feature = wordFeature(term);
    const weight = expected.rarity(feature);
    const meant = terms.filter(({ field, covers }) => field === "words" && covers.includes(term)).map((t) => t.term);
    let [inText, inPassage, isAnywhere] = [false, false, false];
    for (const entry of [term, ...meant].flatMap((word) => [...index.entriesWith(word)])) {
      const passage = passages[entry]!;
      isAnywhere = true;
      inText ||= isAsked(passage.city);
      inPassage ||= passage === best;
    }
    let [answered, bestAnswered] = [0, 0];
    for (const number of expected.subjectsWith(feature)) {
      const subject = subjects[number]!;
      if (subject.kind !== "answer") continue;
      if (isAsked(subject.city)) answered += 1;
      if (best !== undefined && subject.note.passages.includes(best.id)) bestAnswered += 1;
    }
    sum.all += weight;
    if (inText) sum.inText += weight;
    if (inText || answered > own) sum.inCity += weight;
    if (inPassage || bestAnswered > own) sum.inPassage += weight;
    if (isAnywhere && !inText) {
      sum.abroad += weight;
      stranger = Math.max(stranger, weight / expected.rarity(UNSEEN));
    }
  }
  const share = (part: number) => (sum.all === 0 ? 0 : part / sum.all);
  const { inText, inCity, inPassage, abroad } = sum;
  return {
    inText: share(inText),
    inCity: share(inCity),
    inPassage: share(inPassage),
    abroad: share(abroad),
    stranger,
  };
}

export interface CoverageParts {
  readonly corpus: Corpus;
  readonly index: Ranking;
  readonly expectations: Expectations;
}
