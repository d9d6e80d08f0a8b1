/**
 * Asks the desk the questions of a set and writes down what it answered, in the shape that the scorer reads.
 */

import type { City, CityId, Quotation, Reply } from "../model.ts";
import type { Desk } from "../ports/desk.ts";
import { type AnsweredRow, type QuestionRow, questionRow } from "./questions.ts";

/** A row of a question set, or why it is none; its city must be one that the desk has. */
export function readableRow(cities: readonly City[], data: Record<string, unknown>): QuestionRow | string {
  const row = questionRow(data);
  if (typeof row === "string" || row.city === null || cities.some(({ id }) => id === row.city)) return row;
  return `has an unknown city; known are ${cities.map(({ id }) => id).join(", ")}`;
}

export function answeredRow(desk: Desk, { id, question, city, history, asker }: QuestionRow): AnsweredRow {
  return answered(id, desk.reply({ text: question, city: (city ?? undefined) as CityId | undefined, history, asker }));
}

/** The passages of a reply in the order in which they are shown. */
export function answered(id: string, { outcome, quotations, further, comparison, text }: Reply): AnsweredRow {
  const shown = [...quotations, ...further.quotations, ...comparison.flatMap((row) => row.quotations)];
  const passage = ({ city, source, lines, score }: Quotation) => {
    return { city, source, text: lines.map((line) => line.text).join("\n"), score };
  };
  return { id, outcome, passages: shown.map(passage), reply: text };
}
