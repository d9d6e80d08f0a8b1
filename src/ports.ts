/**
 * What the desk offers to its channels and what it needs of the world, each in the smallest form.
 */

import type { City, Hit, Outcome, Question, Reply } from "./model.ts";

/** One message in, a reply out; any string is a question, and nothing is thrown for one. */
export interface Desk {
  readonly cities: readonly City[];
  reply(question: Question): Reply;
  /** The hits behind a reply, with their reasons, for those who tune or doubt it. */
  explain(question: Question): readonly Hit[];
}

/** A short page or box in place of an answer: what happened and what to do now. */
export interface PageNotice {
  readonly title: string;
  readonly text: string;
}

/** Every word that the resident's page shows around a reply. `src/reply/page.ts` holds them, the adapters none. */
export interface PageWords {
  readonly siteName: string;
  readonly tagline: string;
  readonly skipToMain: string;
  readonly toStart: string;
  /** Heading and first paragraph of the page before a question. */
  readonly start: PageNotice;
  /** The document's title once a question was asked; `question` is already short and not blank. */
  titleFor(question: string, outcome: Outcome["kind"]): string;
  readonly form: {
    /** Heading over the form under an answer. */
    readonly title: string;
    readonly city: string;
    readonly anyCity: string;
    readonly question: string;
    /** @param units - the longest question in UTF-16 code units, which the words may call characters */
    hint(units: number): string;
    readonly privacy: string;
    readonly submit: string;
    readonly examplesTitle: string;
    /** Questions to try; each must make sense for every city. */
    readonly examples: readonly string[];
    readonly historyTitle: string;
  };
  readonly answer: {
    readonly title: Readonly<Record<Outcome["kind"], string>>;
    readonly asked: string;
    /** Stands over a quotation, so that nobody takes it for the desk's own words. */
    readonly quotation: string;
    readonly source: string;
    readonly surroundings: string;
    readonly before: string;
    readonly after: string;
  };
  readonly about: {
    readonly title: string;
    readonly lines: readonly string[];
  };
  readonly notices: {
    unknownCity(cityNames: readonly string[]): PageNotice;
    /** @param units - the length in UTF-16 code units to which the question was cut */
    cut(units: number): PageNotice;
    /** @param seconds - whole seconds until the next question is taken */
    tooMany(seconds: number): PageNotice;
    readonly malformed: PageNotice;
    readonly notFound: PageNotice;
    readonly tooLarge: PageNotice;
    readonly failed: PageNotice;
  };
}
