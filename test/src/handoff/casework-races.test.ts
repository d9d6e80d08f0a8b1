import { afterAll, beforeAll, expect, test } from "vitest";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import type { Store } from "../../../src/ports/store.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, servedDesk } from "../../fixtures/served-desk.ts";

let server: Cluster;
let store: Store;
beforeAll(async () => {
  server = await cluster();
  const databaseUrl = await server.database("casework");
  store = await openStore({ dataDir: IN_MEMORY, databaseUrl, chance: { uuid: () => crypto.randomUUID() } });
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

test("a case whose resident wishes every record gone is closed while the resident writes, and neither waits for the other in a ring", async () => {
  const desk = await servedDesk({ store });
  const person = desk.resident();
  await person.writes("人と話したい");
  const { number, conversation } = await person.latestCase();
  const act = (kind: "wish-erasure" | "resident-writes") =>
    store.within(DESK, async (records) => {
      await records.conversations.lock(conversation);
      locked.resolve();
      await end.promise;
      const on = (await records.cases.get(number))!;
      await desk.casework.byResident(records, on, { kind });
    });
  let [locked, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  end.resolve();
  await act("wish-erasure");
  [locked, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const writing = act("resident-writes");
  await locked.promise;
  const closing = store.within(DESK, (records) => desk.casework.close(records, number, "hara", "solved"));
  // Long enough to be in the way of each other.
  await new Promise((resolve) => setTimeout(resolve, 100));
  end.resolve();
  const outcomes = await Promise.allSettled([writing, closing]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(await desk.within(({ cases }) => cases.get(number))).toBeUndefined();
});
