/**
 * All that the desk knows: the cities, their outlines, and their passages in reading order.
 */

import type { City, CityId, Passage, PassageId, QuotedLine } from "../model.ts";
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
  /** The passage line by line, cut anew from the guideline file at its spans. */
  lines(passage: Passage): readonly QuotedLine[];
  /** These lines are what the passage's spans cut from the guideline file as it was read. */
  isVerbatim(id: PassageId | undefined, lines: readonly QuotedLine[]): boolean;
}

export function corpus(texts: readonly CityText[]): Corpus {
  const outlines = new Map(texts.map(({ city, file }) => [city.id, outline(file, city.guideline)]));
  const all = texts.flatMap(({ city, file }) => passages(file, city.id, city.guideline, outlines.get(city.id)!));
  const files = new Map(texts.map(({ city, file }) => [city.id, file]));
  const cities = new Map<string, City>(texts.map(({ city }) => [city.id, city]));
  const byId = new Map(all.map((passage) => [passage.id, passage]));
  const lines = ({ city, pieces }: Passage): QuotedLine[] => {
    const file = files.get(city) ?? "";
    const found: QuotedLine[] = [];
    for (const piece of pieces) {
      const text = file.slice(piece.start, piece.end);
      const last = found.at(-1);
      if (last === undefined || piece.joint === "\n") found.push({ role: piece.role, text });
      else found[found.length - 1] = { ...last, text: last.text + piece.joint + text };
    }
    return found;
  };
  return {
    cities: [...cities.values()],
    passages: all,
    city: (id) => cities.get(id),
    passage: (id) => (id === undefined ? undefined : byId.get(id)),
    outline: (id) => outlines.get(id),
    lines,
    isVerbatim(id, shown) {
      const passage = id === undefined ? undefined : byId.get(id);
      if (passage === undefined) return false;
      const said = shown.map((line) => line.text).join("\n");
      return said === joined(files.get(passage.city) ?? "", passage.pieces);
    },
  };
}
