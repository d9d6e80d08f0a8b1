/**
 * A form of the resident's page → a question. Pure: any body, however odd, becomes a question or a plain fact about it.
 *
 * The words of the resident are taken as they are. Two things are undone that only the form did to them: line ends
 * that it doubles to CRLF, and buttons that carry a question of their own (an example, one to ask again).
 */

import type { City, Question } from "../../src/model.ts";
import { HISTORY_QUESTIONS, QUESTION_UNITS } from "./limits.ts";

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
 * @param form - a parsed body: fields `question`, `ask` (a button's own question, which goes before the field),
 *   `city` (an id, or blank for all) and `history`, oldest first; repeated fields as arrays; anything else is blank
 */
export function receive(form: unknown, cities: readonly City[]): Received {
  const field = (name: string) => texts(form, name)[0] ?? "";
  const typed = field("ask") || field("question");
  const text = beginning(typed, QUESTION_UNITS);
  const chosen = field("city");
  const city = cities.find(({ id }) => id === chosen)?.id;
  const history = texts(form, "history")
    .filter((question) => question.trim() !== "")
    .slice(-HISTORY_QUESTIONS)
    .map((question) => beginning(question, QUESTION_UNITS));
  return {
    question: { text, city, history },
    isCut: text.length < typed.length,
    isUnknownCity: chosen !== "" && city === undefined,
  };
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
