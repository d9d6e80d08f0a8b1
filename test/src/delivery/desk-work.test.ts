import { beforeEach, describe, expect, test } from "vitest";
import { type DeskWork, deskWork } from "../../../src/delivery/desk-work.ts";
import type { Call, Channel, Delivery, Incoming } from "../../../src/ports/channel.ts";
import type { Peer } from "../../../src/records.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const PEER = "user:U1" as Peer;

let served: ServedDesk;
let told: string[];
/** Each call with what settles it. */
let calls: { readonly call: Call; readonly settle: (delivery: Delivery) => void }[];
/** Resolves at the next call. */
let called: PromiseWithResolvers<void>;
let work: DeskWork;

beforeEach(async () => {
  served = await servedDesk();
  told = [];
  calls = [];
  called = Promise.withResolvers();
  const channel: Channel = {
    name: "line",
    of: "residents",
    tokenLife: { afterReceiptMs: 50_000, afterEventMs: 19 * 60_000 },
    incoming: ({ raw }) => JSON.parse(raw) as Incoming,
    send(call) {
      const { promise, resolve } = Promise.withResolvers<Delivery>();
      calls.push({ call, settle: resolve });
      called.resolve();
      return promise;
    },
    fetch: async () => ({ kind: "gone" }),
    quota: async () => ({ limit: 200, used: 3 }),
  };
  const tells = (_: object, message: string) => void told.push(message);
  const { store, house, clock } = served;
  work = deskWork({
    ...{ desk: DESK, store, channels: [channel], house, staffHouse: undefined, clock, chance: testChance() },
    files: {
      keep: async () => ({ id: "", type: "" }),
      read: async () => undefined,
      remove: async () => {},
      areOf: async () => true,
      ids: async () => [],
    },
    log: { info: tells, warn: tells, error: tells },
  });
});

async function arrives(eventId: string): Promise<void> {
  const raw = JSON.stringify({ kind: "text", message: `m-${eventId}`, text: "こんにちは", isMentioned: false });
  const now = served.clock.now();
  const event = { eventId, peer: PEER, raw, occurredAt: now, replyToken: `token-${eventId}` };
  await served.within(({ inbox }) => inbox.receive("line", [event], now, () => crypto.randomUUID()));
}
const outbox = () => served.within(({ outbox }) => outbox.counts());

describe("a desk in work", () => {
  test("answers what arrives without waiting for any time to pass", async () => {
    await arrives("e");
    work.arrived();
    await called.promise;
    expect(calls).toMatchObject([{ call: { to: PEER, by: { kind: "reply", token: "token-e" } } }]);
    calls[0]!.settle({ kind: "sent" });
    await work.stop();
    expect(await outbox()).toMatchObject({ sent: 1, replied: 1, waiting: 0 });
    expect(told).toEqual([]);
  });

  test("is well while its store answers", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(work.isWell()).toBe(true);
    await served.store.close();
    served.clock.advance(1_000);
    for (let i = 0; i < 20 && work.isWell(); i += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(work.isWell()).toBe(false);
    await work.stop();
  });

  test("finds by itself, in a second, what another process left", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    await arrives("e");
    while (calls.length === 0) {
      served.clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(calls).toHaveLength(1);
    calls[0]!.settle({ kind: "sent" });
    await work.stop();
  });

  test("that is stopped lets the call under way end, and sends nothing more", async () => {
    await arrives("first");
    work.arrived();
    await called.promise;
    let isStopped = false;
    const stopped = work.stop().then(() => {
      isStopped = true;
    });
    await arrives("second");
    work.arrived();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    calls[0]!.settle({ kind: "sent" });
    await stopped;
    served.clock.advance(3_600_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toHaveLength(1);
    expect(await outbox()).toMatchObject({ sent: 1, waiting: 0 });
    expect(await served.within(({ inbox }) => inbox.counts())).toMatchObject({ answered: 1, waiting: 1 });
  });

  test("reads the quota when it begins", async () => {
    await work.stop();
    const quota = await served.within(({ settings }) => settings.get("quota.line"));
    expect(quota).toEqual({ limit: 200, used: 3, at: served.clock.now() });
  });
});
