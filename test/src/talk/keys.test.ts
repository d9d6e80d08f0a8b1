import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import type { Store } from "../../../src/ports/store.ts";
import { NO_DESK } from "../../../src/records.ts";
import { keysRotated, signingKeys } from "../../../src/talk/keys.ts";
import { testChance, testClock } from "../../fixtures/test-clock.ts";

const clock = testClock("2026-11-20T10:00");
let chance: ReturnType<typeof testChance>;
let store: Store;
beforeEach(async () => {
  chance = testChance();
  store = await openStore({ dataDir: ":memory:", chance });
});
afterEach(() => store.close());

test("are made once and stay what they are", async () => {
  const keys = await signingKeys({ store, clock, chance });
  expect(keys).toHaveLength(1);
  expect(keys[0].length).toBeGreaterThan(64);
  expect(await signingKeys({ store, clock, chance })).toEqual(keys);
});

test("processes that start at the same time go on with the same ones", async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => signingKeys({ store, clock, chance })));
  expect(new Set(made.map(([key]) => key)).size).toBe(1);
});

test("a change puts a new one first, keeps the one before, lets go of older ones, and is told in the audit without them", async () => {
  const [first] = await signingKeys({ store, clock, chance });
  await keysRotated({ store, clock, chance }, "hara");
  const [second, ...before] = await signingKeys({ store, clock, chance });
  expect(second).not.toBe(first);
  expect(before).toEqual([first]);
  await keysRotated({ store, clock, chance }, "hara");
  const third = await signingKeys({ store, clock, chance });
  expect(third.slice(1)).toEqual([second]);
  const audit = await store.within(NO_DESK, (records) => records.audit.latest(10));
  expect(audit).toMatchObject([
    { actor: "hara", act: "keys-rotated", subject: "", detail: "" },
    { actor: "hara", act: "keys-rotated", subject: "", detail: "" },
  ]);
});

test.each([["no list"], [[]], [[1, ""]], [{ 0: "key" }]])(
  "what is kept as %j is none: new ones are made",
  async (kept) => {
    await store.within(NO_DESK, ({ settings }) => settings.set("talk.keys", kept, "test", 0));
    const keys = await signingKeys({ store, clock, chance });
    expect(keys[0].length).toBeGreaterThan(64);
    expect(await signingKeys({ store, clock, chance })).toEqual(keys);
  },
);
