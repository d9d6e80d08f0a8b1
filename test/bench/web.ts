/**
 * Measures the pages of a desk as browsers get them: with 50 visitors at once, beside a bare server of the same machine,
 * and while one address sends as fast as it can.
 */

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { openStore } from "../../adapters/store/open.ts";
import { percentile } from "../../src/eval/metrics.ts";
import { type DeskId, NO_DESK } from "../../src/records.ts";
import { type PageBrowser, pageBrowser } from "../fixtures/page-browser.ts";

export interface WebFigures {
  /** Median of each kind of page, in milliseconds, and of all together. */
  readonly pages: Readonly<Record<string, number>>;
  readonly median: number;
  /** From sending a question to the last byte of the page with its answer. */
  readonly answered: number;
  /** A page of the same size from a server that does nothing else, asked for alike. */
  readonly bare: number;
  /** Of one visitor: alone, and while one other address sends as fast as it can. */
  readonly quiet: number;
  readonly flooded: number;
  readonly largest: Size;
}

/** Of one page with its stylesheet and script but without fonts, in bytes. */
export interface Size {
  readonly what: string;
  readonly plain: number;
  readonly compressed: number;
}

const VISITORS = 50;
/** Each looks at a page every second or so. */
const EVERY_MS = 1_000;
const MEASURED_MS = 20_000;
/** What runs for the first time is compiled first. */
const AHEAD_MS = 10_000;
const ONE_FOR_MS = 5_000;
const ONE_EVERY_MS = 25;

export async function web(): Promise<WebFigures> {
  const home = mkdtempSync(join(tmpdir(), "madoguchi-web-"));
  const session = await signedIn(home);
  const desk = await beside(["src/main.ts"], { DATA_DIR: home, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "silent" });
  try {
    await opensCase(desk.said);
    const all = await visited(desk.said, session);
    const { pages, answered, sizes } = all;
    const bytes = Math.round(median(sizes.map(({ html }) => Buffer.byteLength(html)).filter((size) => size > 0)));
    const bare = await beside(["test/bench/beside.ts", "bare", String(bytes)], {});
    const alike = await visited(bare.said, undefined);
    await bare.end();
    const quiet = await one(desk.said);
    const flood = await beside(["test/bench/beside.ts", "flood", desk.said, "127.0.0.3"], {});
    const flooded = await one(desk.said);
    await flood.end();
    const timed = [...pages.values()].flat();
    return {
      pages: Object.fromEntries([...pages].map(([kind, times]) => [kind, median(times)])),
      median: median(timed),
      answered: median(answered),
      bare: median([...alike.pages.values()].flat()),
      quiet,
      flooded,
      largest: await largest(desk.said, sizes),
    };
  } finally {
    await desk.end();
    rmSync(home, { recursive: true });
  }
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** A process of ours that tells where it is once it is ready. */
async function beside(command: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["start.mjs", ...command], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const ended = exit.then(() => Promise.reject(new Error(`${command[0]} ended before it was ready`)));
  let said = "";
  while (!/http:\S+|flooding/u.test(said)) said += String((await Promise.race([once(child.stdout, "data"), ended]))[0]);
  child.stdout.resume();
  return {
    said: /http:\/\/[\w.:]+/u.exec(said)?.[0] ?? "",
    async end() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

const DESK = "desk" as DeskId;

/** A manager is signed in before the desk starts. @returns the cookie */
async function signedIn(dataDir: string): Promise<string> {
  const store = await openStore({ dataDir, chance: { uuid: () => crypto.randomUUID() } });
  const token = randomBytes(32).toString("base64url");
  const now = Date.now();
  await store.within(NO_DESK, async ({ accounts, sessions }) => {
    await accounts.save({
      ...{ login: "bench", name: "測る人", password: undefined, subject: "bench" },
      ...{ roles: { [DESK]: "manager" }, isDisabled: false, createdAt: now },
    });
    const hash = createHash("sha256").update(token).digest("hex");
    await sessions.add({ hash, login: "bench", createdAt: now, seenAt: now, expiresAt: now + 3_600_000 });
  });
  await store.close();
  return `madoguchi_console=${token}`;
}

interface Visited {
  readonly pages: Map<string, number[]>;
  readonly answered: number[];
  /** One of each kind. */
  readonly sizes: { readonly what: string; readonly html: string }[];
}

/** @param session - undefined for a server that has but one page */
async function visited(origin: string, session: string | undefined): Promise<Visited> {
  const all: Visited = { pages: new Map(), answered: [], sizes: [] };
  const begun = performance.now();
  const isMeasured = () => performance.now() - begun > AHEAD_MS;
  const isOver = () => performance.now() - begun > AHEAD_MS + MEASURED_MS;
  const seen = (kind: string, html: string, ms: number) => {
    if (!isMeasured()) return;
    if (!all.pages.has(kind)) all.sizes.push({ what: kind, html });
    all.pages.set(kind, [...(all.pages.get(kind) ?? []), ms]);
  };
  await Promise.all(
    Array.from({ length: VISITORS }, async (_, place) => {
      const browser = pageBrowser({ origin });
      // Not all at the same moment, as people never are, but always as many.
      await pause((EVERY_MS * place) / VISITORS);
      for (let turn = place; !isOver(); turn += 1) {
        const start = performance.now();
        const look = session === undefined ? bareLook : LOOKS[turn % LOOKS.length]!;
        await look({ browser, session: session ?? "", seen, answered: (ms) => isMeasured() && all.answered.push(ms) });
        await pause(Math.max(0, EVERY_MS - (performance.now() - start)));
      }
      browser.end();
    }),
  );
  return all;
}

/** Case 1 is there to be looked at. */
async function opensCase(origin: string): Promise<void> {
  const browser = pageBrowser({ origin });
  const page = await browser.get("/");
  await browser.post("/", browser.form(page.text, "人と話したい"));
  browser.end();
}

interface Looking {
  readonly browser: PageBrowser;
  readonly session: string;
  readonly seen: (kind: string, html: string, ms: number) => void;
  readonly answered: (ms: number) => void;
}

type Look = (looking: Looking) => Promise<void>;

const looked =
  (kind: string, path: string): Look =>
  async ({ browser, seen, session }) => {
    const isConsole = path.startsWith("/console");
    const { text, ms, status } = await browser.get(path, isConsole ? { cookie: session } : undefined);
    if (status !== 200) throw new Error(`${path} gave ${status}`);
    seen(kind, text, ms);
  };

const bareLook = looked("bare", "/");

/** As the script looks every two seconds. */
const polled: Look = async ({ browser, seen }) => {
  const { ms, text } = await browser.get("/new?after=9007199254740991&state=", { "HX-Request": "true" });
  seen("looking for what is new", text, ms);
};

const QUESTIONS = ["小平市の協働とは何ですか", "町内会でも協働できる？", "日野市で事業を提案したい"];

const asked: Look = async ({ browser, answered, seen }) => {
  const page = await browser.get("/");
  const body = browser.form(page.text, QUESTIONS[Math.floor(Math.random() * QUESTIONS.length)]!);
  const { status, ms } = await browser.post("/", body);
  if (status !== 303) throw new Error(`A question gave ${status}`);
  const answer = await browser.get("/");
  answered(ms + answer.ms);
  seen("a conversation with an answer", answer.text, answer.ms);
};

/** In which a visitor goes on; the console stands for the people of the desk, who are fewer. */
const LOOKS: readonly Look[] = [
  asked,
  polled,
  looked("a conversation", "/"),
  polled,
  looked("the texts", "/texts"),
  polled,
  looked("a text in full", "/texts/kodaira"),
  looked("the queue of the console", "/console/desk/cases"),
  looked("a case in the console", "/console/desk/cases/1"),
  polled,
];

/** What one visitor waits for a page. */
async function one(origin: string): Promise<number> {
  const browser = pageBrowser({ origin, from: "127.0.0.2" });
  const times: number[] = [];
  for (const begun = performance.now(); performance.now() - begun < ONE_FOR_MS; await pause(ONE_EVERY_MS)) {
    times.push((await browser.get("/")).ms);
  }
  browser.end();
  return median(times);
}

async function largest(origin: string, pages: Visited["sizes"]): Promise<Size> {
  const browser = pageBrowser({ origin });
  const sizes: Size[] = [];
  for (const { what, html } of pages) {
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/gu)].map(([, path]) => path!);
    const files = await Promise.all([...new Set(paths)].map(async (path) => (await browser.get(path)).text));
    // The list of the font's cuts is of the fonts.
    const parts = [html, ...files.map((text) => text.replace(/@font-face\s*\{[^}]*\}/gu, ""))];
    const sum = (bytes: (text: string) => number) => parts.reduce((total, part) => total + bytes(part), 0);
    sizes.push({ what, plain: sum(Buffer.byteLength), compressed: sum((text) => brotliCompressSync(text).length) });
  }
  browser.end();
  return sizes.reduce((a, b) => (a.plain > b.plain ? a : b));
}
