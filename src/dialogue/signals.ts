/**
 * Measures what a decision rests on, for one question and one city.
 *
 * No single measure parts what a text answers from what it nearly answers; docs/figures.md shows what each alone would
 * buy. All are kept in one list in a fixed order, so that a few weights can be learned for them.
 */

import type { CityId, Hit } from "../model.ts";
import type { Asked, Search } from "../retrieval/search.ts";
import { type Rivals, SUBJECT_KINDS } from "../retrieval/subjects.ts";
import type { KindModel } from "./kinds.ts";
import { numberMissing, thingHeld } from "./things.ts";

export const SIGNALS = [
  "bias",
  /** Likeness of the best subject of each kind. */
  ...SUBJECT_KINDS.map((kind) => `like ${kind}` as const),
  /** How far the best answer is ahead of the best of all other kinds, from −1 to 1. */
  "ahead",
  /** What kind of subject it sounds like, see `kinds.ts`: logarithms of shares, from −2.3 to 0. */
  ...SUBJECT_KINDS.map((kind) => `sounds ${kind}` as const),
  /** Points of the best passage by its words alone, up to 40 of them, as a share. */
  "words",
  /** Share of the question's words, rare ones weighing more, that stand in the city's text; */
  "in text",
  /** in the text or in a question that it answers; */
  "in city",
  /** in the best passage or in a question that it answers; */
  "in passage",
  /** in another city's text only. */
  "abroad",
  /** A word that tells most of all stands in another city's text only. */
  "stranger",
  /** A price, a date, a number is asked for and the best passage holds none; */
  "thing missing",
  /** it holds one. */
  "thing held",
] as const;
export type SignalName = (typeof SIGNALS)[number];
export type Signals = readonly number[];

const MOST_POINTS = 40;
const LEAST_SHARE = 0.001;
const LOGARITHM_UNIT = 3;

export interface SignalParts {
  readonly search: Search;
  readonly kinds: KindModel;
}

/** What one city, or all together, has for a question. */
export interface Findings {
  readonly hits: readonly Hit[];
  readonly rivals: Rivals;
  readonly signals: Signals;
}

/**
 * @param city - whose text is asked; undefined for all
 * @param except - the number of an expected question that is not to count, see `Expected.likenesses`
 */
export function findings(
  { search, kinds }: SignalParts,
  asked: Asked,
  { city, limit, except }: { readonly city: CityId | undefined; readonly limit: number; readonly except?: number },
): Findings {
  const cities = city === undefined ? [] : [city];
  const hits = search.hits(asked, { cities, limit });
  const rivals = search.rivals(asked, cities);
  const likeness = SUBJECT_KINDS.map((kind) => rivals[kind]?.likeness ?? 0);
  const [answer = 0, ...others] = likeness;
  const shares = kinds.shares(asked.features, city);
  const points = hits[0] === undefined ? 0 : search.wordPoints(asked, hits[0].passage);
  const { inText, inCity, inPassage, abroad, stranger } = search.coverage(asked, {
    cities,
    best: hits[0]?.passage,
    except,
  });
  const best = hits[0]?.passage;
  const around = best === undefined ? "" : [...best.headings, best.sectionPath, best.citation, best.text].join("\n");
  const held = numberMissing(asked.tokens.normalized, around) ? -1 : thingHeld(asked.tokens.normalized, best?.text);
  const signals = [
    1,
    ...likeness,
    answer - Math.max(...others),
    ...SUBJECT_KINDS.map((kind) => Math.log(Math.max(LEAST_SHARE, shares[kind])) / LOGARITHM_UNIT),
    Math.min(1, points / MOST_POINTS),
    inText,
    inCity,
    inPassage,
    abroad,
    stranger,
    held < 0 ? 1 : 0,
    held > 0 ? 1 : 0,
  ];
  return { hits, rivals, signals };
}
