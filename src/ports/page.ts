/**
 * The words that the resident's page needs, so that its adapter holds none.
 */

import type { City } from "../model.ts";
import type { TalkWords } from "./talk-words.ts";
import type { TextsWords } from "./texts-words.ts";

/** A short page or box in place of an answer: what happened and what to do now; `text` has a paragraph per line. */
export interface PageNotice {
  readonly title: string;
  readonly text: string;
}

/**
 * Every word that the resident's page shows around a reply, in one language. `src/reply/page.ts` holds them, the
 * adapters none. In やさしい日本語 they carry readings, 市（し）, which the page sets above the kanji.
 */
export interface PageWords {
  /** What people who read this language call it. */
  readonly ownName: string;
  cityName(names: City["names"]): string;
  readonly siteName: string;
  readonly tagline: string;
  readonly skipToMain: string;
  readonly toStart: string;
  /** Names the links to the page in other languages. */
  readonly languageLinks: string;
  /** Heading and first paragraphs of the page before a question. */
  readonly start: PageNotice;
  readonly form: {
    /** Heading over the form under an answer. */
    readonly title: string;
    readonly city: string;
    /** No city is chosen: the one that the question or the conversation names counts. */
    readonly anyCity: string;
    readonly question: string;
    /** @param units - the longest question in UTF-16 code units, which the words may call characters */
    hint(units: number): string;
    readonly privacy: string;
    readonly language: string;
    /** No language is chosen: that of the question counts. */
    readonly anyLanguage: string;
    readonly submit: string;
    readonly examplesTitle: string;
    /** Questions to try; each must make sense for every city. */
    readonly examples: readonly string[];
  };
  readonly answer: {
    /** Stands over a quotation, so that nobody takes it for the desk's own words. */
    readonly quotation: string;
    readonly source: string;
    readonly surroundings: string;
    readonly before: string;
    readonly after: string;
    /** Names the buttons of a reply, for those who hear the page. */
    readonly actions: string;
  };
  readonly comparison: {
    readonly caption: string;
    readonly city: string;
    readonly lead: string;
    readonly quotation: string;
    /** Unfolds the quotations of a row but for the first. */
    readonly more: string;
  };
  readonly about: {
    readonly title: string;
    readonly lines: readonly string[];
  };
  readonly notices: {
    unknownCity(cityNames: readonly string[]): PageNotice;
    /** @param units - the longest that is taken, in UTF-16 code units */
    tooLong(units: number): PageNotice;
    readonly blank: PageNotice;
    readonly unknownButton: PageNotice;
    /** The form is none of this server for this browser, such as after a change of keys. */
    readonly staleForm: PageNotice;
    /** @param seconds - whole seconds until the next question is taken */
    tooMany(seconds: number): PageNotice;
    readonly malformed: PageNotice;
    readonly notFound: PageNotice;
    readonly tooLarge: PageNotice;
    readonly failed: PageNotice;
  };
  /** Around the guidelines to be read in full. */
  readonly texts: TextsWords;
  /** Around a conversation. */
  readonly talk: TalkWords;
}

/** Among the locals of a response: makes the page that is sent where the desk fails at it, with what was typed, `() => string`. */
export const FAILURE_PAGE = "failurePage";
