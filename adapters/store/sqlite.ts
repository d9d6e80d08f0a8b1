/**
 * The default engine: one SQLite file by Node's own `node:sqlite`, which nobody has to install or run.
 *
 * A commit is on the disk before it is told (WAL with `synchronous = FULL`). A process has one connection: two would
 * wait for each other without ever letting the event loop turn. Each transaction takes the write lock at its begin, for
 * one that asks later is refused at once if another process wrote meanwhile. Content that was deleted is overwritten in
 * the file, since people may ask for their words to be gone.
 */

import { chmodSync, existsSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import { DeskError } from "../../src/errors.ts";

/** How long a process waits for another's transaction while it opens the file; nothing else has its turn meanwhile. */
const BUSY_MS = 5_000;
/** Afterwards `group-commit.ts` waits, and what is left to SQLite are the moments of another's commit. */
const BUSY_LATER_MS = 20;
/** Source: sqlite.org/rescode.html, SQLITE_BUSY */
const SQLITE_BUSY = 5;
/** "MADG" in the file's header: tells our databases from other people's. */
const APPLICATION_ID = 0x4d_41_44_47;

/**
 * Opens a database, or makes one where there is no file.
 *
 * @param path - a file, or `:memory:`
 * @throws DeskError `store-unusable` for a file that is no database of the desk or cannot be written
 */
export function sqliteFile(path: string): DatabaseSync {
  const isNewFile = path !== ":memory:" && !existsSync(path);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
    checkOwn(db, path);
    // Before there are journals, which take their permissions from the file.
    if (isNewFile) chmodSync(path, 0o600);
    const opened = db;
    untilFree(() => opened.exec("pragma journal_mode = wal"));
    db.exec(`
      pragma synchronous = full;
      pragma secure_delete = on;
      pragma application_id = ${APPLICATION_ID};
    `);
    return db;
  } catch (cause) {
    if (db?.isOpen) db.close();
    throw cause instanceof DeskError ? cause : unusable(path, cause);
  }
}

/** SQLite refuses at once, whatever its timeout, where two processes give a new file its journal at the same time. */
function untilFree(act: () => void): void {
  const end = performance.now() + BUSY_MS;
  for (;;) {
    try {
      act();
      return;
    } catch (error) {
      if ((((error as { errcode?: number }).errcode ?? 0) & 0xff) !== SQLITE_BUSY || performance.now() >= end)
        throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_LATER_MS);
  }
}

/** @throws DeskError `store-unusable` for a database that another program made, or anything where it is none at all */
export function checkOwn(db: DatabaseSync, path: string): void {
  // Asked in this order, for another process may just be making it: the mark is set before there are tables.
  if (!hasTables(db) || numberOf(db, "pragma application_id") === APPLICATION_ID) return;
  throw new DeskError("store-unusable", `${path} is a database of another program: choose another DATA_DIR`, {
    facts: { path },
  });
}

/** Of a database without tables too: they are made in it. */
export const hasTables = (db: DatabaseSync): boolean => numberOf(db, "select count(*) from sqlite_schema") > 0;

function numberOf(db: DatabaseSync, query: string): number {
  return Number(Object.values(db.prepare(query).get() ?? {})[0]);
}

function unusable(path: string, cause: unknown): DeskError {
  const { errcode } = cause as { errcode?: number };
  const why = REASONS[(errcode ?? 0) & 0xff] ?? "see the cause";
  return new DeskError("store-unusable", `The database ${path} cannot be opened: ${why}`, { cause, facts: { path } });
}

/** Source: sqlite.org/rescode.html */
const REASONS: Readonly<Record<number, string>> = {
  5: "another process holds it; stop that one or wait",
  8: "it may not be written; let the desk's user write the file and its folder",
  11: "it is damaged; restore a backup",
  13: "the disk is full",
  14: "the file or its folder may not be read or written; let the desk's user do so",
  26: "it is not a database; move the file away or restore a backup",
};

/** From now on nobody waits long within SQLite. */
export const beBrief = (db: DatabaseSync): void => db.exec(`pragma busy_timeout = ${BUSY_LATER_MS}`);

/** Kysely's dialect over a connection that is then Kysely's to close. */
export const sqliteDialect = (db: DatabaseSync): SqliteDialect => new OneStepDialect({ database: connection(db) });

/** Migrates in one transaction, which SQLite can: otherwise two processes that start at once make the same tables. */
class OneStepDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new OneStepAdapter();
  }
}
class OneStepAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function connection(db: DatabaseSync): SqliteDatabase {
  // The queries are few and the same each time, so nothing is ever put out of here.
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => db.close(),
    prepare(sql) {
      // A full disk or a broken one undoes a transaction at once, and a rollback of nothing would hide why.
      if (sql === "rollback" && !db.isTransaction) return NOTHING;
      let known = prepared.get(sql);
      if (known === undefined) {
        known = statement(db.prepare(sql === "begin" ? "begin immediate" : sql));
        prepared.set(sql, known);
      }
      return known;
    },
  };
}

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/** Kysely's compiler gives but texts, numbers, null and big numbers for our tables, see `tables.ts`. */
function statement(prepared: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  };
}
