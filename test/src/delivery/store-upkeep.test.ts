import { beforeEach, describe, expect, test } from "vitest";
import {
  type StoreUpkeepParts,
  signInsForgotten,
  storeUpkeep,
  straysRemoved,
  UPKEEP_EVERY_MS,
} from "../../../src/delivery/store-upkeep.ts";
import { NO_DESK } from "../../../src/records.ts";
import { type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";

const DAY_MS = 86_400_000;

let served: ServedDesk;
let parts: StoreUpkeepParts;

beforeEach(async () => {
  served = await servedDesk();
  const { store, clock } = served;
  parts = {
    ...{ store, clock, chance: { uuid: () => crypto.randomUUID() } },
    files: {
      keep: async () => ({ id: "", type: "" }),
      read: async () => undefined,
      remove: async () => {},
      areOf: async () => true,
      ids: async () => [],
    },
  };
});

test("a file that no record of any desk names is removed after an hour, and no other", async () => {
  const keptAt = new Map(["stray", "own", "elsewhere"].map((id) => [id, served.clock.now()]));
  const files = {
    ...parts.files,
    remove: async (id: string) => void keptAt.delete(id),
    ids: async (before: number) => [...keptAt].filter(([, at]) => at < before).map(([id]) => id),
  };
  const record = { conversation: "c" as never, type: "image/jpeg", bytes: 1, name: "", at: 0 };
  await served.within(({ media }) => media.add({ ...record, id: "own" }));
  await served.store.within("another" as never, ({ media }) => media.add({ ...record, id: "elsewhere" }));
  served.clock.advance(3_600_000);
  await straysRemoved({ ...parts, files });
  expect([...keptAt.keys()]).toEqual(["stray", "own", "elsewhere"]);
  served.clock.advance(1);
  await straysRemoved({ ...parts, files: { ...files, areOf: async () => false } });
  expect([...keptAt.keys()]).toEqual(["stray", "own", "elsewhere"]);
  await straysRemoved({ ...parts, files });
  expect([...keptAt.keys()]).toEqual(["own", "elsewhere"]);
});

test("a store is called the same each time it asks for its files", async () => {
  const asked: string[] = [];
  const areOf = async (store: string) => {
    asked.push(store);
    return true;
  };
  await straysRemoved({ ...parts, files: { ...parts.files, areOf } });
  await straysRemoved({ ...parts, files: { ...parts.files, areOf } });
  expect(asked[0]).not.toBe("");
  expect(asked[1]).toBe(asked[0]);
});

describe("who signed in and who tried in vain", () => {
  const asWhole = <T>(act: Parameters<typeof served.store.within<T>>[1]) => served.store.within(NO_DESK, act);
  const session = (hash: string, expiresAt: number) => ({ hash, login: "sato", createdAt: 1, seenAt: 1, expiresAt });
  const begun = async () => {
    const now = served.clock.now();
    await asWhole(async ({ sessions, failures }) => {
      await sessions.add(session("over", now));
      await sessions.add(session("lasts", now + 30 * DAY_MS));
      await failures.add("login:sato", now, 0);
    });
  };
  const left = () =>
    asWhole(async ({ sessions, failures }) => ({
      over: (await sessions.get("over")) !== undefined,
      lasts: (await sessions.get("lasts")) !== undefined,
      failures: await failures.count("login:sato", 0),
    }));

  test("is forgotten when the session is over, and a week after the failure, not before", async () => {
    await begun();
    await signInsForgotten(parts);
    expect(await left()).toEqual({ over: false, lasts: true, failures: 1 });
    served.clock.advance(7 * DAY_MS);
    await signInsForgotten(parts);
    expect(await left()).toMatchObject({ failures: 1 });
    served.clock.advance(1);
    await signInsForgotten(parts);
    expect(await left()).toEqual({ over: false, lasts: true, failures: 0 });
  });

  test("is looked after at the start and every hour, until the desks are closed", async () => {
    const faults: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fault: unknown) => void faults.push(fault) };
    await begun();
    const upkeep = storeUpkeep({ ...parts, log });
    await expect.poll(left).toMatchObject({ over: false });
    await asWhole(({ sessions }) => sessions.add(session("over", served.clock.now())));
    served.clock.advance(UPKEEP_EVERY_MS);
    await expect.poll(left).toMatchObject({ over: false });
    await upkeep.stop();
    await asWhole(({ sessions }) => sessions.add(session("over", served.clock.now())));
    served.clock.advance(UPKEEP_EVERY_MS);
    expect(await left()).toMatchObject({ over: true });
    expect(faults).toEqual([]);
  });
});
