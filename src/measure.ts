/**
 * The commands that measure and learn: `eval` and `train`. They put the desk together in more than one way.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Assembly, assembled, type Library, library } from "./assemble.ts";
import type { Config } from "./config.ts";
import { answeredRow, readableRow } from "./eval/answered.ts";
import { beirFigures } from "./eval/beir.ts";
import { expectedFigures } from "./eval/expected.ts";
import { beirSet, jsonLines } from "./eval/files.ts";
import { expectation, type QuestionRow, scored } from "./eval/questions.ts";
import { trained } from "./eval/train.ts";
import { VARIANTS } from "./eval/variants.ts";
import { learnedFile } from "./knowledge/learned.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import { questionCache } from "./retrieval/question-cache.ts";
import { WEIGHTS, type Weights } from "./retrieval/weights.ts";
import { type Morphology, morphology } from "./text/morphology.ts";

/** What a command needs of the one who calls it. */
export interface Bench {
  readonly settings: Config;
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
  /** As the person meant it, from where they stand. */
  readonly path: (given: string) => string;
}

const DEV_SET = "../shared/eval/dev.jsonl";

export async function evaluate(args: string[], bench: Bench): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      beir: { type: "string" },
      json: { type: "boolean", default: false },
      weights: { type: "boolean", default: false },
      expected: { type: "boolean", default: false },
    },
  });
  const { settings, print, warn, path } = bench;
  const words = await morphology({ cacheDir: settings.cacheDir, warn });
  const parts = library(settings.knowledgeDir);
  const put = putTogether(words, bench);
  const file = path(positionals[0] ?? DEV_SET);
  if (values.weights) return weighed(parts, put, { file, folder: values.beir, ...bench });
  if (values.expected) return expectedQuestions(parts, put, bench);
  const whole = put(parts);
  const figures = values.beir === undefined ? questionFigures(whole, file, bench) : beir(whole, path(values.beir));
  if (values.json) print(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(26)} ${rounded(value)}`);
}

/** Learns `learned.json` anew from the notes, and says how well it tells questions that were left out. */
export async function train(_args: string[], bench: Bench): Promise<void> {
  const { settings, print, warn } = bench;
  const parts = library(settings.knowledgeDir, { isToBeLearned: true });
  const words = await morphology({ cacheDir: settings.cacheDir, warn });
  const { corpus, search, expectations, cities } = putTogether(words, bench)(parts);
  const ids = corpus.cities.map(({ id }) => id);
  const found = trained({ cities: ids, expectations, search, withoutCities: cities.withoutNames });
  const file = join(settings.knowledgeDir, "learned.json");
  writeFileSync(file, learnedFile(found));
  print(`${expectations.expected.questions.length} questions, each judged while it was left out:`);
  print(`kind of subject told right  ${rounded(found.rightKind)}`);
  print(`verdict told right          ${rounded(found.rightVerdict)}`);
  print(`${found.features.size} features kept in ${file}`);
}

type PutTogether = (parts: Library, weights?: Weights) => Assembly;

/** Only the product as it stands is kept in the cache. */
function putTogether(words: Morphology, { settings, warn }: Bench): PutTogether {
  const kept = questionCache({ cacheDir: settings.cacheDir, warn });
  const none = questionCache({ cacheDir: undefined, warn });
  return (parts, weights = WEIGHTS) => assembled(parts, words, { cache: weights === WEIGHTS ? kept : none, weights });
}

function beir({ tokenizer }: Assembly, folder: string): Record<string, number> {
  const figures = beirFigures(beirSet(folder), tokenizer, () => performance.now());
  return { ...figures, rssMb: process.resourceUsage().maxRSS / 1024 };
}

function questionFigures({ desk }: Assembly, file: string, { settings, warn }: Bench): Record<string, number> {
  const { rows, bad } = jsonLines<QuestionRow>(file, (data) => readableRow(desk.cities, data));
  for (const { line, reason } of bad) warn(`${file}:${line}: ${reason}; left out`);
  const answers = rows.map((row) => answeredRow(desk, row));
  const { cities } = loadKnowledge(settings.knowledgeDir);
  const texts = new Map(cities.map(({ city, file: text }) => [city.id as string, text]));
  return scored(jsonLines(file, expectation).rows, answers, texts);
}

/** The expected questions of the notes, each left out while it is asked, with the lexicon and without its groups. */
function expectedQuestions(parts: Library, put: PutTogether, { print }: Bench): void {
  for (const [name, groups] of [
    ["with the lexicon", parts.lexicon.groups],
    ["without", []],
  ] as const) {
    const { search, expectations } = put({ ...parts, lexicon: { ...parts.lexicon, groups: [...groups] } });
    const figures = expectedFigures(expectations, search);
    const said = Object.entries(figures).map(([figure, value]) => `${figure} ${rounded(value)}`);
    print(`${name}: ${said.join(", ")}`);
  }
}

/** What each weight is worth: the figures with one thing changed at a time, as a table. */
function weighed(
  parts: Library,
  put: PutTogether,
  { file, folder, ...bench }: Bench & { readonly file: string; readonly folder: string | undefined },
): void {
  const { print, path } = bench;
  const set = folder === undefined ? undefined : beirSet(path(folder));
  print(`| changed | hit@1 | hit@3 | MRR@10 |${set === undefined ? "" : " BEIR hit@1 | MRR@10 |"}`);
  print(`| --- | --- | --- | --- |${set === undefined ? "" : " --- | --- |"}`);
  for (const { name, weights, lexicon } of VARIANTS) {
    const assembly = put({ ...parts, lexicon: lexicon(parts.lexicon) }, weights);
    const figures = questionFigures(assembly, file, bench);
    const more = set === undefined ? undefined : beirFigures(set, assembly.tokenizer, () => performance.now(), weights);
    const cells = [
      figures["hit@1"]!,
      figures["hit@3"]!,
      figures["MRR@10"]!,
      ...(more ? [more["hit@1"], more["mrr@10"]] : []),
    ];
    print(`| ${name} | ${cells.map((value) => value.toFixed(3)).join(" | ")} |`);
  }
}

const rounded = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));
