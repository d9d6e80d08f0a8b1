/**
 * Measures how fast webhooks are acknowledged while everything behind them goes on: each is a question of a resident of
 * its own, kept, answered from the guidelines and sent to a LINE that is played by a server that takes everything.
 */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../../src/eval/metrics.ts";
import { deskProcess } from "../soak/processes.ts";

const SECRET = "a-channel-secret";
const AHEAD_MS = 5_000;

export interface Intake {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Not acknowledged with 200. */
  readonly refused: number;
  /** Answers sent by the end, and for how long after the last webhook the rest took. */
  readonly answered: number;
  readonly behindMs: number;
}

/** @param seconds - for which webhooks come at this rate, evenly */
export async function intake({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Intake> {
  const line = await everTakingLine();
  const home = mkdtempSync(join(tmpdir(), "madoguchi-intake-"));
  const desk = await deskProcess({
    ...{ SOAK_RATE: "1", SOAK_BASE: String(Date.now()), SOAK_LINE: line.url, SOAK_LINE_DATA: line.url },
    ...{ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: "a-token" },
    ...{ DATA_DIR: home, LOG_LEVEL: "silent" },
  });
  await desk.start();
  try {
    const post = poster(desk.webhook);
    // What runs for the first time is compiled first: no figure of a desk that has been open for a minute.
    await run(post, { perSecond: 50, seconds: AHEAD_MS / 1000, from: 0 });
    const { times, refused } = await run(post, { perSecond, seconds, from: 100_000 });
    const ended = performance.now();
    const answered = await drained(join(home, "madoguchi.sqlite"));
    return {
      perSecond,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      refused,
      answered,
      behindMs: performance.now() - ended,
    };
  } finally {
    await desk.stop();
    await line.close();
    rmSync(home, { recursive: true });
  }
}

interface Run {
  readonly perSecond: number;
  readonly seconds: number;
  /** Counts the events, so that each is new. */
  readonly from: number;
}

async function run(post: (body: string) => Promise<number>, { perSecond, seconds, from }: Run) {
  const times: number[] = [];
  let refused = 0;
  const begun = performance.now();
  const under: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const due = begun + (i * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    const start = performance.now();
    under.push(
      post(body(from + i)).then((status) => {
        times.push(performance.now() - start);
        if (status !== 200) refused += 1;
      }),
    );
  }
  await Promise.all(under);
  return { times, refused };
}

const QUESTIONS = ["小平市の協働とは何ですか", "国立市の町内会でも協働できる？", "日野市で事業を提案したい"];

function body(n: number): string {
  const id = String(n).padStart(26, "0");
  const event = {
    type: "message",
    message: { type: "text", id, quoteToken: id, text: QUESTIONS[n % QUESTIONS.length] },
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    timestamp: Date.now(),
    source: { type: "user", userId: `U${String(n).padStart(32, "0")}` },
    replyToken: id,
    mode: "active",
  };
  return JSON.stringify({ destination: "U0", events: [event] });
}

function poster(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return (text: string): Promise<number> =>
    new Promise((resolve) => {
      const signature = createHmac("sha256", SECRET).update(text).digest("base64");
      const headers = { "content-type": "application/json", "x-line-signature": signature };
      const call = request(url, { method: "POST", agent, headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      call.on("error", () => resolve(0));
      call.end(text);
    });
}

async function everTakingLine() {
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", () => {
      response.setHeader("content-type", "application/json").end('{"sentMessages":[]}');
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Waits until nothing waits. @returns how many answers were sent */
async function drained(file: string): Promise<number> {
  const db = new DatabaseSync(file, { readOnly: true });
  const count = (query: string) => Number((db.prepare(query).get() as { n: number }).n);
  const left =
    "select (select count(*) from inbox where state = 'waiting') + (select count(*) from outbox where state = 'waiting') as n";
  while (count(left) > 0) await pause(50);
  const sent = count("select count(*) as n from outbox where state = 'sent'");
  db.close();
  return sent;
}
