/**
 * Figures of a desk: what the console asks for, and the words around it.
 */

import type { CityId, Language } from "../../model.ts";
import type { ChannelName } from "../../records.ts";

/** Days in Japan, `2026-11-21`, both included. */
export interface FigurePeriod {
  readonly from: string;
  readonly until: string;
}

/** The lengths of which one is chosen by a link: whole weeks, the present one among them. */
export const PERIOD_WEEKS = [4, 12, 52] as const;
/** As long as a chart can be read. */
export const MOST_PERIOD_DAYS = 2 * 366;

/** Why a period cannot be shown. */
export type PeriodFault = "no-day" | "backwards" | "too-long";

/** What of one week, city, channel or language, or of all together. */
export interface Counts {
  readonly conversations: number;
  readonly answered: number;
  readonly askedBack: number;
  readonly declined: number;
  readonly handedOver: number;
  readonly closed: number;
  readonly helpful: number;
  readonly unhelpful: number;
  /** First answers by a person of which the opening time is known, and the middle of those. */
  readonly firstAnswers: number;
  readonly medianFirstAnswerMs: number | undefined;
}

/** An ISO week: from Monday on. */
export interface Week {
  /** `2026-W47` */
  readonly name: string;
  /** The Monday, `2026-11-16`. */
  readonly monday: string;
}

export interface CityOf {
  /** Undefined for what is of no city or of several. */
  readonly id: CityId | undefined;
  /** Its id where the desk no longer knows it; undefined without an id. */
  readonly name: string | undefined;
}

/** Counts of each of a kind. */
export interface Counted<Of> {
  readonly of: Of;
  readonly counts: Counts;
}

/** One line of the file: what of one week is of one city, channel and language. */
export interface FigureRow extends Counts {
  readonly week: Week;
  readonly city: CityOf;
  readonly channel: ChannelName;
  readonly language: Language;
}

export interface Figures {
  readonly period: FigurePeriod;
  /** The day since which anything is counted; undefined where nothing was yet. */
  readonly countedSince: string | undefined;
  readonly total: Counts;
  /** Every week of the period since anything is counted, oldest first, empty ones too. */
  readonly weeks: readonly Counted<Week>[];
  /** Only what there was something of; in the order of the cities, what is of none last. */
  readonly cities: readonly Counted<CityOf>[];
  readonly channels: readonly Counted<ChannelName>[];
  readonly languages: readonly Counted<Language>[];
}

export interface ConsoleFigures {
  /** The last so many weeks, until today. */
  lastWeeks(weeks: number): FigurePeriod;
  /** Days as typed. */
  period(from: string, until: string): FigurePeriod | PeriodFault;
  of(period: FigurePeriod): Promise<Figures>;
  /** By week, then city, channel and language. */
  rows(period: FigurePeriod): Promise<readonly FigureRow[]>;
}

/** What can be told of counts, in the order of the columns. */
export const FIGURE_NAMES = [
  "conversations",
  "answered",
  "askedBack",
  "declined",
  "handedOver",
  "closed",
  "helpfulRate",
  "medianFirstAnswer",
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

export interface FiguresWords {
  readonly title: string;
  readonly intro: string;
  /** What each figure counts. */
  readonly names: Readonly<Record<FigureName, string>>;
  readonly meanings: Readonly<Record<FigureName, string>>;
  readonly meaningsTitle: string;
  readonly channels: Readonly<Record<ChannelName, string>>;
  readonly noCity: string;
  readonly period: {
    readonly title: string;
    lastWeeks(weeks: number): string;
    readonly from: string;
    readonly until: string;
    readonly show: string;
    shown(period: FigurePeriod): string;
    readonly faults: Readonly<Record<PeriodFault, string>>;
  };
  readonly nothingYet: string;
  readonly nothingInPeriod: string;
  since(day: string): string;
  readonly total: string;
  readonly by: Readonly<Record<"week" | "city" | "channel" | "language", string>>;
  /** The head of the first column. */
  readonly columns: Readonly<Record<"week" | "city" | "channel" | "language", string>>;
  /** Of a table as a place to scroll in. */
  table(of: string): string;
  week(week: Week): string;
  /** Below a chart, where a week has no room: 「11/16」. */
  shortDay(day: string): string;
  count(count: number): string;
  /** 「75%（8件中6件）」; the same without ratings. */
  rate(helpful: number, of: number): string;
  median(ms: number | undefined, of: number): string;
  /** For an axis. */
  percent(share: number): string;
  hours(ms: number): string;
  readonly charts: {
    /** Titles of the charts of weeks, and of the parts into which questions fall. */
    readonly conversations: string;
    readonly questions: string;
    readonly helpful: string;
    readonly firstAnswer: string;
    /** What a chart says, for whoever does not see it: the highest, the latest. */
    described(about: {
      readonly weeks: number;
      readonly highest: string;
      readonly highestIn: string;
      readonly latest: string;
    }): string;
    questionsDescribed(about: {
      readonly answered: number;
      readonly declined: number;
      readonly handedOver: number;
    }): string;
    readonly noValues: string;
  };
  readonly csv: {
    readonly link: string;
    fileName(period: FigurePeriod): string;
    readonly head: readonly string[];
  };
}
