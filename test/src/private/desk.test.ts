import { afterAll, beforeAll, expect, test } from "vitest";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import type { PrivateDesk } from "../../../src/ports/private.ts";
import type { Store } from "../../../src/ports/store.ts";
import { privateDesk } from "../../../src/private/desk.ts";
import type { Case } from "../../../src/records.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";

const WORDS = "夫に知られたくない借金のことです";

let server: Cluster;
let store: Store;
let desk: ServedDesk;
let page: PrivateDesk;
let on: Case;
beforeAll(async () => {
  server = await cluster();
  const databaseUrl = await server.database("private");
  store = await openStore({ dataDir: IN_MEMORY, databaseUrl, chance: { uuid: () => crypto.randomUUID() } });
  desk = await servedDesk({ store });
  const { house, clock } = desk;
  page = privateDesk({ desk: DESK, store, house, clock, files: { remove: async () => {} }, written: () => {} });
  const resident = desk.resident();
  await resident.writes("人と話したい");
  on = await resident.latestCase();
  const { conversation, number } = on;
  const now = clock.now();
  const link = { hash: "h", conversation, number, createdAt: now, expiresAt: now + 1_000_000 };
  await desk.within(({ links }) => links.add({ ...link, browser: "b", revokedAt: undefined }));
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

/** Does something while one of the staff is at the case, and lets that one end a moment later. */
async function meanwhile<T>(kind: "take" | "release", act: () => Promise<T>): Promise<T> {
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const moving = store.within(DESK, async (records) => {
    await desk.casework.byStaff(records, on.number, "hara", { kind });
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const acting = act();
  // Long enough to be in the way of each other.
  await new Promise((resolve) => setTimeout(resolve, 100));
  end.resolve();
  await moving;
  return acting;
}

test("what is written just while one of the staff takes the case is kept once, and the case is taken", async () => {
  expect(await meanwhile("take", () => page.write("b", "form-1", WORDS))).toBe("kept");
  expect((await page.read("b"))?.entries.map(({ text }) => text)).toEqual([WORDS]);
  expect(await desk.within(({ cases }) => cases.get(on.number))).toMatchObject({ state: "with-person" });
});

test("a wish to have everything erased is noted although the case is released just then", async () => {
  expect(await meanwhile("release", () => page.erase("b"))).toBe("with-case");
  expect(await desk.within(({ cases }) => cases.get(on.number))).toMatchObject({
    ...{ state: "waiting", wishesErasure: true },
  });
});
