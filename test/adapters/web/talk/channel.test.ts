import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../../../adapters/store/open.ts";
import { webChannel } from "../../../../adapters/web/talk/channel.ts";
import type { Call, ResidentChannel } from "../../../../src/ports/channel.ts";
import type { Store } from "../../../../src/ports/store.ts";
import type { DeskId, Peer } from "../../../../src/records.ts";
import { testChance, testClock } from "../../../fixtures/test-clock.ts";

const DESK = "desk" as DeskId;
const PEER = "user:one" as Peer;
let store: Store;
let channel: ResidentChannel;
beforeEach(async () => {
  store = await openStore({ dataDir: ":memory:", chance: testChance() });
  channel = webChannel({ desk: DESK, store, clock: testClock("2026-11-20T10:00") });
});
afterEach(() => store.close());

const call = (retryKey: string, rest: Partial<Call> = {}): Call => ({
  to: PEER,
  sayings: [{ kind: "text", language: "ja", text: "はい", quick: [] }],
  by: { kind: "push", retryKey },
  prefix: "",
  ...rest,
});
const shown = (peer = PEER) => store.within(DESK, ({ timeline }) => timeline.of(peer, 10));

test("what is said stands on the page once, however often it is tried", async () => {
  expect(await channel.send(call("k1"))).toEqual({ kind: "sent" });
  expect(await channel.send(call("k1"))).toEqual({ kind: "sent-before" });
  expect(await channel.send(call("k2", { prefix: "もう一度：" }))).toEqual({ kind: "sent" });
  expect((await shown()).map(({ what }) => what)).toEqual([
    { by: "desk", prefix: "", sayings: call("").sayings },
    { by: "desk", prefix: "もう一度：", sayings: call("").sayings },
  ]);
  expect(await shown("user:other" as Peer)).toEqual([]);
});

test("what was on its way while everything was erased stands nowhere, and the farewell does", async () => {
  const begin = () => store.within(DESK, ({ conversations }) => conversations.ensure("web", PEER, 1, () => "c"));
  const { id: conversation } = await begin();
  const wait = (retryKey: string) =>
    store.within(DESK, ({ outbox }) => {
      const { sayings } = call(retryKey);
      return outbox.add({ channel: "web", conversation, peer: PEER, sayings, cause: undefined, retryKey }, 1);
    });
  const answer = await wait("answer");
  await store.within(DESK, ({ conversations }) => conversations.erase(conversation));
  const farewell = await wait("farewell");
  expect(await channel.send(call("answer", { row: answer }))).toMatchObject({ kind: "refused" });
  expect(await shown()).toEqual([]);
  expect(await channel.send(call("farewell", { row: farewell }))).toEqual({ kind: "sent" });
  expect(await channel.send(call("farewell", { row: farewell }))).toEqual({ kind: "sent-before" });
  expect(await shown()).toHaveLength(1);
});

test("what is for staff is refused and stands nowhere", async () => {
  const sayings = [...call("").sayings, { kind: "post", post: { what: "digest", day: "2026-11-20" } } as const];
  expect(await channel.send(call("k1", { sayings }))).toEqual({ kind: "refused", status: 0 });
  expect(await shown()).toEqual([]);
});

test("there is no token by which anything could be said, no content to fetch and no quota", async () => {
  expect(await channel.send(call("", { by: { kind: "reply", token: "t" } }))).toEqual({ kind: "token-refused" });
  expect(await channel.fetch("m", 1)).toEqual({ kind: "gone" });
  expect(await channel.quota()).toBeUndefined();
});
