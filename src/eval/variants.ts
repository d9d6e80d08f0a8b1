/**
 * The ranking with one thing changed at a time: what shows whether a weight earns its place.
 */

import type { Knowledge } from "../knowledge/load.ts";
import { type FieldName, WEIGHTS, type Weights } from "../retrieval/weights.ts";
import type { ExpansionWeights } from "../text/lexicon.ts";
import type { TermKind } from "../text/tokenize.ts";

export interface Variant {
  readonly name: string;
  readonly weights: Weights;
  /** Left as it is unless the variant does without a part of it. */
  readonly lexicon: (lexicon: Knowledge["lexicon"]) => Knowledge["lexicon"];
}

const same: Variant["lexicon"] = (lexicon) => lexicon;
const variant = (name: string, weights: Partial<Weights>, lexicon = same): Variant => ({
  name,
  weights: { ...WEIGHTS, ...weights },
  lexicon,
});
const field = (name: FieldName, value: number) =>
  variant(`${name} at ${value}`, { fields: { ...WEIGHTS.fields, [name]: value } });
const kind = (name: TermKind, value: number) =>
  variant(`${name} terms at ${value}`, { kinds: { ...WEIGHTS.kinds, [name]: value } });
const expansion = (name: keyof ExpansionWeights, value: number) =>
  variant(`lexicon, ${name} at ${value}`, { expansions: { ...WEIGHTS.expansions, [name]: value } });

/** The first is the product as it stands. */
export const VARIANTS: readonly Variant[] = [
  variant("as it stands", {}),
  field("heading", 0),
  field("readings", 0),
  field("bigrams", 0),
  field("bigrams", 1),
  variant("k1 0.6", { bm25: { ...WEIGHTS.bm25, k1: 0.6 } }),
  variant("k1 1.2", { bm25: { ...WEIGHTS.bm25, k1: 1.2 } }),
  variant("b 0.5", { bm25: { ...WEIGHTS.bm25, b: 0.5 } }),
  variant("b 0.9", { bm25: { ...WEIGHTS.bm25, b: 0.9 } }),
  kind("part", 0),
  kind("part", 1),
  kind("verb", 1),
  kind("question", 0),
  kind("question", 1),
  expansion("official", 0),
  expansion("everyday", 0),
  expansion("english", 0),
  expansion("variants", 0),
  variant("no kana words", { kana: 0 }),
  variant("no typing errors mended", { typo: 0 }),
  variant("no question before", { context: 0 }),
  variant("no groups in the lexicon", {}, (lexicon) => ({ ...lexicon, groups: [] })),
  variant("no compounds but 協働", {}, (lexicon) => ({ ...lexicon, compounds: { 協働: "きょうどう" } })),
];
