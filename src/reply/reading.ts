/**
 * Finds what is to be read around a quotation: its whole section, and a passage on either side.
 */

import type { Passage } from "../model.ts";
import type { Shelf } from "./compose.ts";

/** In the order of the text; the passage itself among them. */
export function inItsPlace(passage: Passage, shelf: Pick<Shelf, "passage">): Passage[] {
  const before = run(passage, "previous", shelf).reverse();
  return [...before, passage, ...run(passage, "next", shelf)];
}

/** From here on to the end of the section, and one more. */
function run(from: Passage, way: "previous" | "next", shelf: Pick<Shelf, "passage">): Passage[] {
  const found: Passage[] = [];
  let one = shelf.passage(from[way]);
  while (one !== undefined) {
    found.push(one);
    one = one.sectionPath === from.sectionPath ? shelf.passage(one[way]) : undefined;
  }
  return found;
}
