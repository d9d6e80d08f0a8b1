/**
 * The words around what staff look up, so that a channel of theirs holds none of its own.
 */

import type { Language } from "../model.ts";

export interface LookupWords {
  /** At most 75 characters each. */
  readonly buttons: {
    /** The same question over all cities. */
    readonly compare: string;
    /** The quotation in its place. */
    readonly section: string;
    /** The answer as residents read it, to be copied. */
    readonly wordings: string;
    readonly helpful: string;
    readonly unhelpful: string;
    /** Shows everybody in the channel what only the asker sees. */
    readonly share: string;
    /** Goes on with one of several cities. */
    keepCity(cityName: string): string;
  };
  /** Titles of windows, at most 24 characters. */
  readonly titles: {
    readonly section: string;
    readonly wordings: string;
    readonly finding: string;
  };
  /** Closes a window; at most 24 characters. */
  readonly close: string;
  /** Above what was asked. */
  readonly asked: string;
  /** @param source - title, date and section of a quotation */
  source(source: string): string;
  /** Under a source, leads to the passage in the whole text. */
  readonly inFull: string;
  /** Stands where something was left out to fit. */
  readonly cut: string;
  /** Names of cities that say the same. */
  cities(names: readonly string[]): string;
  /** Above an answer to be copied, one for each language. */
  readonly languages: Readonly<Record<Language, string>>;
  /** That nothing can be shown in a window. */
  readonly nothing: string;
  /** How the desk is asked; paragraphs, whose items are parted by line ends. */
  readonly help: readonly string[];
  /** @param cityName - whose guideline is meant from now on; undefined for that of the desk */
  homeCity(cityName: string | undefined): string;
  /** @param cityNames - those that there are */
  unknownCity(cityNames: readonly string[]): string;
}
