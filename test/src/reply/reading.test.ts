import { expect, test } from "vitest";
import type { Passage, PassageId } from "../../../src/model.ts";
import { inItsPlace } from "../../../src/reply/reading.ts";

/** Passages in a row, one for each letter, which is the name of its section. */
function text(sections: string): (Passage & { readonly n: number })[] {
  const id = (n: number) => (n >= 0 && n < sections.length ? (`x-${n}` as PassageId) : undefined);
  const made = [...sections].map((sectionPath, n) => ({
    n,
    id: id(n),
    sectionPath,
    previous: id(n - 1),
    next: id(n + 1),
  }));
  return made as unknown as (Passage & { readonly n: number })[];
}
const read = (sections: string, n: number) => {
  const all = text(sections);
  const shelf = { passage: (id: PassageId | undefined) => all.find((one) => one.id === id) };
  return inItsPlace(all[n]!, shelf).map(({ id, sectionPath }) => `${sectionPath}${id.slice(2)}`);
};

test.each([
  ["the whole section and one passage on either side", "aabbbcc", 3, ["a1", "b2", "b3", "b4", "c5"]],
  ["a section of one passage", "abc", 1, ["a0", "b1", "c2"]],
  ["what begins the text", "aab", 0, ["a0", "a1", "b2"]],
  ["what ends the text", "abb", 2, ["a0", "b1", "b2"]],
  ["no further section of the same name", "aba", 0, ["a0", "b1"]],
  ["a text of one passage", "a", 0, ["a0"]],
])("%s", (_, sections, n, expected) => expect(read(sections, n)).toEqual(expected));
