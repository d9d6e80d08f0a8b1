import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { webChannel } from "../../../adapters/web/talk/channel.ts";
import { sendings } from "../../../src/delivery/sender.ts";
import { type WorkerParts, workings } from "../../../src/delivery/worker.ts";
import type { ChannelName, Peer } from "../../../src/records.ts";
import { type Talk, talk } from "../../../src/talk/talk.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const PEER = "user:one" as Peer;
let desk: ServedDesk;
let page: Talk;
let count = 0;

beforeEach(async () => {
  desk = await servedDesk();
  const { clock, store, house } = desk;
  page = talk({
    ...{ store, clock, chance: testChance(), profile: house.profile, casework: desk.casework },
    ...{ base: "", widgetOrigins: [], gathered: (keep) => (arrivals) => keep(arrivals).then(() => {}) },
  });
});
afterEach(() => desk.store.close());

/** What a form of the page brings. */
const did = (text: string, eventId = `e${++count}`) => {
  const raw = JSON.stringify({ kind: "say", id: eventId, text });
  return { event: { eventId, raw, occurredAt: desk.clock.now() }, text };
};

/** Works and sends until nothing of the page is due. */
async function worked(): Promise<void> {
  const { clock, store, house } = desk;
  const channels = new Map([["web" as ChannelName, webChannel({ desk: DESK, store, clock })]]);
  const quiet = () => {};
  const log = { info: quiet, warn: quiet, error: quiet };
  const chance = testChance();
  const common = { ...{ desk: DESK, store, channels, house, clock, chance, log }, stirred: page.stirred };
  const files = { keep: quiet, read: quiet, remove: quiet } as unknown as WorkerParts["files"];
  for (;;) {
    const jobs = [
      ...(await workings({ ...common, files, staffHouse: undefined, written: quiet }, "web", 4)),
      ...(await sendings({ ...common, board: house.board, troubles: new Map() }, "web", 4)),
    ];
    if (jobs.length === 0) return;
    await Promise.all(jobs.map((job) => job()));
  }
}
const said = async (after?: number) =>
  (await page.read(PEER, after)).entries.map(({ what }) => (what.by === "resident" ? what.text : "desk"));

test("what was typed stands on the page before it is answered, and the answer behind it", async () => {
  await page.receive(PEER, did("小平市の協働とは何ですか"));
  expect(await page.read(PEER)).toMatchObject({ isUnderWay: true, case: undefined });
  expect(await said()).toEqual(["小平市の協働とは何ですか"]);
  await worked();
  const read = await page.read(PEER);
  expect(read.isUnderWay).toBe(false);
  expect(await said()).toEqual(["小平市の協働とは何ですか", "desk"]);
  expect(await said(read.entries[0]!.seq)).toEqual(["desk"]);
  expect(await page.read(PEER, read.last)).toMatchObject({ entries: [], last: read.last });
});

test("an event that comes again changes nothing, even when everything was erased meanwhile", async () => {
  const once = did("協働とは");
  await page.receive(PEER, once);
  await page.receive(PEER, once);
  expect(await said()).toEqual(["協働とは"]);
  await worked();
  await desk.within(async ({ conversations }) => {
    await conversations.erase((await conversations.byPeer("web", PEER))!.id);
  });
  await page.receive(PEER, once);
  expect(await page.read(PEER)).toMatchObject({ entries: [], last: 0, isUnderWay: false });
});

test("a conversation has begun once anything of it is kept", async () => {
  expect(await page.isBegun(PEER)).toBe(false);
  await page.receive(PEER, did("協働とは"));
  expect(await page.isBegun(PEER)).toBe(true);
  expect(await page.isBegun("user:other" as Peer)).toBe(false);
});

test("an open case is told with whose turn it is and when people answer", async () => {
  await page.receive(PEER, did("担当者と話したいです"));
  await worked();
  const { case: open } = await page.read(PEER);
  expect(open).toMatchObject({ number: 1, state: "waiting", opening: { kind: "open" } });
});

describe("whoever waits", () => {
  test("goes on as soon as the answer stands there", async () => {
    await page.receive(PEER, did("小平市の協働とは何ですか"));
    const waits = page.settled(PEER, 60_000);
    await worked();
    await waits;
    expect(await said()).toEqual(["小平市の協働とは何ですか", "desk"]);
  });

  test("goes on at once where nothing is under way", async () => {
    await page.receive(PEER, did("協働とは"));
    await worked();
    await page.settled(PEER, 60_000);
  });

  test("goes on after so long, answered or not", async () => {
    await page.receive(PEER, did("協働とは"));
    let isOver = false;
    const waits = page.settled(PEER, 3_000).then(() => {
      isOver = true;
    });
    for (let ms = 0; ms <= 3_000 && !isOver; ms += 100) {
      await new Promise((resolve) => setImmediate(resolve));
      await desk.within(async () => {});
      desk.clock.advance(100);
    }
    await waits;
    expect(await said()).toEqual(["協働とは"]);
  });
});

test("notices of the centre are shown on their days once a second person approved them, and for this desk's city", async () => {
  const notice = {
    words: ["公募"],
    city: undefined,
    from: "2026-11-01",
    until: "2026-11-20",
    author: "a",
    changedAt: 0,
  };
  await desk.within(async ({ notices }) => {
    await notices.save({ ...notice, id: "now", text: "公募中です", approver: "b", version: 0 });
    await notices.save({ ...notice, id: "unread", text: "未承認", approver: undefined, version: 0 });
    await notices.save({ ...notice, id: "over", text: "終了", approver: "b", until: "2026-11-19", version: 0 });
    await notices.save({
      ...notice,
      id: "later",
      text: "先",
      approver: "b",
      from: "2026-11-21",
      until: "2026-12-01",
      version: 0,
    });
  });
  expect(await page.notices()).toEqual([{ id: "now", text: "公募中です" }]);
});
