import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { argon2Passwords } from "../../../adapters/world/passwords.ts";
import { systemTokens } from "../../../adapters/world/tokens.ts";
import { consoleDoor } from "../../../src/console/sign-in.ts";
import type { Passwords } from "../../../src/ports/console/sign-in.ts";
import type { Store } from "../../../src/ports/store.ts";
import { type DeskId, NO_DESK } from "../../../src/records.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { testChance, testClock } from "../../fixtures/test-clock.ts";

const DESK = "desk" as DeskId;
const PASSWORD = "a long enough password";
const clock = testClock("2026-11-20T10:00");
/** Plain, so that hundreds of guesses take no time: what is tested is the counting. */
const plain: Passwords = {
  made: () => "made",
  hashed: async (password) => `plain:${password}`,
  isRight: async (hash, password) => hash === `plain:${password}`,
  isOutdated: () => false,
  hasRoom: () => true,
};

const doorOf = (store: Store, passwords = plain) =>
  consoleDoor({ store, desks: [DESK], clock, tokens: systemTokens, passwords, provider: undefined });
const hara = (store: Store, password: string) =>
  store.within(NO_DESK, ({ accounts }) =>
    accounts.save({
      ...{ login: "hara", name: "原", password, subject: undefined, isDisabled: false, createdAt: clock.now() },
      roles: { [DESK]: "manager" } as never,
    }),
  );
const attempt = (password: string, network = "192.0.2.1") => ({ login: "hara", password, network, known: undefined });

describe("two processes on one PostgreSQL", () => {
  let server: Cluster;
  let stores: readonly [Store, Store];
  beforeAll(async () => {
    server = await cluster();
    const databaseUrl = await server.database("two_processes");
    const opened = () => openStore({ dataDir: "unused", databaseUrl, chance: testChance() });
    stores = [await opened(), await opened()];
    await hara(stores[0], `plain:${PASSWORD}`);
  }, 60_000);
  afterAll(async () => {
    await Promise.all((stores ?? []).map((store) => store.close()));
    await server?.stop();
  });

  test("count guesses together, also those at the same time: five of sixty are looked at", async () => {
    const doors = stores.map((store) => doorOf(store));
    const ends = await Promise.all(
      Array.from({ length: 60 }, (_, at) => doors[at % 2]!.signIn(attempt(`guess ${at}`))),
    );
    expect(ends.filter(({ kind }) => kind === "refused")).toHaveLength(5);
    expect(ends.filter(({ kind }) => kind === "wait")).toHaveLength(55);
    for (const door of doors) expect((await door.signIn(attempt(PASSWORD))).kind).toBe("wait");
    clock.advance(16 * 60_000);
    expect((await doors[1]!.signIn(attempt(PASSWORD))).kind).toBe("in");
  });

  test("know each other's sessions, and their ends", async () => {
    const [one, other] = stores.map((store) => doorOf(store)) as [ReturnType<typeof doorOf>, ReturnType<typeof doorOf>];
    const end = await one.signIn(attempt(PASSWORD));
    if (end.kind !== "in") throw new Error(end.kind);
    expect((await other.whose(end.token, true))?.account.login).toBe("hara");
    await other.signOutEverywhere(end.token);
    expect(await one.whose(end.token, true)).toBeUndefined();
  });
});

describe("a hash of other parameters", () => {
  test("is made anew at the next sign-in, and the password stays good", async () => {
    const store = await openStore({ dataDir: ":memory:", chance: testChance() });
    const real = argon2Passwords();
    const { argon2Sync } = await import("node:crypto");
    const nonce = Buffer.from("0123456789abcdef");
    const light = argon2Sync("argon2id", {
      message: PASSWORD,
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 64,
      passes: 1,
    });
    const plainBase64 = (data: Buffer) => data.toString("base64").replace(/=+$/u, "");
    await hara(store, `$argon2id$v=19$m=64,t=1,p=1$${plainBase64(nonce)}$${plainBase64(light)}`);
    const door = doorOf(store, real);
    expect((await door.signIn(attempt("another long password"))).kind).toBe("refused");
    const end = await door.signIn(attempt(PASSWORD));
    const kept = await store.within(NO_DESK, ({ accounts }) => accounts.get("hara"));
    expect([end.kind, kept?.password?.startsWith("$argon2id$v=19$m=19456,t=2,p=1$")]).toEqual(["in", true]);
    expect((await door.signIn(attempt(PASSWORD))).kind).toBe("in");
    await store.close();
  });
});

test("what is kept of attempts tells neither what was typed nor the token of a session", async () => {
  const typed: string[] = [];
  const store = await openStore({ dataDir: ":memory:", chance: testChance() });
  const watched: Store = {
    ...store,
    within: (desk, act) =>
      store.within(desk, (records) =>
        act({
          ...records,
          failures: {
            ...records.failures,
            add(key, ...rest) {
              typed.push(key);
              return records.failures.add(key, ...rest);
            },
          },
        }),
      ),
  };
  await doorOf(watched).signIn({ ...attempt("x"), login: "my password by mistake" });
  expect(typed.length).toBeGreaterThan(0);
  expect(typed.join()).not.toContain("mistake");
  await store.close();
});
