/**
 * The command line: `ask` and `eval`. Results go to stdout, everything else to stderr.
 */

import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type Assembly, assemble } from "./assemble.ts";
import { config } from "./config.ts";
import { DeskError } from "./errors.ts";
import { beirFigures } from "./eval/beir.ts";
import { beirSet, jsonLines } from "./eval/files.ts";
import { type AnsweredRow, expectation, type QuestionRow, questionRow, scored } from "./eval/questions.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import type { CityId, Hit, Question, Reply } from "./model.ts";

const USAGE = `npm run ask -- "QUESTION" [--city CITY] [--json] [--explain]
npm run ask                            asks at a prompt; an empty line ends it
npm run ask -- --batch QUESTIONS.jsonl  prints one JSON line per question
npm run eval -- [QUESTIONS.jsonl] [--json]
npm run eval -- --beir FOLDER [--json]`;

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
  const assembly = await assemble({ ...settings(), warn: note });
  const city = cityNamed(assembly, values.city);
  if (values.batch !== undefined) return batch(assembly, path(values.batch));
  const text = positionals.join(" ");
  if (positionals.length > 0) return show(assembly, { text, city, history: [] }, values);
  await converse(assembly, city, values);
}

interface Shown {
  readonly json: boolean;
  readonly explain: boolean;
}

function show({ desk }: Assembly, question: Question, { json, explain }: Shown): void {
  const reply = desk.reply(question);
  const hits = explain ? desk.explain(question) : [];
  if (json)
    return print(JSON.stringify({ ...answered("", reply), ...(explain ? { explain: hits.map(explained) } : {}) }));
  print(reply.text);
  for (const hit of hits) {
    print(`\n${hit.passage.id}  ${hit.score.toFixed(2)}  ${hit.passage.citation}`);
    for (const { field, term, from, weight, points } of hit.reasons) {
      const typed = from === term ? "" : `  ← ${from}`;
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

function cityNamed({ corpus }: Assembly, name: string | undefined): CityId | undefined {
  if (name === undefined) return undefined;
  const found = corpus.cities.find(
    ({ id, names }) => id === name.toLowerCase() || [names.ja, names.kana, names.en, ...names.others].includes(name),
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
    options: { beir: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const show = (figures: Record<string, number>) => {
    if (values.json) return print(JSON.stringify(figures));
    for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(26)} ${rounded(value)}`);
  };
  const assembly = await assemble({ ...settings(), warn: note });
  if (values.beir !== undefined) {
    const figures = beirFigures(beirSet(path(values.beir)), assembly.tokenizer, () => performance.now());
    return show({ ...figures, rssMb: process.resourceUsage().maxRSS / 1024 });
  }
  const file = path(positionals[0] ?? DEV_SET);
  const { rows, bad } = jsonLines(file, (data) => readable(assembly, data));
  for (const { line, reason } of bad) note(`${file}:${line}: ${reason}; left out`);
  const answers = rows.map((row) => answeredRow(assembly, row));
  const texts = new Map(
    loadKnowledge(settings().knowledgeDir).cities.map(({ city, file }) => [city.id as string, file]),
  );
  show(scored(jsonLines(file, expectation).rows, answers, texts));
}

const rounded = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { ask, eval: evaluate };

try {
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) throw new DeskError("usage", USAGE);
  await command(args);
} catch (error) {
  const isOurs = error instanceof DeskError || (error instanceof TypeError && "code" in error);
  note(isOurs ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 2;
}
