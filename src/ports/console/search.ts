/**
 * Search over what was said in cases: what the console asks for, and the words around it.
 */

import type { CaseNumber } from "../../records.ts";

/** A stretch of an excerpt. */
export interface Stretch {
  readonly text: string;
  /** It is what was looked for. */
  readonly isFound: boolean;
}

/** A message in which it was found. */
export interface SearchHit {
  readonly number: CaseNumber;
  readonly at: number;
  readonly author: "resident" | "desk" | "person";
  /** Of who of the staff wrote it; undefined for the others. */
  readonly name: string | undefined;
  /** Written on the private page. */
  readonly isPrivate: boolean;
  readonly excerpt: readonly Stretch[];
}

export interface SearchResult {
  /** Newest first. */
  readonly hits: readonly SearchHit[];
  /** There may be more, older ones. */
  readonly isMore: boolean;
}

export interface ConsoleSearch {
  /** Residents' words are not for staff here, and are not looked through. */
  readonly withoutResidents: () => boolean;
  /** @returns undefined where nothing is looked for */
  search(typed: string): Promise<SearchResult | undefined>;
}

export interface SearchWords {
  readonly title: string;
  readonly field: string;
  readonly hint: string;
  /** Beside the field, where residents' words are not looked through. */
  readonly withoutResidents: string;
  readonly submit: string;
  readonly results: string;
  readonly nothing: string;
  /** @param shown - hits; `isMore` where there may be older ones */
  count(shown: number, isMore: boolean): string;
  readonly authors: Readonly<Record<SearchHit["author"], string>>;
  readonly isPrivate: string;
  openCase(number: CaseNumber): string;
  at(at: number): string;
}
