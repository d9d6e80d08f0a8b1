/**
 * The step that brought the page as a channel, the console, search, figures and the private page.
 */

import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { createTable, type EngineName, type TableShape } from "./table-shape.ts";

const TABLES: readonly TableShape[] = [
  {
    name: "timeline",
    key: ["peer", "key"],
    counted: "seq",
    columns: { peer: "text", key: "text", what: "text", at: "number" },
  },
  {
    name: "facts",
    key: ["seq"],
    counted: "seq",
    columns: { day: "text", what: "text", channel: "text", city: "text?", language: "text", value: "number" },
  },
  {
    name: "notices",
    key: ["id"],
    columns: {
      id: "text",
      words: "text",
      text: "text",
      city: "text?",
      valid_from: "text",
      valid_until: "text",
      author: "text",
      approver: "text?",
      changed_at: "number",
      version: "number",
    },
  },
  {
    name: "canned",
    key: ["id"],
    columns: { id: "text", title: "text", text: "text", author: "text", changed_at: "number", version: "number" },
  },
  {
    name: "private_links",
    key: ["hash"],
    columns: {
      hash: "text",
      conversation: "text",
      number: "number",
      created_at: "number",
      expires_at: "number",
      browser: "text?",
      revoked_at: "number?",
    },
  },
  {
    name: "tokens",
    key: ["block", "token"],
    isOneTree: true,
    columns: { block: "number", token: "text", places: "text" },
  },
  { name: "token_blocks", key: ["block"], columns: { block: "number", size: "number", newest: "number" } },
  {
    name: "accounts",
    key: ["login"],
    columns: {
      login: "text",
      name: "text",
      password: "text?",
      subject: "text?",
      roles: "text",
      is_disabled: "number 0",
      created_at: "number",
    },
  },
  {
    name: "sessions",
    key: ["hash"],
    columns: { hash: "text", login: "text", created_at: "number", seen_at: "number", expires_at: "number" },
  },
  { name: "failures", key: ["seq"], counted: "seq", columns: { what: "text", at: "number" } },
];

async function createIndexes(db: Kysely<unknown>) {
  const index = (name: string) => db.schema.createIndex(name);
  await index("timeline_peer").on("timeline").columns(["desk", "peer", "seq"]).execute();
  await index("facts_day").on("facts").columns(["desk", "day"]).execute();
  await index("private_links_case").on("private_links").columns(["desk", "number"]).execute();
  await index("private_links_browser").on("private_links").columns(["desk", "browser"]).execute();
  await index("private_links_conversation").on("private_links").columns(["desk", "conversation"]).execute();
  await index("sessions_login").on("sessions").columns(["desk", "login"]).execute();
  await index("failures_what").on("failures").columns(["desk", "what", "at"]).execute();
  await index("messages_place")
    .on("messages")
    .columns(["desk", "place", "seq"])
    .where(sql.ref("place"), "is not", null)
    .execute();
  await index("messages_search")
    .on("messages")
    .columns(["desk", "seq"])
    .where(sql.ref("search_state"), "=", "due")
    .execute();
}

/** Messages from before are taken up as new ones are, where their conversation has a case. */
async function addColumns(db: Kysely<unknown>) {
  const added = (table: string, column: string, first: number | string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, typeof first === "number" ? "bigint" : "text", (type) => type.notNull().defaultTo(first))
      .execute();
  await added("messages", "is_private", 0);
  await added("messages", "search_state", "none");
  await db.schema.alterTable("messages").addColumn("place", "bigint").execute();
  await added("audit", "detail", "");
  await sql`update messages set search_state = 'due' where exists (
    select 1 from cases where cases.desk = messages.desk and cases.conversation = messages.conversation
  )`.execute(db);
}

export const webStep = (engine: EngineName): Migration => ({
  async up(db) {
    for (const table of TABLES) await createTable(db, engine, table);
    await addColumns(db);
    await createIndexes(db);
    // On SQLite it is the key of the table itself.
    if (engine === "postgres") {
      await db.schema.createIndex("messages_seq").on("messages").columns(["desk", "seq"]).execute();
    }
  },
});
