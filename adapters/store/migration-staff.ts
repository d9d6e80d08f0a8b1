/**
 * The step that brought the people behind the desk, and where they are shown what.
 */

import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { createTable, type EngineName, type TableShape } from "./table-shape.ts";

const TABLES: readonly TableShape[] = [
  { name: "staff", key: ["id"], columns: { id: "text", name: "text", city: "text?", seen_at: "number" } },
  {
    name: "posts",
    key: ["key"],
    counted: "seq",
    columns: {
      key: "text",
      conversation: "text?",
      channel: "text",
      message: "text",
      file: "text?",
      digest: "text",
      at: "number",
    },
  },
];

/** What was asked before there were staff who ask was asked by residents. */
async function addColumns(db: Kysely<unknown>) {
  for (const table of ["questions", "feedback"]) {
    await db.schema
      .alterTable(table)
      .addColumn("asker", "text", (column) => column.notNull().defaultTo("resident"))
      .execute();
  }
  await db.schema.alterTable("outbox").addColumn("message", "text").execute();
}

async function createIndexes(db: Kysely<unknown>) {
  const index = (name: string) => db.schema.createIndex(name);
  await index("posts_place").on("posts").columns(["desk", "channel", "message"]).execute();
  await index("posts_conversation").on("posts").columns(["desk", "conversation"]).execute();
  await index("outbox_message")
    .on("outbox")
    .columns(["desk", "message"])
    .where(sql.ref("message"), "is not", null)
    .execute();
}

export const staffStep = (engine: EngineName): Migration => ({
  async up(db) {
    for (const table of TABLES) await createTable(db, engine, table);
    await addColumns(db);
    await createIndexes(db);
  },
});
