import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { migrate } from "../../../adapters/store/migrations.ts";
import { databaseFile, IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import { sqliteDialect, sqliteFile } from "../../../adapters/store/sqlite.ts";
import { kyselyStore } from "../../../adapters/store/store.ts";
import type { Tables } from "../../../adapters/store/tables.ts";
import { type Opened, storeContract } from "./contract.ts";
import { asLeftBy, checkBroughtUp, STEPS } from "./earlier.ts";
import { elsewhere } from "./elsewhere.ts";
import { conversationWith, DESK, message } from "./sample.ts";

const chance = { uuid: () => crypto.randomUUID() };
const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "madoguchi-store-"));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

async function inMemory(): Promise<Opened> {
  const store = await openStore({ dataDir: IN_MEMORY, chance });
  return { store, place: undefined, everything: undefined, end: () => store.close() };
}
storeContract("in memory", inMemory, { isShared: false });

storeContract("SQLite", async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir, chance });
  return { store, place: { dataDir }, everything: async () => everythingIn(dataDir), end: () => store.close() };
});

function everythingIn(dataDir: string): string {
  const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  const rows = tables.map(({ name }) => db.prepare(`select * from "${name}"`).all());
  db.close();
  return JSON.stringify(rows);
}

describe("an SQLite store", () => {
  test("is there again with all its rows when it is opened again", async () => {
    const dataDir = folder();
    const store = await openStore({ dataDir, chance });
    const conversation = await conversationWith(store);
    await store.close();
    const again = await openStore({ dataDir, chance });
    expect((await again.within(DESK, ({ conversations }) => conversations.get(conversation)))?.id).toBe(conversation);
    await again.close();
  });

  test("makes its tables once when several processes start on nothing at the same time", async () => {
    const dataDir = folder();
    const empty = { waiting: 0, answered: 0, dead: 0, silent: {} };
    expect(await elsewhere({ dataDir }, [{ kind: "start" }, { kind: "start" }, { kind: "start" }])).toEqual([
      empty,
      empty,
      empty,
    ]);
    const db = new DatabaseSync(databaseFile(dataDir));
    expect(
      db
        .prepare("select name from kysely_migration")
        .all()
        .map(({ name }) => name),
    ).toEqual(STEPS);
    db.close();
  });

  test.each(["first", "second"] as const)(
    "brings up to date what the %s version left, rows and all",
    async (version) => {
      const dataDir = folder();
      await asLeftBy(version, sqliteDialect(sqliteFile(databaseFile(dataDir))), "sqlite");
      const store = await openStore({ dataDir, chance });
      await checkBroughtUp(store);
      await store.close();
    },
  );

  test("lets nobody else read its folder and file", async () => {
    const dataDir = join(folder(), "data");
    const store = await openStore({ dataDir, chance });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const suffix of ["", "-wal", "-shm"]) {
      expect(statSync(databaseFile(dataDir) + suffix).mode & 0o777).toBe(0o600);
    }
    await store.close();
  });

  test("overwrites in the file what is erased", async () => {
    const dataDir = folder();
    const words = "words-that-must-go ".repeat(20);
    const store = await openStore({ dataDir, chance });
    const conversation = await conversationWith(store);
    await store.within(DESK, ({ messages }) => messages.add(message("m", conversation, { text: words })));
    await store.close();
    expect(readFileSync(databaseFile(dataDir), "latin1")).toContain(words);
    const again = await openStore({ dataDir, chance });
    await again.within(DESK, ({ conversations }) => conversations.erase(conversation));
    await again.close();
    expect(readFileSync(databaseFile(dataDir), "latin1")).not.toContain("words-that-must-go");
  });

  test("writes every commit through to the disk", async () => {
    const dataDir = folder();
    const store = await openStore({ dataDir, chance });
    const db = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
    expect(db.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    db.close();
    await store.close();
    const own = sqliteFile(databaseFile(dataDir));
    const full = 2;
    expect(own.prepare("pragma synchronous").get()).toEqual({ synchronous: full });
    own.close();
  });

  test("tells what was wrong when the disk is full, keeps nothing of it, and goes on", async () => {
    const file = sqliteFile(IN_MEMORY);
    const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
    await migrate(db, "sqlite");
    const store = kyselyStore({ db, locksRows: false, chance, release: () => {} });
    const set = (key: string, value: unknown) =>
      store.within(DESK, ({ settings }) => settings.set(key, value, "desk", 1));
    const pages = Number(file.prepare("pragma page_count").get()?.page_count);
    file.exec(`pragma max_page_count = ${pages + 10}`);
    const tooLong = "x".repeat(1_000_000);
    const full = { errcode: 13, errstr: "database or disk is full" };
    await expect(set("alone", tooLong)).rejects.toMatchObject(full);
    // Begun together, they share a transaction.
    const [small, large] = await Promise.allSettled([set("small", 1), set("large", tooLong)]);
    expect([small, large]).toMatchObject([{ reason: full }, { reason: full }]);
    await set("after", 1);
    const keys = ["alone", "small", "large", "after"];
    const kept = await store.within(DESK, async ({ settings }) => {
      const values = [];
      for (const key of keys) values.push(await settings.get(key));
      return values;
    });
    expect(kept).toEqual([undefined, undefined, undefined, 1]);
    await store.close();
  });

  test("lets everything else have its turn while another process holds the file, and then goes on", async () => {
    const dataDir = folder();
    const store = await openStore({ dataDir, chance });
    const other = new DatabaseSync(databaseFile(dataDir));
    other.exec("begin immediate");
    const written = store.within(DESK, ({ settings }) => settings.set("key", 1, "desk", 1));
    // Were the wait within SQLite, this turn would come only when the other's lock had been given up as lost.
    await new Promise((resolve) => setTimeout(resolve, 60));
    other.exec("rollback");
    await written;
    other.close();
    await store.close();
  });

  test("finds the open case of a conversation without looking through the others", async () => {
    const dataDir = folder();
    await (await openStore({ dataDir, chance })).close();
    const db = new DatabaseSync(databaseFile(dataDir));
    const query = "select * from cases where desk = 'd' and conversation = 'c' and state != 'closed'";
    const plan = db.prepare(`explain query plan ${query} order by number desc limit 1`).all();
    db.close();
    expect(plan.map(({ detail }) => detail)).toEqual([
      "SEARCH cases USING INDEX cases_conversation (desk=? AND conversation=?)",
    ]);
  });

  test("finds a post by its place and a person's answer by its message without looking through the others", async () => {
    const dataDir = folder();
    await (await openStore({ dataDir, chance })).close();
    const db = new DatabaseSync(databaseFile(dataDir));
    const plan = (query: string) => db.prepare(`explain query plan ${query}`).all();
    const posts = "select * from posts where desk = 'd' and";
    const plans = [
      plan(`${posts} channel = 'C' and message = '1' order by seq desc limit 1`),
      plan(`${posts} conversation = 'c' order by seq`),
      plan("select * from outbox where desk = 'd' and message = 'm' order by id desc limit 1"),
    ];
    db.close();
    expect(plans.flat().map(({ detail }) => detail)).toEqual([
      "SEARCH posts USING INDEX posts_place (desk=? AND channel=? AND message=?)",
      "SEARCH posts USING INDEX posts_conversation (desk=? AND conversation=?)",
      "SEARCH outbox USING INDEX outbox_message (desk=? AND message=?)",
    ]);
  });

  test("finds what a page shows and who is signed in without looking through the others", async () => {
    const dataDir = folder();
    await (await openStore({ dataDir, chance })).close();
    const db = new DatabaseSync(databaseFile(dataDir));
    const plan = (query: string) => db.prepare(`explain query plan ${query}`).all();
    const plans = [
      plan("select * from timeline where desk = 'd' and peer = 'p' and seq > 7 order by seq desc limit 9"),
      plan("select seq from timeline where desk = 'd' and peer = 'p' order by seq desc limit 1"),
      plan("select * from sessions where desk = '' and hash = 'h'"),
      plan("select * from private_links where desk = 'd' and browser = 'b'"),
      plan("select count(*) from failures where desk = '' and what = 'w' and at >= 5"),
      plan("select id, text from messages where desk = 'd' and search_state = 'due' order by seq limit 9"),
    ];
    db.close();
    expect(plans.flat().map(({ detail }) => detail)).toEqual([
      "SEARCH timeline USING INDEX timeline_peer (desk=? AND peer=? AND seq>?)",
      "SEARCH timeline USING COVERING INDEX timeline_peer (desk=? AND peer=?)",
      expect.stringMatching(/^SEARCH sessions USING INDEX .*\(desk=\? AND hash=\?\)$/u),
      "SEARCH private_links USING INDEX private_links_browser (desk=? AND browser=?)",
      "SEARCH failures USING COVERING INDEX failures_what (desk=? AND what=? AND at>?)",
      "SEARCH messages USING INDEX messages_search (desk=?)",
    ]);
  });

  test("refuses a database that a newer version wrote, and leaves it as it is", async () => {
    const dataDir = folder();
    await (await openStore({ dataDir, chance })).close();
    const db = new DatabaseSync(databaseFile(dataDir));
    db.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')");
    db.close();
    const refused = openStore({ dataDir, chance });
    await expect(refused).rejects.toMatchObject({ code: "store-newer", facts: { step: "9999-later" } });
    await expect(refused).rejects.toThrow("written by a newer version");
  });

  test("refuses a file that is no database, naming it", async () => {
    const dataDir = folder();
    writeFileSync(databaseFile(dataDir), "これはデータベースではありません。".repeat(100));
    const refused = openStore({ dataDir, chance });
    await expect(refused).rejects.toMatchObject({ code: "store-unusable" });
    await expect(refused).rejects.toThrow(`${databaseFile(dataDir)} cannot be opened: it is not a database`);
  });

  test("refuses a database of another program", async () => {
    const dataDir = folder();
    const db = new DatabaseSync(databaseFile(dataDir));
    db.exec("create table birds (name text)");
    db.close();
    await expect(openStore({ dataDir, chance })).rejects.toThrow("a database of another program");
  });

  test("refuses a folder that cannot be made, naming it", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    const dataDir = join(file, "data");
    const refused = openStore({ dataDir, chance });
    await expect(refused).rejects.toMatchObject({ code: "store-unusable", facts: { dataDir } });
    await expect(refused).rejects.toThrow(`DATA_DIR=${dataDir} cannot be made`);
  });
});
