/**
 * The words in which the people behind the desk are shown their cases, so that the adapters hold none.
 *
 * A sentence is a function of what it speaks of. None holds a word of a resident: those are laid out beside it.
 */

import type { Language, Opening } from "../model.ts";
import type { Case, CaseCause, CaseEvent, CaseMove, CaseNumber, CaseState, CloseReason, Whisper } from "../records.ts";
import type { AnswerFate, Cost, Fault, Summary } from "./staff.ts";

/** What one person is told besides what was found and what belongs to looking up. */
export type CaseWhisper = Exclude<Whisper, { kind: "finding" | "help" | "home-city" | "unknown-city" }>;

export interface CaseWords {
  readonly names: CaseNames;
  readonly buttons: CaseButtons;
  readonly card: CardWords;
  readonly thread: ThreadWords;
  readonly days: DayWords;
  readonly home: HomeWords;
  readonly windows: WindowWords;
  /** 「11月24日（火）16:00」, in Japan. @param at - milliseconds since 1970 */
  time(at: number): string;
  /** When people answer next; `""` while they do, and where nobody knows. */
  outside(opening: Opening): string;
  /** @param staffName - of whom it speaks, where it speaks of somebody */
  whisper(say: CaseWhisper, staffName: string | undefined): string;
  fault(fault: Fault): string;
}

export interface CaseNames {
  readonly states: Readonly<Record<CaseState, string>>;
  readonly languages: Readonly<Record<Language, string>>;
  /** Why a case began. */
  readonly causes: Readonly<Record<CaseCause, string>>;
  readonly reasons: Readonly<Record<CloseReason, string>>;
  readonly moves: Readonly<Record<CaseMove, string>>;
  /** From 1 (not solved) to 3 (solved). */
  readonly ratings: readonly [string, string, string];
  readonly resident: string;
  /** The desk itself, which acted by the clock or answered. */
  readonly desk: string;
  /** One of the staff whose name nobody knows. */
  readonly somebody: string;
  readonly noCity: string;
  readonly noTopic: string;
}

/** Labels, at most 24 characters. */
export interface CaseButtons {
  readonly take: string;
  readonly reply: string;
  readonly note: string;
  readonly close: string;
  readonly handOn: string;
  readonly release: string;
  readonly due: string;
  readonly nuisance: string;
  readonly record: string;
  readonly reopen: string;
  readonly again: string;
  readonly correct: string;
  /** Leads to a page at which the case can be read. */
  readonly page: string;
}

export interface CardWords {
  /** 「受付12番　小平市」; `cityName` undefined where nobody named one. */
  title(about: { number: CaseNumber; cityName: string | undefined; isUrgent: boolean }): string;
  /** Whose turn it is. @param name - of the assignee; undefined while there is none */
  turn(state: CaseState, name: string | undefined): string;
  readonly topic: string;
  readonly language: string;
  readonly cause: string;
  readonly opened: string;
  readonly due: string;
  readonly noDue: string;
  readonly overdue: string;
  readonly answeredFirst: string;
  readonly earlier: string;
  earlierCases(numbers: readonly CaseNumber[], more: number): string;
  readonly asked: string;
  readonly answered: string;
  readonly sections: string;
  readonly open: string;
  /** So many more stayed open. */
  moreOpen(count: number): string;
  /** Stands where words were cut that the record shows whole. */
  readonly cut: string;
  readonly blocked: string;
  readonly wishesErasure: string;
  closed(reason: CloseReason | undefined): string;
  readonly rating: string;
  /** Stands where a resident's words are not shown here. */
  readonly wordless: string;
}

/** A move as it is told; names stand for ids. */
export interface ToldEvent {
  readonly event: CaseEvent;
  readonly on: Case;
  readonly by: string;
  readonly to: string;
}

export interface ThreadWords {
  /** One line on a move; without the words that came with it. */
  event(told: ToldEvent): string;
  /** Stands for what a resident sent where it is not shown, such as in a notification. */
  arrived(number: CaseNumber): string;
  /** Over what a person sent. */
  answer(by: string): string;
  fate(fate: AnswerFate): string;
  /** Stands for what the resident wrote on the private page, and for what was answered there. @param hasPage - a page at which it is read */
  onPage(isOwn: boolean, hasPage: boolean): string;
  /** What became of the word in LINE that an answer stands on the private page. */
  pageFate(fate: AnswerFate): string;
  /** 「写真（1.2 MB）」; @param type - such as `image/jpeg`, undefined where the file is gone */
  file(type: string | undefined, bytes: number): string;
  readonly fileName: string;
  readonly unsent: string;
  readonly noText: string;
  recall(isDeleted: boolean): string;
}

export interface DayWords {
  /** @param held - that somebody has, and whose turn it is */
  digest(waiting: number, held: number): string;
  readonly nothingWaits: string;
  more(count: number): string;
  /** @param day - `2026-11-21` */
  summary(day: string): string;
  figures(summary: Summary): readonly { readonly name: string; readonly value: string }[];
  readonly unanswered: string;
  unansweredTopic(name: string | undefined, count: number): string;
}

export interface HomeWords {
  readonly notMember: string;
  mine(count: number): string;
  waiting(count: number): string;
  readonly none: string;
  readonly today: string;
  readonly desk: string;
  opening(opening: Opening): string;
  quota(quota: { left: number | undefined; isLimited: boolean; at: number } | undefined): string;
  outbox(counts: { waiting: number; held: number; dead: number }): string;
  /** Over the list of guidelines that are loaded. */
  readonly knowledgeTitle: string;
  knowledge(cityName: string, date: string): string;
  readonly city: string;
  readonly cityHint: string;
  readonly deskCity: string;
}

export interface WindowWords {
  /** Titles, and labels of the buttons below, at most 24 characters. */
  readonly titles: Readonly<
    Record<"reply" | "preview" | "note" | "close" | "hand-on" | "due" | "record" | "refusal" | "loading", string>
  >;
  readonly submits: Readonly<Record<"reply" | "preview" | "note" | "close" | "hand-on" | "due", string>>;
  readonly cancel: string;
  readonly back: string;
  readonly done: string;
  readonly loading: string;
  case(number: CaseNumber): string;
  readonly reply: {
    readonly text: string;
    readonly hint: string;
    to(language: string, sender: string): string;
    readonly suggested: string;
    readonly fromThread: string;
    /** What was to be sent is longer than can be typed, and was cut there. */
    tooLong(units: number): string;
    readonly correcting: string;
    readonly quotation: string;
    readonly quote: string;
    cost(cost: Cost): string;
    readonly asRead: string;
  };
  readonly note: { readonly text: string; readonly hint: string };
  /** `erases`: in place of the hint, where closing takes every record away. */
  readonly close: { readonly reason: string; readonly hint: string; readonly erases: string };
  readonly handOn: { readonly to: string; readonly hint: string };
  readonly due: { readonly at: string; readonly hint: string };
  readonly record: {
    /** Stands where older entries are left out. */
    older(count: number): string;
    readonly empty: string;
    readonly cut: string;
  };
}
