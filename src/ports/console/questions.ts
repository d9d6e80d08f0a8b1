/**
 * What residents asked, and why it was answered as it was: what the console asks for, and the words around it.
 */

import type { Explanation, Language, Matter, Reply } from "../../model.ts";
import type { Asker, KeptQuestion, MessageId } from "../../records.ts";

/** What became of questions. */
export const OUTCOME_CHOICES = ["all", "unanswered", "declined", "unhelpful", "case", "answered"] as const;
export type OutcomeChoice = (typeof OUTCOME_CHOICES)[number];

/** As asked for by an address, every value as typed; `""` for any. It holds no word of a resident. */
export interface QuestionsQuery {
  readonly outcome: string;
  readonly topic: string;
  readonly city: string;
  readonly language: string;
  /** Days in Japan, both included. */
  readonly from: string;
  readonly until: string;
  readonly asker: string;
  /** Counts from 1. */
  readonly page: string;
}

export interface ListedQuestion {
  readonly id: MessageId;
  /** Masked. */
  readonly text: string;
  readonly why: KeptQuestion["why"];
  readonly cityName: string | undefined;
  readonly topicName: string | undefined;
  readonly language: Language;
  readonly at: number;
}

export interface QuestionsPage {
  /** The unanswered first, each kind newest first. */
  readonly questions: readonly ListedQuestion[];
  /** The query as it was understood: what was no choice is `""`. */
  readonly query: QuestionsQuery;
  readonly page: number;
  readonly hasMore: boolean;
  /** A day that is none: nothing is listed then. */
  readonly fault: "no-day" | undefined;
}

/** A question to be tried. City and language are `""` where none is chosen. */
export interface Trial {
  readonly text: string;
  readonly city: string;
  readonly language: string;
}

export interface Tried {
  /** As a resident would get it now who writes this first. */
  readonly reply: Reply;
  readonly explanation: Explanation;
}

/** Code units of a question that is tried. */
export const MOST_TRIED_UNITS = 5_000;

export interface ConsoleQuestions {
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  list(query: QuestionsQuery): Promise<QuestionsPage>;
  /** A kept question as one to be tried; undefined once it is gone. */
  kept(id: string): Promise<Trial | undefined>;
  /** Nothing of it is kept or counted. @returns undefined for a text that is blank or too long */
  tried(trial: Trial): Tried | undefined;
}

export interface QuestionsWords {
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly noDay: string;
  readonly filter: {
    readonly title: string;
    readonly outcome: string;
    readonly topic: string;
    readonly city: string;
    readonly language: string;
    readonly asker: string;
    readonly from: string;
    readonly until: string;
    readonly any: string;
    readonly show: string;
  };
  readonly outcomes: Readonly<Record<OutcomeChoice, string>>;
  readonly askers: Readonly<Record<Asker, string>>;
  readonly columns: Readonly<Record<"text" | "outcome" | "topic" | "city" | "language" | "at" | "again", string>>;
  readonly list: string;
  readonly noCity: string;
  readonly noTopic: string;
  readonly again: string;
  /** Of the button, with the question that it is about. */
  againLabel(text: string): string;
  page(page: number): string;
  readonly newer: string;
  readonly older: string;
  time(at: number): string;
  readonly trial: {
    readonly title: string;
    readonly intro: string;
    readonly text: string;
    readonly city: string;
    /** Of the desk's own city, or of none. */
    readonly anyCity: string;
    readonly language: string;
    readonly anyLanguage: string;
    readonly submit: string;
    readonly back: string;
    readonly gone: string;
    refused(units: number): string;
  };
  readonly shown: {
    readonly reply: string;
    readonly outcome: string;
    readonly kinds: Readonly<Record<Reply["outcome"], string>>;
    readonly reason: string;
    readonly reasons: Readonly<Record<NonNullable<Matter["reason"]>, string>>;
    readonly topic: string;
    readonly offered: string;
    readonly source: string;
    readonly quotation: string;
    readonly comparison: string;
  };
  readonly explained: {
    readonly title: string;
    readonly intro: string;
    readonly lookedFor: string;
    readonly shares: string;
    readonly sharesIntro: string;
    readonly signals: string;
    readonly signalsIntro: string;
    readonly measure: string;
    readonly value: string;
    /** Of a measure as `src/dialogue/signals.ts` names it. */
    signal(name: string): string;
    readonly hits: string;
    readonly noHits: string;
    hit(about: { readonly rank: number; readonly source: string; readonly score: string }): string;
    readonly reasons: Readonly<Record<"field" | "term" | "from" | "weight" | "points", string>>;
    reasonsOf(rank: number): string;
    field(name: string): string;
    /** Behind a word that comes from an earlier question. */
    readonly fromContext: string;
  };
}

/** Begins the names of the shares among the measures. */
export const SHARE_OF = "share of ";
