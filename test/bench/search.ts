/**
 * Measures the search over transcripts: 100,000 messages of cases in either engine, looked through as staff look through
 * them, beside what the engines offer by themselves: reading every text (`like`) and SQLite's own index of letters.
 */

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { databaseFile, openStore } from "../../adapters/store/open.ts";
import { assemble } from "../../src/assemble.ts";
import { percentile } from "../../src/eval/metrics.ts";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import type { Store } from "../../src/ports/store.ts";
import type { DeskId, MessageId, Peer } from "../../src/records.ts";
import { wantedIn } from "../../src/staff/search/query.ts";
import { searched, takenUp } from "../../src/staff/search/search.ts";
import type { Tokenizer } from "../../src/text/tokenize.ts";
import { message, newCase } from "../adapters/store/sample.ts";
import { cluster } from "../fixtures/postgres.ts";
import { randomNumbers } from "../fixtures/random-numbers.ts";
import { madeUpPassages } from "./made-up.ts";

export interface Measured {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
}

const DESK = "bench" as DeskId;
const MESSAGES = 100_000;
const CONVERSATIONS = 2_000;
const SHOWN = 30;
const ROUNDS = 5;
const MOST_MS = 200;
const CACHE = "node_modules/.cache/madoguchi";

/** What staff type, of each kind a few: words that stand everywhere and nowhere, alone and together, in kana, as a phrase. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  "a common word": ["市民", "活動", "協働", "団体"],
  "two common words": ["市民 協働", "団体 支援", "事業 市民活動", "活動 行政"],
  "common words that seldom meet": ["市民 締切", "協働 鍵", "団体 042-346-0007", "事業 山田花子"],
  "a rare word": ["髙橋", "042-346-0042", "鍵"],
  "words that are nowhere": ["量子", "協働 量子", "xyzzy"],
  "kana for kanji": ["きょうどう", "しみん", "ほじょきん しめきり"],
  "a phrase": ["「市民活動」", "「補助金の締切」", "「行政との協働」"],
  "a word of one kanji": ["市", "鍵", "者"],
};

/** @param count - of messages, fewer only to see whether it runs at all */
export async function searching(progress: (text: string) => void, count = MESSAGES): Promise<Measured[]> {
  const { corpus, tokenizer } = await assemble({ knowledgeDir: "knowledge", cacheDir: CACHE, warn: progress });
  const texts = madeUpMessages(corpus, count);
  return [...(await inSqlite({ texts, tokenizer, progress })), ...(await inPostgres({ texts, tokenizer, progress }))];
}

interface Given {
  readonly texts: readonly string[];
  readonly tokenizer: Tokenizer;
  readonly progress: (text: string) => void;
}

async function inSqlite(given: Given): Promise<Measured[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-search-"));
  const store = await openStore({ dataDir, chance: { uuid: () => crypto.randomUUID() } });
  try {
    const file = databaseFile(dataDir);
    const before = () => statSync(file).size;
    const rows = await measured("SQLite", store, given, async () => checkpointed(file) && before());
    const db = new DatabaseSync(file, { readOnly: true });
    const like = db.prepare(`select id from messages where desk = ? and ${likes(2)} order by seq desc limit ${SHOWN}`);
    rows.push(besides("SQLite, every text read by `like`", await times((words) => like.all(DESK, ...words))));
    db.close();
    rows.push(besides("SQLite, FTS5 with trigrams", await trigrams(given.texts)));
    return rows;
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true });
  }
}

function checkpointed(file: string): true {
  const db = new DatabaseSync(file);
  db.exec("pragma wal_checkpoint(truncate)");
  db.close();
  return true;
}

async function inPostgres(given: Given): Promise<Measured[]> {
  const server = await cluster();
  try {
    const url = await server.database("search");
    const store = await openStore({
      dataDir: ":memory:",
      databaseUrl: url,
      chance: { uuid: () => crypto.randomUUID() },
    });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const size = async () =>
        Number((await client.query("select pg_database_size(current_database()) as bytes")).rows[0].bytes);
      const rows = await measured("PostgreSQL", store, given, size);
      const like = `select id from messages where desk = $1 and text like $2 and text like $3 order by seq desc limit ${SHOWN}`;
      rows.push(
        besides("PostgreSQL, every text read by `like`", await times((words) => client.query(like, [DESK, ...words]))),
      );
      return rows;
    } finally {
      await client.end();
      await store.close();
    }
  } finally {
    await server.stop();
  }
}

/** Keeps the messages, takes them up, and looks through them. @param bytes - on the disk now */
async function measured(
  engine: string,
  store: Store,
  { texts, tokenizer, progress }: Given,
  bytes: () => Promise<number>,
): Promise<Measured[]> {
  progress(`${engine}: keeping ${texts.length} messages …`);
  await kept(store, texts);
  const before = await bytes();
  progress(`${engine}: taking them up …`);
  const begun = performance.now();
  while (await takenUp(store, DESK, tokenizer));
  const perMessage = (performance.now() - begun) / texts.length;
  const size = (await bytes()) - before;
  const all: number[] = [];
  const rows: Measured[] = [];
  for (const [kind, queries] of Object.entries(QUERIES)) {
    progress(`${engine}: ${kind} …`);
    const taken: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const query of queries) {
        const start = performance.now();
        await store.within(DESK, (records) =>
          searched(records, wantedIn(query), tokenizer, { limit: SHOWN, withoutResidents: false }),
        );
        // What runs for the first time is read from the disk first.
        if (round > 0) taken.push(performance.now() - start);
      }
    }
    all.push(...taken);
    rows.push({ what: `${engine}, ${kind}: median / worst`, value: shown(taken), limit: `worst ≤ ${MOST_MS} ms` });
  }
  const count = texts.length.toLocaleString("en");
  return [
    {
      what: `${engine}, search in ${count} messages: median / worst`,
      value: shown(all),
      limit: `worst ≤ ${MOST_MS} ms`,
    },
    ...rows,
    { what: `${engine}, taking up a message`, value: `${perMessage.toFixed(2)} ms`, limit: "–" },
    {
      what: `${engine}, the index`,
      value: `${(size / 1e6).toFixed(0)} MB, ${(size / texts.length).toFixed(0)} bytes a message`,
      limit: "–",
    },
  ];
}

async function kept(store: Store, texts: readonly string[]): Promise<void> {
  const conversations = await store.within(DESK, async (records) => {
    const made = [];
    for (let i = 0; i < CONVERSATIONS; i += 1) {
      const { id } = await records.conversations.ensure("line", `user:${i}` as Peer, i, () => crypto.randomUUID());
      await records.cases.open(newCase(id, { openedAt: i }));
      made.push(id);
    }
    return made;
  });
  const BATCH = 500;
  for (let from = 0; from < texts.length; from += BATCH) {
    await store.within(DESK, async ({ messages }) => {
      for (const [i, text] of texts.slice(from, from + BATCH).entries()) {
        const at = from + i;
        const author = at % 2 === 0 ? "resident" : "person";
        await messages.add(message(`${at}` as MessageId, conversations[at % CONVERSATIONS]!, { text, author, at }));
      }
    });
  }
}

async function trigrams(texts: readonly string[]): Promise<number[]> {
  const db = new DatabaseSync(":memory:");
  db.exec("create virtual table found using fts5(text, tokenize = 'trigram')");
  const insert = db.prepare("insert into found (text) values (?)");
  db.exec("begin");
  for (const text of texts) insert.run(text);
  db.exec("commit");
  const like = db.prepare(`select rowid from found where ${likes(2)} order by rowid desc limit ${SHOWN}`);
  const taken = await times((words) => like.all(...words));
  db.close();
  return taken;
}

const likes = (count: number): string => Array.from({ length: count }, () => "text like ?").join(" and ");

/** Each query as two stretches that a text must hold. */
async function times(run: (words: [string, string]) => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const query of Object.values(QUERIES).flat()) {
      const [first = "", second = first] = wantedIn(query).map(({ text }) => `%${text}%`);
      const start = performance.now();
      await run([first, second]);
      if (round > 0) taken.push(performance.now() - start);
    }
  }
  return taken;
}

const besides = (what: string, taken: readonly number[]): Measured => ({
  what: `${what}: median / worst`,
  value: shown(taken),
  limit: "–",
});

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const shown = (taken: readonly number[]) => `${ms(percentile(taken, 0.5))} / ${ms(Math.max(...taken))}`;

/** As long as what people write in a chat, each with something of its own now and then. */
function madeUpMessages(corpus: Corpus, count: number): string[] {
  const next = randomNumbers(42);
  const passages = madeUpPassages(corpus, Math.min(count, 20_000));
  const sentences = passages.flatMap(({ text }) => text.split("。")).filter((text) => text !== "");
  const rare = [
    "髙橋です。",
    "山田花子と申します。",
    "鍵を失くしました。",
    "補助金の締切はいつですか。",
    "ほじょきんを しりたいです。",
  ];
  return Array.from({ length: count }, (_, at) => {
    const sentence = sentences[Math.floor(next() * sentences.length)]!;
    const own = next() < 0.01 ? rare[Math.floor(next() * rare.length)]! : "";
    const number = next() < 0.05 ? `電話は042-346-${String(at % 10_000).padStart(4, "0")}です。` : "";
    return `${own}${sentence}。${number}`;
  });
}
