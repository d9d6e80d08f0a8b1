/**
 * Stores full of messages that are due to be taken up, and how their engines find something by themselves.
 */

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { databaseFile, IN_MEMORY, openStore } from "../../adapters/store/open.ts";
import type { Store } from "../../src/ports/store.ts";
import type { ConversationId, DeskId, Peer } from "../../src/records.ts";
import { newCase } from "../adapters/store/sample.ts";
import { cluster } from "../fixtures/postgres.ts";
import type { Said } from "./talk.ts";

export const DESK = "bench" as DeskId;
const CONVERSATIONS = 2_000;
const PIECE = 5_000;
const chance = { uuid: () => crypto.randomUUID() };

type Words = readonly [string, string];

export interface Opened {
  readonly store: Store;
  /** On the disk now. */
  readonly bytes: () => Promise<number>;
  /** What a server does by itself now and then is done. */
  readonly settled: () => Promise<void>;
  /** The newest whose texts hold both, every text read. */
  readonly like: (words: Words, limit: number) => unknown;
  readonly close: () => Promise<void>;
}

export async function sqlite(said: readonly Said[]): Promise<Opened> {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-search-"));
  const store = await openStore({ dataDir, chance });
  const file = databaseFile(dataDir);
  const db = new DatabaseSync(file);
  const insert = db.prepare(inserted("json_each(?)", "?"));
  const conversations = await begun(store);
  for (const rows of pieces(said, conversations)) insert.run(DESK, rows);
  const like = db.prepare(
    `select id from messages where desk = ? and text like ? and text like ? order by seq desc limit ?`,
  );
  return {
    store,
    async bytes() {
      db.exec("pragma wal_checkpoint(truncate)");
      return statSync(file).size;
    },
    settled: async () => {},
    like: (words, limit) => like.all(DESK, ...words, limit),
    async close() {
      db.close();
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export async function postgres(said: readonly Said[]): Promise<Opened> {
  const server = await cluster({ isDurable: true });
  const databaseUrl = await server.database("search");
  const store = await openStore({ dataDir: IN_MEMORY, databaseUrl, chance });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const conversations = await begun(store);
  for (const rows of pieces(said, conversations))
    await client.query(inserted("json_array_elements($2::json)", "$1"), [DESK, rows]);
  const like = `select id from messages where desk = $1 and text like $2 and text like $3 order by seq desc limit $4`;
  return {
    store,
    async bytes() {
      const tables = "pg_total_relation_size('tokens') + pg_total_relation_size('token_blocks')";
      const places = "pg_relation_size('messages_place')";
      return Number((await client.query(`select ${tables} + ${places} as bytes`)).rows[0].bytes);
    },
    settled: async () => {
      await client.query("vacuum analyze");
    },
    like: (words, limit) => client.query(like, [DESK, ...words, limit]),
    async close() {
      await client.end();
      await store.close();
      await server.stop();
    },
  };
}

/** An index of all stretches of three characters, which finds a shorter one by reading every text. */
export function trigrams(said: readonly Said[]) {
  const db = new DatabaseSync(IN_MEMORY);
  db.exec("create virtual table found using fts5(text, tokenize = 'trigram')");
  const insert = db.prepare("insert into found (text) values (?)");
  db.exec("begin");
  for (const { text } of said) insert.run(text);
  db.exec("commit");
  const like = db.prepare("select rowid from found where text like ? and text like ? order by rowid desc limit ?");
  return { find: (words: Words, limit: number) => like.all(...words, limit), close: () => db.close() };
}

async function begun(store: Store): Promise<ConversationId[]> {
  return store.within(DESK, async (records) => {
    const made = [];
    for (let i = 0; i < CONVERSATIONS; i += 1) {
      const { id } = await records.conversations.ensure("line", `user:${i}` as Peer, i, chance.uuid);
      await records.cases.open(newCase(id, { openedAt: i }));
      made.push(id);
    }
    return made;
  });
}

/** Of one statement each: a hundred thousand transactions would take longer than all that is measured. */
const inserted = (rows: string, desk: string): string =>
  `insert into messages (desk, id, conversation, author, text, sections, is_unsent, search_state, at)
  select ${desk}, given.value ->> 0, given.value ->> 1, given.value ->> 2, given.value ->> 3, '[]', 0, 'due',
    cast(given.value ->> 0 as bigint) from ${rows} as given`;

function* pieces(said: readonly Said[], conversations: readonly ConversationId[]): Generator<string> {
  for (let from = 0; from < said.length; from += PIECE) {
    const rows = said.slice(from, from + PIECE).map(({ author, text }, i) => {
      const at = from + i;
      return [String(at), conversations[at % CONVERSATIONS], author, text];
    });
    yield JSON.stringify(rows);
  }
}
