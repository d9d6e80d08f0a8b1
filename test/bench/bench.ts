/**
 * Measures speed and memory against MiniSearch over the same tokens in the same run: `npm run bench`.
 *
 * Figures of a shared machine mean little by themselves, so each stands beside its limit or beside the other engine,
 * and each is the median of five, but for the taking in of webhooks, which goes on for half a minute a rate. Takes about
 * ten minutes and writes a table to stdout; `npm run bench -- intake` measures one part: starting, asking, growing, intake,
 * web, search.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "../../src/assemble.ts";
import { percentile } from "../../src/eval/metrics.ts";
import type { Desk } from "../../src/ports/desk.ts";
import { miniSearch, ours, type Prepared } from "./engines.ts";
import { intake } from "./intake.ts";
import { guidelineQuestions, hostileTexts, madeUpPassages } from "./made-up.ts";
import { searching } from "./search.ts";
import { started } from "./started.ts";
import { web } from "./web.ts";

const ROUNDS = 5;
const PASSAGES = 20_000;
const LONGEST_QUESTION = 5000;
const CACHE = "node_modules/.cache/madoguchi";
const median = (values: readonly number[]): number => percentile(values, 0.5);
const rows: string[] = [];
const row = (what: string, value: string, limit: string) => rows.push(`| ${what} | ${value} | ${limit} |`);
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const progress = (text: string) => process.stderr.write(`${text}\n`);

async function starting(): Promise<void> {
  progress("starting with the cache …");
  await started({ cacheDir: CACHE });
  const warm = [];
  for (let i = 0; i < ROUNDS; i += 1) warm.push(await started({ cacheDir: CACHE }));
  progress("starting without the cache …");
  const cold = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const cacheDir = mkdtempSync(join(tmpdir(), "madoguchi-bench-"));
    cold.push(await started({ cacheDir }));
    rmSync(cacheDir, { recursive: true });
  }
  row("process start to `/readyz`, with the cache", ms(median(warm.map((s) => s.readyMs))), "≤ 700 ms");
  row("process start to `/readyz`, without", ms(median(cold.map((s) => s.readyMs))), "≤ 3,000 ms");
  row("resident memory when ready", `${median(warm.map((s) => s.rssMb)).toFixed(0)} MB`, "≤ 260 MB");
}

async function asking(): Promise<void> {
  progress("asking …");
  const { desk, corpus, tokenizer } = await assemble({ knowledgeDir: "knowledge", cacheDir: CACHE, warn: progress });
  const questions = guidelineQuestions(corpus);
  const prepared = corpus.passages.map((p) => ({
    heading: tokenizer.tokens(p.headings.join("\n")),
    text: tokenizer.tokens(p.text),
  }));
  const other = miniSearch(prepared);
  const [mine, theirs]: [number[][], number[][]] = [[], []];
  for (let i = 0; i <= ROUNDS; i += 1) {
    const times = questions.map((text) => timed(() => desk.reply({ text, city: undefined, history: [] })));
    const otherTimes = questions.map((text) => timed(() => other.search(tokenizer.tokens(text))));
    if (i > 0) mine.push(times);
    if (i > 0) theirs.push(otherTimes);
  }
  const of = (rounds: readonly number[][], p: number) => median(rounds.map((times) => percentile(times, p)));
  row(`a question with tokenising, whole reply (${questions.length} questions), median`, ms(of(mine, 0.5)), "≤ 2 ms");
  row("the same, p99", ms(of(mine, 0.99)), "≤ 10 ms");
  hostile(desk);
  row(
    "MiniSearch with tokenising, ranking only: median / p99",
    `${ms(of(theirs, 0.5))} / ${ms(of(theirs, 0.99))}`,
    "–",
  );
}

/** The worst that 5,000 code units can do to the one process that answers everybody. */
function hostile(desk: Desk): void {
  const worst = hostileTexts(LONGEST_QUESTION).map(([what, text]) => {
    const times = Array.from({ length: ROUNDS }, () =>
      timed(() => desk.reply({ text, city: undefined, history: [text] })),
    );
    return { what, time: median(times) };
  });
  const { what, time } = worst.reduce((a, b) => (a.time > b.time ? a : b));
  row(`the worst of ${worst.length} hostile questions of 5,000 code units (${what})`, ms(time), "≤ 50 ms");
}

async function growing(): Promise<void> {
  progress(`making ${PASSAGES} passages …`);
  const { corpus, tokenizer } = await assemble({ knowledgeDir: "knowledge", cacheDir: CACHE, warn: progress });
  const passages = madeUpPassages(corpus, PASSAGES);
  const characters = passages.reduce((sum, p) => sum + p.heading.length + p.text.length, 0);
  const begun = performance.now();
  const prepared: Prepared[] = passages.map(({ heading, text }) => ({
    heading: tokenizer.tokens(heading),
    text: tokenizer.tokens(text),
  }));
  const perSecond = characters / ((performance.now() - begun) / 1000);
  const questions = guidelineQuestions(corpus).map((text) => tokenizer.tokens(text));
  const results = {
    ours: { build: [] as number[], query: [] as number[] },
    mini: { build: [] as number[], query: [] as number[] },
  };
  for (let i = 0; i < ROUNDS; i += 1) {
    progress(`building and querying, round ${i + 1} of ${ROUNDS} …`);
    for (const [engine, into] of [
      [ours, results.ours],
      [miniSearch, results.mini],
    ] as const) {
      const start = performance.now();
      const index = engine(prepared);
      into.build.push(performance.now() - start);
      into.query.push(median(questions.map((tokens) => timed(() => index.search(tokens)))));
    }
  }
  const [build, otherBuild] = [median(results.ours.build), median(results.mini.build)];
  const [ask, otherAsk] = [median(results.ours.query), median(results.mini.query)];
  const mean = (characters / PASSAGES).toFixed(0);
  row("tokenising", `${Math.round(perSecond).toLocaleString("en")} characters a second`, "–");
  row(`indexing ${PASSAGES.toLocaleString("en")} passages of ${mean} characters, tokenised`, ms(build), "–");
  row("MiniSearch, the same", `${ms(otherBuild)}; ours is ${(build / otherBuild).toFixed(2)} of it`, "ours ≤ 2 of it");
  row("a tokenised question over them, median", ms(ask), "–");
  row("MiniSearch, the same", `${ms(otherAsk)}; ours is ${(ask / otherAsk).toFixed(2)} of it`, "ours ≤ 0.5 of it");
}

/** Answers that are this far behind are no longer answers to a talk. */
const MOST_BEHIND_MS = 5_000;
const MOST_ACKNOWLEDGEMENT_MS = 100;
const RATES = [200, 250, 300, 350, 400, 450, 500, 600, 700, 800];
const HELD_SECONDS = 30;

async function takingIn(): Promise<void> {
  let held = 0;
  for (const perSecond of RATES) {
    progress(`taking in ${perSecond} webhooks a second …`);
    const measured = await intake({ perSecond, seconds: HELD_SECONDS });
    const { p50Ms, p99Ms, refused, behindMs } = measured;
    if (perSecond === RATES[0]) {
      row(
        `acknowledging ${perSecond} webhooks a second, each answered: p50 / p99`,
        `${ms(p50Ms)} / ${ms(p99Ms)}`,
        "p99 ≤ 100 ms",
      );
    }
    if (p99Ms > MOST_ACKNOWLEDGEMENT_MS || refused > 0 || behindMs > MOST_BEHIND_MS) break;
    held = perSecond;
  }
  row(
    `the highest rate held for ${HELD_SECONDS} s, so acknowledged and answered at most 5 s later`,
    `${held} a second`,
    "–",
  );
}

const MOST_PAGE_MS = 25;
const MOST_PAGE_KB = 200;
const kb = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

async function pages(): Promise<void> {
  progress("fetching pages with 50 visitors at once, then beside one who sends as fast as possible …");
  const { pages: kinds, median: all, answered, bare, quiet, flooded, largest } = await web();
  row("a page with 50 visitors at once, median", ms(all), `≤ ${MOST_PAGE_MS} ms`);
  for (const [kind, value] of Object.entries(kinds)) row(`of these: ${kind}`, ms(value), "–");
  row("a page of that size from a bare `node:http`, asked for alike", ms(bare), "–");
  row("a question, until the page with its answer is there", ms(answered), "–");
  const what = `the largest of these with stylesheet and script, without fonts (${largest.what}); compressed`;
  row(what, `${kb(largest.plain)}; ${kb(largest.compressed)}`, `≤ ${MOST_PAGE_KB} kB`);
  const times = (flooded / quiet).toFixed(1);
  row(
    "a visitor's page while one address sends as fast as it can",
    `${ms(flooded)}, ${times} of quiet`,
    "< 5 of quiet",
  );
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function looking(): Promise<void> {
  for (const { what, value, limit } of await searching(progress)) row(what, value, limit);
}

const PARTS = { starting, asking, growing, intake: takingIn, web: pages, search: looking };
const asked = process.argv.slice(2);
for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await part();
process.stdout.write(["| measured | median of 5 | limit |", "| --- | --- | --- |", ...rows, ""].join("\n"));
