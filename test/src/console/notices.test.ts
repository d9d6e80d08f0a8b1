import { afterAll, beforeAll, expect, test } from "vitest";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import { consoleNotices } from "../../../src/console/notices.ts";
import type { ConsoleParts } from "../../../src/console/parts.ts";
import type { ConsolePerson } from "../../../src/ports/console/desk.ts";
import type { ConsoleNotices } from "../../../src/ports/console/notices.ts";
import type { Store } from "../../../src/ports/store.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, delivered } from "../../fixtures/served-desk.ts";
import { testClock } from "../../fixtures/test-clock.ts";

const HARA: ConsolePerson = { id: "console:hara", name: "原", isMember: true, login: "hara", role: "manager" };
const MORI: ConsolePerson = { id: "console:mori", name: "森", isMember: true, login: "mori", role: "manager" };
const DRAFT = { words: "公募", text: "公募中です", city: "", from: "2026-11-01", until: "2026-11-30" };

let server: Cluster;
let store: Store;
let notices: ConsoleNotices;
beforeAll(async () => {
  server = await cluster();
  const chance = { uuid: () => crypto.randomUUID() };
  store = await openStore({ dataDir: IN_MEMORY, databaseUrl: await server.database("notices"), chance });
  const assembly = await delivered();
  const clock = testClock("2026-11-20T10:00");
  notices = consoleNotices({ desk: DESK, store, assembly, clock, chance } as unknown as ConsoleParts);
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

/** Somebody acts on a notice as it was read, while its author's change of it is not through yet. */
async function meanwhile<T>(act: (read: { id: string; version: number }) => Promise<T>) {
  const saved = await notices.save(HARA, undefined, DRAFT);
  if (saved.kind !== "saved") throw new Error(saved.kind);
  const { id } = saved;
  const before = (await store.within(DESK, (records) => records.notices.get(id)))!;
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const changing = store.within(DESK, async (records) => {
    await records.notices.save({ ...before, text: "公募は終わりました" });
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const acting = act({ id, version: before.version });
  // Long enough to be in the way of each other.
  await new Promise((resolve) => setTimeout(resolve, 100));
  end.resolve();
  await changing;
  return { acted: await acting, kept: await store.within(DESK, (records) => records.notices.get(id)) };
}

test("what is changed just while somebody approves it is not approved", async () => {
  const { acted, kept } = await meanwhile((read) => notices.approve(MORI, read));
  expect(acted).toEqual({ kind: "changed" });
  expect(kept).toMatchObject({ text: "公募は終わりました", approver: undefined });
});

test("what is changed just while somebody removes it is not removed unseen", async () => {
  const { acted, kept } = await meanwhile((read) => notices.remove(MORI, read));
  expect(acted).toEqual({ kind: "changed" });
  expect(kept).toMatchObject({ text: "公募は終わりました" });
});
