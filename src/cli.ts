/**
 * The command line: `ask`, `eval` and `train`. Results go to stdout, everything else to stderr.
 */

import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type Assembly, assemble } from "./assemble.ts";
import { config } from "./config.ts";
import { DeskError } from "./errors.ts";
import { answered, answeredRow, readableRow } from "./eval/answered.ts";
import { jsonLines } from "./eval/files.ts";
import type { QuestionRow } from "./eval/questions.ts";
import { evaluate, train } from "./measure.ts";
import type { CityId, Hit, Question } from "./model.ts";
import { squeezed } from "./text/normalize.ts";

const USAGE = `npm run ask -- "QUESTION" [--city CITY] [--json] [--explain]
npm run ask                            asks at a prompt; an empty line ends it
npm run ask -- --batch QUESTIONS.jsonl  prints one JSON line per question
npm run eval -- [QUESTIONS.jsonl] [--json]
npm run eval -- --beir FOLDER [--json]
npm run eval -- --expected             on the expected questions of the notes
npm run eval -- --lines                what other lines between answering and declining would buy
npm run eval -- --lexicon              what each group of the lexicon is worth (takes minutes)
npm run eval -- --weights [--beir FOLDER]  what each weight is worth
npm run train                          learns from the notes what to answer and what to decline`;

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
  const assembly = await assemble({ ...settings(), year: () => new Date().getFullYear(), warn: note });
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
  const why = explain ? desk.explain(question) : undefined;
  if (json) {
    const { text, signals, hits } = why ?? {};
    print(
      JSON.stringify({ ...answered("", reply), ...(why && { looked: text, signals, explain: hits?.map(explained) }) }),
    );
    return;
  }
  print(reply.text);
  if (why === undefined) return;
  print(`\n${why.outcome}  「${why.text.trim()}」`);
  for (const [name, value] of Object.entries(why.signals)) print(`  ${value.toFixed(2).padStart(6)}  ${name}`);
  for (const hit of why.hits) {
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
  const { desk } = assembly;
  const { rows, bad } = jsonLines<QuestionRow>(file, (data) => readableRow(desk.cities, data));
  for (const row of rows) print(JSON.stringify(answeredRow(desk, row)));
  for (const { line, reason } of bad) note(`${file}:${line}: ${reason}; left out`);
  if (bad.length > 0) process.exitCode = 1;
}

/** Whoever reads only the first lines (`| head`) has what they wanted. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const bench = () => ({ settings: settings(), print, warn: note, path });
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  ask,
  eval: (args) => evaluate(args, bench()),
  train: (args) => train(args, bench()),
};

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
