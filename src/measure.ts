/**
 * The commands that measure and learn: `eval` and `train`. They put the desk together in more than one way.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Assembly, type AssemblyOptions, assembled, type Library, library } from "./assemble.ts";
import type { Config } from "./config.ts";
import { THRESHOLDS } from "./dialogue/decide.ts";
import { DeskError } from "./errors.ts";
import { answeredRow, readableRow } from "./eval/answered.ts";
import { beirFigures } from "./eval/beir.ts";
import { droppable, groups } from "./eval/breakdown.ts";
import { expectedFigures } from "./eval/expected.ts";
import { beirSet, jsonLines } from "./eval/files.ts";
import {
  type Expectation,
  expectation,
  type Figures,
  isShownFirst,
  type QuestionRow,
  scored,
} from "./eval/questions.ts";
import { table } from "./eval/table.ts";
import { trained } from "./eval/train.ts";
import { VARIANTS } from "./eval/variants.ts";
import { learnedFile } from "./knowledge/learned.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import { keeper, noKeeper } from "./text/kept.ts";
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
      lines: { type: "boolean", default: false },
      lexicon: { type: "boolean", default: false },
    },
  });
  const { settings, print, warn, path } = bench;
  const words = await morphology({ cacheDir: settings.cacheDir, warn });
  const parts = library(settings.knowledgeDir);
  const put = putTogether(words, parts, bench);
  const file = path(positionals[0] ?? DEV_SET);
  if (values.beir !== undefined && !values.weights) {
    const figures = beir(put(parts), path(values.beir));
    if (values.json) print(JSON.stringify(figures));
    else for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(26)} ${rounded(value)}`);
    return;
  }
  if (values.weights) return weighed(parts, put, { file, folder: values.beir, ...bench });
  if (values.expected) return expectedQuestions(parts, put, bench);
  if (values.lexicon) return lexiconGroups(parts, put, bench);
  const set = questionSet(file, parts, bench);
  if (values.lines) return lines(parts, put, set, bench);

  const whole = put(parts);
  const answers = answersTo(set, whole);
  const figures = scored(set.expected, answers, set.texts);
  if (values.json) {
    print(JSON.stringify(figures));
    return;
  }
  for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(26)} ${rounded(value)}`);
  print(`\n${carried(parts, put, set)}`);
  const byGroup = groups(set.expected, answers, set.texts);
  print(
    `\n${table(
      "by",
      byGroup.map(({ name, rows, figures: own, outcomes }) => [`${name} (${rows})`, own, outcomes]),
    )}`,
  );
  print(`\n${singleNotes(parts, put, set)}`);
}

/** A question set with what is needed to score it. */
interface QuestionSet {
  readonly rows: readonly QuestionRow[];
  readonly expected: readonly Expectation[];
  /** Guideline files by city id. */
  readonly texts: ReadonlyMap<string, string>;
}

function questionSet(file: string, { corpus }: Library, { settings, warn }: Bench): QuestionSet {
  const { rows, bad } = jsonLines<QuestionRow>(file, (data) => readableRow(corpus.cities, data));
  for (const { line, reason } of bad) warn(`${file}:${line}: ${reason}; left out`);
  const { cities } = loadKnowledge(settings.knowledgeDir);
  const texts = new Map(cities.map(({ city, file: text }) => [city.id as string, text]));
  return { rows, expected: jsonLines(file, expectation).rows, texts };
}

const answersTo = ({ rows }: QuestionSet, { desk }: Assembly) => rows.map((row) => answeredRow(desk, row));
const figuresOf = (set: QuestionSet, assembly: Assembly): Figures =>
  scored(set.expected, answersTo(set, assembly), set.texts);

/** What carries what: the figures without one part at a time. */
function carried(parts: Library, put: PutTogether, set: QuestionSet): string {
  const { notebook, lexicon } = parts;
  const without: readonly (readonly [string, Library])[] = [
    ["as it stands", parts],
    ["without notes", withoutNotes(parts)],
    ["without what was learned", { ...parts, notebook: { ...notebook, learned: undefined } }],
    ["without the lexicon's groups", { ...parts, lexicon: { ...lexicon, groups: [] } }],
  ];
  return table(
    "",
    without.map(([name, own]) => [name, figuresOf(set, put(own))]),
  );
}

const withoutNotes = (parts: Library): Library => ({
  ...parts,
  notebook: { ...parts.notebook, notes: [], elsewhere: [], talk: [], learned: undefined },
});

/** How much of the result hangs on single notes: each right answer is asked for again without the note behind it. */
function singleNotes(parts: Library, put: PutTogether, set: QuestionSet): string {
  const { instead, drop } = droppable();
  const assembly = put(parts, { instead });
  const { subjects } = assembly.expectations;
  const used = new Map<number, number>();
  let [right, still] = [0, 0];
  for (const row of set.rows) {
    const want = set.expected.find(({ id }) => id === row.id);
    drop(undefined);
    if (want === undefined || !isShownFirst(want, answeredRow(assembly.desk, row), set.texts)) continue;
    right += 1;
    const question = { text: row.question, city: assembly.corpus.city(row.city ?? "")?.id, history: row.history };
    const { note } = assembly.desk.explain(question).hits[0] ?? {};
    const number = subjects.findIndex((subject) => "note" in subject && subject.note === note);
    used.set(number, (used.get(number) ?? 0) + 1);
    drop(number);
    if (isShownFirst(want, answeredRow(assembly.desk, row), set.texts)) still += 1;
  }
  return (
    `${right} answers are right at the first place. They rest on ${used.size} notes, ` +
    `on one note at most ${Math.max(0, ...used.values())}; ${still} are still right without the note they rest on.`
  );
}

/** The errors that each place of the line between answering and declining buys. */
function lines(parts: Library, put: PutTogether, set: QuestionSet, { print }: Bench): void {
  const shares = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
  const rows = shares.map((answer): readonly [string, Figures] => {
    const thresholds = { ...THRESHOLDS, answer, answerOfUnknownCity: Math.max(answer, THRESHOLDS.answerOfUnknownCity) };
    return [`answers from ${answer} on`, figuresOf(set, put(parts, { thresholds }))];
  });
  print(table("", rows));
}

/**
 * Each group of the lexicon left out by itself. The notes are left out, too: what they know of words would hide what a group is
 * worth to a city that has none yet.
 */
function lexiconGroups(parts: Library, put: PutTogether, { print }: Bench): void {
  const { groups: all } = parts.lexicon;
  const { subjects } = put(parts).expectations;
  const bare = withoutNotes(parts);
  const measured = (groups: typeof all) => {
    const { search, cities } = put({ ...bare, lexicon: { ...parts.lexicon, groups } });
    return expectedFigures({ subjects, search, cities });
  };
  const whole = measured(all);
  print("| group | hit@1 that it brings | hit@3 that it brings |\n| --- | --- | --- |");
  for (const group of all) {
    const own = measured(all.filter((other) => other !== group));
    const cells = ["hit@1", "hit@3"].map((name) => (whole[name]! - own[name]!).toFixed(4));
    print(`| ${group.official[0]} | ${cells.join(" | ")} |`);
  }
  print(
    `| all of them | ${["hit@1", "hit@3"].map((name) => (whole[name]! - measured([])[name]!).toFixed(4)).join(" | ")} |`,
  );
}

/** Learns `learned.json` anew from the notes, and says how well it tells questions that were left out. */
export async function train(_args: string[], bench: Bench): Promise<void> {
  const { settings, print, warn } = bench;
  const parts = library(settings.knowledgeDir, { isToBeLearned: true });
  const words = await morphology({ cacheDir: settings.cacheDir, warn });
  if (parts.notebook.notes.length === 0) {
    throw new DeskError(
      "knowledge-invalid",
      `${settings.knowledgeDir} holds no notes to learn from: a city's are in notes.jsonl`,
    );
  }
  const { corpus, search, expectations, cities } = putTogether(words, parts, bench)(parts);
  const ids = corpus.cities.map(({ id }) => id);
  const { checksum } = parts.notebook;
  const found = trained({ checksum, cities: ids, expectations, search, withoutCities: cities.withoutNames });
  const file = join(settings.knowledgeDir, "learned.json");
  writeFileSync(file, learnedFile(found));
  print(`${expectations.expected.questions.length} questions, each judged while it was left out:`);
  print(`kind of subject told right  ${rounded(found.rightKind)}`);
  print(`verdict told right          ${rounded(found.rightVerdict)}`);
  print(`${found.hashes.length} features kept in ${file}`);
}

type Changes = Pick<AssemblyOptions, "weights" | "thresholds" | "instead">;
type PutTogether = (parts: Library, changes?: Changes) => Assembly;

/** Only what the product uses is kept in the cache. */
function putTogether(words: Morphology, product: Library, { settings, warn }: Bench): PutTogether {
  const kept = keeper({ cacheDir: settings.cacheDir, warn });
  return (parts, changes = {}) => {
    const isOwn = parts.notebook.notes === product.notebook.notes && parts.lexicon === product.lexicon;
    return assembled(parts, words, { keeper: isOwn && changes.weights === undefined ? kept : noKeeper, ...changes });
  };
}

function beir({ tokenizer }: Assembly, folder: string): Record<string, number> {
  const figures = beirFigures(beirSet(folder), tokenizer, () => performance.now());
  return { ...figures, rssMb: process.resourceUsage().maxRSS / 1024 };
}

/** The expected questions of the notes, each left out while it is asked: without a part of the desk at a time. */
function expectedQuestions(parts: Library, put: PutTogether, { print }: Bench): void {
  const { subjects } = put(parts).expectations;
  const bare = withoutNotes(parts);
  const noGroups = (own: Library): Library => ({ ...own, lexicon: { ...own.lexicon, groups: [] } });
  const said = (name: string, own: Library, isNoted: boolean) => {
    const { search, cities, expectations } = put(own);
    const figures = expectedFigures({
      subjects,
      search,
      cities,
      expected: isNoted ? expectations.expected : undefined,
    });
    print(
      `${name}: ${Object.entries(figures)
        .map(([figure, value]) => `${figure} ${rounded(value)}`)
        .join(", ")}`,
    );
  };
  said("as it stands", parts, true);
  said("without the lexicon's groups", noGroups(parts), true);
  said("without notes", bare, false);
  said("without both", noGroups(bare), false);
}

/** What each weight is worth: the figures with one thing changed at a time, as a table. */
function weighed(
  parts: Library,
  put: PutTogether,
  { file, folder, ...bench }: Bench & { readonly file: string; readonly folder: string | undefined },
): void {
  const { print, path } = bench;
  const questions = questionSet(file, parts, bench);
  const set = folder === undefined ? undefined : beirSet(path(folder));
  print(`| changed | hit@1 | hit@3 | MRR@10 |${set === undefined ? "" : " BEIR hit@1 | MRR@10 |"}`);
  print(`| --- | --- | --- | --- |${set === undefined ? "" : " --- | --- |"}`);
  for (const { name, weights, lexicon } of VARIANTS) {
    const assembly = put({ ...parts, lexicon: lexicon(parts.lexicon) }, { weights });
    const figures = figuresOf(questions, assembly);
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
