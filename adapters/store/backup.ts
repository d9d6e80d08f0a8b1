/**
 * Backups: everything of the desk in one file and, beside it, one folder of the files that residents sent.
 *
 * FILE is itself an SQLite database, so any SQLite can read it; `FILE.media` has the files under their ids. A backup is
 * made while desks run, and what is in it belongs together: first the rows at one moment, then the files that they name.
 * FILE gets its name last, so that a file of that name is a whole backup. PostgreSQL has tools of its own for this,
 * which know it better: here are but the commands.
 */

import { chmodSync, existsSync } from "node:fs";
import { chmod, copyFile, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { backup as copyDatabase, DatabaseSync } from "node:sqlite";
import { DeskError } from "../../src/errors.ts";
import { loneHold } from "./lock.ts";
import { mediaFolder } from "./media-files.ts";
import { refuseNewer } from "./migrations.ts";
import { databaseFile } from "./open.ts";
import { postgresPlace } from "./postgres.ts";
import { checkOwn, hasTables } from "./sqlite.ts";

/** More pages than a database can have: copied in one go, nothing that is written meanwhile makes it begin anew. */
const ALL_PAGES = 2_147_483_647;

const mediaOf = (file: string): string => `${file}.media`;

export interface Counted {
  /** Files of residents that are with it. */
  readonly media: number;
}

/**
 * Copies all rows and files of a data folder, while desks run on it or not.
 *
 * @throws DeskError `backup` where there is something of that name already, or the copy cannot be made or is not sound
 */
export async function backup(dataDir: string, file: string): Promise<Counted> {
  if (!existsSync(databaseFile(dataDir))) {
    throw refused(`There is no database in DATA_DIR=${dataDir}, so there is nothing to back up`, file);
  }
  const there = [file, mediaOf(file)].find(existsSync);
  if (there !== undefined) throw refused(`${there} is there already and is not overwritten: choose another name`, file);
  const part = `${file}.part`;
  try {
    await rm(part, { force: true });
    await copyRows(databaseFile(dataDir), part);
    const media = await copyMedia(mediaIds(part), mediaFolder(dataDir), mediaOf(file));
    await rename(part, file);
    return { media };
  } catch (cause) {
    for (const half of [part, `${part}-journal`, mediaOf(file)]) await rm(half, { recursive: true, force: true });
    if (cause instanceof DeskError) throw cause;
    throw refused(`The backup ${file} cannot be written: see that its folder is there and has room`, file, cause);
  }
}

/**
 * Puts a backup in the place of what is in a data folder, which is kept beside it under a name with the time. Messages
 * that waited to be sent when the backup was made are held until staff send them; everybody is signed out of the console,
 * and links to private pages lead nowhere any more.
 *
 * @param now - milliseconds since 1970 (UTC)
 * @returns the path at which the database before was kept; undefined where there was none
 * @throws DeskError `store-busy` while a desk runs there, `backup` for a file that is no sound backup of a desk,
 * `store-newer` for one that a newer version wrote; then nothing was changed
 */
export async function restore(dataDir: string, file: string, now: number): Promise<string | undefined> {
  checkBackup(file);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const release = loneHold(dataDir);
  try {
    const database = databaseFile(dataDir);
    const [rows, media] = [`${database}.part`, `${mediaFolder(dataDir)}.part`];
    // All that takes long and may fail is done before anything is put aside.
    for (const half of [rows, media]) await rm(half, { recursive: true, force: true });
    await copyThrough(file, rows);
    holdBack(rows, now);
    await copyMedia(mediaIds(rows), mediaOf(file), media);
    const aside = `before-${new Date(now).toISOString().replaceAll(":", "-")}`;
    const kept = await putAside(database, aside);
    await putAside(mediaFolder(dataDir), aside);
    if (existsSync(media)) await rename(media, mediaFolder(dataDir));
    await rename(rows, database);
    return kept;
  } finally {
    release();
  }
}

/** The command that backs a PostgreSQL database up, to be shown: it asks for the password or finds it in `~/.pgpass`. */
export const postgresBackupCommand = (databaseUrl: string, file: string): string =>
  `pg_dump --format=custom --no-owner --file=${quoted(file)} --dbname=${quoted(withoutPassword(databaseUrl))}`;

/** The command that restores what {@link postgresBackupCommand} made, all of it or nothing; no desk may run meanwhile. */
export const postgresRestoreCommand = (databaseUrl: string, file: string): string =>
  `pg_restore --clean --if-exists --no-owner --single-transaction --dbname=${quoted(withoutPassword(databaseUrl))} ${quoted(file)}`;

/** The command to be run after {@link postgresRestoreCommand} and before a desk, that does what a restore of a file does by itself. */
export function postgresAfterRestoreCommand(databaseUrl: string, now: number): string {
  const queries = NOT_AS_IT_WAS.map(({ query }) => query.replace("?", String(now))).join("; ");
  return `psql --single-transaction --set=ON_ERROR_STOP=1 --command="${queries}" --dbname=${quoted(withoutPassword(databaseUrl))}`;
}

function refused(message: string, file: string, cause?: unknown): DeskError {
  return new DeskError("backup", message, { cause, facts: { file } });
}

async function copyRows(database: string, part: string): Promise<void> {
  const source = new DatabaseSync(database, { readOnly: true });
  try {
    await copyDatabase(source, part, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  chmodSync(part, 0o600);
  const copy = new DatabaseSync(part);
  try {
    // One file, without a journal beside it.
    copy.exec("pragma journal_mode = delete");
    checkSound(copy, part);
  } finally {
    copy.close();
  }
}

function checkSound(db: DatabaseSync, file: string): void {
  const [first] = db.prepare("pragma integrity_check").all();
  if (first?.integrity_check === "ok") return;
  throw refused(`${file} is damaged: make another backup, or take an earlier one`, file);
}

function checkBackup(file: string): void {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    checkOwn(db, file);
    if (!hasTables(db)) throw refused(`${file} is empty: it is no backup of a desk`, file);
    checkSound(db, file);
    refuseNewer(
      db
        .prepare("select name from kysely_migration")
        .all()
        .map(({ name }) => String(name)),
    );
  } catch (cause) {
    if (cause instanceof DeskError && cause.code !== "store-unusable") throw cause;
    throw refused(`${file} is no backup of a desk: name a file that \`backup\` made`, file, cause);
  } finally {
    db?.close();
  }
}

/**
 * What must not be as it was when the backup was made, in order; `?` stands for the time in milliseconds.
 *
 * What still waited was most likely sent since: staff decide whether it goes out again. But for the page, which is itself
 * as it was and shows each answer once. Whoever was signed out and whatever link was taken back since must stay so, and
 * nobody knows who and which.
 */
const NOT_AS_IT_WAS: readonly { readonly table: string; readonly query: string }[] = [
  {
    table: "outbox",
    query: "update outbox set state = 'held', reason = 'restored' where state = 'waiting' and channel <> 'web'",
  },
  { table: "sessions", query: "delete from sessions" },
  { table: "private_links", query: "update private_links set revoked_at = ? where revoked_at is null" },
];

function holdBack(file: string, now: number): void {
  const db = new DatabaseSync(file);
  try {
    const isThere = db.prepare("select 1 from sqlite_schema where type = 'table' and name = ?");
    for (const { table, query } of NOT_AS_IT_WAS) {
      // A backup of an earlier version lacks the later tables.
      if (isThere.get(table) !== undefined) db.exec(query.replace("?", String(now)));
    }
  } finally {
    db.close();
  }
}

function mediaIds(file: string): string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db
      .prepare("select id from media")
      .all()
      .map(({ id }) => String(id));
  } finally {
    db.close();
  }
}

/** @returns how many there were: a desk that runs may have removed one since its row was copied */
async function copyMedia(ids: readonly string[], from: string, to: string): Promise<number> {
  const there = ids.filter((id) => existsSync(join(from, id)));
  if (there.length > 0) await mkdir(to, { mode: 0o700 });
  for (const id of there) await copyThrough(join(from, id), join(to, id));
  return there.length;
}

/** Copies a file for its owner only, down to the disk. */
async function copyThrough(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, 0o600);
  const file = await open(to, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** With its journal, in which the latest rows may be. @returns where it is now */
async function putAside(path: string, suffix: string): Promise<string | undefined> {
  if (!existsSync(path)) return undefined;
  const aside = `${path}.${suffix}`;
  if (existsSync(`${path}-wal`)) await rename(`${path}-wal`, `${aside}-wal`);
  await rm(`${path}-shm`, { force: true });
  await rename(path, aside);
  return aside;
}

function withoutPassword(databaseUrl: string): string {
  postgresPlace(databaseUrl);
  const url = new URL(databaseUrl);
  url.password = "";
  url.searchParams.delete("password");
  return url.href;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
