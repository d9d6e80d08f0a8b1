import { expect, test } from "vitest";
import { VARIANTS } from "../../../src/eval/variants.ts";
import { loadKnowledge } from "../../../src/knowledge/load.ts";
import { WEIGHTS } from "../../../src/retrieval/weights.ts";

const { lexicon } = loadKnowledge("knowledge");
const [first, ...others] = VARIANTS;

test("the first is the product as it stands", () => {
  expect(first!.weights).toEqual(WEIGHTS);
  expect(first!.lexicon(lexicon)).toEqual(lexicon);
});
test("each of the others changes something, and is named like no other", () => {
  for (const { weights, lexicon: changed } of others)
    expect({ weights, lexicon: changed(lexicon) }).not.toEqual({ weights: WEIGHTS, lexicon });
  expect(new Set(VARIANTS.map(({ name }) => name)).size).toBe(VARIANTS.length);
});
