import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  backup,
  postgresAfterRestoreCommand,
  postgresBackupCommand,
  postgresRestoreCommand,
  restore,
} from "../../../adapters/store/backup.ts";
import { mediaFiles } from "../../../adapters/store/media-files.ts";
import { databaseFile, openStore } from "../../../adapters/store/open.ts";
import { sqliteDialect, sqliteFile } from "../../../adapters/store/sqlite.ts";
import { NO_DESK } from "../../../src/records.ts";
import { asLeftBy } from "./earlier.ts";
import { elsewhere } from "./elsewhere.ts";
import { conversationWith, DESK, event, message, person, posted, receive, row } from "./sample.ts";
import { account, link, session } from "./sample-web.ts";

const chance = { uuid: () => crypto.randomUUID() };
const NOW = Date.UTC(2026, 10, 21, 9, 30);
let home: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "madoguchi-backup-"));
  dataDir = join(home, "data");
  file = join(home, "copy.sqlite");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const content = Buffer.from("%PDF-1.7 申請書");

/** A data folder with something in several tables and one file. */
async function filled(dir = dataDir, text = "協働とは") {
  const store = await openStore({ dataDir: dir, chance });
  const conversation = await conversationWith(store);
  const { id, type } = await mediaFiles(dir).keep(content);
  await store.within(DESK, async ({ messages, outbox, media, staff, posts }) => {
    await staff.save(person("slack:U01", "佐藤"));
    await posts.save(posted("card:1", { conversation }));
    await messages.add(message("m", conversation, { text, media: id }));
    await outbox.add(row(conversation), 100);
    await media.add({ id, conversation, type, bytes: content.length, name: "申請書.pdf", at: 1 });
  });
  return { store, conversation, media: id };
}

type Row = Record<string, unknown>;

/** Every table with its rows. */
function rowsIn(path: string): [string, Row[]][] {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table' order by name").all();
  const rows = tables.map(({ name }): [string, Row[]] => [
    String(name),
    db
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => ({ ...row })),
  ]);
  db.close();
  return rows;
}

/** What a restore makes of them: whatever waited to be sent is held. */
const heldBack = (tables: [string, Row[]][]) =>
  tables.map(([name, rows]) => [
    name,
    rows.map((row) =>
      name === "outbox" && row.state === "waiting" ? { ...row, state: "held", reason: "restored" } : row,
    ),
  ]);

test("all rows and files come back in another folder, and what waited to be sent is held", async () => {
  const { store, media } = await filled();
  expect(await backup(dataDir, file)).toEqual({ media: 1 });
  const before = rowsIn(databaseFile(dataDir));
  await store.close();
  const other = join(home, "other");
  expect(await restore(other, file, NOW)).toBeUndefined();
  expect(rowsIn(databaseFile(other))).toEqual(heldBack(before));
  expect(rowsIn(databaseFile(other))).not.toEqual(before);
  expect(Buffer.from((await mediaFiles(other).read(media))!)).toEqual(content);
  const again = await openStore({ dataDir: other, chance });
  expect(await again.within(DESK, ({ messages }) => messages.get("m" as never))).toMatchObject({
    text: "協働とは",
    media,
  });
  const [people, card] = await again.within(DESK, ({ staff, posts }) =>
    Promise.all([staff.list(), posts.get("card:1")]),
  );
  expect(people).toEqual([person("slack:U01", "佐藤")]);
  expect(card?.message).toBe(posted("card:1").message);
  await again.close();
});

test("nobody is signed in by a backup, no link leads to a private page, and accounts are as they were", async () => {
  const { store, conversation } = await filled();
  await store.within(DESK, async ({ links, outbox }) => {
    await links.add(link("opened", conversation, { browser: "b", expiresAt: NOW * 2 }));
    await links.add(link("revoked", conversation, { revokedAt: 7 }));
    await outbox.add(row(conversation, { channel: "web" }), 200);
  });
  await store.within(NO_DESK, async ({ accounts, sessions }) => {
    await accounts.save(account("sato", { roles: { [DESK]: "manager" } }));
    await sessions.add(session("h", { expiresAt: NOW * 2 }));
  });
  await backup(dataDir, file);
  await store.close();
  await restore(dataDir, file, NOW);
  const again = await openStore({ dataDir, chance });
  await again.within(NO_DESK, async ({ accounts, sessions }) => {
    expect(await accounts.list()).toEqual([account("sato", { roles: { [DESK]: "manager" } })]);
    expect(await sessions.get("h")).toBeUndefined();
  });
  await again.within(DESK, async ({ links, outbox }) => {
    expect((await links.get("opened"))?.revokedAt).toBe(NOW);
    expect(await links.bind("opened", "b", NOW)).toBe(false);
    expect((await links.get("revoked"))?.revokedAt).toBe(7);
    // The page came back as it was too, and shows an answer once: so what was on its way to it still goes there.
    expect((await outbox.list(["waiting"], 9)).map(({ channel }) => channel)).toEqual(["web"]);
    expect((await outbox.list(["held"], 9)).map(({ channel, reason }) => [channel, reason])).toEqual([
      ["line", "restored"],
    ]);
  });
  await again.close();
});

test("a backup of an earlier version comes back and is brought up to date when the desk starts", async () => {
  const other = join(home, "other");
  await asLeftBy("first", sqliteDialect(sqliteFile(file)), "sqlite");
  await restore(other, file, NOW);
  const store = await openStore({ dataDir: other, chance });
  await store.within(DESK, async ({ outbox, questions, posts }) => {
    expect(await outbox.list(["held"], 9)).toMatchObject([{ reason: "restored" }]);
    expect(await questions.list({ asker: "resident", limit: 9 })).toHaveLength(1);
    await posts.save(posted("card:1"));
    expect(await posts.get("card:1")).toEqual(posted("card:1"));
  });
  await store.close();
});

test("a backup that is made while the desk writes has whole transactions and is sound", async () => {
  const { store } = await filled();
  let isOver = false;
  let written = 0;
  const writing = (async () => {
    while (!isOver) {
      await receive(store, [event(`${written}-a`), event(`${written}-b`)]);
      written++;
    }
  })();
  await backup(dataDir, file);
  isOver = true;
  await writing;
  await store.close();
  const db = new DatabaseSync(file, { readOnly: true });
  const counts = db
    .prepare("select count(*) as events, count(distinct raw) as different from inbox where state = 'waiting'")
    .get();
  expect(db.prepare("pragma integrity_check").get()).toEqual({ integrity_check: "ok" });
  db.close();
  expect(written).toBeGreaterThan(0);
  expect(Number(counts?.events) % 2).toBe(0);
  expect(counts?.different).toBe(counts?.events);
});

test("only its owner may read a backup, and it is one file with one folder", async () => {
  const { store, media } = await filled();
  await backup(dataDir, file);
  await store.close();
  expect(readdirSync(home).sort()).toEqual(["copy.sqlite", "copy.sqlite.media", "data"]);
  expect(readdirSync(`${file}.media`)).toEqual([media]);
  for (const path of [file, join(`${file}.media`, media)]) expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}.media`).mode & 0o777).toBe(0o700);
});

test("a file that no row names is not in a backup, and one that is gone does not stop it", async () => {
  const { store, media } = await filled();
  await mediaFiles(dataDir).keep(content);
  expect(await backup(dataDir, file)).toEqual({ media: 1 });
  await mediaFiles(dataDir).remove(media);
  expect(await backup(dataDir, join(home, "second"))).toEqual({ media: 0 });
  await store.close();
});

test.each(["", ".media"])("a backup never overwrites what is there as FILE%s", async (suffix) => {
  const { store } = await filled();
  writeFileSync(file + suffix, "dear");
  await expect(backup(dataDir, file)).rejects.toMatchObject({ code: "backup" });
  expect(readFileSync(file + suffix, "utf8")).toBe("dear");
  await store.close();
});

test("a backup of nothing, or to nowhere, is refused and leaves nothing behind", async () => {
  await expect(backup(dataDir, file)).rejects.toThrow(`There is no database in DATA_DIR=${dataDir}`);
  expect(existsSync(dataDir)).toBe(false);
  const { store } = await filled();
  await expect(backup(dataDir, join(home, "nowhere", "copy"))).rejects.toMatchObject({ code: "backup" });
  expect(readdirSync(home)).toEqual(["data"]);
  await store.close();
});

test("what was in the folder is kept under a name with the time", async () => {
  const first = await filled(dataDir, "前の言葉");
  await first.store.close();
  const source = join(home, "source");
  const second = await filled(source, "新しい言葉");
  await backup(source, file);
  await second.store.close();
  const before = rowsIn(databaseFile(dataDir));

  const kept = await restore(dataDir, file, NOW);
  expect(kept).toBe(`${databaseFile(dataDir)}.before-2026-11-21T09-30-00.000Z`);
  expect(rowsIn(kept!)).toEqual(before);
  expect(rowsIn(databaseFile(dataDir))).toEqual(heldBack(rowsIn(file)));
  expect(readdirSync(join(dataDir, "media"))).toEqual([second.media]);
  expect(readdirSync(join(dataDir, "media.before-2026-11-21T09-30-00.000Z"))).toEqual([first.media]);
});

test("rows that are only in the journal of a desk that was killed are kept too", async () => {
  const { store } = await filled();
  const killed = join(home, "killed");
  const other = await filled(killed);
  await other.store.close();
  await backup(killed, file);
  // Copied while it runs, the folder is as a kill would leave it.
  for (const suffix of ["", "-wal"]) copyFileSync(databaseFile(dataDir) + suffix, databaseFile(killed) + suffix);
  const before = rowsIn(databaseFile(dataDir));
  await store.close();
  const kept = await restore(killed, file, NOW);
  expect(rowsIn(kept!)).toEqual(before);
});

test("a restore is refused while a desk runs, in this process or another, and changes nothing", async () => {
  const { store } = await filled();
  await backup(dataDir, file);
  const before = rowsIn(databaseFile(dataDir));
  const listing = readdirSync(dataDir);
  await expect(restore(dataDir, file, NOW)).rejects.toMatchObject({ code: "store-busy" });
  expect(await elsewhere({ dataDir }, [{ kind: "restore", file }])).toEqual(["store-busy"]);
  expect(rowsIn(databaseFile(dataDir))).toEqual(before);
  expect(readdirSync(dataDir)).toEqual(listing);
  await store.close();
  expect(await elsewhere({ dataDir }, [{ kind: "restore", file }])).toEqual(["restored"]);
});

test("several desks may run on one folder, and each keeps a restore away", async () => {
  const { store } = await filled();
  await backup(dataDir, file);
  const second = await openStore({ dataDir, chance });
  await store.close();
  await expect(restore(dataDir, file, NOW)).rejects.toMatchObject({ code: "store-busy" });
  await second.close();
  await restore(dataDir, file, NOW);
});

test.each<[string, (path: string) => void, string]>([
  ["no database", (path) => writeFileSync(path, "協働".repeat(500)), "backup"],
  ["empty", (path) => writeFileSync(path, ""), "backup"],
  ["not there", () => {}, "backup"],
  ["of another program", (path) => inside(path, "create table birds (name text)"), "backup"],
])("a file that is %s is refused, and nothing is changed", async (_, make, code) => {
  const { store } = await filled();
  await store.close();
  const listing = readdirSync(dataDir);
  make(file);
  await expect(restore(dataDir, file, NOW)).rejects.toMatchObject({ code, facts: { file } });
  expect(readdirSync(dataDir)).toEqual(listing);
});

test("a backup of a newer version is refused", async () => {
  const { store } = await filled();
  await backup(dataDir, file);
  await store.close();
  inside(file, "insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')");
  await expect(restore(dataDir, file, NOW)).rejects.toMatchObject({ code: "store-newer" });
});

test("a damaged backup is refused", async () => {
  const { store } = await filled();
  await backup(dataDir, file);
  await store.close();
  const bytes = readFileSync(file);
  bytes.fill(0xaa, 4096 * 3, 4096 * 8);
  writeFileSync(file, bytes);
  await expect(restore(dataDir, file, NOW)).rejects.toMatchObject({ code: "backup" });
});

function inside(path: string, query: string): void {
  const db = new DatabaseSync(path);
  db.exec(query);
  db.close();
}

test("the commands for PostgreSQL name the place and not the password, safe for a shell", () => {
  const url = "postgres://desk:secret@db.example.jp:5433/madoguchi?sslmode=require&password=secret";
  const place = "--dbname='postgres://desk@db.example.jp:5433/madoguchi?sslmode=require'";
  expect(postgresBackupCommand(url, "/backups/it's $HOME")).toBe(
    `pg_dump --format=custom --no-owner --file='/backups/it'\\''s $HOME' ${place}`,
  );
  expect(postgresRestoreCommand(url, "copy")).toBe(
    `pg_restore --clean --if-exists --no-owner --single-transaction ${place} 'copy'`,
  );
  const after = postgresAfterRestoreCommand(url, 5);
  expect(after).toMatch(/^psql --single-transaction --set=ON_ERROR_STOP=1 --command="[^"$`\\]+" --dbname='/u);
  expect(after.endsWith(place)).toBe(true);
  expect(() => postgresBackupCommand("mysql://x", "copy")).toThrow("DATABASE_URL");
});
