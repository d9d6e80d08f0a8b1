/**
 * What lies in the desk's database, read without any code of the desk.
 */

import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";

export interface InboxRow {
  readonly channel: string;
  readonly event_id: string;
  readonly occurred_at: number;
  readonly state: string;
  readonly reason: string;
}
export interface OutboxRow {
  readonly channel: string;
  readonly peer: string;
  readonly cause_event: string | null;
  readonly retry_key: string;
  readonly state: string;
  readonly reason: string;
  readonly to_be_sure: number;
  readonly sent_by: string | null;
  /** A person's answer that it carries. */
  readonly message: string | null;
}
/** What still has to be done, and what was. */
export interface Kept {
  readonly inbox: readonly InboxRow[];
  readonly outbox: readonly OutboxRow[];
}

export interface CaseRow {
  readonly number: number;
  readonly state: string;
}
export interface EventRow {
  readonly number: number;
  readonly move: string;
  readonly message: string | null;
}
export interface MessageRow {
  readonly id: string;
  /** As LINE knows whom it is with, such as `user:U…`. */
  readonly peer: string;
  readonly author: string;
  readonly text: string;
  readonly is_unsent: number;
  readonly media: string | null;
}
export interface PostRow {
  readonly key: string;
  readonly message: string;
  readonly file: string | null;
}
export interface KeptCases {
  readonly cases: readonly CaseRow[];
  /** Oldest first. */
  readonly events: readonly EventRow[];
  readonly messages: readonly MessageRow[];
  readonly posts: readonly PostRow[];
}

/** One entry of somebody's page. */
export interface PageRow {
  readonly seq: number;
  readonly peer: string;
  readonly key: string;
  /** JSON. */
  readonly what: string;
}

/** Reads all rows of a query. */
export type Database = <Row>(query: string) => Promise<readonly Row[]>;

export const databaseIn =
  (file: string): Database =>
  async <Row>(query: string) => {
    const db = new DatabaseSync(file, { readOnly: true });
    const rows = db.prepare(query).all() as unknown as Row[];
    db.close();
    return rows;
  };

export const databaseAt =
  (url: string): Database =>
  async <Row>(query: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(query);
    await client.end();
    // The driver gives big integers as text, in which "0" is true.
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(numbered))) as Row[];
  };

const NUMBERS = ["seq", "number", "occurred_at", "to_be_sure", "is_unsent"];
const numbered = ([name, value]: readonly [string, unknown]) => [name, NUMBERS.includes(name) ? Number(value) : value];

export async function kept(database: Database): Promise<Kept> {
  const inbox = await database<InboxRow>("select channel, event_id, occurred_at, state, reason from inbox");
  const outbox = await database<OutboxRow>(
    "select channel, peer, cause_event, retry_key, state, reason, is_to_be_sure as to_be_sure, sent_by, message from outbox",
  );
  return { inbox, outbox };
}

export const keptPages = (database: Database): Promise<readonly PageRow[]> =>
  database<PageRow>("select seq, peer, key, what from timeline order by seq");

export async function keptCases(database: Database): Promise<KeptCases> {
  return {
    cases: await database<CaseRow>("select number, state from cases"),
    events: await database<EventRow>("select number, move, message from case_events order by seq"),
    messages: await database<MessageRow>(
      `select messages.id as id, conversations.peer as peer, author, text, is_unsent, media
         from messages join conversations on conversations.desk = messages.desk and conversations.id = conversation`,
    ),
    posts: await database<PostRow>("select key, message, file from posts"),
  };
}
