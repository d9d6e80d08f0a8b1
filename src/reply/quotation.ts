/**
 * Quotes a passage with everything that is needed to check it.
 */

import type { City, Hit, PassageId, Quotation, QuotedLine } from "../model.ts";
import type { Shelf, Situation } from "./compose.ts";
import type { Words } from "./words.ts";

/** What most of the texts call themselves; another kind is told with the quotation. */
const GUIDELINE = "指針";

export function quotation(
  { passage, score }: Pick<Hit, "passage" | "score">,
  shelf: Shelf,
  { year }: Situation,
  words: Words,
): Quotation {
  const around = (id: PassageId | undefined): readonly QuotedLine[] => {
    const neighbour = shelf.passage(id);
    return neighbour === undefined ? [] : shelf.lines(neighbour);
  };
  const city = shelf.city(passage.city)!;
  const { kind } = city.guideline;
  return {
    passage: passage.id,
    city: passage.city,
    cityName: words.cityName(city),
    lines: shelf.lines(passage),
    source: passage.citation,
    score,
    dated: age(city, year, words),
    before: around(passage.previous),
    after: around(passage.next),
    remarks: [
      ...(passage.figureMissing ? [words.figureMissing] : []),
      ...(kind === GUIDELINE ? [] : [words.notTheGuideline(kind)]),
    ],
  };
}

function age(city: City, year: number | undefined, words: Words): string {
  const date = city.guideline.revised ?? city.guideline.issued;
  if (date === null) return words.undated(city);
  return words.dated(date, city, year === undefined ? undefined : year - Number(date.iso.slice(0, 4)));
}
