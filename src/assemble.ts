/**
 * Puts the desk together from its folder of knowledge: what the server, the command line and the tests all start from.
 */

import { desk } from "./desk.ts";
import { type CityReader, cityReader } from "./dialogue/city.ts";
import type { Thresholds } from "./dialogue/decide.ts";
import { decider } from "./dialogue/decider.ts";
import { verdictWeights } from "./dialogue/judge.ts";
import { kindModel, kindWeights } from "./dialogue/kinds.ts";
import { relatedQuestions } from "./dialogue/related.ts";
import { type Corpus, corpus } from "./knowledge/corpus.ts";
import { type Knowledge, loadKnowledge, loadNotebook, type Notebook, type NotebookOptions } from "./knowledge/load.ts";
import type { Desk } from "./ports/desk.ts";
import type { Texts } from "./ports/texts.ts";
import { type Expectations, expectations } from "./retrieval/expectations.ts";
import { type Search, search } from "./retrieval/search.ts";
import { WEIGHTS, type Weights } from "./retrieval/weights.ts";
import { type Keeper, keeper } from "./text/kept.ts";
import { lexicon } from "./text/lexicon.ts";
import { type Morphology, morphology } from "./text/morphology.ts";
import { type Tokenizer, tokenizer } from "./text/tokenize.ts";
import { texts as fullTexts } from "./texts.ts";

export interface Assembly {
  readonly desk: Desk;
  /** The guidelines in full, each put together when it is first asked for. */
  readonly texts: Texts;
  readonly cities: CityReader;
  readonly expectations: Expectations;
  readonly corpus: Corpus;
  readonly notebook: Notebook;
  readonly search: Search;
  readonly tokenizer: Tokenizer;
}

export interface Places {
  /** The `knowledge` folder. */
  readonly knowledgeDir: string;
  /** Where the inflated dictionary and the index of expected questions are kept; undefined to do without. */
  readonly cacheDir: string | undefined;
  readonly warn: (message: string) => void;
  /** How to reach the people behind the desk, as a resident should read it; undefined for what the guideline prints. */
  readonly contact?: string | undefined;
  /** This year, from which the age of a text is counted; undefined to tell no age. */
  readonly year?: (() => number) | undefined;
}

export type AssemblyOptions = Pick<Places, "contact" | "year"> & {
  readonly keeper: Keeper;
  readonly weights?: Weights;
  readonly thresholds?: Thresholds;
  /** Puts other expectations in the place of those of the notes, to measure what they are worth. */
  readonly instead?: (expectations: Expectations) => Expectations;
};

/** What is read of the knowledge folder. */
export interface Library {
  readonly corpus: Corpus;
  readonly lexicon: Knowledge["lexicon"];
  readonly notebook: Notebook;
}

/** @throws DeskError `knowledge-invalid` or `dictionary` when there is nothing to start from */
export async function assemble(places: Places): Promise<Assembly> {
  const kept = keeper(places);
  // The dictionary is inflated aside, while the knowledge is read.
  const [words, parts] = await Promise.all([morphology(places), library(places.knowledgeDir, { keeper: kept })]);
  const { learned, checksum } = parts.notebook;
  if (learned !== undefined && learned.of !== checksum) {
    places.warn("learned.json was learned from other notes than these: run npm run train");
  }
  return assembled(parts, words, { ...places, keeper: kept });
}

/** @throws DeskError `knowledge-invalid` */
export function library(knowledgeDir: string, options?: NotebookOptions): Library {
  const knowledge = loadKnowledge(knowledgeDir);
  const texts = corpus(knowledge.cities);
  return { corpus: texts, lexicon: knowledge.lexicon, notebook: loadNotebook(knowledgeDir, texts.passages, options) };
}

/** The same out of parts that are loaded already: to measure what a weight, the lexicon or the notes are worth. */
export function assembled(
  { corpus: texts, lexicon: file, notebook }: Library,
  morphology: Morphology,
  { keeper: kept, weights = WEIGHTS, thresholds, instead = (same) => same, contact, year }: AssemblyOptions,
): Assembly {
  const words = tokenizer(morphology, file.compounds);
  const groups = lexicon(file.groups, words, weights.expansions);
  const cities = cityReader(texts.cities);
  const made = expectations(notebook, {
    tokenizer: words,
    lexicon: groups,
    weights,
    withoutCities: cities.withoutNames,
    keeper: kept,
    ingredients: [JSON.stringify(file), JSON.stringify(texts.cities), notebook.checksum],
  });
  const expected = instead(made);
  const index = search(texts, words, groups, expected, weights);
  const { learned, notes } = notebook;
  const decides = decider({
    search: index,
    kinds: kindModel(kindWeights(learned)),
    cities: texts.cities.map(({ id }) => id),
    notes,
    weights: verdictWeights(learned),
    thresholds,
  });
  const related = relatedQuestions(texts, notes);
  return {
    desk: desk({ corpus: texts, search: index, cities, decider: decides, related, contact, year }),
    texts: fullTexts({ corpus: texts, search: index }),
    corpus: texts,
    notebook,
    search: index,
    tokenizer: words,
    expectations: expected,
    cities,
  };
}
