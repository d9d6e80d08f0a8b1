/**
 * Tells how a city and the desk are reached.
 *
 * What a guideline prints was so when it was printed, and many print nothing. What staff entered of a city since is told
 * with its day, beside what the text says or does not say, and never instead of it.
 */

import type { CityId, Hit, Note } from "../model.ts";
import type { Shelf, Situation } from "./compose.ts";
import type { Words } from "./words.ts";

/** The topic of `topics.json` on how people are reached. */
const CONTACT = "contact";

/** A number that may be stale has no place beside 119. */
export const contactOfDesk = ({ contact: own }: Situation, words: Words): string =>
  own === undefined ? words.contact.none(undefined) : words.contact.ofDesk(own);

/** Whom to turn to: the desk's own contact, else the guideline's; what staff entered of the city stands beside either. */
export function contactFor(cities: readonly CityId[], shelf: Shelf, situation: Situation, words: Words): string {
  const city = cities.length === 1 ? shelf.city(cities[0]!) : undefined;
  const printed = city?.contacts[0];
  const ofCity =
    city && printed ? words.contact.ofGuideline(printed.printed, city, printed.asOf) : words.contact.none(city);
  const settled = situation.contact === undefined ? ofCity : words.contact.ofDesk(situation.contact);
  const current = currentContact(city?.id, shelf, situation, words);
  return current === undefined ? settled : `${settled}\n${current}`;
}

/** What is said of a city, and what is shown of its text. */
export interface SaidOfCity {
  readonly city: CityId | undefined;
  readonly note: Note | undefined;
  readonly hits: readonly Pick<Hit, "passage">[];
}

/** What staff entered of a city, where it is spoken of how the city is reached or its printed contact is shown. */
export function contactBeside(
  { city, note, hits }: SaidOfCity,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): string | undefined {
  const isOnContact = note?.topic === CONTACT || hits.some(({ passage }) => showsContact(passage, shelf));
  return isOnContact ? currentContact(city, shelf, situation, words) : undefined;
}

function showsContact(passage: Hit["passage"], shelf: Shelf): boolean {
  const text = shelf.lines(passage).map((line) => line.text);
  const contacts = shelf.city(passage.city)?.contacts ?? [];
  return contacts.some(({ printed }) => printed.every((line) => text.some((shown) => shown.includes(line))));
}

function currentContact(id: CityId | undefined, shelf: Shelf, situation: Situation, words: Words): string | undefined {
  const city = id && shelf.city(id);
  const current = city && situation.currentContacts?.[city.id];
  return current && words.contact.current(current, city);
}
