/**
 * Lets thousands of residents write to a desk that is killed again and again, and counts what was lost or doubled.
 *
 * `npm run soak` takes about ten minutes, `npm run soak -- --short` one. LINE delivers again what was not acknowledged,
 * delivers some events twice and some out of order, and answers one call in ten with an error or not at all; clocks run
 * 20 times faster, so that reply tokens lapse. On SQLite one process is killed; on PostgreSQL two are, and the database
 * is restarted too. The seed is printed: `--seed N` plays the same again, `--engine sqlite` or `postgres` only one.
 * Ends with status 1 if anything was lost or doubled.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "../../adapters/world/clock.ts";
import { percentile } from "../../src/eval/metrics.ts";
import { fastClock } from "../fixtures/fast-clock.ts";
import type { Fault } from "../fixtures/line-server/faults.ts";
import { type LineServer, lineServer } from "../fixtures/line-server.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import { randomNumbers } from "../fixtures/random-numbers.ts";
import { type DeskProcess, deskProcess } from "./processes.ts";
import { oneOf, type Sent } from "./residents.ts";
import { type Kept, keptInFile, keptInPostgres, type Verdict, verdict } from "./verdict.ts";

const RATE = 20;
/** By the clock of the soak, in milliseconds: between the tries by which LINE delivers what was not acknowledged. */
const REDELIVERIES = [5_000, 15_000, 45_000, 120_000];
/** LINE waits for 2 seconds of real time, and the machine does not run faster with its clock: here half a second. */
const ACKNOWLEDGED_WITHIN_MS = 10_000;
/** How long, in real time, the desk has to settle what is left once nobody writes any more. */
const SETTLED_WITHIN_MS = 120_000;
const FAULTS: readonly Fault[] = [
  { kind: "error", status: 500, isDone: false },
  { kind: "error", status: 500, isDone: true },
  { kind: "error", status: 503, isDone: false },
  { kind: "silence", isDone: true },
  { kind: "silence", isDone: false },
  { kind: "cut", isDone: true },
  { kind: "cut", isDone: false },
  { kind: "late", ms: 6_000 },
  { kind: "rate" },
];
const FAULT_SHARE = 0.1;

interface Size {
  readonly events: number;
  readonly residents: number;
  readonly kills: number;
  readonly databaseRestarts: number;
  /** Real time in which the events are written. */
  readonly writingMs: number;
}
const SHORT: Size = { events: 500, residents: 200, kills: 2, databaseRestarts: 1, writingMs: 10_000 };
const WHOLE: Size = { events: 6_000, residents: 2_000, kills: 20, databaseRestarts: 3, writingMs: 200_000 };

type Engine = "sqlite" | "postgres";

interface Outcome extends Verdict {
  readonly engine: Engine;
  readonly acknowledged: number;
  readonly deliveries: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly answersPerSecond: number;
  readonly kills: number;
  /** Processes that ended by themselves. */
  readonly crashes: number;
  readonly breaches: readonly string[];
}

const note = (text: string) => void process.stderr.write(`${text}\n`);

async function soak(engine: Engine, size: Size, seed: number): Promise<Outcome> {
  const faultChance = randomNumbers(seed + 1);
  const base = systemClock.now();
  const clock = fastClock(RATE, base);
  const line = await lineServer({
    clock,
    faults: () => (faultChance() < FAULT_SHARE ? FAULTS[Math.floor(faultChance() * FAULTS.length)] : undefined),
    kept: ({ type }) => ({ type: "text", text: type ?? "" }),
    keepsRequests: false,
    answerWithinMs: ACKNOWLEDGED_WITHIN_MS,
  });
  const home = mkdtempSync(join(tmpdir(), "madoguchi-soak-"));
  const postgres = engine === "postgres" ? await cluster({ isDurable: true }) : undefined;
  const databaseUrl = await postgres?.database("soak");
  const environment = {
    ...{ SOAK_RATE: String(RATE), SOAK_BASE: String(base), SOAK_LINE: line.url, SOAK_LINE_DATA: line.dataUrl },
    ...{ LINE_CHANNEL_SECRET: line.secret, LINE_CHANNEL_ACCESS_TOKEN: line.token },
    ...{ DATA_DIR: home, DATABASE_URL: databaseUrl ?? "", LOG_LEVEL: "silent" },
  };
  const desks = await Promise.all(
    Array.from({ length: engine === "postgres" ? 2 : 1 }, () => deskProcess(environment)),
  );
  for (const desk of desks) await desk.start();
  const kept = (): Kept | Promise<Kept> =>
    databaseUrl === undefined ? keptInFile(join(home, "madoguchi.sqlite")) : keptInPostgres(databaseUrl);
  const post = postman(line, desks, (delivery) => randomNumbers(seed + 1_000 + delivery));
  const begun = systemClock.now();
  await Promise.all([
    writing(size, { line, chance: randomNumbers(seed), post }),
    killing(size, desks, randomNumbers(seed + 2)),
    postgres && restarting(size, postgres),
  ]);
  await post.done();
  await settled(kept);
  const seconds = (systemClock.now() - begun) / 1000;
  for (const desk of desks) await desk.stop();
  const found = verdict(post.acknowledged(), await kept(), arrivalsAt(line));
  await postgres?.stop();
  await line.close();
  rmSync(home, { recursive: true });
  return {
    ...found,
    engine,
    acknowledged: post.acknowledged().length,
    deliveries: post.latencies.length,
    ackP50Ms: percentile(post.latencies, 0.5),
    ackP99Ms: percentile(post.latencies, 0.99),
    answersPerSecond: (found.replied + found.pushed + found.pushedToBeSure) / seconds,
    kills: size.kills,
    crashes: desks.reduce((sum, desk) => sum + desk.crashes(), 0),
    breaches: line.breaches,
  };
}

interface Postman {
  /** Delivers until it is acknowledged, and some of it again after that. */
  bring(sent: readonly Sent[]): void;
  done(): Promise<void>;
  acknowledged(): readonly Sent[];
  /** Of acknowledged deliveries, in real milliseconds. */
  readonly latencies: number[];
}

/** @param chanceOf - of each delivery by its place in the order, so that no other can change it */
function postman(
  line: LineServer,
  desks: readonly DeskProcess[],
  chanceOf: (delivery: number) => () => number,
): Postman {
  const acknowledged = new Set<Sent>();
  const latencies: number[] = [];
  const under = new Set<Promise<void>>();
  let turn = 0;
  let brings = 0;
  const pause = (clockMs: number) => systemClock.wait(clockMs / RATE);

  const place = () => {
    turn += 1;
    return desks[turn % desks.length]!.webhook;
  };

  async function deliver(sent: readonly Sent[]): Promise<boolean> {
    const start = performance.now();
    const status = await line.deliver(
      place(),
      sent.map(({ event }) => event),
    );
    if (status < 200 || status >= 300) return false;
    latencies.push(performance.now() - start);
    for (const one of sent) acknowledged.add(one);
    return true;
  }

  async function brought(sent: readonly Sent[], chance: () => number): Promise<void> {
    const isTwice = chance() < 0.05;
    if (chance() < 0.1) await pause(chance() * 20_000);
    for (let tries = 0; !(await deliver(sent)); tries += 1) {
      await pause(REDELIVERIES[Math.min(tries, REDELIVERIES.length - 1)]! * (0.5 + chance()));
    }
    if (!isTwice) return;
    await pause(chance() * 60_000);
    await line.deliver(
      place(),
      sent.map(({ event }) => line.events.again(event)),
    );
  }

  return {
    bring(sent) {
      brings += 1;
      const run = brought(sent, chanceOf(brings)).finally(() => under.delete(run));
      under.add(run);
    },
    async done() {
      while (under.size > 0) await Promise.all(under);
    },
    acknowledged: () => [...acknowledged],
    latencies,
  };
}

interface Writing {
  readonly line: LineServer;
  readonly chance: () => number;
  readonly post: Postman;
}

/** Evenly in the long run, in bursts in the short, and some of it several to a body. */
async function writing({ events, residents, writingMs }: Size, { line, chance, post }: Writing): Promise<void> {
  let left = events;
  while (left > 0) {
    const burst = Math.min(left, chance() < 0.05 ? 60 : 1 + Math.floor(chance() * 6));
    for (let i = 0; i < burst; ) {
      const size = Math.min(burst - i, chance() < 0.2 ? 3 : 1);
      post.bring(Array.from({ length: size }, () => oneOf(residents, line.events, chance)));
      i += size;
    }
    left -= burst;
    await systemClock.wait((writingMs * burst * 2 * chance()) / events);
  }
}

async function killing({ kills, writingMs }: Size, desks: readonly DeskProcess[], chance: () => number): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    await systemClock.wait((writingMs / kills) * (0.4 + chance() * 0.8));
    const desk = desks[Math.floor(chance() * desks.length)]!;
    await desk.kill();
    await desk.start();
    note(`  killed ${i + 1} of ${kills}`);
  }
}

async function restarting({ databaseRestarts, writingMs }: Size, postgres: Cluster): Promise<void> {
  for (let i = 0; i < databaseRestarts; i += 1) {
    await systemClock.wait(writingMs / (databaseRestarts + 1));
    await postgres.restart();
    note("  the database was restarted");
  }
}

/** Nothing waits in the inbox or the outbox, or the time for it is over. */
async function settled(kept: () => Kept | Promise<Kept>): Promise<void> {
  const until = systemClock.now() + SETTLED_WITHIN_MS;
  while (systemClock.now() < until) {
    const { inbox, outbox } = await kept();
    if ([...inbox, ...outbox].every(({ state }) => state !== "waiting")) return;
    await systemClock.wait(500);
  }
}

/** How many calls LINE took by each token or key. */
function arrivalsAt(line: LineServer): Map<string, number> {
  const calls = new Map<string, Set<string>>();
  for (const peer of line.peers()) {
    for (const { key, requestId } of line.arrivals(peer)) calls.set(key, (calls.get(key) ?? new Set()).add(requestId));
  }
  return new Map([...calls].map(([key, ids]) => [key, ids.size]));
}

function printed(outcome: Outcome): string {
  const { lost, doubled, wrong, breaches } = outcome;
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(", ") || "none";
  const rows: readonly (readonly [string, string | number])[] = [
    ["events acknowledged", outcome.acknowledged],
    ["kills / crashes of its own", `${outcome.kills} / ${outcome.crashes}`],
    ["answered", outcome.answered],
    ["silent", list(outcome.silent)],
    ["dead", list(outcome.dead)],
    ["lost", lost.length],
    ["doubled", doubled.length],
    ["ended otherwise than they should", wrong.length],
    ["sent by reply / by push", `${outcome.replied} / ${outcome.pushed}`],
    ["pushed to be sure (of which the first had arrived)", `${outcome.pushedToBeSure} (${outcome.arrivedTwice})`],
    ["answers not delivered", list(outcome.undelivered)],
    ["acknowledgement p50 / p99", `${outcome.ackP50Ms.toFixed(1)} / ${outcome.ackP99Ms.toFixed(1)} ms`],
    ["answers a second", outcome.answersPerSecond.toFixed(1)],
    ["calls that LINE would refuse", breaches.length],
  ];
  const table = rows.map(([what, value]) => `| ${what} | ${value} |`);
  const faults = [...lost, ...doubled, ...wrong, ...breaches].slice(0, 40).map((fault) => `- ${fault}`);
  return [`| ${outcome.engine} | |`, "| --- | --- |", ...table, ...faults].join("\n");
}

const { values } = parseArgs({
  options: { short: { type: "boolean" }, seed: { type: "string" }, engine: { type: "string" } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const size = values.short ? SHORT : WHOLE;
const engines: readonly Engine[] =
  values.engine === "sqlite" || values.engine === "postgres" ? [values.engine] : ["sqlite", "postgres"];
note(`seed ${seed}`);
for (const engine of engines) {
  note(engine);
  const outcome = await soak(engine, size, seed);
  process.stdout.write(`seed ${seed}, clocks ${RATE} times faster\n\n${printed(outcome)}\n\n`);
  const { lost, doubled, wrong, breaches, crashes } = outcome;
  if (lost.length + doubled.length + wrong.length + breaches.length + crashes > 0) process.exitCode = 1;
}
