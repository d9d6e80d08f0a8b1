/**
 * The command line: `ask` and `eval`. Results go to stdout, everything else to stderr.
 */

import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type Assembly, assemble, assembled } from "./assemble.ts";
import { config } from "./config.ts";
import { DeskError } from "./errors.ts";
import { beirFigures } from "./eval/beir.ts";
import { expectedFigures } from "./eval/expected.ts";
import { beirSet, jsonLines } from "./eval/files.ts";
import { type AnsweredRow, expectation, type QuestionRow, questionRow, scored } from "./eval/questions.ts";
import { VARIANTS } from "./eval/variants.ts";
import { loadKnowledge, loadNotes } from "./knowledge/load.ts";
import type { CityId, Hit, Question, Reply } from "./model.ts";
import { WEIGHTS } from "./retrieval/weights.ts";
import { morphology } from "./text/morphology.ts";
import { squeezed } from "./text/normalize.ts";

const USAGE = `npm run ask -- "QUESTION" [--city CITY] [--json] [--explain]
npm run ask                            asks at a prompt; an empty line ends it
npm run ask -- --batch QUESTIONS.jsonl  prints one JSON line per question
npm run eval -- [QUESTIONS.jsonl] [--json]
npm run eval -- --beir FOLDER [--json]
npm run eval -- --expected             on the expected questions of the notes
npm run eval -- --weights [--beir FOLDER]  what each weight is worth`;

const DEV_SET = "../shared/eval/dev.jsonl";
/** Questions of a conversation that are carried along. */
const MOST_HISTORY = 6;

const settings = () => config(process.env);
const note = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
/** npm runs scripts in the project's folder; a path is meant from where the person stands. */
const path = (given: string) => resolve(process.env.INIT_CWD ?? process.cwd(), given);

async function ask(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      city: { type: "string" },
      json: { type: "boolean", default: false },
      explain: { type: "boolean", default: false },
      batch: { type: "string" },
    },
  });
  if (values.batch !== undefined && values.city !== undefined) {
    throw new DeskError("usage", `--city does not go with --batch: each row names its own city\n\n${USAGE}`);
  }
  const assembly = await assemble({ ...settings(), warn: note });
  const city = cityNamed(assembly, values.city);
  if (values.batch !== undefined) return batch(assembly, path(values.batch));
  const text = positionals.join(" ");
  if (positionals.length > 0) show(assembly, { text, city, history: [] }, values);
  else await converse(assembly, city, values);
}

interface Shown {
  readonly json: boolean;
  readonly explain: boolean;
}

function show({ desk }: Assembly, question: Question, { json, explain }: Shown): void {
  const reply = desk.reply(question);
  const hits = explain ? desk.explain(question) : [];
  if (json) {
    print(JSON.stringify({ ...answered("", reply), ...(explain ? { explain: hits.map(explained) } : {}) }));
    return;
  }
  print(reply.text);
  for (const hit of hits) {
    print(`\n${hit.passage.id}  ${hit.score.toFixed(2)}  ${hit.passage.citation}`);
    for (const { field, term, from, weight, points, isContext } of hit.reasons) {
      const typed = `${from === term ? "" : `  ← ${from}`}${isContext ? "  (asked before)" : ""}`;
      print(`  ${points.toFixed(2).padStart(6)}  ${field.padEnd(8)}  × ${weight.toFixed(2)}  ${term}${typed}`);
    }
  }
}

const explained = ({ passage, score, reasons }: Hit) => ({ passage: passage.id, score, reasons });

async function converse(assembly: Assembly, city: CityId | undefined, shown: Shown): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY });
  const history: string[] = [];
  prompt.setPrompt("質問> ");
  prompt.prompt();
  for await (const text of prompt) {
    if (text.trim() === "" && process.stdin.isTTY) break;
    show(assembly, { text, city, history: history.slice(-MOST_HISTORY) }, shown);
    history.push(text);
    prompt.prompt();
  }
  prompt.close();
}

/** However the name is typed: capitals, widths and white space count for nothing. */
function cityNamed({ corpus }: Assembly, name: string | undefined): CityId | undefined {
  if (name === undefined) return undefined;
  const typed = squeezed(name);
  const found = corpus.cities.find(({ id, names }) =>
    [id, names.ja, names.kana, names.en, ...names.others].some((known) => squeezed(known) === typed),
  );
  if (found !== undefined) return found.id;
  const known = corpus.cities.map(({ id, names }) => `${id} (${names.ja})`).join(", ");
  throw new DeskError("usage", `--city ${name} is not known. Known are: ${known}`);
}

function batch(assembly: Assembly, file: string): void {
  const { rows, bad } = jsonLines(file, (data) => readable(assembly, data));
  for (const row of rows) print(JSON.stringify(answeredRow(assembly, row)));
  for (const { line, reason } of bad) note(`${file}:${line}: ${reason}; left out`);
  if (bad.length > 0) process.exitCode = 1;
}

function readable({ corpus }: Assembly, data: Record<string, unknown>): QuestionRow | string {
  const row = questionRow(data);
  if (typeof row === "string" || row.city === null || corpus.city(row.city) !== undefined) return row;
  return `has an unknown city; known are ${corpus.cities.map(({ id }) => id).join(", ")}`;
}

function answeredRow({ desk, corpus }: Assembly, { id, question, city, history }: QuestionRow): AnsweredRow {
  return answered(id, desk.reply({ text: question, city: corpus.city(city ?? "")?.id, history }));
}

function answered(id: string, { outcome, quotations, text }: Reply): AnsweredRow {
  const passages = quotations.map(({ city, source, lines, score }) => {
    return { city, source, text: lines.map((line) => line.text).join("\n"), score };
  });
  return { id, outcome, passages, reply: text };
}

async function evaluate(args: string[]): Promise<void> {
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
  const file = path(positionals[0] ?? DEV_SET);
  if (values.weights) return weighVariants(file, values.beir);
  if (values.expected) return compareLexicon();
  const assembly = await assemble({ ...settings(), warn: note });
  const figures = values.beir === undefined ? questionFigures(assembly, file) : beir(assembly, path(values.beir));
  if (values.json) print(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(26)} ${rounded(value)}`);
}

function beir({ tokenizer }: Assembly, folder: string): Record<string, number> {
  const figures = beirFigures(beirSet(folder), tokenizer, () => performance.now());
  return { ...figures, rssMb: process.resourceUsage().maxRSS / 1024 };
}

function questionFigures(assembly: Assembly, file: string): Record<string, number> {
  const { rows, bad } = jsonLines(file, (data) => readable(assembly, data));
  for (const { line, reason } of bad) note(`${file}:${line}: ${reason}; left out`);
  const answers = rows.map((row) => answeredRow(assembly, row));
  const { cities } = loadKnowledge(settings().knowledgeDir);
  const texts = new Map(cities.map(({ city, file: text }) => [city.id as string, text]));
  return scored(jsonLines(file, expectation).rows, answers, texts);
}

/** The expected questions of the notes, which the desk does not read, with the lexicon and without its groups. */
async function compareLexicon(): Promise<void> {
  const { knowledgeDir, cacheDir } = settings();
  const knowledge = loadKnowledge(knowledgeDir);
  const words = await morphology({ cacheDir, warn: note });
  for (const [name, groups] of [
    ["with the lexicon", knowledge.lexicon.groups],
    ["without", []],
  ] as const) {
    const lexicon = { ...knowledge.lexicon, groups: [...groups] };
    const { corpus, search } = assembled({ ...knowledge, lexicon }, words, WEIGHTS);
    const figures = expectedFigures(loadNotes(knowledgeDir, corpus.passages), search);
    print(
      `${name}: ${Object.entries(figures)
        .map(([figure, value]) => `${figure} ${rounded(value)}`)
        .join(", ")}`,
    );
  }
}

/** What each weight is worth: the figures with one thing changed at a time, as a table. */
async function weighVariants(file: string, folder: string | undefined): Promise<void> {
  const { knowledgeDir, cacheDir } = settings();
  const knowledge = loadKnowledge(knowledgeDir);
  const words = await morphology({ cacheDir, warn: note });
  const set = folder === undefined ? undefined : beirSet(path(folder));
  print(`| changed | hit@1 | hit@3 | MRR@10 |${set === undefined ? "" : " BEIR hit@1 | MRR@10 |"}`);
  print(`| --- | --- | --- | --- |${set === undefined ? "" : " --- | --- |"}`);
  for (const { name, weights, lexicon } of VARIANTS) {
    const assembly = assembled({ ...knowledge, lexicon: lexicon(knowledge.lexicon) }, words, weights);
    const figures = questionFigures(assembly, file);
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

/** Whoever reads only the first lines (`| head`) has what they wanted. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { ask, eval: evaluate };

try {
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) throw new DeskError("usage", USAGE);
  await command(args);
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const isOurs = error instanceof DeskError || isUsage;
  note(isOurs ? error.message : String(error instanceof Error ? error.stack : error));
  if (isUsage) note(`\n${USAGE}`);
  process.exitCode = 2;
}
