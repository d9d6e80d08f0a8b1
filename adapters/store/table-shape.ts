/**
 * How a step of the migrations tells what a table is like, so that both engines make the same of it.
 */

import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export type EngineName = "sqlite" | "postgres";

/** Columns by the word for their type: `?` may be null; 0 and `""` are their defaults where it says so. */
const COLUMN = {
  text: (table, name) => table.addColumn(name, "text", (column) => column.notNull()),
  "text?": (table, name) => table.addColumn(name, "text"),
  'text ""': (table, name) => table.addColumn(name, "text", (column) => column.notNull().defaultTo("")),
  number: (table, name) => table.addColumn(name, "bigint", (column) => column.notNull()),
  "number?": (table, name) => table.addColumn(name, "bigint"),
  "number 0": (table, name) => table.addColumn(name, "bigint", (column) => column.notNull().defaultTo(0)),
} satisfies Record<string, (table: CreateTableBuilder<string, string>, name: string) => unknown>;

export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, keyof typeof COLUMN>>;
  /** What tells rows of a desk apart. */
  readonly key: readonly string[];
  /** Rows lie in SQLite's one tree by their key, which is then kept but once: for many short rows. */
  readonly isOneTree?: boolean;
  /** A column that the engine counts up by itself; it orders rows as they came. */
  readonly counted?: string;
}

/**
 * SQLite counts only an `integer primary key`, so there a counted table has its key as a unique index. Both find a row
 * by desk and key, and a number is never given twice.
 */
export async function createTable(
  db: Kysely<unknown>,
  engine: EngineName,
  { name, columns, key, counted, isOneTree = false }: TableShape,
) {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  if (counted !== undefined) {
    table =
      engine === "sqlite"
        ? table.addColumn(counted, "integer", (column) => column.primaryKey().autoIncrement())
        : table.addColumn(counted, "bigint", (column) => column.generatedAlwaysAsIdentity());
  }
  table = table.addColumn("desk", "text", (column) => column.notNull());
  for (const [column, type] of Object.entries(columns)) table = COLUMN[type](table, column);
  if (isOneTree && engine === "sqlite") table = table.modifyEnd(sql`without rowid`);
  const isKeyIndexed = engine === "sqlite" && counted !== undefined;
  const whole = ["desk", ...key];
  await (isKeyIndexed ? table : table.addPrimaryKeyConstraint(`${name}_key`, whole)).execute();
  if (isKeyIndexed) await db.schema.createIndex(`${name}_key`).on(name).columns(whole).unique().execute();
}
