/**
 * Lets thousands of residents write to a desk that is killed again and again, in LINE and on its page, has staff work their
 * cases in Slack, and counts what was lost, doubled or told to the wrong people.
 *
 * `npm run soak` takes about ten minutes, `npm run soak -- --short` one for each engine. LINE delivers again what was not
 * acknowledged, delivers some events twice and some out of order; LINE and Slack answer one call in ten with an error or
 * not at all, and Slack is gone for ten minutes of the soak's clock, which runs 20 times faster, so that reply tokens
 * lapse. On SQLite one process is killed; on PostgreSQL two are, and the database is restarted too. The seed is printed:
 * `--seed N` plays the same again, `--engine sqlite` or `postgres` only one. Ends with status 1 if anything was wrong.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "../../adapters/world/clock.ts";
import { percentile } from "../../src/eval/metrics.ts";
import type { LineServer } from "../fixtures/line-server.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import { randomNumbers } from "../fixtures/random-numbers.ts";
import { type Database, databaseAt, databaseIn, kept, keptCases, keptPages } from "./kept.ts";
import { type LinePostman, linePostman } from "./line-postman.ts";
import { marks } from "./marks.ts";
import { pageVerdict } from "./page-verdict.ts";
import { pageVisitors } from "./page-visitors.ts";
import {
  ACKNOWLEDGED_WITHIN_MS,
  arrivalsAt,
  linePlayed,
  marksAt,
  type PlayedSlack,
  RATE,
  slackPlayed,
  withdrawalAt,
} from "./played.ts";
import { type DeskProcess, deskProcess } from "./processes.ts";
import { faultsOf, type Outcome, printed } from "./report.ts";
import { residents, type Sent } from "./residents.ts";
import { slackPostman } from "./slack-postman.ts";
import { inSlack } from "./slack-reading.ts";
import { slackVerdict } from "./slack-verdict.ts";
import { staffAtWork } from "./staff.ts";
import { verdict } from "./verdict.ts";

/** How long, in real time, the desk has to settle what is left once nobody writes any more. */
const SETTLED_WITHIN_MS = 120_000;
interface Size {
  readonly events: number;
  readonly residents: number;
  /** Residents who ask for a person. */
  readonly seekers: number;
  /** Residents on the page. */
  readonly visitors: number;
  readonly kills: number;
  readonly databaseRestarts: number;
  /** Real time in which the events are written, and staff work. */
  readonly writingMs: number;
}
const SHORT: Size = {
  ...{ events: 800, residents: 200, seekers: 30, visitors: 15 },
  ...{ kills: 3, databaseRestarts: 1, writingMs: 50_000 },
};
const WHOLE: Size = {
  ...{ events: 6_000, residents: 2_000, seekers: 200, visitors: 50 },
  ...{ kills: 20, databaseRestarts: 3, writingMs: 200_000 },
};

type Engine = "sqlite" | "postgres";

const note = (text: string) => void process.stderr.write(`${text}\n`);

async function soak(engine: Engine, size: Size, seed: number): Promise<Outcome> {
  const base = systemClock.now();
  const line = await linePlayed(base, randomNumbers(seed + 1));
  const slack = await slackPlayed(base, randomNumbers(seed + 3));
  const home = mkdtempSync(join(tmpdir(), "madoguchi-soak-"));
  const postgres = engine === "postgres" ? await cluster({ isDurable: true }) : undefined;
  const databaseUrl = await postgres?.database("soak");
  const database = databaseUrl === undefined ? databaseIn(join(home, "madoguchi.sqlite")) : databaseAt(databaseUrl);
  const environment = {
    ...{ SOAK_RATE: String(RATE), SOAK_BASE: String(base), SOAK_LINE: line.url, SOAK_LINE_DATA: line.dataUrl },
    ...{ LINE_CHANNEL_SECRET: line.secret, LINE_CHANNEL_ACCESS_TOKEN: line.token, SOAK_SLACK: slack.server.apiUrl },
    ...{ SLACK_BOT_TOKEN: slack.server.botToken, SLACK_SIGNING_SECRET: slack.server.signingSecret },
    ...{ SLACK_CHANNEL: slack.server.channel },
    ...{ DATA_DIR: home, DATABASE_URL: databaseUrl ?? "", LOG_LEVEL: "silent" },
  };
  const desks = await Promise.all(
    Array.from({ length: engine === "postgres" ? 2 : 1 }, () => deskProcess(environment)),
  );
  for (const desk of desks) await desk.start();
  const post = linePostman({ line, desks, rate: RATE, chanceOf: (turn) => randomNumbers(seed + 1_000 + turn) });
  const events = await slackPostman({
    ...{ desks, secret: slack.server.signingSecret, rate: RATE, chance: randomNumbers(seed + 4) },
    acknowledgedWithinMs: ACKNOWLEDGED_WITHIN_MS / RATE,
  });
  slack.server.subscribe(events.url);
  const begun = systemClock.now();
  const [deeds, onPage] = await Promise.all([
    staffAtWork({
      ...{ slack: slack.server, post: events, marks: marks(), isAway: slack.isAway },
      isOver: () => systemClock.now() - begun > size.writingMs,
      chanceOf: (person) => randomNumbers(seed + 10 + person),
    }),
    pageVisitors({
      ...{ desks, visitors: size.visitors, isOver: () => systemClock.now() - begun > size.writingMs },
      chanceOf: (visitor) => randomNumbers(seed + 100_000 + visitor),
    }),
    writing(size, { line, chance: randomNumbers(seed), post }),
    killing(size, desks, randomNumbers(seed + 2)),
    leaving(size, slack),
    postgres && restarting(size, postgres),
  ]);
  slack.mend();
  await post.done();
  await settled(database);
  // What was shown last tells the desk that it was.
  await slack.server.settled();
  await events.done();
  await settled(database);
  const seconds = (systemClock.now() - begun) / 1000;
  for (const desk of desks) await desk.stop();
  const all = await kept(database);
  const told = verdict(post.acknowledged(), all, arrivalsAt(line));
  const outcome: Outcome = {
    engine,
    line: told,
    slack: slackVerdict({
      ...{ kept: all, keptCases: await keptCases(database), shown: await inSlack(slack.server), deeds },
      ...{ acknowledged: events.acknowledged(), inLine: marksAt(line) },
    }),
    page: pageVerdict({ ...onPage, kept: all, pages: await keptPages(database) }),
    pageForms: onPage.acknowledged.length,
    acknowledged: post.acknowledged().length,
    ackP50Ms: percentile(post.latencies, 0.5),
    ackP99Ms: percentile(post.latencies, 0.99),
    answersPerSecond: (told.replied + told.pushed + told.pushedToBeSure) / seconds,
    kills: size.kills,
    crashes: desks.reduce((sum, desk) => sum + desk.crashes(), 0),
    breaches: line.breaches,
    slackEvents: events.acknowledged().length,
    slackCalls: slack.server.calls().length,
    slackFailures: slack.failures(),
    deeds: deeds.counts,
  };
  await postgres?.stop();
  await Promise.all([line.close(), slack.server.close(), events.close()]);
  rmSync(home, { recursive: true });
  return outcome;
}

interface Writing {
  readonly line: LineServer;
  readonly chance: () => number;
  readonly post: LinePostman;
}

/** Evenly in the long run, in bursts in the short, and some of it several to a body. */
async function writing(size: Size, { line, chance, post }: Writing): Promise<void> {
  const { events, writingMs } = size;
  const next = residents({
    ...{ events: line.events, chance, residents: size.residents, seekers: size.seekers },
    withdrawal: (user) => withdrawalAt(line, user),
    pictured: (message) => line.setContent(message, PICTURE),
  });
  let left = events;
  while (left > 0) {
    const burst = Math.min(left, chance() < 0.05 ? 60 : 1 + Math.floor(chance() * 6));
    for (let i = 0; i < burst; ) {
      const count = Math.min(burst - i, chance() < 0.2 ? 3 : 1);
      post.bring(Array.from({ length: count }, (): Sent => next()));
      i += count;
    }
    left -= burst;
    await systemClock.wait((writingMs * burst * 2 * chance()) / events);
  }
}

/** Begins as a picture does. */
const PICTURE = {
  bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)]),
  type: "image/jpeg",
};

async function killing({ kills, writingMs }: Size, desks: readonly DeskProcess[], chance: () => number): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    await systemClock.wait((writingMs / kills) * (0.4 + chance() * 0.8));
    const desk = desks[Math.floor(chance() * desks.length)]!;
    await desk.kill();
    await desk.start();
    note(`  killed ${i + 1} of ${kills}`);
  }
}

/** After which share of the writing Slack goes. */
const AWAY_AFTER = 0.15;

async function leaving({ writingMs }: Size, slack: PlayedSlack): Promise<void> {
  await systemClock.wait(writingMs * AWAY_AFTER);
  note("  Slack is gone");
  await slack.away();
  note("  Slack is back");
}

async function restarting({ databaseRestarts, writingMs }: Size, postgres: Cluster): Promise<void> {
  for (let i = 0; i < databaseRestarts; i += 1) {
    await systemClock.wait(writingMs / (databaseRestarts + 1));
    await postgres.restart();
    note("  the database was restarted");
  }
}

/** Nothing waits in the inbox or the outbox, or the time for it is over. */
async function settled(database: Database): Promise<void> {
  const until = systemClock.now() + SETTLED_WITHIN_MS;
  while (systemClock.now() < until) {
    const { inbox, outbox } = await kept(database);
    if ([...inbox, ...outbox].every(({ state }) => state !== "waiting")) return;
    await systemClock.wait(500);
  }
}

const { values } = parseArgs({
  options: { short: { type: "boolean" }, seed: { type: "string" }, engine: { type: "string" } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const size = values.short ? SHORT : WHOLE;
const ENGINES: readonly Engine[] = ["sqlite", "postgres"];
const only = ENGINES.find((engine) => engine === values.engine);

/** Each engine in a process of its own: what plays LINE and Slack for the second must not be slowed by the first. */
async function apart(engine: Engine): Promise<number> {
  const options = ["--seed", String(seed), "--engine", engine, ...(values.short ? ["--short"] : [])];
  const child = spawn(process.execPath, ["start.mjs", "test/soak/soak.ts", ...options], { stdio: "inherit" });
  const [status] = (await once(child, "exit")) as [number | null];
  return status ?? 1;
}

if (only === undefined) {
  for (const engine of ENGINES) if ((await apart(engine)) !== 0) process.exitCode = 1;
} else {
  note(`seed ${seed}, ${only}`);
  const outcome = await soak(only, size, seed);
  process.stdout.write(`seed ${seed}, clocks ${RATE} times faster\n\n${printed(outcome)}\n\n`);
  if (faultsOf(outcome).length > 0) process.exitCode = 1;
}
