/**
 * The words around the guidelines to be read in full, so that their adapter holds none.
 */

import type { Guideline } from "../model.ts";

/** Every word of 協働推進コーナー in one language; the guidelines themselves stay in the words of the cities. */
export interface TextsWords {
  /** Of the corner; also of every link to it. */
  readonly title: string;
  /** A paragraph per line. */
  readonly intro: string;
  /** Heading over the list of the guidelines. */
  readonly guidelines: string;
  readonly facts: {
    readonly kind: string;
    readonly issuer: string;
    readonly date: string;
    readonly source: string;
  };
  /** Of issue and revision, or that none is printed. */
  date(guideline: Guideline): string;
  /** In place of the address at which the city publishes the text. */
  readonly sourceUnknown: string;
  readonly search: {
    /** The document's title once something was searched, without readings; `query` is already short and not blank. */
    titleFor(query: string): string;
    readonly title: string;
    readonly query: string;
    /** @param units - the longest query in UTF-16 code units, which the words may call characters */
    hint(units: number): string;
    readonly city: string;
    readonly everyCity: string;
    readonly submit: string;
    /** Heading over what was found, at least one passage. */
    found(passages: number): string;
    /** There may be more than are shown. */
    cut(passages: number): string;
    /** What to do where nothing was found; the link to {@link TextsWords.ask} follows. */
    readonly nothing: { readonly title: string; readonly text: string };
  };
  /** Link from a passage to its place in the full text. */
  readonly place: string;
  /** Link to the form in which the desk is asked. */
  readonly ask: string;
  readonly text: {
    readonly contents: string;
    /** What a reader must know: misprints stand as they are, whose publication prevails. */
    readonly notes: readonly string[];
    /** The same link as {@link TextsWords.ask}, with the city chosen. */
    readonly ask: string;
    /** Under a passage that speaks of a figure. */
    readonly figureMissing: string;
  };
}
