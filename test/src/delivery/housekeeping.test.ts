import { beforeEach, describe, expect, test } from "vitest";
import {
  casesTicked,
  type HousekeepingParts,
  quotaRead,
  retentionKept,
  troubleKept,
} from "../../../src/delivery/housekeeping.ts";
import type { Channel, Quota, StaffChannel, Trouble } from "../../../src/ports/channel.ts";
import type { Conversation, MessageId } from "../../../src/records.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";

const DAY_MS = 86_400_000;

let served: ServedDesk;
let quota: Quota | undefined;
let parts: HousekeepingParts;

beforeEach(async () => {
  served = await servedDesk({ content: () => ({ kind: "fetched", content: new Uint8Array([1, 2, 3]) }) });
  const channel: Channel = {
    name: "line",
    of: "residents",
    tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
    incoming: () => ({ kind: "standby" }),
    send: async () => ({ kind: "sent" }),
    fetch: async () => ({ kind: "gone" }),
    quota: async () => quota,
  };
  const { store, house, clock, files } = served;
  parts = {
    ...{
      desk: DESK,
      store,
      house,
      staffHouse: undefined,
      clock,
      channels: [channel],
    },
    files: {
      keep: async () => ({ id: "", type: "" }),
      read: async (id) => files.get(id),
      remove: async (id) => void files.delete(id),
      areOf: async () => true,
      ids: async () => [...files.keys()],
    },
  };
});

const conversationOf = (peer = "user:U1") =>
  served.within(async ({ conversations }) => conversations.byPeer("line", peer as never));
const opensCase = (conversation: Conversation) =>
  served.within((records) =>
    served.casework.begin(records, {
      ...{ conversation, cause: "wish-person", city: undefined, language: "ja", topic: undefined },
      ...{ asked: "人と話したい", open: [], message: undefined as MessageId | undefined },
    }),
  );

describe("the quota of a channel", () => {
  const kept = () => served.within(({ settings }) => settings.get("quota.line"));

  test("is kept with its time where staff can see it", async () => {
    quota = { limit: 5_000, used: 4_321 };
    await quotaRead(parts);
    expect(await kept()).toEqual({ limit: 5_000, used: 4_321, at: served.clock.now() });
  });

  test("without a limit is null, which JSON can hold", async () => {
    quota = { limit: undefined, used: 12 };
    await quotaRead(parts);
    expect(await kept()).toEqual({ limit: null, used: 12, at: served.clock.now() });
  });

  test("of which nobody tells just now stays as it was told last", async () => {
    quota = { limit: 200, used: 3 };
    await quotaRead(parts);
    const before = await kept();
    served.clock.advance(DAY_MS);
    quota = undefined;
    await quotaRead(parts);
    expect(await kept()).toEqual(before);
    expect(before).toMatchObject({ used: 3 });
  });

  test("that nobody ever told is not there", async () => {
    quota = undefined;
    await quotaRead(parts);
    expect(await kept()).toBeUndefined();
  });
});

describe("what may be kept no longer", () => {
  test("goes with its files, 90 days after the case was closed and not before", async () => {
    const resident = served.resident();
    await resident.writes("こんにちは");
    const { number } = await opensCase((await conversationOf())!);
    await resident.sends({
      ...{ kind: "unreadable", message: "photo", what: "image", fileName: "", bytes: 3, isFetchable: true },
    });
    expect(served.files.size).toBe(1);
    await served.within((records) => served.casework.close(records, number, "aoki", "solved"));
    served.clock.advance(90 * DAY_MS);
    await retentionKept(parts);
    expect(served.files.size).toBe(1);
    served.clock.advance(1);
    await retentionKept(parts);
    expect(served.files.size).toBe(0);
    expect(await conversationOf()).toBeUndefined();
    expect(await served.within(({ media }) => media.ids())).toEqual([]);
  });

  test("goes in pieces until nothing is left, however much it is", async () => {
    const peers = Array.from({ length: 120 }, (_, n) => `user:U${n}`);
    const events = peers.map((peer, n) => ({
      ...{ eventId: `e${n}`, peer: peer as never, raw: "{}", occurredAt: 0, replyToken: undefined },
    }));
    const now = served.clock.now();
    await served.within(async ({ inbox }) => {
      await inbox.receive("line", events, now, () => crypto.randomUUID());
      for (;;) {
        const work = await inbox.take(now, 1_000);
        if (work === undefined) break;
        await inbox.end(work.lease, work.event, { kind: "silent", why: "standby" }, now);
      }
    });
    served.clock.advance(90 * DAY_MS + 1);
    await retentionKept(parts);
    const left = await Promise.all(peers.map(conversationOf));
    expect(left.filter((conversation) => conversation !== undefined)).toEqual([]);
  });
});

test("a tick tells whether a case moved, for then a resident may have to be written to", async () => {
  const resident = served.resident();
  await resident.writes("こんにちは");
  expect(await casesTicked(parts)).toBe(false);
  const { number } = await opensCase((await conversationOf())!);
  expect(await casesTicked(parts)).toBe(false);
  served.clock.advance(10 * DAY_MS);
  expect(await casesTicked(parts)).toBe(true);
  const moves = await served.within(({ cases }) => cases.events(number));
  expect(moves.map(({ move }) => move)).toContain("escalate");
});

test("what shuts the desk out of its staff's channel is kept for the terminal, and its end as well", async () => {
  let trouble: Trouble | undefined = { code: "token_revoked", since: 5 };
  const slack: StaffChannel = {
    ...{ name: "slack", of: "staff", tokenLife: { afterReceiptMs: 0, afterEventMs: 0 } },
    incoming: () => ({ kind: "silent", why: "own" }),
    send: async () => ({ kind: "sent" }),
    person: async (id) => ({ id, name: id, isMember: true }),
    trouble: () => trouble,
  };
  const kept = () => served.within(({ settings }) => settings.get("trouble.slack"));
  await troubleKept({ ...parts, channels: [slack] });
  expect(await kept()).toEqual({ code: "token_revoked", since: 5 });
  trouble = undefined;
  await troubleKept({ ...parts, channels: [slack] });
  expect(await kept()).toBeNull();
});
