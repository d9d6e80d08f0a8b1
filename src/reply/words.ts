/**
 * The sentences that every language must have.
 *
 * A sentence is a function of what it speaks of, so that each language keeps its own order of words. Names of cities
 * come as the language writes them. Nothing here is said of a guideline but its title, its date and that it is silent:
 * what a text says stands in its quotation and in the notes that were checked against it.
 */

import type { Action, ChatAct, City, CurrentContact, HandoffReason, PrintedDate } from "../model.ts";

/** A button without its city. */
export type ActionWords = Pick<Action, "label" | "text">;

export interface Words {
  cityName(city: City): string;
  /** Before the plain answer, where the asker did not say which city. */
  ofCity(city: City): string;
  /** Before a quotation on which no note stands. */
  neutral(city: City): string;
  readonly further: string;
  readonly nearest: string;
  readonly related: string;
  readonly source: string;
  /** @param years - since then; undefined where nobody knows today's date */
  dated(date: PrintedDate, city: City, years: number | undefined): string;
  undated(city: City): string;
  readonly figureMissing: string;
  notTheGuideline(kind: string): string;
  /** Under the name of each city in a comparison. */
  readonly silent: string;
  readonly notFound: string;
  readonly compared: string;
  readonly clarify: string;
  /** The same for staff, over what each city says. */
  readonly clarifyForStaff: string;
  readonly decline: {
    readonly nothingTyped: string;
    notWritten(cities: readonly City[]): string;
    otherTown(cities: readonly City[]): string;
    /** @param subject - as `elsewhere.jsonl` names it */
    elsewhere(subject: string): string;
  };
  /** The same for staff, who are the ones that others are sent to. */
  readonly declineForStaff: {
    notWritten(cities: readonly City[]): string;
    elsewhere(subject: string): string;
  };
  /** In danger to life `grave` is said instead. */
  readonly handoff: Readonly<Record<Exclude<HandoffReason, "danger">, string>>;
  /** The same for staff, who know the house. */
  readonly handoffForStaff: string;
  readonly grave: string;
  readonly contact: {
    /** @param contact - as set for this desk */
    ofDesk(contact: string): string;
    /** @param lines - as the guideline prints them */
    ofGuideline(lines: readonly string[], city: City, asOf: string | null): string;
    none(city: City | undefined): string;
    /** Said behind any of the others: as staff of the desk entered it, with the day on which they did. */
    current(contact: CurrentContact, city: City): string;
  };
  readonly chat: Readonly<Record<ChatAct, string>>;
  /** Added when somebody asks the same once more. */
  readonly askedAgain: string;
  readonly actions: {
    readonly otherCities: ActionWords;
    readonly more: ActionWords;
    readonly person: ActionWords;
  };
  readonly privacy: string;
}
