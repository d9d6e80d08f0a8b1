import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { systemClock } from "../../../adapters/world/clock.ts";
import { deskWork } from "../../../src/delivery/desk-work.ts";
import { changed, liveProfile } from "../../../src/handoff/changes.ts";
import type { Store } from "../../../src/ports/store.ts";
import type { MessageId, Peer } from "../../../src/records.ts";
import { wantedIn } from "../../../src/staff/search/query.ts";
import { searched } from "../../../src/staff/search/search.ts";
import { message, newCase } from "../../adapters/store/sample.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

/** A desk in work in one process, at a store that another process writes to. */
let server: Cluster;
let [here, there]: Store[] = [];
let served: ServedDesk;
beforeAll(async () => {
  server = await cluster();
  const databaseUrl = await server.database("indexing");
  const opened = () => openStore({ dataDir: ":memory:", databaseUrl, chance: { uuid: () => crypto.randomUUID() } });
  here = await opened();
  there = await opened();
  served = await servedDesk({ store: here });
}, 60_000);
afterAll(async () => {
  await here?.close();
  await there?.close();
  await server.stop();
});

function atWork(update: Parameters<typeof deskWork>[0]["update"]) {
  const { house, store } = served;
  return deskWork({
    ...{ desk: DESK, store, channels: [], house, staffHouse: undefined, chance: testChance(), update },
    clock: systemClock,
    files: {
      keep: async () => ({ id: "", type: "" }),
      read: async () => undefined,
      remove: async () => {},
      areOf: async () => true,
      ids: async () => [],
    },
    log: { info() {}, warn() {}, error() {} },
  });
}

test("what another process keeps is found, and what it sets is seen, within five seconds", async () => {
  const { profile, update } = liveProfile(served.house.profile);
  const work = atWork(update);
  try {
    await there!.within(DESK, async (records) => {
      const { id } = await records.conversations.ensure("line", "user:U9" as Peer, 1, () => "c9");
      // More than is taken up at once.
      for (let i = 0; i < 120; i += 1)
        await records.messages.add(message(`m${i}`, id, { text: `鍵${i}を失くした`, at: i }));
      await records.cases.open(newCase(id));
      await changed(records, { key: "greeting", value: "ようこそ", staff: "hara", now: 7 });
    });
    await vi.waitFor(
      async () => {
        expect(await there!.within(DESK, ({ transcripts }) => transcripts.due(1))).toEqual([]);
        expect(profile.greeting).toBe("ようこそ");
      },
      { timeout: 5_000, interval: 100 },
    );
    const { tokenizer } = served.house;
    const hits = await there!.within(DESK, (records) =>
      searched(records, wantedIn("鍵"), tokenizer, { limit: 500, withoutResidents: false }),
    );
    expect(hits.map(({ message: { id } }) => id)).toEqual(
      Array.from({ length: 120 }, (_, i) => `m${119 - i}` as MessageId),
    );
  } finally {
    await work.stop();
  }
}, 30_000);
