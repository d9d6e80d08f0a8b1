import { type AddressInfo, connect, createServer } from "node:net";
import { inspect } from "node:util";
import { Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresAfterRestoreCommand } from "../../../adapters/store/backup.ts";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import { postgresDialect } from "../../../adapters/store/postgres.ts";
import { kyselyStore } from "../../../adapters/store/store.ts";
import { TABLES, type Tables } from "../../../adapters/store/tables.ts";
import type { Store } from "../../../src/ports/store.ts";
import { NO_DESK, type Peer } from "../../../src/records.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { storeContract } from "./contract.ts";
import { asLeftBy, checkBroughtUp, STEPS } from "./earlier.ts";
import { elsewhere } from "./elsewhere.ts";
import { conversationWith, DESK, event, newCase, receive, row } from "./sample.ts";
import { link, OTHER_PAGE, PAGE, session, typed } from "./sample-web.ts";

const chance = { uuid: () => crypto.randomUUID() };
const dataDir = IN_MEMORY;
let server: Cluster;
let shared: { store: Store; databaseUrl: string };
let count = 0;
beforeAll(async () => {
  server = await cluster();
  const template = await server.database("made");
  await (await openStore({ dataDir, databaseUrl: template, chance })).close();
  const databaseUrl = await made();
  shared = { store: await openStore({ dataDir, databaseUrl, chance }), databaseUrl };
});
afterAll(async () => {
  await shared.store.close();
  await server.stop();
});
/** A database with our tables and no rows. */
const made = () => server.database(`test-${++count}`, "made");
const bare = () => server.database(`test-${++count}`);

// One database for all, emptied after each test: a new one would take longer than most tests.
storeContract("PostgreSQL", async () => {
  const { store, databaseUrl } = shared;
  return {
    store,
    place: { dataDir, databaseUrl },
    everything: () => everythingIn(databaseUrl),
    async end() {
      const deletes = TABLES.map((table) => `delete from "${table}"`).join(";");
      await asked(databaseUrl, (client) => client.query(deletes));
    },
  };
});

async function everythingIn(databaseUrl: string): Promise<string> {
  return asked(databaseUrl, async (client) => {
    const tables = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const rows = [];
    for (const { tablename } of tables.rows) rows.push((await client.query(`select * from "${tablename}"`)).rows);
    return JSON.stringify(rows);
  });
}

async function asked<T>(databaseUrl: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** A way to a port that can swallow what goes in either direction, without a word to anybody. */
async function swallowing(port: number) {
  let isOpen = false;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    near.on("data", (bytes) => isOpen || far.write(bytes));
    far.on("data", (bytes) => isOpen || near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => {}).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open: () => (isOpen = true),
    close: () => (isOpen = false),
    end: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe("a PostgreSQL store", () => {
  test("makes its tables once when several processes start on nothing at the same time", async () => {
    const databaseUrl = await bare();
    const empty = { waiting: 0, answered: 0, dead: 0, silent: {} };
    const jobs = [{ kind: "start" }, { kind: "start" }, { kind: "start" }] as const;
    expect(await elsewhere({ dataDir, databaseUrl }, jobs)).toEqual([empty, empty, empty]);
    const steps = await asked(databaseUrl, (client) => client.query("select name from kysely_migration"));
    expect(steps.rows.map(({ name }) => name)).toEqual(STEPS);
  });

  test.each(["first", "second"] as const)(
    "brings up to date what the %s version left, rows and all",
    async (version) => {
      const databaseUrl = await bare();
      await asLeftBy(version, await postgresDialect(databaseUrl, () => {}), "postgres");
      const store = await openStore({ dataDir, databaseUrl, chance });
      await checkBroughtUp(store);
      await store.close();
    },
  );

  test("refuses a database that a newer version wrote", async () => {
    const databaseUrl = await made();
    await asked(databaseUrl, (client) =>
      client.query("insert into kysely_migration values ('9999-later', '2030-01-01')"),
    );
    const refused = openStore({ dataDir, databaseUrl, chance });
    await expect(refused).rejects.toMatchObject({ code: "store-newer", facts: { step: "9999-later" } });
  });

  test("lets transactions of one process run beside each other", async () => {
    const store = await openStore({ dataDir, databaseUrl: await made(), chance });
    const met: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = store.within("a" as never, async ({ settings }) => {
      await settings.get("key");
      await promise;
      met.push("first");
    });
    await store.within("a" as never, async ({ settings }) => settings.set("key", 1, "desk", 1));
    met.push("second");
    resolve();
    await first;
    expect(met).toEqual(["second", "first"]);
    await store.close();
  });

  test("lets nothing into a conversation that is locked, and the others be", async () => {
    const store = await openStore({ dataDir, databaseUrl: await made(), chance });
    const [here, other] = ["user:U1" as Peer, "user:U2" as Peer];
    const id = await conversationWith(store, here);
    await conversationWith(store, other);
    const met: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const first = store.within(DESK, async ({ conversations }) => {
      await conversations.lock(id);
      locked.resolve();
      await promise;
      met.push("end");
    });
    await locked.promise;
    const second = receive(store, [event("e1", { peer: here })]).then(() => met.push("in"));
    await receive(store, [event("e2", { peer: other })]).then(() => met.push("other"));
    resolve();
    await Promise.all([first, second]);
    expect(met).toEqual(["other", "end", "in"]);
    await store.close();
  });

  test("shows nothing on a page before what came to stand on it earlier", async () => {
    const store = await openStore({ dataDir, databaseUrl: await made(), chance });
    const [here, other] = [PAGE, OTHER_PAGE];
    for (const peer of [here, other]) {
      await store.within(DESK, ({ conversations }) => conversations.ensure("web", peer, 1, chance.uuid));
    }
    const met: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const added = Promise.withResolvers<void>();
    const add = (peer: Peer, key: string) =>
      store.within(DESK, ({ timeline }) => timeline.add(peer, key, typed(key), 1));
    const first = store.within(DESK, async ({ timeline }) => {
      await timeline.add(here, "first", typed("first"), 1);
      added.resolve();
      await promise;
      met.push("first");
    });
    await added.promise;
    const second = add(here, "second").then(() => met.push("second"));
    await add(other, "other").then(() => met.push("other"));
    resolve();
    await Promise.all([first, second]);
    expect(met).toEqual(["other", "first", "second"]);
    const shown = await store.within(DESK, ({ timeline }) => timeline.of(here, 9));
    expect(shown.map(({ what }) => what)).toEqual([typed("first"), typed("second")]);
    await store.close();
  });

  test("counts changes of transactions that run beside each other without one waiting for the other", async () => {
    const store = await openStore({ dataDir, databaseUrl: await made(), chance });
    const before = await store.within(DESK, ({ changes }) => changes.current());
    const adds = Array.from({ length: 60 }, (_, i) =>
      store.within(DESK, async ({ timeline, cases, settings }) => {
        // Each takes two rows that others take too, in the order in which desks take them.
        await cases.open(newCase("c" as never));
        await settings.set("key", i, "desk", i);
        await timeline.add(`page:${i % 3}` as Peer, `k${i}`, typed("x"), 1);
      }),
    );
    await Promise.all(adds);
    expect(await store.within(DESK, ({ changes }) => changes.current())).toBe(before + 60);
    await store.close();
  });

  test("goes on by a new connection when the server cut the old ones, and tells so", async () => {
    const databaseUrl = await made();
    const told: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const warn = (message: string) => {
      told.push(message);
      resolve();
    };
    const store = await openStore({ dataDir, databaseUrl, chance, warn });
    await asked(server.url("postgres"), (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
        new URL(databaseUrl).pathname.slice(1),
      ]),
    );
    await promise;
    expect(told).toEqual(["A connection to the database was lost: 57P01"]);
    expect(await store.desks()).toEqual([]);
    await store.close();
  });

  test("looks at no table as a whole for an event, however many lie there", async () => {
    const databaseUrl = await made();
    await asked(databaseUrl, async (client) => {
      const rows = "generate_series(1, 5000) as n";
      await client.query(`insert into conversations (desk, id, channel, peer, state, is_stopped, created_at, last_at, due_at)
        select 'd', 'c' || n, 'line', 'user:U' || n, '', 0, 1, 1, n from ${rows}`);
      await client.query(`insert into inbox (desk, channel, event_id, conversation, peer, raw, occurred_at, received_at, state, next_at)
        select 'd', 'line', 'e' || n, 'c' || n, 'user:U' || n, '{}', n, n, 'waiting', n from ${rows}`);
      await client.query("analyze");
    });
    const queries: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
    const dialect = await postgresDialect(databaseUrl, () => {});
    const db = new Kysely<Tables>({ dialect, log: ({ query }) => void queries.push(query) });
    const store = kyselyStore({ db, locksRows: true, chance, release: () => {} });
    await store.within("d" as never, async ({ inbox }) => {
      const event = { eventId: "new", peer: "user:U7" as never, raw: "{}", occurredAt: 1, replyToken: undefined };
      await inbox.receive("line", [event], 6_000, chance.uuid);
      const { lease, event: taken } = (await inbox.take(6_000, 1_000))!;
      await inbox.holds(lease);
      await inbox.end(lease, taken, { kind: "answered" }, 6_000);
    });
    await store.close();
    const plans = await asked(databaseUrl, async (client) => {
      const lines: string[] = [];
      for (const { sql: text, parameters } of queries.filter((query) => !/^(?:begin|commit)$/u.test(query.sql))) {
        const { rows } = await client.query(`explain ${text}`, [...parameters]);
        lines.push(...rows.map((row) => row["QUERY PLAN"] as string));
      }
      return lines;
    });
    expect(plans.some((line) => line.includes("using inbox_waiting"))).toBe(true);
    expect(plans.filter((line) => line.includes("Seq Scan"))).toEqual([]);
  });

  test("looks at no table as a whole for a page, a session or a private link, however many lie there", async () => {
    const databaseUrl = await made();
    await asked(databaseUrl, async (client) => {
      const rows = "generate_series(1, 5000) as n";
      await client.query(`insert into timeline (desk, peer, key, what, at)
        select 'd', 'p' || n % 500, 'k' || n, '{}', n from ${rows}`);
      await client.query(`insert into sessions (desk, hash, login, created_at, seen_at, expires_at)
        select '', 'h' || n, 'l' || n, 1, 1, n from ${rows}`);
      await client.query(`insert into failures (desk, what, at) select '', 'w' || n, n from ${rows}`);
      await client.query(`insert into private_links (desk, hash, conversation, number, created_at, expires_at, browser)
        select 'd', 'h' || n, 'c' || n, n, 1, 1, 'b' || n from ${rows}`);
      await client.query("analyze");
    });
    const queries: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
    const dialect = await postgresDialect(databaseUrl, () => {});
    const db = new Kysely<Tables>({ dialect, log: ({ query }) => void queries.push(query) });
    const store = kyselyStore({ db, locksRows: true, chance, release: () => {} });
    await store.within("d" as never, async ({ timeline, links }) => {
      await timeline.of("p7" as never, 50, 9);
      await timeline.last("p7" as never);
      await links.get("h7");
      await links.ofBrowser("b7");
      await links.bind("h7", "b7", 1);
    });
    await store.within(NO_DESK, async ({ sessions, failures }) => {
      await sessions.get("h7");
      await sessions.seen("h7", 1, 2);
      await sessions.removeOf("l7");
      await failures.count("w7", 0);
    });
    await store.close();
    const whole = await asked(databaseUrl, async (client) => {
      const lines: string[] = [];
      for (const { sql: text, parameters } of queries.filter((query) => !/^(?:begin|commit)$/u.test(query.sql))) {
        const { rows } = await client.query(`explain ${text}`, [...parameters]);
        lines.push(...rows.map((row) => row["QUERY PLAN"] as string).filter((line) => line.includes("Seq Scan")));
      }
      return lines;
    });
    expect(queries.length).toBeGreaterThan(8);
    expect(whole).toEqual([]);
  });

  test("takes what the command after a restore asks for: everybody signed out, no link open, all held but for the page", async () => {
    const databaseUrl = await made();
    const store = await openStore({ dataDir, databaseUrl, chance });
    const conversation = await conversationWith(store);
    await store.within(NO_DESK, ({ sessions }) => sessions.add(session("h")));
    await store.within(DESK, async ({ links, outbox }) => {
      await links.add(link("l", conversation));
      await outbox.add(row(conversation), 1);
      await outbox.add(row(conversation, { channel: "web" }), 1);
    });
    const [, queries] = /--command="([^"]+)"/u.exec(postgresAfterRestoreCommand(databaseUrl, 77))!;
    await asked(databaseUrl, (client) => client.query(queries!));
    expect(await store.within(NO_DESK, ({ sessions }) => sessions.get("h"))).toBeUndefined();
    await store.within(DESK, async ({ links, outbox }) => {
      expect((await links.get("l"))?.revokedAt).toBe(77);
      expect(await outbox.list(["held"], 9)).toMatchObject([{ channel: "line", reason: "restored" }]);
      expect(await outbox.list(["waiting"], 9)).toMatchObject([{ channel: "web" }]);
    });
    await store.close();
  });

  test("gives a connection up on which nothing comes back any more, and goes on by another", async () => {
    const url = new URL(await made());
    const hole = await swallowing(Number(url.port));
    url.port = String(hole.port);
    const lost: string[] = [];
    const db = new Kysely<unknown>({ dialect: await postgresDialect(url.href, (code) => lost.push(code), 500) });
    const one = () => sql<{ one: number }>`select 1 as one`.execute(db);
    await one();
    hole.open();
    await expect(one()).rejects.toMatchObject({ code: "ETIMEDOUT" });
    hole.close();
    expect((await one()).rows).toEqual([{ one: 1 }]);
    expect(lost).toEqual(["ETIMEDOUT"]);
    await db.destroy();
    await hole.end();
  });

  test("has the server end a transaction whose process is gone, whose locks would hold up everybody", async () => {
    const db = new Kysely<unknown>({ dialect: await postgresDialect(await made(), () => {}) });
    const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(db);
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: "30s" }]);
    await db.destroy();
  });

  test.each<[string, (url: URL) => void, string]>([
    [
      "a password that is not taken",
      (url) => (url.password = "wrong-secret"),
      "the password in DATABASE_URL is not taken",
    ],
    ["a database that is not there", (url) => (url.pathname = "/nowhere"), "there is no such database"],
    ["a port where nobody listens", (url) => (url.port = "1"), "see that it runs"],
  ])("refuses %s, and says so without the password", async (_, change, why) => {
    const url = new URL(server.url("made"));
    change(url);
    const refused = await openStore({ dataDir, databaseUrl: url.href, chance }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "store-unusable", message: expect.stringContaining(why) });
    expect(inspect(refused, { depth: 20, showHidden: true })).not.toContain(url.password);
  });

  test.each(["mysql://u:hidden-word@h/d", "hidden-word", "postgres://u:hidden-word@[/d"])(
    "refuses %s as an address without repeating it",
    async (databaseUrl) => {
      const refused = await openStore({ dataDir, databaseUrl, chance }).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "settings-invalid" });
      expect(inspect(refused, { depth: 20, showHidden: true })).not.toContain("hidden-word");
    },
  );
});
