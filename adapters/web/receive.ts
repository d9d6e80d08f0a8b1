/**
 * A form of the resident's page → a question. Pure: any body, however odd, becomes a question or a plain fact about it.
 *
 * The words of the resident are taken as they are. Two things are undone that only the form did to them: line ends
 * that it doubles to CRLF, and buttons that carry a question of their own (an example, one to ask again, a city to ask of).
 */

import { type City, LANGUAGES, type Language, type Question } from "../../src/model.ts";
import { HISTORY_QUESTIONS, QUESTION_UNITS, SEARCH_UNITS } from "./limits.ts";

export interface Received {
  readonly question: Question;
  /** The text was over {@link QUESTION_UNITS} and only its beginning is in `question`. */
  readonly isCut: boolean;
  /** A city was chosen that the desk does not know; `question.city` is then undefined. */
  readonly isUnknownCity: boolean;
}

/**
 * Reads a form.
 *
 * @param form - a parsed body; repeated fields as arrays, the first of which counts; anything else is blank:
 *   `question` as typed; `ask`, a button's own question, which goes before it; `in`, a button's city and question, which
 *   go before all, see {@link askIn}; `city` (an id) and `language`, blank for none; `history`, oldest first;
 *   `open`, not blank where the last question of the history waits for its city
 */
export function receive(form: unknown, cities: readonly City[]): Received {
  const field = (name: string) => texts(form, name)[0] ?? "";
  const pressed = parted(field("in"));
  const typed = pressed?.text ?? (field("ask") || field("question"));
  const text = beginning(typed, QUESTION_UNITS);
  const chosen = pressed?.city ?? field("city");
  const city = cities.find(({ id }) => id === chosen)?.id;
  const history = texts(form, "history")
    .filter((question) => question.trim() !== "")
    .slice(-HISTORY_QUESTIONS)
    .map((question) => beginning(question, QUESTION_UNITS));
  const isAnsweringDesk = field("open") !== "" && history.at(-1) === text;
  return {
    question: { text, city, history: isAnsweringDesk ? history.slice(0, -1) : history, language: chosenLanguage(form) },
    isCut: text.length < typed.length,
    isUnknownCity: chosen !== "" && city === undefined,
  };
}

/**
 * The language that was set.
 *
 * @param fields - of a form or an address
 * @returns undefined where none was, or one that the desk does not speak
 */
export function chosenLanguage(fields: unknown): Language | undefined {
  const [chosen] = texts(fields, "language");
  return LANGUAGES.find((language) => language === chosen);
}

/** The city that was set, likewise; undefined where none was, or one that there is not. */
export function chosenCity(fields: unknown, cities: readonly City[]): City["id"] | undefined {
  const [chosen] = texts(fields, "city");
  return cities.find(({ id }) => id === chosen)?.id;
}

/** What is looked for in the texts. */
export interface SearchReceived {
  /** As typed, at most {@link SEARCH_UNITS}; blank where nothing is looked for. */
  readonly query: string;
  readonly city: City["id"] | undefined;
  /** As in {@link Received}. */
  readonly isUnknownCity: boolean;
}

/** Reads the address of a search. @param fields - `q` as typed; `city` (an id), blank for all */
export function receiveSearch(fields: unknown, cities: readonly City[]): SearchReceived {
  const city = chosenCity(fields, cities);
  return {
    query: beginning(texts(fields, "q")[0] ?? "", SEARCH_UNITS),
    city,
    isUnknownCity: city === undefined && (texts(fields, "city")[0] ?? "") !== "",
  };
}

/** The value of a button that asks a question of a city: both in one, for a button sends one field. */
export function askIn(city: City["id"], text: string): string {
  return `${city}|${text}`;
}

/** Takes apart what {@link askIn} put together; undefined for anything else. */
function parted(value: string): { readonly city: string; readonly text: string } | undefined {
  const bar = value.indexOf("|");
  return bar === -1 ? undefined : { city: value.slice(0, bar), text: value.slice(bar + 1) };
}

/**
 * The history that the next form carries: this question last, each question once, the oldest dropped first.
 *
 * @returns at most {@link HISTORY_QUESTIONS} questions
 */
export function nextHistory({ text, history }: Question): string[] {
  if (text.trim() === "") return [...history];
  return [...history.filter((question) => question !== text), text].slice(-HISTORY_QUESTIONS);
}

/** The first `units` UTF-16 code units of a text; one fewer where the cut would part a surrogate pair. */
export function beginning(text: string, units: number): string {
  const partsPair = (text.codePointAt(units - 1) ?? 0) > 0xffff;
  return text.slice(0, partsPair ? units - 1 : units);
}

function texts(form: unknown, name: string): string[] {
  if (typeof form !== "object" || form === null || !Object.hasOwn(form, name)) return [];
  const values: unknown = (form as Record<string, unknown>)[name];
  return [values]
    .flat()
    .filter((value) => typeof value === "string")
    .map((value) => value.replace(/\r\n/gu, "\n"));
}
