/**
 * Puts the desk together from its folder of knowledge: what the server, the command line and the tests all start from.
 */

import { desk } from "./desk.ts";
import { type Corpus, corpus } from "./knowledge/corpus.ts";
import { type Knowledge, loadKnowledge } from "./knowledge/load.ts";
import type { Desk } from "./ports.ts";
import { type Search, search } from "./retrieval/search.ts";
import { WEIGHTS, type Weights } from "./retrieval/weights.ts";
import { lexicon } from "./text/lexicon.ts";
import { type Morphology, morphology } from "./text/morphology.ts";
import { type Tokenizer, tokenizer } from "./text/tokenize.ts";

export interface Assembly {
  readonly desk: Desk;
  readonly corpus: Corpus;
  readonly search: Search;
  readonly tokenizer: Tokenizer;
}

export interface Places {
  /** The `knowledge` folder. */
  readonly knowledgeDir: string;
  /** Where the inflated dictionary is kept; undefined to do without. */
  readonly cacheDir: string | undefined;
  readonly warn: (message: string) => void;
}

/** @throws DeskError `knowledge-invalid` or `dictionary` when there is nothing to start from */
export async function assemble({ knowledgeDir, cacheDir, warn }: Places): Promise<Assembly> {
  const knowledge = loadKnowledge(knowledgeDir);
  return assembled(knowledge, await morphology({ cacheDir, warn }), WEIGHTS);
}

/** The same out of parts that are loaded already: to measure what a weight or the lexicon is worth. */
export function assembled({ cities, lexicon: file }: Knowledge, morphology: Morphology, weights: Weights): Assembly {
  const words = tokenizer(morphology, file.compounds);
  const texts = corpus(cities);
  const index = search(texts, words, lexicon(file.groups, words, weights.expansions), weights);
  return { desk: desk(texts, index), corpus: texts, search: index, tokenizer: words };
}
