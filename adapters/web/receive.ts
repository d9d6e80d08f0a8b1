/**
 * What a form or an address says, read field by field. Pure: any body, however odd, becomes text or nothing.
 *
 * Words are taken as they are. Undone is only what the way here did to them: line ends that a form doubles to CRLF, and
 * what no store can keep.
 */

import { type City, LANGUAGES, type Language } from "../../src/model.ts";
import { SEARCH_UNITS } from "./limits.ts";

/** The language that was set; undefined where none was, or one that the desk does not speak. */
export function chosenLanguage(fields: unknown, name = "language"): Language | undefined {
  const chosen = field(fields, name);
  return LANGUAGES.find((language) => language === chosen);
}

/** The city that was set, likewise; undefined where none was, or one that there is not. */
export function chosenCity(fields: unknown, cities: readonly City[]): City["id"] | undefined {
  const chosen = field(fields, "city");
  return cities.find(({ id }) => id === chosen)?.id;
}

/** What is looked for in the texts. */
export interface SearchReceived {
  /** As typed, at most {@link SEARCH_UNITS}; blank where nothing is looked for. */
  readonly query: string;
  readonly city: City["id"] | undefined;
  /** A city was chosen that there is not; `city` is then undefined. */
  readonly isUnknownCity: boolean;
}

/** Reads the address of a search. @param fields - `q` as typed; `city` (an id), blank for all */
export function receiveSearch(fields: unknown, cities: readonly City[]): SearchReceived {
  const city = chosenCity(fields, cities);
  return {
    query: beginning(field(fields, "q") ?? "", SEARCH_UNITS),
    city,
    isUnknownCity: city === undefined && (field(fields, "city") ?? "") !== "",
  };
}

/**
 * A field as text, the first where it is repeated; undefined where there is none.
 *
 * NUL, which PostgreSQL cannot keep, is left out, and half a surrogate pair becomes U+FFFD.
 */
export function field(fields: unknown, name: string): string | undefined {
  if (typeof fields !== "object" || fields === null || !Object.hasOwn(fields, name)) return undefined;
  const values: unknown = (fields as Record<string, unknown>)[name];
  const [first] = [values].flat().filter((value) => typeof value === "string");
  return first?.replace(/\r\n/gu, "\n").replaceAll("\0", "").toWellFormed();
}

/** A whole number from 0 on, of at most 15 digits; undefined for anything else. */
export function count(fields: unknown, name: string): number | undefined {
  const typed = field(fields, name) ?? "";
  return /^\d{1,15}$/u.test(typed) ? Number(typed) : undefined;
}

/** The first `units` UTF-16 code units of a text; one fewer where the cut would part a surrogate pair. */
function beginning(text: string, units: number): string {
  const partsPair = (text.codePointAt(units - 1) ?? 0) > 0xffff;
  return text.slice(0, partsPair ? units - 1 : units);
}
