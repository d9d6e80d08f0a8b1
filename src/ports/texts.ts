/**
 * The guidelines to be read in full, each section and passage at an address of its own.
 */

import type { City, CityId, Language, PassageId, QuotedLine } from "../model.ts";

/** Where the texts stand on the desk's own site. */
export const TEXTS_PATH = "/texts";

/** Of a guideline. */
export const textPath = (city: CityId): string => `${TEXTS_PATH}/${city}`;

/** Of a passage in its guideline: the browser goes there and marks it. */
export const passagePath = (id: PassageId): string =>
  `${TEXTS_PATH}/${id.slice(0, id.lastIndexOf("-"))}#${passageAnchor(id)}`;

/** Of a passage within its page: `p12`. */
export const passageAnchor = (id: PassageId): string => `p${id.slice(id.lastIndexOf("-") + 1)}`;

/**
 * The same as a whole address; undefined where nobody knows how the desk is reached.
 *
 * @param baseUrl - without a path
 * @param language - of the words around the text
 */
export function passageUrl(id: PassageId, baseUrl: string | undefined, language?: Language): string | undefined {
  const url = baseUrl === undefined ? null : URL.parse(passagePath(id), baseUrl);
  if (language !== undefined && language !== "ja") url?.searchParams.set("language", language);
  return url?.href;
}

/** One guideline from its first line to its last. */
export interface FullText {
  readonly city: City;
  /**
   * In the order of the text; what stands before the first heading is a section of depth 0 without a title. Where an
   * outer section's text goes on behind an inner one (a last item, the imprint), it does so in a section of its own,
   * without number, title and label, of the outer one's depth and path.
   */
  readonly sections: readonly TextSection[];
}

export interface TextSection {
  /** Of the section within its page: `s1`, `s2`, … in the order of the text; `s0` before the first heading. */
  readonly anchor: string;
  /** As printed, see {@link Section}; each `""` where there is none. */
  readonly number: string;
  readonly title: string;
  readonly label: string;
  /** 1 for the outermost headings, 0 for what stands under none: before the first, or the imprint at the end. */
  readonly depth: number;
  /** As a person would cite it. */
  readonly path: string;
  readonly passages: readonly TextPassage[];
}

export interface TextPassage {
  readonly id: PassageId;
  /** As {@link passagePath} has it. */
  readonly anchor: string;
  /** Word for word. */
  readonly lines: readonly QuotedLine[];
  readonly figureMissing: boolean;
}

/** A passage that a search found. */
export interface FoundPassage {
  readonly city: City;
  readonly id: PassageId;
  readonly path: string;
  readonly lines: readonly QuotedLine[];
}

export interface Texts {
  readonly cities: readonly City[];
  of(city: string): FullText | undefined;
  /** Best first, at most `limit`; `[]` for a query without words. @param city - undefined for all */
  find(query: string, city: CityId | undefined, limit: number): readonly FoundPassage[];
}
