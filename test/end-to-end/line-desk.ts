/**
 * The desk as it is started, with LINE, its residents and its people around it, and Slack where a test plays it.
 *
 * Everything between the webhook and the database is the product's own. Only the clock is the test's: the desk does what
 * is due at once and then sleeps until it is moved, so a test waits for work and never for time. Where the desk itself
 * keeps Slack waiting for the sake of its pace, the clock is moved for it, for that is no work that a test waits for.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { vi } from "vitest";
import { CONTENT_DEADLINE_MS, QUOTA_DEADLINE_MS, SEND_DEADLINE_MS } from "../../adapters/line/limits.ts";
import { CALL_MS } from "../../adapters/slack/calls/client.ts";
import { PERSON_MS } from "../../adapters/slack/calls/people.ts";
import { SEND_MS } from "../../adapters/slack/calls/talk.ts";
import { ANSWER_MS, FILL_MS, OPEN_MS } from "../../adapters/slack/requests/limits.ts";
import { databaseFile } from "../../adapters/store/open.ts";
import { config } from "../../src/config.ts";
import type { Chance, Clock } from "../../src/ports/world.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { run } from "../../src/terminal/run.ts";
import type { LineCall } from "../fixtures/line-server/calls.ts";
import type { Built } from "../fixtures/line-server/events.ts";
import { type LineServer, lineServer } from "../fixtures/line-server.ts";
import type { SlackServer } from "../fixtures/slack-server.ts";
import { testChance, testClock } from "../fixtures/test-clock.ts";
import { type Resident, type ResidentParts, residentOf } from "./resident.ts";

export const REPLY = "POST /v2/bot/message/reply";
export const PUSH = "POST /v2/bot/message/push";
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;

export interface LineDeskOptions {
  /** In Japan, such as `2026-11-20T10:00`. */
  readonly at: string;
  /** Over those of a desk of Japanese office hours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What answers a query on the desk's database; the SQLite file unless told. */
  readonly counted?: (query: string) => Promise<number>;
  /** Where its staff work; its settings are among {@link LineDeskOptions.settings}. */
  readonly slack?: Pick<SlackServer, "apiUrl" | "settled" | "deliveries">;
}

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface LineDesk {
  readonly line: LineServer;
  readonly folder: string;
  readonly dataDir: string;
  /** Where the desk that was started last listens. */
  readonly origin: string;
  now(): number;
  /** Starts a desk on the folder, or one more. */
  start(settings?: Readonly<Record<string, string>>): Promise<Serving>;
  /** Stops one desk, or all. */
  stop(one?: Serving): Promise<void>;
  /** Delivers events as LINE does and waits until they are worked. @throws Error unless they are taken */
  deliver(...events: readonly Built[]): Promise<void>;
  /** Resolves when everything that is due is done. */
  settled(): Promise<void>;
  /** Moves the clock, then waits until what became due is done. */
  passes(ms: number): Promise<void>;
  /** Moves the clock and waits for nothing. */
  advance(ms: number): void;
  resident(id: string): Resident;
  /** The same in a group: what the group reads. */
  member(group: string, user: string): Resident;
  /** What `npm run cases -- …` does, beside the running desk; the desk then looks for what was left for it. */
  cases(...words: readonly string[]): Promise<Ran>;
  /** Resolves once LINE was called so often at this endpoint. */
  called(endpoint: string, count: number): Promise<void>;
  calls(endpoint: string): LineCall[];
  count(query: string): Promise<number>;
  /** Of the files in the data folder those in which a word stands, in bytes as they lie there. */
  filesWith(word: string): string[];
  /**
   * What must never be, a line each: a call that LINE would refuse as a mistake, and a line of the log that tells of work
   * that broke or holds what people wrote or by which LINE knows them.
   */
  wrongs(): string[];
  readonly log: readonly string[];
  close(): Promise<void>;
}

export async function lineDesk({ at, settings: own = {}, counted, slack }: LineDeskOptions): Promise<LineDesk> {
  const folder = mkdtempSync(join(tmpdir(), "line-desk-"));
  const dataDir = join(folder, "data");
  const { clock, waiting } = watched(testClock(at));
  const chance = testChance();
  const line = await lineServer({ clock });
  const log: string[] = [];
  const servings: Serving[] = [];
  const environment = {
    ...{ PORT: "0", DATA_DIR: dataDir },
    ...{ DESK_NAME: "協働センター", DESK_HOURS: "月-金 9:00-17:00", PRIVACY_URL: "https://city.example.jp/privacy" },
    ...{ LINE_CHANNEL_SECRET: line.secret, LINE_CHANNEL_ACCESS_TOKEN: line.token },
    ...own,
  };
  const logged = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const count = counted ?? ((query: string) => Promise.resolve(countedInFile(dataDir, query)));

  let loops = 0;
  const isAsleep = () => {
    loops = Math.max(loops, waiting().loops);
    return waiting().loops === loops && waiting().calls === waiting().paced;
  };
  const isDone = async () => waiting().paced === 0 && (await count(due(clock.now()))) === 0;
  const isPaced = async () => waiting().paced > 0 && (await count(arrived(clock.now()))) === 0;
  const instead = () => {
    const { loops: asleep, calls, paced } = waiting();
    return `of ${loops} loops ${asleep} sleep, ${calls} calls are under way, and ${paced} wait for their turn`;
  };
  async function settled(): Promise<void> {
    for (;;) {
      await slack?.settled();
      const heard = slack?.deliveries.length;
      let looks = 0;
      // What one of two processes holds for a moment is passed over by the other, which looks again a second later.
      const isLeft = () => servings.length > 1 && looks >= LOOKS;
      const isResting = async () => {
        if (!isAsleep()) looks = 0;
        else if ((await isDone()) || (await isPaced())) return isAsleep();
        else looks += 1;
        return isLeft();
      };
      await until(isResting, instead);
      await slack?.settled();
      if (isLeft() || waiting().paced > 0 || (await count(TURNED_AWAY)) > 0) clock.advance(SECOND_MS);
      else if (slack?.deliveries.length === heard) return;
    }
  }
  /** Learns how many loops there are: as many as sleep for a good while. */
  async function learned(): Promise<void> {
    loops = 0;
    let looks = 0;
    const isSteady = async () => {
      looks = waiting().loops === loops && waiting().calls === 0 ? looks + 1 : 0;
      loops = waiting().loops;
      return loops > 0 && looks >= LOOKS;
    };
    await until(isSteady, () => `${loops} loops sleep`);
    await settled();
  }
  const origin = () => servings.at(-1)!.origin;
  async function deliver(...events: readonly Built[]): Promise<void> {
    const status = await line.deliver(`${origin()}/line/webhook`, events);
    if (status !== 200) throw new Error(`the webhook answered ${status}`);
    await settled();
  }
  async function passes(ms: number): Promise<void> {
    clock.advance(ms);
    await settled();
  }
  async function stop(one?: Serving): Promise<void> {
    const stopped = one === undefined ? servings.splice(0) : servings.splice(servings.indexOf(one), 1);
    await Promise.all(stopped.map((serving) => serving.close()));
    if (servings.length > 0) await learned();
  }
  const parts: ResidentParts = { line, deliver };
  const calls = (endpoint: string) => line.calls.filter((call) => call.endpoint === endpoint);
  return {
    ...{ line, folder, dataDir, log, deliver, settled, passes, calls, count },
    now: clock.now,
    advance: clock.advance,
    get origin() {
      return origin();
    },
    async start(settings = {}) {
      const serving = await serve(config({ ...environment, ...settings }), {
        ...{ clock, chance, log: { info: logged, warn: logged, error: logged } },
        ...{ variables: {}, line: { apiUrl: line.url, dataUrl: line.dataUrl }, slack },
      });
      servings.push(serving);
      await learned();
      return serving;
    },
    stop,
    resident: (id) => residentOf(id, parts),
    member: (group, user) => residentOf(group, parts, { group, user }),
    async cases(...words) {
      const ran = await terminal(words, { environment, folder, clock, chance });
      await passes(SECOND_MS);
      return ran;
    },
    called: (endpoint, most) =>
      until(
        async () => calls(endpoint).length >= most,
        () => `${endpoint} was called ${calls(endpoint).length} times`,
      ),
    filesWith: (word) =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .filter((entry) => entry.name.includes(word) || readFileSync(join(entry.parentPath, entry.name)).includes(word))
        .map(({ name }) => name),
    wrongs: () => [...line.breaches, ...log.filter((text) => WRONG.test(text))],
    async close() {
      const stopped = stop();
      // Whatever LINE still leaves without an answer is given up, so that a test that failed ends.
      clock.advance(MINUTE_MS);
      await stopped;
      await line.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** In a row, a few milliseconds apart. */
const LOOKS = 20;

/**
 * Residents here write Japanese and the desk's log is in English, so any other letter is somebody's words. LINE's ids of
 * people, groups and reply tokens have 32 hexadecimal digits, and those of messages 18 digits; a button's data is ours.
 */
const WRONG = /^the desk's work was interrupted|[^ -~]|[0-9a-f]{32}|\d{18}|\bm1\//u;

/** Counts conversations that can be worked now, or are being worked. */
const arrived = (now: number) => `
  select count(*) as n from conversations where due_at <= ${now} or lease_until > ${now}`;

/** Counts what can be worked or sent now, or is being worked or sent; what is pushed waits for those before it. */
const due = (now: number) => `
  select (${arrived(now)})
       + (select count(*) from outbox as o
           where state = 'waiting' and (next_at <= ${now} or claimed_until > ${now})
             and not (reply_token is null and exists (
               select 1 from outbox as earlier
                where earlier.conversation = o.conversation and earlier.desk = o.desk and earlier.id < o.id
                  and earlier.state = 'waiting' and earlier.next_at > ${now} and earlier.claimed_until <= ${now}))) as n`;

/** Counts what comes again because too much goes to Slack just now. */
const TURNED_AWAY =
  "select count(*) as n from outbox where channel = 'slack' and state = 'waiting' and reason = 'rate'";

const DEADLINES: readonly number[] = [
  ...[SEND_DEADLINE_MS, QUOTA_DEADLINE_MS, CONTENT_DEADLINE_MS],
  ...[SEND_MS, CALL_MS, PERSON_MS, OPEN_MS, ANSWER_MS, FILL_MS],
];

/**
 * A clock that tells how many wait for it: loops with nothing to do, calls to LINE and Slack for their deadline, and
 * within such a call whoever waits for a turn.
 */
function watched(clock: ReturnType<typeof testClock>) {
  const now = { loops: 0, calls: 0, paced: 0 };
  const underWay = new Set<AbortSignal | undefined>();
  const wait: Clock["wait"] = async (ms, signal) => {
    const isWithin = signal !== undefined && underWay.has(signal);
    const kind = isWithin ? "paced" : DEADLINES.includes(ms) ? "calls" : "loops";
    if (kind === "calls") underWay.add(signal);
    now[kind] += 1;
    await clock.wait(ms, signal);
    now[kind] -= 1;
    if (kind === "calls") underWay.delete(signal);
  };
  return { clock: { ...clock, wait }, waiting: () => now };
}

/** Through a connection of its own that only reads, and so never keeps the desk waiting. */
function countedInFile(dataDir: string, query: string): number {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  try {
    return Number(Object.values(db.prepare(query).get()!)[0]);
  } finally {
    db.close();
  }
}

/** Looks again and again, for what it waits for has no event of its own. @param instead - what is so, once it took too long */
async function until(isSo: () => Promise<boolean>, instead: () => string): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 15_000, interval: 4 }).catch((cause) => {
    throw new Error(`The desk did not come to rest: ${instead()}`, { cause });
  });
}

interface Beside {
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly clock: Clock;
  readonly chance: Chance;
}

async function terminal(words: readonly string[], { environment, folder, clock, chance }: Beside): Promise<Ran> {
  const said = { out: "", err: "" };
  const status = await run(["cases", ...words], {
    ...{
      environment,
      clock,
      chance,
      user: () => "hara",
      input: async () => "",
      secret: async () => "",
      isTyped: () => false,
    },
    path: (given) => join(folder, given),
    print: (text) => {
      said.out += `${text}\n`;
    },
    warn: (text) => {
      said.err += `${text}\n`;
    },
  });
  return { status, ...said };
}
