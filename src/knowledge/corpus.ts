/**
 * All that the desk knows: the cities, their outlines, and their passages in reading order.
 */

import type { City, CityId, Passage, PassageId } from "../model.ts";
import type { CityText } from "./load.ts";
import { type Outline, outline } from "./outline.ts";
import { joined, passages } from "./passages.ts";

export interface Corpus {
  readonly cities: readonly City[];
  /** City by city, each in reading order. */
  readonly passages: readonly Passage[];
  city(id: string): City | undefined;
  passage(id: PassageId | undefined): Passage | undefined;
  outline(id: CityId): Outline | undefined;
  /** The passage's text is what its spans cut from the guideline file as it was read. */
  isVerbatim(passage: Passage): boolean;
}

export function corpus(texts: readonly CityText[]): Corpus {
  const outlines = new Map(texts.map(({ city, file }) => [city.id, outline(file, city.guideline)]));
  const all = texts.flatMap(({ city, file }) => passages(file, city.id, city.guideline, outlines.get(city.id)!));
  const files = new Map(texts.map(({ city, file }) => [city.id, file]));
  const cities = new Map<string, City>(texts.map(({ city }) => [city.id, city]));
  const byId = new Map(all.map((passage) => [passage.id, passage]));
  return {
    cities: [...cities.values()],
    passages: all,
    city: (id) => cities.get(id),
    passage: (id) => (id === undefined ? undefined : byId.get(id)),
    outline: (id) => outlines.get(id),
    isVerbatim: ({ city, pieces, text }) => joined(files.get(city) ?? "", pieces) === text,
  };
}
