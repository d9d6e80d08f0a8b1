/**
 * What every store must do, whatever it stands on: each promise of `src/ports/store.ts` as a test.
 */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CityId } from "../../../src/model.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import type { Case, ConversationId, InboxEvent, Lease, MessageId, OutboxId, Peer } from "../../../src/records.ts";
import { consoleContract } from "./contract-console.ts";
import { allForTheWeb, findsNothingForTheWeb, keptForTheWeb, ONLY_ADD_FOR_THE_WEB } from "./contract-desks.ts";
import { transcriptsContract } from "./contract-transcripts.ts";
import { webContract } from "./contract-web.ts";
import { elsewhere, type Job, type Place } from "./elsewhere.ts";
import {
  caseNumber,
  cited,
  conversationWith,
  DESK,
  event,
  LEASE_MS,
  message,
  newCase,
  OTHER_DESK,
  OTHER_PEER,
  PEER,
  person,
  posted,
  receive,
  row,
  saying,
  take,
} from "./sample.ts";

/** A store to be tested, new and empty. */
export interface Opened {
  readonly store: Store;
  /** Where other processes find the same rows; undefined where none can. */
  readonly place: Place | undefined;
  /** Every column of every row as text; undefined where nobody else can look. */
  readonly everything: (() => Promise<string>) | undefined;
  end(): Promise<void>;
}

/** Opens a new, empty store. */
export type Open = () => Promise<Opened>;

/** What a part of the contract is handed. */
export interface Tested {
  readonly name: string;
  /** The store of the test that runs. */
  readonly opened: () => Opened;
  /** A test that only stores can pass that other processes may join. */
  readonly whereShared: (title: string, body: () => Promise<void>) => void;
}

export interface ContractOptions {
  /** False for a store in which no other process can join and nobody else can look. */
  readonly isShared?: boolean;
}

export function storeContract(name: string, open: Open, { isShared = true }: ContractOptions = {}): void {
  let opened: Opened;
  let store: Store;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.end());

  const within = <T>(act: (records: Records) => Promise<T>) => store.within(DESK, act);
  const end = (work: { lease: Lease; event: InboxEvent }, now = 100) =>
    within(({ inbox }) => inbox.end(work.lease, work.event, { kind: "answered" }, now));
  const together = (jobs: readonly Job[]): Promise<unknown[]> => elsewhere(opened.place!, jobs);
  /** What only stores that are shared can be asked. */
  const whereShared = (title: string, body: () => Promise<void>): void => {
    if (isShared) test(title, body);
  };

  describe(`${name}: a transaction`, () => {
    test("is undone when what runs in it throws", async () => {
      const failed = within(async ({ audit, settings }) => {
        await audit.add({ at: 1, actor: "desk", act: "try", subject: "" });
        await settings.set("key", 1, "desk", 1);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(await within(({ audit }) => audit.latest(9))).toEqual([]);
      expect(await within(({ settings }) => settings.get("key"))).toBeUndefined();
      expect(await store.desks()).toEqual([]);
    });

    test("that fails takes none of those that were begun with it along", async () => {
      const set = (key: string, isBroken = false) =>
        within(async ({ settings }) => {
          await settings.set(key, key, "desk", 1);
          if (isBroken) throw new Error(key);
        });
      const ends = await Promise.allSettled([set("a"), set("b"), set("c", true), set("d")]);
      expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
      const read = (key: string) => within(({ settings }) => settings.get(key));
      expect(await Promise.all(["a", "b", "c", "d"].map(read))).toEqual(["a", "b", undefined, "d"]);
    });

    test("leaves a store that goes on working when a statement in it fails", async () => {
      const conversation = await conversationWith(store);
      const twice = within(async ({ messages }) => {
        await messages.add(message("m", conversation));
        await messages.add(message("m", conversation));
      });
      await expect(twice).rejects.toThrow();
      expect(await within(({ messages }) => messages.latest(conversation, 9))).toEqual([]);
    });

    test("sees nothing of another that is under way at the same time", async () => {
      const order: string[] = [];
      await Promise.all(
        ["a", "b", "c"].map((key) =>
          within(async ({ settings }) => {
            const count = (await settings.get("count")) ?? 0;
            await settings.set(`own-${key}`, count, "desk", 1);
            order.push(key);
          }),
        ),
      );
      expect(order.sort()).toEqual(["a", "b", "c"]);
      expect(await within(({ settings }) => settings.get("own-b"))).toBe(0);
    });
  });

  test(`${name}: a long row of transactions lets everything else have its turn`, async () => {
    let hadTurn = false;
    setImmediate(() => {
      hadTurn = true;
    });
    for (let i = 0; i < 10; i++) await within(({ settings }) => settings.set("key", i, "desk", i));
    expect(hadTurn).toBe(true);
  });

  describe(`${name}: a desk`, () => {
    test("finds nothing that belongs to another, by any method", async () => {
      const conversation = await conversationWith(store);
      await receive(store, [event("waits"), event("dies", { peer: OTHER_PEER })]);
      await within(async ({ inbox, messages, cases, outbox, questions, media, settings, audit, staff, posts }) => {
        const work = await inbox.take(100, LEASE_MS);
        await inbox.end(work!.lease, work!.event, { kind: "dead", error: "broken" }, 100);
        await messages.add(message("m", conversation));
        await messages.unsend(conversation, "early", 100);
        await cases.open(newCase(conversation, { dueAt: 1 }));
        await cases.open(newCase(conversation, { state: "closed", closedAt: 1 }));
        await cases.addEvent({
          number: caseNumber(1),
          at: 1,
          actor: { kind: "desk" },
          move: "open",
          message: undefined,
          text: "",
        });
        const id = await outbox.add(row(conversation), 100);
        await outbox.add(row(conversation, { message: "m" as MessageId }), 100);
        const [claimed] = await outbox.claim(100, LEASE_MS, 1);
        await outbox.settle(claimed!, { state: "held", reason: "quota" });
        expect(claimed?.id).toBe(id);
        await questions.keep({
          id: "m" as MessageId,
          conversation,
          text: "問",
          city: undefined,
          language: "ja",
          why: "declined",
          asker: "resident",
          topic: undefined,
          at: 1,
        });
        await questions.rate({ message: "m" as MessageId, conversation, isHelpful: true, asker: "resident", at: 1 });
        await media.add({ id: "photo", conversation, type: "image/png", bytes: 1, name: "", at: 1 });
        await settings.set("key", 1, "desk", 1);
        await audit.add({ at: 1, actor: "desk", act: "try", subject: "" });
        await staff.save(person("slack:U01", "佐藤"));
        await posts.save(posted("card:1", { conversation }));
      });
      await within((records) => keptForTheWeb(records, conversation));
      const [held] = await within(({ outbox }) => outbox.list(["held"], 1));
      const kept = await within(({ cases }) => cases.get(caseNumber(1)));
      const before = await everythingOf(DESK);
      const everything = await opened.everything?.();
      const called = new Set<string>();

      await store.within(OTHER_DESK, async (records) => {
        const other = noting(records, called);
        const { inbox, conversations, messages, cases, outbox, questions, media, settings, audit } = other;
        const { staff, posts } = other;
        expect(await inbox.take(10_000, LEASE_MS)).toBeUndefined();
        expect(await inbox.nextDue()).toBeUndefined();
        expect(await inbox.counts()).toEqual({ waiting: 0, answered: 0, dead: 0, silent: {} });
        expect(await inbox.dead(9)).toEqual([]);
        expect(await inbox.waits(conversation)).toBe(false);
        expect(await inbox.lastReceived()).toEqual({});
        expect(await inbox.deleteBefore(10_000)).toBe(0);
        expect(await inbox.holds({ conversation, fence: 1, until: 1_001 })).toBe(false);
        expect(await conversations.get(conversation)).toBeUndefined();
        expect(await conversations.byPeer("line", PEER)).toBeUndefined();
        expect(await conversations.quietSince(10_000, 9)).toEqual([]);
        await conversations.save({
          id: conversation,
          city: undefined,
          language: "en",
          state: "x",
          isStopped: true,
          lastAt: 7,
        });
        expect(await messages.get("m" as MessageId)).toBeUndefined();
        expect(await messages.byChannelId(conversation, "channel-m")).toBeUndefined();
        expect(await messages.latest(conversation, 9)).toEqual([]);
        expect(await messages.isUnsent(conversation, "early")).toBe(false);
        expect(await messages.among(["m" as MessageId])).toEqual([]);
        expect(await messages.unsend(conversation, "channel-m", 1)).toBeUndefined();
        await messages.edit("m" as MessageId, "anders");
        expect(await messages.cut(conversation, 10_000)).toEqual([]);
        expect(await cases.get(caseNumber(1))).toBeUndefined();
        expect(await cases.openOf(conversation)).toBeUndefined();
        expect(await cases.list({ limit: 9 })).toEqual([]);
        expect(await cases.list({ openedSince: 0, limit: 9 })).toEqual([]);
        expect(await cases.save(kept!)).toBeUndefined();
        expect(await cases.events(caseNumber(1))).toEqual([]);
        expect(await cases.timed(10_000, { noticeMs: 0, closeMs: 0 }, 9)).toEqual([]);
        expect(await cases.closedBefore(10_000, 9)).toEqual([]);
        expect(await outbox.claim(10_000, LEASE_MS, 9)).toEqual([]);
        expect(await outbox.get(held!.id)).toBeUndefined();
        expect(await outbox.list(["waiting", "held", "sent", "dead"], 9)).toEqual([]);
        expect(await outbox.again(held!.id, 1)).toBe(false);
        expect(await outbox.settle(held!, { state: "dead", reason: "" })).toBe(false);
        expect(await outbox.plan(held!, { replyTries: 9, isToBeSure: true, replyToken: undefined })).toBe(false);
        expect(await outbox.drop(conversation, "left")).toBe(0);
        expect(await outbox.ofMessage("m" as MessageId)).toBeUndefined();
        await outbox.hasten("line", 1);
        expect((await outbox.counts("line")).waiting).toBe(0);
        expect(await outbox.counts()).toEqual({
          waiting: 0,
          sent: 0,
          held: 0,
          dead: 0,
          toBeSure: 0,
          replied: 0,
          pushed: 0,
        });
        expect(await outbox.deleteBefore(10_000)).toBe(0);
        expect(await questions.list({ limit: 9 })).toEqual([]);
        expect(await questions.get("m" as MessageId)).toBeUndefined();
        expect(await inbox.lastReceived()).toEqual({});
        expect(await questions.get("m" as MessageId)).toBeUndefined();
        expect(await questions.feedback("m" as MessageId)).toBeUndefined();
        expect(await questions.deleteBefore(10_000)).toBe(0);
        await questions.forget("m" as MessageId);
        await questions.cut(conversation);
        await questions.cutBefore(10_000);
        expect(await media.get("photo")).toBeUndefined();
        expect(await media.ids()).toEqual([]);
        await media.remove("photo");
        expect(await settings.get("key")).toBeUndefined();
        expect(await audit.latest(9)).toEqual([]);
        expect(await staff.get("slack:U01")).toBeUndefined();
        expect(await staff.list()).toEqual([]);
        expect(await posts.get("card:1")).toBeUndefined();
        expect(await posts.at("C01", "1763.000100")).toBeUndefined();
        expect(await posts.of(conversation)).toEqual([]);
        await posts.remove("card:1");
        await conversations.lock(conversation);
        expect(await conversations.erase(conversation)).toEqual([]);
        expect(await conversations.expire(conversation)).toEqual([]);
        await cases.cut(caseNumber(1));
        expect(await outbox.waits(conversation)).toBe(false);
        const lease = { conversation, fence: 1, until: 1_001 };
        const delivered = { channel: "line" as const, conversation, receivedAt: 1 };
        const work = { ...event("waits"), ...delivered, attempts: 1, firstTriedAt: 1 };
        expect(await inbox.end(lease, work, { kind: "answered" }, 1)).toBe(false);
        await inbox.postpone(lease, work, 1, "x");
        await findsNothingForTheWeb(other, conversation);
      });
      // Nor is anybody told to look again at what did not change.
      expect(await store.within(OTHER_DESK, ({ changes }) => changes.current())).toBe(0);
      expect(await everythingOf(DESK)).toEqual(before);
      expect(await opened.everything?.()).toBe(everything);
      // What only adds rows cannot find any.
      const adding = ["inbox.receive", "messages.add", "cases.open", "cases.addEvent", "outbox.add", "media.add"];
      const known = [
        ...adding,
        "questions.keep",
        "questions.rate",
        "settings.set",
        "audit.add",
        "conversations.ensure",
        "staff.save",
        "posts.save",
        ...ONLY_ADD_FOR_THE_WEB,
        ...called,
      ].sort();
      expect(known).toEqual(await store.within(OTHER_DESK, async (records) => methodsOf(records)));
    });

    test("has its own conversation with a peer, its own case numbers and its own settings", async () => {
      const [one, other] = [await conversationWith(store), await conversationWith(store, PEER, OTHER_DESK)];
      expect(one).not.toBe(other);
      const first = await within(({ cases }) => cases.open(newCase(one)));
      const second = await store.within(OTHER_DESK, ({ cases }) => cases.open(newCase(other)));
      expect([first.number, second.number]).toEqual([1, 1]);
      expect(await store.desks()).toEqual([OTHER_DESK, DESK]);
      const ensured = (desk: typeof DESK) =>
        store.within(desk, ({ conversations }) => conversations.ensure("line", PEER, 9, () => "new"));
      expect([(await ensured(DESK)).id, (await ensured(OTHER_DESK)).id]).toEqual([one, other]);
    });

    test("has its own people, and shows what it shows by itself", async () => {
      const save = (desk: typeof DESK, name: string) =>
        store.within(desk, async ({ staff, posts }) => {
          await staff.save(person("slack:U01", name));
          await posts.save(posted("card:1", { digest: name }));
        });
      await save(DESK, "佐藤");
      await save(OTHER_DESK, "鈴木");
      const read = (desk: typeof DESK) =>
        store.within(desk, async ({ staff, posts }) => [
          (await staff.get("slack:U01"))?.name,
          (await posts.get("card:1"))?.digest,
        ]);
      expect(await read(DESK)).toEqual(["佐藤", "佐藤"]);
      expect(await read(OTHER_DESK)).toEqual(["鈴木", "鈴木"]);
    });
  });

  const methodsOf = (records: Records): string[] =>
    Object.entries(records)
      .flatMap(([part, of]) => Object.keys(of).map((method) => `${part}.${method}`))
      .sort();

  /** The same records, which write down what is asked of them. */
  const noting = (records: Records, called: Set<string>): Records =>
    Object.fromEntries(
      Object.entries(records).map(([part, of]) => {
        const get = (target: object, method: string) => {
          called.add(`${part}.${method}`);
          return Reflect.get(target, method) as unknown;
        };
        return [part, new Proxy(of as object, { get: (target, method) => get(target, String(method)) })];
      }),
    ) as unknown as Records;

  const everythingOf = (desk: typeof DESK) =>
    store.within(desk, async (records) => {
      const { inbox, conversations, messages, cases, outbox, questions, media, settings, audit, staff, posts } =
        records;
      const conversation = await conversations.byPeer("line", PEER);
      return {
        conversation,
        inbox: [await inbox.counts(), await inbox.dead(9), await inbox.nextDue()],
        messages: [await messages.latest(conversation!.id, 9), await messages.isUnsent(conversation!.id, "early")],
        cases: [await cases.list({ limit: 9 }), await cases.events(caseNumber(1))],
        outbox: await outbox.list(["waiting", "sent", "held", "dead"], 9),
        questions: [await questions.list({ limit: 9 }), await questions.feedback("m" as MessageId)],
        media: await media.ids(),
        rest: [await settings.get("key"), await audit.latest(9)],
        staff: [await staff.list(), await posts.of(conversation!.id)],
        web: await allForTheWeb(records),
      };
    });

  describe(`${name}: the inbox`, () => {
    test("keeps an event once, however often it is delivered", async () => {
      expect(await receive(store, [event("a"), event("b"), event("a")])).toEqual({ taken: 2, repeated: 1 });
      expect(await receive(store, [event("b"), event("c")])).toEqual({ taken: 1, repeated: 1 });
      expect(await within(({ inbox }) => inbox.counts())).toEqual({ waiting: 3, answered: 0, dead: 0, silent: {} });
    });

    test("still knows an event that ended, and does not work it again", async () => {
      await receive(store, [event("a")]);
      await end((await take(store))!);
      expect(await receive(store, [event("a")])).toEqual({ taken: 0, repeated: 1 });
      expect(await take(store)).toBeUndefined();
    });

    test("hands an event out as it was received, with its conversation", async () => {
      await receive(store, [event("a", { raw: '{"語":"𠮷"}', occurredAt: 1_763_700_000_123 })], 1_763_700_000_456);
      const work = await take(store, 1_763_700_000_789);
      const conversation = await within(({ conversations }) => conversations.byPeer("line", PEER));
      expect(work).toEqual({
        lease: { conversation: conversation?.id, fence: 1, until: 1_763_700_000_789 + LEASE_MS },
        event: {
          eventId: "a",
          peer: PEER,
          channel: "line",
          conversation: conversation?.id,
          raw: '{"語":"𠮷"}',
          occurredAt: 1_763_700_000_123,
          receivedAt: 1_763_700_000_456,
          replyToken: "token-a",
          attempts: 1,
          firstTriedAt: 1_763_700_000_789,
        },
      });
    });

    test("makes one new conversation for a peer and leaves the one there is", async () => {
      await receive(store, [event("a"), event("b", { peer: OTHER_PEER })], 50);
      const first = await within(({ conversations }) => conversations.byPeer("line", PEER));
      await receive(store, [event("c")], 60);
      expect(await within(({ conversations }) => conversations.byPeer("line", PEER))).toEqual(first);
      expect(first).toMatchObject({
        channel: "line",
        peer: PEER,
        state: "",
        isStopped: false,
        createdAt: 50,
        lastAt: 50,
      });
      expect((await within(({ conversations }) => conversations.byPeer("line", OTHER_PEER)))?.id).not.toBe(first?.id);
    });

    test("works events of nobody too", async () => {
      await receive(store, [event("a", { peer: "" as Peer, replyToken: undefined })]);
      expect((await take(store))?.event).toMatchObject({ eventId: "a", peer: "", replyToken: undefined });
    });

    test("orders a conversation by when things occurred, then by arrival", async () => {
      await receive(store, [event("late", { occurredAt: 30 }), event("same-1", { occurredAt: 20 })]);
      await receive(store, [event("same-2", { occurredAt: 20 }), event("early", { occurredAt: 10 })]);
      const order = [];
      for (let work = await take(store); work !== undefined; work = await take(store)) {
        order.push(work.event.eventId);
        await end(work);
      }
      expect(order).toEqual(["early", "same-1", "same-2", "late"]);
    });

    test("gives a conversation to one worker at a time, and the one that waits longest first", async () => {
      await receive(store, [event("b", { peer: OTHER_PEER })], 20);
      await receive(store, [event("a1"), event("a2")], 10);
      expect((await take(store))?.event.eventId).toBe("a1");
      expect((await take(store))?.event.eventId).toBe("b");
      expect(await take(store)).toBeUndefined();
    });

    test("gives a conversation away when its lease has ended, with a higher fence and the attempt counted", async () => {
      await receive(store, [event("a")]);
      const first = (await take(store, 100))!;
      expect(await take(store, 100 + LEASE_MS - 1)).toBeUndefined();
      expect(await within(({ inbox }) => inbox.holds(first.lease))).toBe(true);
      const second = (await take(store, 100 + LEASE_MS))!;
      expect(second.lease.fence).toBeGreaterThan(first.lease.fence);
      expect(second.event).toMatchObject({ attempts: 2, firstTriedAt: 100 });
      expect(await within(({ inbox }) => inbox.holds(first.lease))).toBe(false);
      expect(await within(({ inbox }) => inbox.holds(second.lease))).toBe(true);
    });

    test("lets nobody end or postpone an event whose lease was lost", async () => {
      await receive(store, [event("a")]);
      const first = (await take(store, 100))!;
      const second = (await take(store, 100 + LEASE_MS))!;
      await expect(end(first)).rejects.toMatchObject({ code: "lease-lost" });
      const postponed = within(({ inbox }) => inbox.postpone(first.lease, first.event, 9_000, "slow"));
      await expect(postponed).rejects.toMatchObject({ code: "lease-lost" });
      expect(await within(({ inbox }) => inbox.counts())).toMatchObject({ waiting: 1 });
      await end(second);
      expect(await within(({ inbox }) => inbox.counts())).toMatchObject({ waiting: 0, answered: 1 });
    });

    test("takes a lease back with the end of its event, and no second end by it", async () => {
      await receive(store, [event("a"), event("b")]);
      const work = (await take(store))!;
      await end(work);
      expect(await within(({ inbox }) => inbox.holds(work.lease))).toBe(false);
      await expect(end(work)).rejects.toMatchObject({ code: "lease-lost" });
      expect((await take(store))?.event.eventId).toBe("b");
    });

    test("puts an event off without letting those behind it pass, while other conversations go on", async () => {
      await receive(store, [event("poison", { occurredAt: 1 }), event("behind", { occurredAt: 2 })]);
      const work = (await take(store))!;
      await within(({ inbox }) => inbox.postpone(work.lease, work.event, 500, "broken"));
      expect(await within(({ inbox }) => inbox.holds(work.lease))).toBe(false);
      await receive(store, [event("elsewhere", { peer: OTHER_PEER })]);
      expect((await take(store, 499))?.event.eventId).toBe("elsewhere");
      expect(await take(store, 499)).toBeUndefined();
      const again = (await take(store, 500))!;
      expect(again.event).toMatchObject({ eventId: "poison", attempts: 2, firstTriedAt: 100 });
      await within(({ inbox }) => inbox.end(again.lease, again.event, { kind: "dead", error: "broken" }, 600));
      expect((await take(store, 600))?.event.eventId).toBe("behind");
    });

    test("hands out what came by one channel to those who ask for it alone", async () => {
      await receive(store, [event("line")], 100);
      const slack = [event("slack", { peer: OTHER_PEER })];
      await within(({ inbox }) => inbox.receive("slack", slack, 200, () => "c-slack"));
      const takeOf = (channel: "line" | "slack") => within(({ inbox }) => inbox.take(300, LEASE_MS, channel));
      expect((await takeOf("slack"))?.event).toMatchObject({ eventId: "slack", channel: "slack" });
      expect(await takeOf("slack")).toBeUndefined();
      expect((await takeOf("line"))?.event).toMatchObject({ eventId: "line", channel: "line" });
    });

    test("lets an earlier event that comes late go before one that was put off", async () => {
      await receive(store, [event("second", { occurredAt: 2 })]);
      const work = (await take(store))!;
      await within(({ inbox }) => inbox.postpone(work.lease, work.event, 500, "broken"));
      await receive(store, [event("first", { occurredAt: 1 })], 200);
      expect((await take(store, 200))?.event.eventId).toBe("first");
    });

    test("knows when there is something to do next", async () => {
      const nextDue = () => within(({ inbox }) => inbox.nextDue());
      expect(await nextDue()).toBeUndefined();
      await receive(store, [event("a")], 100);
      expect(await nextDue()).toBe(100);
      const work = (await take(store, 150))!;
      expect(await nextDue()).toBe(150 + LEASE_MS);
      await within(({ inbox }) => inbox.postpone(work.lease, work.event, 9_000, "broken"));
      expect(await nextDue()).toBe(9_000);
      await receive(store, [event("b", { peer: OTHER_PEER })], 400);
      expect(await nextDue()).toBe(400);
    });

    test("tells how many events ended how, and which died of what", async () => {
      await receive(store, [event("a"), event("b"), event("c"), event("d")]);
      const ends = [
        { kind: "answered" },
        { kind: "silent", why: "standby" },
        { kind: "dead", error: "knowledge-invalid" },
      ] as const;
      for (const [i, how] of ends.entries()) {
        const work = (await take(store))!;
        await within(({ inbox }) => inbox.end(work.lease, work.event, how, 200 + i));
      }
      expect(await within(({ inbox }) => inbox.counts())).toEqual({
        waiting: 1,
        answered: 1,
        dead: 1,
        silent: { standby: 1 },
      });
      expect(await within(({ inbox }) => inbox.dead(9))).toEqual([
        { channel: "line", eventId: "c", error: "knowledge-invalid", at: 202 },
      ]);
    });

    test("deletes what ended before a time, and nothing that waits", async () => {
      await receive(store, [event("a"), event("b"), event("c")]);
      await end((await take(store))!, 200);
      await end((await take(store))!, 300);
      expect(await within(({ inbox }) => inbox.deleteBefore(300))).toBe(1);
      expect(await within(({ inbox }) => inbox.counts())).toMatchObject({ answered: 1, waiting: 1 });
      expect(await receive(store, [event("a"), event("b")])).toEqual({ taken: 1, repeated: 1 });
    });

    whereShared("keeps the words of a dead event only", async () => {
      await receive(store, [event("a", { raw: "answered words" }), event("b", { raw: "dead words" })]);
      await end((await take(store))!);
      const work = (await take(store))!;
      await within(({ inbox }) => inbox.end(work.lease, work.event, { kind: "dead", error: "x" }, 100));
      const everything = await opened.everything!();
      expect(everything).toContain("dead words");
      expect(everything).not.toContain("answered words");
      expect(everything).not.toContain("token-a");
    });

    whereShared("takes an event once when processes receive it at the same time", async () => {
      const eventIds = ["a", "b", "c", "d"];
      const intakes = await together([0, 1, 2].map(() => ({ kind: "receive", eventIds })));
      const taken = (intakes as { taken: number; repeated: number }[]).map((intake) => intake.taken);
      expect(taken.reduce((sum, count) => sum + count)).toBe(4);
      expect(await within(({ inbox }) => inbox.counts())).toMatchObject({ waiting: 4 });
    });

    whereShared("hands each event to one of the processes that work at the same time, in order", async () => {
      const peers = Array.from({ length: 12 }, (_, i) => `user:${i}` as Peer);
      const steps = [1, 2, 3];
      await receive(
        store,
        steps.flatMap((step) => peers.map((peer) => event(`${peer}-${step}`, { peer, occurredAt: step }))),
      );
      const worked = (await together([0, 1, 2].map(() => ({ kind: "work" })))) as string[][];
      expect(worked.flat().sort()).toEqual(peers.flatMap((peer) => steps.map((step) => `${peer}-${step}`)).sort());
      for (const ids of worked) {
        for (const peer of peers) {
          const own = ids.filter((id) => id.startsWith(`${peer}-`));
          expect(own).toEqual([...own].sort());
        }
      }
    });

    test("tells when the latest event of each channel came, whatever became of it", async () => {
      const last = () => within(({ inbox }) => inbox.lastReceived());
      expect(await last()).toEqual({});
      await receive(store, [event("a")], 100);
      await receive(store, [event("b")], 200);
      const work = (await take(store, 200))!;
      await end(work, 300);
      await within(({ inbox }) => inbox.receive("web", [event("c")], 150, () => crypto.randomUUID()));
      await receive(store, [event("d")], 900, OTHER_DESK);
      expect(await last()).toEqual({ line: 200, web: 150 });
    });
  });

  describe(`${name}: a repetition`, () => {
    const answered = async () => {
      await receive(store, [event("a")], 100);
      const work = (await take(store))!;
      return within(async ({ inbox, outbox }) => {
        const id = await outbox.add(row(work.lease.conversation, { cause: work.event }), 100);
        await inbox.end(work.lease, work.event, { kind: "answered" }, 100);
        return id;
      });
    };
    const rowOf = (id: OutboxId) => within(({ outbox }) => outbox.get(id));

    test("of an event that waits renews when it was received", async () => {
      await receive(store, [event("a")], 100);
      await receive(store, [event("a")], 900);
      expect((await take(store, 900))?.event).toMatchObject({ receivedAt: 900, attempts: 1 });
    });

    test("of an event whose answer has not left renews the life of its token", async () => {
      const id = await answered();
      await receive(store, [event("a")], 900);
      expect(await rowOf(id)).toMatchObject({ tokenReceivedAt: 900, eventAt: 100, replyToken: "token-a" });
    });

    test("lets a held answer out again that has its token", async () => {
      const id = await answered();
      const [claimed] = await within(({ outbox }) => outbox.claim(100, LEASE_MS, 1));
      await within(({ outbox }) => outbox.settle(claimed!, { state: "held", reason: "quota" }));
      await receive(store, [event("a")], 900);
      expect(await rowOf(id)).toMatchObject({ state: "waiting", nextAt: 900, tokenReceivedAt: 900 });
      expect(await within(({ outbox }) => outbox.claim(900, LEASE_MS, 1))).toMatchObject([{ id, attempts: 2 }]);
    });

    test("leaves a held answer held that has lost its token", async () => {
      const id = await answered();
      const [claimed] = await within(({ outbox }) => outbox.claim(100, LEASE_MS, 1));
      await within(({ outbox }) => outbox.settle(claimed!, { state: "held", reason: "quota", replyToken: undefined }));
      await receive(store, [event("a")], 900);
      expect(await rowOf(id)).toMatchObject({ state: "held", replyToken: undefined });
    });

    test("of an event whose answer was sent changes nothing", async () => {
      const id = await answered();
      const [claimed] = await within(({ outbox }) => outbox.claim(100, LEASE_MS, 1));
      await within(({ outbox }) => outbox.settle(claimed!, { state: "sent", sentAt: 150, reason: "" }));
      const before = await rowOf(id);
      await receive(store, [event("a")], 900);
      expect(await rowOf(id)).toEqual(before);
    });
  });

  describe(`${name}: a conversation`, () => {
    test("is read back as it was saved", async () => {
      const id = await conversationWith(store);
      const saved = {
        id,
        city: "kodaira" as CityId,
        language: "ja-easy",
        state: '{"history":["協働"]}',
        isStopped: true,
        lastAt: 77,
      } as const;
      await within(({ conversations }) => conversations.save(saved));
      const read = await within(({ conversations }) => conversations.get(id));
      expect(read).toEqual({ ...saved, channel: "line", peer: PEER, createdAt: 1 });
      const cleared = { ...saved, city: undefined, language: undefined, isStopped: false };
      await within(({ conversations }) => conversations.save(cleared));
      expect(await within(({ conversations }) => conversations.get(id))).toMatchObject(cleared);
    });

    test("is made where there is none with a peer, and left as it is where there is one", async () => {
      const ensured = (peer: Peer, now: number, id: string) =>
        within(({ conversations }) => conversations.ensure("slack", peer, now, () => id));
      const made = await ensured("case:1" as Peer, 50, "c1");
      expect(made).toEqual({
        id: "c1",
        channel: "slack",
        peer: "case:1",
        city: undefined,
        language: undefined,
        state: "",
        isStopped: false,
        createdAt: 50,
        lastAt: 50,
      });
      expect(await ensured("case:1" as Peer, 60, "c2")).toEqual(made);
      expect((await ensured("case:2" as Peer, 60, "c3")).id).toBe("c3");
      expect(await within(({ conversations }) => conversations.get(made.id))).toEqual(made);
      expect(await within(({ conversations }) => conversations.byPeer("line", "case:1" as Peer))).toBeUndefined();
      await receive(store, [event("a", { peer: "case:1" as Peer })]);
      expect((await take(store))?.lease.conversation).not.toBe(made.id);
    });

    whereShared("is made once when processes ask for it at the same time", async () => {
      const ids = await together([0, 1, 2].map(() => ({ kind: "ensure", peer: "room:" as Peer })));
      expect(new Set(ids).size).toBe(1);
    });

    test("is not there under an id or a peer that nobody has", async () => {
      expect(await within(({ conversations }) => conversations.get("none" as ConversationId))).toBeUndefined();
      expect(await within(({ conversations }) => conversations.byPeer("line", PEER))).toBeUndefined();
    });

    test("is quiet when nothing came for long and no case is open", async () => {
      const [first, second, third, fourth] = [
        await conversationWith(store, "user:1" as Peer),
        await conversationWith(store, "user:2" as Peer),
        await conversationWith(store, "user:3" as Peer),
        await conversationWith(store, "user:4" as Peer),
      ];
      await within(async ({ conversations, cases }) => {
        const at = (id: ConversationId, lastAt: number) =>
          conversations.save({ id, city: undefined, language: undefined, state: "", isStopped: false, lastAt });
        await at(first, 20);
        await at(second, 10);
        await at(third, 5);
        await at(fourth, 30);
        await cases.open(newCase(third));
        await cases.open(newCase(first, { state: "closed", closedAt: 1 }));
      });
      expect(await within(({ conversations }) => conversations.quietSince(30, 9))).toEqual([second, first]);
      expect(await within(({ conversations }) => conversations.quietSince(30, 1))).toEqual([second]);
    });

    test("is not quiet while an event of it waits, nor when a case was closed since", async () => {
      const waits = await conversationWith(store);
      const closed = await conversationWith(store, OTHER_PEER);
      await within(({ cases }) => cases.open(newCase(closed, { state: "closed", closedAt: 50 })));
      await receive(store, [event("waits")]);
      const quietSince = (before: number) => within(({ conversations }) => conversations.quietSince(before, 9));
      expect(await quietSince(50)).toEqual([]);
      expect(await quietSince(51)).toEqual([closed]);
      await end((await take(store))!);
      expect(await quietSince(51)).toEqual([waits, closed].sort());
    });

    test("of staff leaves what they are still to be shown, and nothing of it afterwards, when its time is over", async () => {
      const sayings = [{ kind: "post", post: { what: "removal", keys: ["card:1"] } }] as const;
      const peer = "case:1" as Peer;
      const of = { channel: "slack", peer, sayings } as const;
      const id = await within(async ({ conversations, outbox }) => {
        const { id } = await conversations.ensure("slack", peer, 10, () => "slack-1");
        await outbox.add(row(id, of), 10);
        const [claimed] = await outbox.claim(10, LEASE_MS, 1);
        await outbox.settle(claimed!, { state: "held", reason: "too-old" });
        const waiting = await outbox.add(row(id, of), 10);
        await conversations.expire(id);
        return waiting;
      });
      const rows = await within(({ outbox }) => outbox.claim(20, LEASE_MS, 9));
      expect(rows).toMatchObject([{ id, peer, sayings }]);
      await within(({ outbox }) => outbox.settle(rows[0]!, { state: "sent", sentAt: 20, reason: "push" }));
      const all = await within(({ outbox }) => outbox.list(["waiting", "sent", "held", "dead"], 9));
      expect(all).toMatchObject([{ id, state: "sent", conversation: "", peer: "", sayings: [] }]);
    });

    test.each(["erase", "expire"] as const)(
      "leaves what staff were shown of it to be taken away when it is gone by %s, without telling of whom it was",
      async (how) => {
        const conversation = await conversationWith(store);
        const bystander = await conversationWith(store, OTHER_PEER);
        const others = posted("card:2", { conversation: bystander, message: "2" });
        await within(async ({ conversations, posts, outbox }) => {
          await posts.save(posted("card:1", { conversation }));
          await posts.save(others);
          await outbox.add(row(conversation, { message: "m" as MessageId }), 10);
          const [claimed] = await outbox.claim(10, LEASE_MS, 1);
          await outbox.settle(claimed!, { state: "sent", sentAt: 10, reason: "" });
          await conversations[how](conversation);
        });
        await within(async ({ posts, outbox }) => {
          expect(await posts.of(conversation)).toEqual([]);
          expect(await posts.get("card:1")).toEqual(posted("card:1"));
          expect(await posts.at("C01", "1763.000100")).toEqual(posted("card:1"));
          expect(await posts.of(bystander)).toEqual([others]);
          expect(await outbox.ofMessage("m" as MessageId)).toBeUndefined();
          expect(await outbox.counts()).toMatchObject({ sent: 1 });
        });
        expect((await opened.everything?.()) ?? "").not.toContain(conversation);
      },
    );

    test("leaves its closed case without words and its questions without the person when its time is over", async () => {
      const words = "秘密の相談";
      const conversation = await conversationWith(store);
      const closed = newCase(conversation, {
        state: "closed",
        closedAt: 1,
        asked: words,
        open: [words],
        ratingWord: words,
        rating: 2,
      });
      const question = {
        id: "m" as MessageId,
        text: "補助金は",
        city: undefined,
        language: "ja",
        why: "declined",
        asker: "resident",
        topic: undefined,
        at: 1,
      } as const;
      const gone = await within(async ({ conversations, messages, cases, questions, media, outbox }) => {
        const { number } = await cases.open(closed);
        await cases.addEvent({
          number,
          at: 1,
          actor: { kind: "resident" },
          move: "open",
          message: "m" as MessageId,
          text: words,
        });
        await messages.add(message("m", conversation, { text: words, media: "photo" }));
        await media.add({ id: "photo", conversation, type: "image/png", bytes: 1, name: words, at: 1 });
        await questions.keep({ ...question, conversation });
        await outbox.add(row(conversation, { sayings: [saying(words)] }), 1);
        return conversations.expire(conversation);
      });
      expect(gone).toEqual(["photo"]);
      expect(await within(({ conversations }) => conversations.get(conversation))).toBeUndefined();
      expect(await within(({ questions }) => questions.list({ limit: 9 }))).toEqual([
        { ...question, conversation: undefined },
      ]);
      const kept = await within(({ cases }) => cases.get(caseNumber(1)));
      expect(kept).toMatchObject({ state: "closed", rating: 2, asked: "", open: [], ratingWord: "" });
      expect(await within(({ cases }) => cases.events(caseNumber(1)))).toMatchObject([{ move: "open", text: "" }]);
      if (opened.everything === undefined) return;
      const everything = await opened.everything();
      for (const trace of [PEER, words, conversation, "photo"]) expect(everything).not.toContain(trace);
    });

    test("leaves no word and no id of the person behind when it is erased, even by the event in work", async () => {
      const words = "秘密の相談";
      const conversation = await conversationWith(store);
      const bystander = await conversationWith(store, OTHER_PEER);
      await receive(store, [
        event("erase", { occurredAt: 1, raw: words }),
        event("waits", { occurredAt: 2, raw: words }),
      ]);
      await within(async ({ conversations, messages, cases, outbox, questions, media }) => {
        await conversations.save({
          id: conversation,
          city: undefined,
          language: undefined,
          state: words,
          isStopped: false,
          lastAt: 1,
        });
        await outbox.add(row(conversation), 50);
        const [first] = await outbox.claim(50, LEASE_MS, 1);
        await outbox.settle(first!, { state: "sent", sentAt: 50, reason: "" });
        for (const [id, of, peer] of [
          ["m1", conversation, PEER],
          ["m2", bystander, OTHER_PEER],
        ] as const) {
          await messages.add(message(id, of, { text: words, media: `photo-${id}` }));
          await messages.unsend(of, `early-${id}`, 1);
          const { number } = await cases.open(newCase(of, { asked: words, open: [words], ratingWord: words }));
          await cases.addEvent({
            number,
            at: 1,
            actor: { kind: "staff", name: "佐藤" },
            move: "note",
            message: undefined,
            text: words,
          });
          await outbox.add(row(of, { peer, sayings: [saying(words)] }), 100);
          await questions.keep({
            id: id as MessageId,
            conversation: of,
            text: words,
            city: undefined,
            language: "ja",
            why: "case",
            asker: "resident",
            topic: undefined,
            at: 1,
          });
          await questions.rate({
            message: id as MessageId,
            conversation: of,
            isHelpful: false,
            asker: "resident",
            at: 1,
          });
          await media.add({ id: `photo-${id}`, conversation: of, type: "image/png", bytes: 1, name: words, at: 1 });
        }
      });

      const work = (await take(store))!;
      const gone = await within(async ({ inbox, conversations, outbox }) => {
        const ids = await conversations.erase(conversation);
        await outbox.add(row(conversation, { cause: work.event, sayings: [saying("消しました")] }), 100);
        await inbox.end(work.lease, work.event, { kind: "answered" }, 100);
        return ids;
      });
      expect(gone).toEqual(["photo-m1"]);
      expect(await within(({ conversations }) => conversations.get(conversation))).toBeUndefined();
      expect(await within(({ conversations }) => conversations.byPeer("line", PEER))).toBeUndefined();
      expect(await within(({ media }) => media.ids())).toEqual(["photo-m2"]);

      const farewell = (await within(({ outbox }) => outbox.claim(100, LEASE_MS, 9))).find(({ peer }) => peer === PEER);
      expect(farewell).toMatchObject({ replyToken: "token-erase", sayings: [saying("消しました")] });
      await within(({ outbox }) => outbox.settle(farewell!, { state: "sent", sentAt: 200, reason: "" }));
      expect(await within(({ conversations }) => conversations.get(conversation))).toBeUndefined();
      expect(await within(({ outbox }) => outbox.counts())).toMatchObject({
        sent: 2,
        replied: 1,
        pushed: 1,
        waiting: 1,
      });
      expect(await take(store, 9_000)).toBeUndefined();

      expect(await receive(store, [event("erase"), event("waits")])).toEqual({ taken: 0, repeated: 2 });
      expect(await within(({ conversations }) => conversations.byPeer("line", PEER))).toBeUndefined();
      expect(await within(({ messages }) => messages.get("m2" as MessageId))).toMatchObject({ text: words });

      if (opened.everything === undefined) return;
      await within(({ conversations }) => conversations.erase(bystander));
      const everything = await opened.everything();
      expect(everything).toContain("erase");
      for (const trace of [PEER, OTHER_PEER, words, conversation, bystander, "消しました", "early-m1", "photo-m1"]) {
        expect(everything).not.toContain(trace);
      }
    });

    whereShared("leaves no copy in a dead event or in what was not delivered", async () => {
      const words = "消してほしい言葉";
      const conversation = await conversationWith(store);
      await receive(store, [event("dead", { raw: words })]);
      const work = (await take(store))!;
      await within(({ inbox }) => inbox.end(work.lease, work.event, { kind: "dead", error: "x" }, 100));
      await within(async ({ messages, outbox }) => {
        await messages.add(message("m", conversation, { text: words, channelMessage: "channel-m" }));
        await outbox.add(row(conversation, { sayings: [saying(`あなた：${words}`)] }), 1);
        await outbox.add(row(conversation, { sayings: [saying("ほかの返事")] }), 2);
        for (const held of await outbox.claim(9, LEASE_MS, 1))
          await outbox.settle(held, { state: "held", reason: "no-quota" });
        await messages.unsend(conversation, "channel-m", 3);
      });
      const everything = await opened.everything!();
      expect(everything).not.toContain(words);
      expect(everything).toContain("ほかの返事");
    });

    whereShared("leaves nothing of an erased person behind, whatever became of the farewell", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ conversations, outbox }) => {
        await conversations.erase(conversation);
        await outbox.add(row(conversation, { sayings: [saying("消しました")] }), 1);
      });
      const [farewell] = await within(({ outbox }) => outbox.claim(9, LEASE_MS, 1));
      await within(({ outbox }) => outbox.settle(farewell!, { state: "held", reason: "no-quota" }));
      expect(await within(({ outbox }) => outbox.counts())).toMatchObject({ held: 0, dead: 1 });
      const everything = await opened.everything!();
      for (const trace of [PEER, conversation, "消しました"]) expect(everything).not.toContain(trace);
    });

    test("begins anew when an erased person writes again", async () => {
      const erased = await conversationWith(store);
      await within(({ conversations }) => conversations.erase(erased));
      await receive(store, [event("new")]);
      const work = (await take(store))!;
      expect(work.event.eventId).toBe("new");
      expect(work.lease.conversation).not.toBe(erased);
    });
  });

  describe(`${name}: a message`, () => {
    test("is read among others by its id, of whatever conversation of the desk", async () => {
      const [one, other] = [await conversationWith(store), await conversationWith(store, OTHER_PEER)];
      const [a, b, c] = [message("a", one), message("b", other), message("c", one)];
      await within(async ({ messages }) => {
        for (const each of [a, b, c]) await messages.add(each);
      });
      const among = (...ids: string[]) => within(({ messages }) => messages.among(ids as MessageId[]));
      expect((await among("c", "none", "b")).toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([b, c]);
      expect(await among()).toEqual([]);
    });

    test("is read back as it was added, by each of its ids", async () => {
      const conversation = await conversationWith(store);
      const bare = message("m1", conversation);
      const full = message("m2", conversation, {
        author: "person",
        staff: "佐藤",
        outcome: "answer",
        city: "kodaira" as CityId,
        sections: cited,
        media: "photo",
        text: "𠮷野家で\n「協働」",
        at: 1_763_700_000_123,
      });
      await within(async ({ messages }) => {
        await messages.add(bare);
        await messages.add(full);
      });
      expect(await within(({ messages }) => messages.get(bare.id))).toEqual(bare);
      expect(await within(({ messages }) => messages.byChannelId(conversation, "channel-m2"))).toEqual(full);
      expect(await within(({ messages }) => messages.get("none" as MessageId))).toBeUndefined();
    });

    test("may hold what a database would not keep, with a sign in its place", async () => {
      const conversation = await conversationWith(store);
      await within(({ messages }) => messages.add(message("m", conversation, { text: "a\0b\uD83Cc" })));
      expect((await within(({ messages }) => messages.get("m" as MessageId)))?.text).toBe("a\uFFFDb\uFFFDc");
    });

    test("comes with the latest in the order they were said", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ messages }) => {
        for (const [id, at] of [
          ["c", 30],
          ["a", 10],
          ["b1", 20],
          ["b2", 20],
        ] as const) {
          await messages.add(message(id, conversation, { at }));
        }
      });
      const ids = async (limit: number) =>
        (await within(({ messages }) => messages.latest(conversation, limit))).map(({ id }) => id);
      expect(await ids(9)).toEqual(["a", "b1", "b2", "c"]);
      expect(await ids(2)).toEqual(["b2", "c"]);
    });

    test("that is unsent loses its words and is marked", async () => {
      const conversation = await conversationWith(store);
      await within(({ messages }) => messages.add(message("m", conversation)));
      const unsent = await within(({ messages }) => messages.unsend(conversation, "channel-m", 200));
      expect(unsent).toEqual(message("m", conversation, { text: "", isUnsent: true }));
      expect(await within(({ messages }) => messages.get("m" as MessageId))).toEqual(unsent);
      expect(await within(({ messages }) => messages.isUnsent(conversation, "channel-m"))).toBe(false);
    });

    test("that is unsent before it comes is remembered, in its conversation only", async () => {
      const conversation = await conversationWith(store);
      const other = await conversationWith(store, OTHER_PEER);
      for (const _ of [1, 2]) {
        expect(await within(({ messages }) => messages.unsend(conversation, "channel-m", 200))).toBeUndefined();
      }
      expect(await within(({ messages }) => messages.isUnsent(conversation, "channel-m"))).toBe(true);
      expect(await within(({ messages }) => messages.isUnsent(other, "channel-m"))).toBe(false);
    });

    test("that is edited has its new words", async () => {
      const conversation = await conversationWith(store);
      await within(({ messages }) => messages.add(message("m", conversation)));
      await within(({ messages }) => messages.edit("m" as MessageId, "直した"));
      expect(await within(({ messages }) => messages.get("m" as MessageId))).toEqual(
        message("m", conversation, { text: "直した" }),
      );
    });

    test("that is old loses words and media when it is cut, and its row stays", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ messages, media }) => {
        for (const [id, at] of [
          ["old", 10],
          ["new", 20],
        ] as const) {
          await messages.add(message(id, conversation, { at, media: `photo-${id}` }));
          await media.add({ id: `photo-${id}`, conversation, type: "image/png", bytes: 1, name: "", at });
        }
        await messages.unsend(conversation, "early", 10);
      });
      expect(await within(({ messages }) => messages.cut(conversation, 20))).toEqual(["photo-old"]);
      expect(await within(({ messages }) => messages.latest(conversation, 9))).toEqual([
        message("old", conversation, { at: 10, text: "", media: undefined }),
        message("new", conversation, { at: 20, media: "photo-new" }),
      ]);
      expect(await within(({ media }) => media.ids())).toEqual(["photo-new"]);
      expect(await within(({ messages }) => messages.isUnsent(conversation, "early"))).toBe(false);
      expect(await within(({ messages }) => messages.cut(conversation, 20))).toEqual([]);
    });
  });

  describe(`${name}: a case`, () => {
    test("gets the next number of its desk, without a gap where one could not be opened", async () => {
      const conversation = await conversationWith(store);
      const opened = await within(({ cases }) => cases.open(newCase(conversation)));
      const failed = within(async ({ cases }) => {
        await cases.open(newCase(conversation));
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      const next = await within(({ cases }) => cases.open(newCase(conversation)));
      expect([opened.number, next.number]).toEqual([1, 2]);
      expect(await within(({ cases }) => cases.get(opened.number))).toEqual(opened);
    });

    test("is read back as it was saved, with a higher version", async () => {
      const conversation = await conversationWith(store);
      const opened = await within(({ cases }) => cases.open(newCase(conversation)));
      const changed: Case = {
        ...opened,
        state: "closed",
        assignee: "佐藤",
        priority: "urgent",
        city: "kodaira" as CityId,
        topic: "money",
        dueAt: 1,
        remindAt: 2,
        remindedAt: 3,
        escalatedAt: 4,
        firstAnsweredAt: 5,
        withResidentAt: 6,
        noticedAt: 7,
        closedAt: 8,
        closeReason: "solved",
        rating: 3,
        ratingWord: "助かりました",
        wishesErasure: true,
      };
      const saved = await within(({ cases }) => cases.save(changed));
      expect(saved).toEqual({ ...changed, version: opened.version + 1 });
      expect(await within(({ cases }) => cases.get(opened.number))).toEqual(saved);
      const cleared = await within(({ cases }) => cases.save({ ...opened, version: saved!.version }));
      expect(cleared).toEqual({ ...opened, version: saved!.version + 1 });
    });

    test("that somebody else changed since it was read is not written", async () => {
      const conversation = await conversationWith(store);
      const read = await within(({ cases }) => cases.open(newCase(conversation)));
      const first = await within(({ cases }) => cases.save({ ...read, assignee: "佐藤" }));
      expect(await within(({ cases }) => cases.save({ ...read, assignee: "鈴木" }))).toBeUndefined();
      expect(await within(({ cases }) => cases.get(read.number))).toEqual(first);
    });

    whereShared("that two processes take at the same time goes to one of them", async () => {
      const conversation = await conversationWith(store);
      const read = await within(({ cases }) => cases.open(newCase(conversation)));
      const jobs = ["佐藤", "鈴木"].map((assignee) => ({ kind: "save" as const, read: { ...read, assignee } }));
      expect((await together(jobs)).sort()).toEqual([false, true]);
      expect((await within(({ cases }) => cases.get(read.number)))?.version).toBe(read.version + 1);
    });

    test("is the open one of its conversation until it is closed", async () => {
      const conversation = await conversationWith(store);
      const openOf = () => within(({ cases }) => cases.openOf(conversation));
      expect(await openOf()).toBeUndefined();
      const opened = await within(({ cases }) => cases.open(newCase(conversation)));
      expect(await openOf()).toEqual(opened);
      await within(({ cases }) => cases.save({ ...opened, state: "closed", closedAt: 1 }));
      expect(await openOf()).toBeUndefined();
    });

    test("is listed newest first, by state, assignee and conversation", async () => {
      const conversation = await conversationWith(store);
      const other = await conversationWith(store, OTHER_PEER);
      await within(async ({ cases }) => {
        await cases.open(newCase(conversation));
        await cases.open(newCase(other, { state: "with-person", assignee: "佐藤" }));
        await cases.open(newCase(other, { state: "closed", assignee: "佐藤" }));
      });
      const numbers = async (filter: Parameters<Records["cases"]["list"]>[0]) =>
        (await within(({ cases }) => cases.list(filter))).map(({ number }) => number);
      expect(await numbers({ limit: 9 })).toEqual([3, 2, 1]);
      expect(await numbers({ limit: 2 })).toEqual([3, 2]);
      expect(await numbers({ limit: 9, states: ["waiting", "with-person"] })).toEqual([2, 1]);
      expect(await numbers({ limit: 9, states: [] })).toEqual([]);
      expect(await numbers({ limit: 9, assignee: "佐藤" })).toEqual([3, 2]);
      expect(await numbers({ limit: 9, conversation, states: ["waiting"] })).toEqual([1]);
    });

    test("is listed by when it was opened, first answered and closed", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ cases }) => {
        await cases.open(newCase(conversation, { openedAt: 10, firstAnsweredAt: 50, state: "closed", closedAt: 60 }));
        await cases.open(newCase(conversation, { openedAt: 20 }));
        await cases.open(newCase(conversation, { openedAt: 30, firstAnsweredAt: 40, state: "with-resident" }));
      });
      const numbers = async (filter: Omit<Parameters<Records["cases"]["list"]>[0], "limit">) =>
        (await within(({ cases }) => cases.list({ ...filter, limit: 9 }))).map(({ number }) => number);
      expect(await numbers({ openedSince: 20 })).toEqual([3, 2]);
      expect(await numbers({ openedSince: 21 })).toEqual([3]);
      expect(await numbers({ answeredSince: 40 })).toEqual([3, 1]);
      expect(await numbers({ answeredSince: 41 })).toEqual([1]);
      expect(await numbers({ closedSince: 60 })).toEqual([1]);
      expect(await numbers({ closedSince: 61 })).toEqual([]);
      expect(await numbers({ openedSince: 20, answeredSince: 41 })).toEqual([]);
      expect(await numbers({ answeredSince: 0, states: ["closed"] })).toEqual([1]);
    });

    test("has a record, oldest first", async () => {
      const conversation = await conversationWith(store);
      const { number } = await within(({ cases }) => cases.open(newCase(conversation)));
      const record = [
        { number, at: 1, actor: { kind: "resident" }, move: "open", message: "m" as MessageId, text: "" },
        { number, at: 2, actor: { kind: "staff", name: "佐藤" }, move: "take", message: undefined, text: "" },
        { number, at: 2, actor: { kind: "desk" }, move: "note", message: undefined, text: "メモ" },
      ] as const;
      await within(async ({ cases }) => {
        for (const line of record) await cases.addEvent(line);
      });
      expect(await within(({ cases }) => cases.events(number))).toEqual(record);
    });

    test.each<[string, Partial<Case>, boolean]>([
      ["its answer is due", { dueAt: 1_000 }, true],
      ["its answer is not due yet", { dueAt: 1_001 }, false],
      ["it was told that the answer is due", { dueAt: 1_000, escalatedAt: 1 }, false],
      ["it was answered in time", { dueAt: 1_000, remindAt: 900, firstAnsweredAt: 1 }, false],
      ["its reminder is due", { dueAt: 9_000, remindAt: 1_000 }, true],
      ["its reminder was sent", { dueAt: 9_000, remindAt: 1_000, remindedAt: 1 }, false],
      ["it waits for the resident long enough for a notice", { state: "with-resident", withResidentAt: 900 }, true],
      ["it waits for the resident, not for long", { state: "with-resident", withResidentAt: 901 }, false],
      ["the notice has stood for long", { state: "with-resident", withResidentAt: 1, noticedAt: 800 }, true],
      ["the notice is new", { state: "with-resident", withResidentAt: 1, noticedAt: 801 }, false],
      ["it is closed", { state: "closed", dueAt: 1, remindAt: 1, withResidentAt: 1, closedAt: 1 }, false],
      ["nobody knows the hours", {}, false],
    ])("is timed or not where %s", async (_, of, isTimed) => {
      const conversation = await conversationWith(store);
      await within(({ cases }) => cases.open(newCase(conversation, of)));
      expect(await within(({ cases }) => cases.timed(1_000, { noticeMs: 100, closeMs: 200 }, 9))).toHaveLength(
        isTimed ? 1 : 0,
      );
    });

    test.each<[string, Partial<Case>, string]>([
      ["what was asked", { asked: "問" }, ""],
      ["what stayed open", { open: ["問"] }, ""],
      ["the word on how it went", { ratingWord: "助かった" }, ""],
      ["a note", {}, "メモ"],
    ])("is to be cut when it was closed long ago and has %s left", async (_, of, note) => {
      const conversation = await conversationWith(store);
      const bare = { state: "closed", closedAt: 30, asked: "", open: [] } as const;
      const { number } = await within(({ cases }) => cases.open(newCase(conversation, { ...bare, ...of })));
      const line = { number, at: 1, actor: { kind: "desk" }, message: undefined } as const;
      await within(({ cases }) => cases.addEvent({ ...line, move: "note", text: note }));
      await within(({ cases }) => cases.addEvent({ ...line, move: "hand-on", text: "佐藤" }));
      const toCut = (before: number) => within(({ cases }) => cases.closedBefore(before, 9));
      expect(await toCut(30)).toEqual([]);
      expect(await toCut(31)).toMatchObject([{ number }]);
      await within(({ cases }) => cases.cut(number));
      expect(await toCut(31)).toEqual([]);
      expect(await within(({ cases }) => cases.get(number))).toMatchObject({
        asked: "",
        open: [],
        ratingWord: "",
        closedAt: 30,
      });
      const record = await within(({ cases }) => cases.events(number));
      expect(record.map(({ text }) => text)).toEqual(["", "佐藤"]);
    });

    test("is to be cut when messages from its time have words left, the longest closed first", async () => {
      for (const [i, closedAt] of [30, 20, 10].entries()) {
        const conversation = await conversationWith(store, `user:${i}` as Peer);
        await within(async ({ cases, messages }) => {
          await messages.add(message(`m${i}`, conversation, { at: 5 }));
          await messages.add(message(`later${i}`, conversation, { at: 50 }));
          await cases.open(newCase(conversation, { state: "closed", closedAt, asked: "", open: [] }));
        });
      }
      const closed = async (limit = 9) => within(({ cases }) => cases.closedBefore(40, limit));
      expect((await closed()).map(({ number }) => number)).toEqual([3, 2, 1]);
      expect((await closed(1)).map(({ number }) => number)).toEqual([3]);
      const [oldest] = await closed(1);
      await within(({ messages }) => messages.cut(oldest!.conversation, oldest!.closedAt!));
      expect((await closed()).map(({ number }) => number)).toEqual([2, 1]);
    });
  });

  describe(`${name}: the outbox`, () => {
    const add = (conversation: ConversationId, now = 100, of = {}) =>
      within(({ outbox }) => outbox.add(row(conversation, of), now));
    const claim = (now = 100, limit = 9) => within(({ outbox }) => outbox.claim(now, LEASE_MS, limit));
    const claimOne = async (now = 100) => (await claim(now, 1))[0]!;
    const get = (id: OutboxId) => within(({ outbox }) => outbox.get(id));

    test("hands a row out as it was added", async () => {
      const conversation = await conversationWith(store);
      const cause = { eventId: "e", replyToken: "t", occurredAt: 40, receivedAt: 50 };
      const id = await add(conversation, 60, { cause });
      expect(await claim(70)).toEqual([
        {
          id,
          channel: "line",
          conversation,
          peer: PEER,
          sayings: [saying("こんにちは")],
          retryKey: row(conversation).retryKey,
          message: undefined,
          causeEvent: "e",
          replyToken: "t",
          eventAt: 40,
          tokenReceivedAt: 50,
          state: "waiting",
          attempts: 1,
          replyTries: 0,
          isToBeSure: false,
          reason: "",
          createdAt: 60,
          firstTriedAt: 70,
          nextAt: 60,
          sentAt: undefined,
        },
      ]);
      expect(await get(id)).toMatchObject({ attempts: 1 });
      expect(await get(9_999 as OutboxId)).toBeUndefined();
    });

    test("hands out the earliest of each conversation, and the next once that is settled", async () => {
      const one = await conversationWith(store);
      const other = await conversationWith(store, OTHER_PEER);
      const ids = [await add(one, 10), await add(one, 20), await add(other, 30)];
      const first = await claim();
      expect(first.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
      expect(await claim()).toEqual([]);
      await within(({ outbox }) => outbox.settle(first[0]!, { state: "sent", sentAt: 100, reason: "" }));
      expect((await claim()).map(({ id }) => id)).toEqual([ids[1]]);
    });

    test("hands out no more than it is asked for, the longest due first", async () => {
      const late = await add(await conversationWith(store), 50);
      const early = await add(await conversationWith(store, OTHER_PEER), 40);
      expect((await claim(100, 1)).map(({ id }) => id)).toEqual([early]);
      expect((await claim(100, 1)).map(({ id }) => id)).toEqual([late]);
    });

    test("holds a push back behind one in back-off, so that what people write arrives in order", async () => {
      const conversation = await conversationWith(store);
      const first = await add(conversation);
      const second = await add(conversation);
      const claimed = await claimOne();
      await within(({ outbox }) => outbox.settle(claimed, { state: "waiting", nextAt: 500, reason: "server" }));
      expect(await claim()).toEqual([]);
      const again = await claimOne(500);
      expect(again.id).toBe(first);
      await within(({ outbox }) => outbox.settle(again, { state: "held", reason: "no-quota" }));
      expect((await claim(500)).map(({ id }) => id)).toEqual([second]);
    });

    test("holds no reply back behind a row in back-off, for its token lapses", async () => {
      const conversation = await conversationWith(store);
      await add(conversation);
      const claimed = await claimOne();
      await within(({ outbox }) => outbox.settle(claimed, { state: "waiting", nextAt: 500, reason: "server" }));
      const cause = { eventId: "e", replyToken: "t", occurredAt: 100, receivedAt: 100 };
      const reply = await within(({ outbox }) => outbox.add(row(conversation, { cause }), 100));
      expect((await claim()).map(({ id }) => id)).toEqual([reply]);
    });

    test("hands out what is for one channel to those who ask for it alone", async () => {
      const line = await add(await conversationWith(store), 10);
      const slack = await add(await conversationWith(store, OTHER_PEER), 20, { channel: "slack" });
      const claimOf = async (channel: "line" | "slack") =>
        (await within(({ outbox }) => outbox.claim(100, LEASE_MS, 9, channel))).map(({ id }) => id);
      expect(await claimOf("slack")).toEqual([slack]);
      expect(await claimOf("slack")).toEqual([]);
      expect(await claimOf("line")).toEqual([line]);
    });

    test("gives a row away when its claim has ended, and lets the first claimant settle it no more", async () => {
      await add(await conversationWith(store));
      const first = await claimOne(100);
      expect(await claim(100 + LEASE_MS - 1)).toEqual([]);
      const second = await claimOne(100 + LEASE_MS);
      expect(second.attempts).toBe(2);
      const settle = (of: typeof first) =>
        within(({ outbox }) => outbox.settle(of, { state: "sent", sentAt: 1, reason: "" }));
      const plan = { replyTries: 1, isToBeSure: true, replyToken: undefined };
      expect(await within(({ outbox }) => outbox.plan(first, plan))).toBe(false);
      expect(await settle(first)).toBe(false);
      expect(await get(first.id)).toMatchObject({ state: "waiting", replyTries: 0, isToBeSure: false });
      expect(await settle(second)).toBe(true);
      expect(await settle(second)).toBe(false);
    });

    test("writes what is about to be tried", async () => {
      const cause = { eventId: "e", replyToken: "t", occurredAt: 1, receivedAt: 1 };
      await add(await conversationWith(store), 100, { cause });
      const claimed = await claimOne();
      const plan = { replyTries: 1, isToBeSure: true, replyToken: "t" };
      expect(await within(({ outbox }) => outbox.plan(claimed, { ...plan, reason: "under-way" }))).toBe(true);
      expect(await get(claimed.id)).toMatchObject({ ...plan, reason: "under-way" });
      const next = { replyTries: 2, isToBeSure: false, replyToken: undefined };
      expect(await within(({ outbox }) => outbox.plan(claimed, next))).toBe(true);
      expect(await get(claimed.id)).toMatchObject({ ...next, reason: "under-way" });
    });

    test("lets the words and the token of what was sent go, and tells when and how it went", async () => {
      const conversation = await conversationWith(store);
      const cause = { eventId: "e", replyToken: "t", occurredAt: 1, receivedAt: 1 };
      for (const of of [{ cause }, {}, { cause }]) await add(conversation, 100, of);
      const byReply = await claimOne();
      await within(({ outbox }) => outbox.settle(byReply, { state: "sent", sentAt: 150, reason: "", replyTries: 1 }));
      const byPush = await claimOne();
      await within(({ outbox }) => outbox.settle(byPush, { state: "sent", sentAt: 150, reason: "" }));
      const toBeSure = await claimOne();
      await within(async ({ outbox }) => {
        await outbox.plan(toBeSure, { replyTries: 1, isToBeSure: true, replyToken: undefined });
        await outbox.settle(toBeSure, { state: "sent", sentAt: 150, reason: "" });
      });
      expect(await get(byReply.id)).toMatchObject({
        state: "sent",
        sayings: [],
        replyToken: undefined,
        sentAt: 150,
        replyTries: 1,
      });
      const counts = { waiting: 0, sent: 3, held: 0, dead: 0, replied: 1, pushed: 2, toBeSure: 1 };
      expect(await within(({ outbox }) => outbox.counts())).toEqual(counts);
      expect(await within(({ outbox }) => outbox.again(byReply.id, 1))).toBe(false);
    });

    test.each(["held", "dead"] as const)(
      "lets a %s row out again, to be pushed, under a higher count",
      async (state) => {
        const cause = { eventId: "e", replyToken: "t", occurredAt: 1, receivedAt: 1 };
        const id = await add(await conversationWith(store), 100, { cause });
        expect(await within(({ outbox }) => outbox.again(id, 100))).toBe(false);
        const claimed = await claimOne();
        await within(({ outbox }) => outbox.settle(claimed, { state, reason: "quota" }));
        expect(await claim(9_000)).toEqual([]);
        expect(await within(({ outbox }) => outbox.again(id, 9_000))).toBe(true);
        expect(await within(({ outbox }) => outbox.settle(claimed, { state: "dead", reason: "late" }))).toBe(false);
        const again = await claimOne(9_000);
        expect(again).toMatchObject({
          id,
          replyToken: undefined,
          retryKey: claimed.retryKey,
          sayings: claimed.sayings,
        });
        expect(again.attempts).toBeGreaterThan(claimed.attempts);
      },
    );

    test("gives a row a new retry key once the channel no longer knows the old one", async () => {
      const hours = 60 * 60 * 1_000;
      const id = await add(await conversationWith(store), 100);
      const claimed = await claimOne(100);
      await within(({ outbox }) => outbox.settle(claimed, { state: "held", reason: "quota" }));
      await within(({ outbox }) => outbox.again(id, 100 + 23 * hours));
      const known = await claimOne(100 + 23 * hours);
      expect(known.retryKey).toBe(claimed.retryKey);
      await within(({ outbox }) => outbox.settle(known, { state: "dead", reason: "age" }));
      await within(({ outbox }) => outbox.again(id, 101 + 23 * hours));
      expect((await claimOne(101 + 23 * hours)).retryKey).not.toBe(claimed.retryKey);
    });

    test("gives a row of Slack no new retry key, for what was sent there is looked for by the first", async () => {
      const days = 24 * 60 * 60 * 1_000;
      const id = await add(await conversationWith(store), 100, { channel: "slack" });
      const claimed = await claimOne(100);
      await within(({ outbox }) => outbox.settle(claimed, { state: "dead", reason: "age" }));
      await within(({ outbox }) => outbox.again(id, 100 + 30 * days));
      const again = await claimOne(100 + 30 * days);
      expect(again).toMatchObject({ retryKey: claimed.retryKey, firstTriedAt: 100 });
    });

    test("keeps what is for staff as it was added", async () => {
      const conversation = await conversationWith(store);
      const sayings = [{ kind: "post", post: { what: "card", number: caseNumber(1) } }] as const;
      const id = await add(conversation, 100, { channel: "slack", sayings });
      expect(await get(id)).toMatchObject({ channel: "slack", sayings });
    });

    test("knows the latest row that carries a person's answer, whatever became of it", async () => {
      const conversation = await conversationWith(store);
      const ofMessage = (message: string) => within(({ outbox }) => outbox.ofMessage(message as MessageId));
      await add(conversation);
      const first = await add(conversation, 100, { message: "m" });
      const second = await add(conversation, 100, { message: "m" });
      await add(conversation, 100, { message: "other" });
      expect(await ofMessage("m")).toMatchObject({ id: second, message: "m", state: "waiting" });
      expect((await get(first))?.message).toBe("m");
      await within(({ outbox }) => outbox.drop(conversation, "stopped"));
      expect(await ofMessage("m")).toMatchObject({ id: second, state: "dead", reason: "stopped" });
      expect(await ofMessage("none")).toBeUndefined();
    });

    test("tries at once what waits in a channel for a later try, and nothing else", async () => {
      const slack = await conversationWith(store, "room:" as Peer);
      const line = await conversationWith(store);
      const later = async (conversation: ConversationId, channel: "slack" | "line") => {
        const id = await add(conversation, 100, { channel });
        const claimed = (await claim()).find((row) => row.id === id)!;
        await within(({ outbox }) => outbox.settle(claimed, { state: "waiting", nextAt: 9_000, reason: "server" }));
        return id;
      };
      const [inSlack, inLine] = [await later(slack, "slack"), await later(line, "line")];
      const paced = await add(await conversationWith(store, "case:2" as Peer), 100, { channel: "slack" });
      const [toPace] = await claim();
      await within(({ outbox }) => outbox.settle(toPace!, { state: "waiting", nextAt: 9_000, reason: "rate" }));
      const held = await add(await conversationWith(store, "case:1" as Peer), 150, { channel: "slack" });
      const [toHold] = await claim(150);
      await within(({ outbox }) => outbox.settle(toHold!, { state: "held", reason: "quota" }));
      const due = await add(await conversationWith(store, OTHER_PEER), 200, { channel: "slack" });
      await within(({ outbox }) => outbox.hasten("slack", 300));
      expect(await get(inSlack)).toMatchObject({ state: "waiting", nextAt: 300, reason: "server" });
      expect(await get(inLine)).toMatchObject({ nextAt: 9_000 });
      expect(await get(due)).toMatchObject({ nextAt: 200 });
      expect(await get(paced)).toMatchObject({ nextAt: 9_000, reason: "rate" });
      expect(await get(held)).toMatchObject({ state: "held", nextAt: 150 });
      expect((await claim(300)).map(({ id }) => id)).toEqual([due, inSlack]);
    });

    test("counts the rows of a channel, or of all", async () => {
      const conversation = await conversationWith(store);
      await add(conversation);
      await add(conversation, 100, { channel: "slack" });
      await add(conversation, 100, { channel: "slack" });
      const waiting = async (channel?: "line" | "slack") =>
        (await within(({ outbox }) => outbox.counts(channel))).waiting;
      expect([await waiting(), await waiting("line"), await waiting("slack")]).toEqual([3, 1, 2]);
    });

    test("drops what waits or is held for a conversation, with the reason", async () => {
      const conversation = await conversationWith(store);
      const other = await conversationWith(store, OTHER_PEER);
      const [first, second, elsewhere] = [await add(conversation), await add(conversation), await add(other)];
      const claimed = await claimOne();
      await within(({ outbox }) => outbox.settle(claimed, { state: "held", reason: "quota" }));
      expect(await within(({ outbox }) => outbox.drop(conversation, "stopped"))).toBe(2);
      expect(await get(first)).toMatchObject({ state: "dead", reason: "stopped" });
      expect(await get(second)).toMatchObject({ state: "dead", reason: "stopped" });
      expect((await claim()).map(({ id }) => id)).toEqual([elsewhere]);
      expect(await within(({ outbox }) => outbox.drop(conversation, "stopped"))).toBe(0);
    });

    test("lists rows by state, newest first", async () => {
      const conversation = await conversationWith(store);
      const [first, second, third] = [await add(conversation), await add(conversation), await add(conversation)];
      const claimed = await claimOne();
      await within(({ outbox }) => outbox.settle(claimed, { state: "held", reason: "quota" }));
      const ids = async (states: Parameters<Records["outbox"]["list"]>[0], limit = 9) =>
        (await within(({ outbox }) => outbox.list(states, limit))).map(({ id }) => id);
      expect(await ids(["waiting"])).toEqual([third, second]);
      expect(await ids(["waiting", "held"], 2)).toEqual([third, second]);
      expect(await ids(["held", "dead"])).toEqual([first]);
      expect(await ids([])).toEqual([]);
    });

    test("deletes old rows that are settled, and none that waits", async () => {
      const conversation = await conversationWith(store);
      for (const now of [10, 20, 30, 40]) await add(conversation, now);
      for (const state of ["held", "dead", "held"] as const) {
        const claimed = await claimOne();
        await within(({ outbox }) => outbox.settle(claimed, { state, reason: "" }));
      }
      expect(await within(({ outbox }) => outbox.deleteBefore(30))).toBe(2);
      expect(await within(({ outbox }) => outbox.deleteBefore(100))).toBe(1);
      expect(await within(({ outbox }) => outbox.counts())).toMatchObject({ waiting: 1, held: 0, dead: 0 });
    });

    whereShared("hands each row to one of the processes that send at the same time, in order", async () => {
      const ids = new Map<ConversationId, OutboxId[]>();
      for (let i = 0; i < 8; i++) {
        const conversation = await conversationWith(store, `user:${i}` as Peer);
        ids.set(conversation, [await add(conversation), await add(conversation), await add(conversation)]);
      }
      const sent = (await together([0, 1, 2].map(() => ({ kind: "send" })))) as number[][];
      expect(sent.flat().sort((a, b) => a - b)).toEqual([...ids.values()].flat().sort((a, b) => a - b));
      for (const own of sent) {
        for (const inOrder of ids.values()) {
          const here = own.filter((id) => inOrder.includes(id as OutboxId));
          expect(here).toEqual(here.toSorted((a, b) => a - b));
        }
      }
    });
  });

  describe(`${name}: a kept question`, () => {
    test("is cut from its person by age, unless a case is open or was closed since", async () => {
      const at = (days: number) => days * 86_400_000;
      const alone = await conversationWith(store);
      const inCase = await conversationWith(store, OTHER_PEER);
      await within(async ({ questions, cases }) => {
        await cases.open(newCase(inCase, {}));
        await questions.keep({ ...kept("old", alone, at(1)), conversation: alone });
        await questions.keep({ ...kept("new", alone, at(9)), conversation: alone });
        await questions.keep({ ...kept("open", inCase, at(1)), conversation: inCase });
        await questions.cutBefore(at(5));
      });
      const owners = (await within(({ questions }) => questions.list({ limit: 9 }))).map(({ id, conversation }) => [
        id,
        conversation,
      ]);
      expect(Object.fromEntries(owners)).toEqual({ old: undefined, new: alone, open: inCase });
    });

    const kept = (id: string, conversation: ConversationId, at: number) => ({
      id: id as MessageId,
      conversation,
      text: "補助金は出ますか",
      city: "kodaira" as CityId,
      language: "ja" as const,
      why: "declined" as const,
      asker: "resident" as const,
      topic: "money",
      at,
    });

    test("is read back newest first, and its word replaces an earlier one of the same message", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ questions }) => {
        await questions.keep(kept("a", conversation, 10));
        await questions.keep(kept("b", conversation, 20));
        await questions.keep({ ...kept("a", conversation, 10), why: "case" });
      });
      const list = await within(({ questions }) => questions.list({ limit: 9 }));
      expect(list).toEqual([kept("b", conversation, 20), { ...kept("a", conversation, 10), why: "case" }]);
      expect(await within(({ questions }) => questions.list({ limit: 1 }))).toHaveLength(1);
    });

    test("of staff is told apart from those of residents, and is found by when it was asked", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ questions }) => {
        await questions.keep(kept("a", conversation, 10));
        await questions.keep({ ...kept("b", conversation, 20), asker: "staff" });
        await questions.keep(kept("c", conversation, 30));
      });
      const ids = async (filter: Omit<Parameters<Records["questions"]["list"]>[0], "limit">) =>
        (await within(({ questions }) => questions.list({ ...filter, limit: 9 }))).map(({ id }) => id);
      expect(await ids({})).toEqual(["c", "b", "a"]);
      expect(await ids({ asker: "staff" })).toEqual(["b"]);
      expect(await ids({ asker: "resident" })).toEqual(["c", "a"]);
      expect(await ids({ since: 20 })).toEqual(["c", "b"]);
      expect(await ids({ asker: "resident", since: 21 })).toEqual(["c"]);
    });

    test("can be forgotten, cut from its person, and deleted by age", async () => {
      const conversation = await conversationWith(store);
      const other = await conversationWith(store, OTHER_PEER);
      await within(async ({ questions }) => {
        for (const [id, at] of [
          ["a", 10],
          ["b", 20],
          ["c", 30],
        ] as const)
          await questions.keep(kept(id, conversation, at));
        await questions.keep(kept("d", other, 40));
        await questions.forget("b" as MessageId);
        await questions.cut(conversation);
      });
      const list = await within(({ questions }) => questions.list({ limit: 9 }));
      expect(list.map(({ id, conversation }) => [id, conversation])).toEqual([
        ["d", other],
        ["c", undefined],
        ["a", undefined],
      ]);
      expect(await within(({ questions }) => questions.deleteBefore(30))).toBe(1);
      expect(await within(({ questions }) => questions.list({ limit: 9 }))).toHaveLength(2);
    });

    test("that was answered is deleted where another is cut from its person", async () => {
      const at = (days: number) => days * 86_400_000;
      const answered = (id: string, conversation: ConversationId, when: number) => ({
        ...kept(id, conversation, when),
        why: "answered" as const,
      });
      const left = async () =>
        (await within(({ questions }) => questions.list({ limit: 9 }))).map(({ id, conversation }) => [
          id,
          conversation,
        ]);
      const alone = await conversationWith(store);
      const inCase = await conversationWith(store, OTHER_PEER);
      await within(async ({ questions, cases }) => {
        await cases.open(newCase(inCase, {}));
        for (const [id, conversation, when] of [
          ["old", alone, at(1)],
          ["new", alone, at(9)],
          ["open", inCase, at(1)],
        ] as const)
          await questions.keep(answered(id, conversation, when));
        await questions.keep(kept("missed", alone, at(2)));
        await questions.cutBefore(at(5));
      });
      expect(await left()).toEqual([
        ["new", alone],
        ["missed", undefined],
        ["open", inCase],
      ]);
      await within(({ questions }) => questions.cut(inCase));
      await within(({ conversations }) => conversations.expire(alone));
      expect(await left()).toEqual([["missed", undefined]]);
    });

    test("is found by what it was about and what became of it, in pages, the unanswered first where asked for", async () => {
      const conversation = await conversationWith(store);
      await within(async ({ questions }) => {
        await questions.keep(kept("a", conversation, 10));
        await questions.keep({ ...kept("b", conversation, 20), why: "answered", topic: "places" });
        await questions.keep({ ...kept("c", conversation, 30), why: "case", city: undefined, language: "en" });
        await questions.keep({ ...kept("d", conversation, 40), why: "answered" });
      });
      const ids = async (filter: Omit<Parameters<Records["questions"]["list"]>[0], "limit">, limit = 9) =>
        (await within(({ questions }) => questions.list({ ...filter, limit }))).map(({ id }) => id);
      expect(await ids({ whys: ["declined", "unhelpful", "case"] })).toEqual(["c", "a"]);
      expect(await ids({ topic: "places" })).toEqual(["b"]);
      expect(await ids({ city: "kodaira" as CityId })).toEqual(["d", "b", "a"]);
      expect(await ids({ language: "en" })).toEqual(["c"]);
      expect(await ids({ since: 20, before: 40 })).toEqual(["c", "b"]);
      expect(await ids({ isUnansweredFirst: true })).toEqual(["c", "a", "d", "b"]);
      expect(await ids({ isUnansweredFirst: true, skip: 1 }, 2)).toEqual(["a", "d"]);
      expect(await ids({ skip: 4 })).toEqual([]);
    });

    test("keeps its topic where a later word tells none, and is read back by its message", async () => {
      const conversation = await conversationWith(store);
      const [first, later] = [kept("a", conversation, 10), { ...kept("a", conversation, 20), topic: undefined }];
      await within(({ questions }) => questions.keep(first));
      await within(({ questions }) => questions.keep({ ...later, why: "unhelpful" }));
      const read = await within(({ questions }) => questions.get("a" as MessageId));
      expect(read).toEqual({ ...later, why: "unhelpful", topic: "money" });
      await within(({ questions }) => questions.keep({ ...later, topic: "places" }));
      expect(await within(({ questions }) => questions.get("a" as MessageId))).toMatchObject({ topic: "places" });
      expect(await store.within(OTHER_DESK, ({ questions }) => questions.get("a" as MessageId))).toBeUndefined();
    });

    test("has one feedback per message, the later one", async () => {
      const conversation = await conversationWith(store);
      const word = { message: "m" as MessageId, conversation, isHelpful: false, asker: "staff" as const, at: 10 };
      await within(({ questions }) => questions.rate(word));
      expect(await within(({ questions }) => questions.feedback(word.message))).toEqual(word);
      await within(({ questions }) => questions.rate({ ...word, isHelpful: true, at: 20 }));
      expect(await within(({ questions }) => questions.feedback(word.message))).toEqual({
        ...word,
        isHelpful: true,
        at: 20,
      });
    });
  });

  describe(`${name}: what is counted`, () => {
    test("is added up by day, kind, channel, city and language, and its first day is known", async () => {
      const fact = { day: "2026-01-02", what: "answered", channel: "web", language: "ja", value: 0 } as const;
      const kodaira = { ...fact, city: "kodaira" as CityId };
      expect(await within(({ facts }) => facts.firstDay())).toBeUndefined();
      await within(async ({ facts }) => {
        for (const one of [kodaira, kodaira, { ...kodaira, day: "2025-12-31" }, { ...fact, city: undefined }])
          await facts.add(one);
        await facts.add({ ...kodaira, what: "first-answer", value: 7_200_000_000_000 });
      });
      const { value: _, ...shared } = fact;
      const sums = await within(({ facts }) => facts.sums({ from: "2026-01-01", until: "2026-01-02" }));
      expect(sums).toHaveLength(3);
      expect(sums).toEqual(
        expect.arrayContaining([
          { ...shared, city: "kodaira", count: 2 },
          { ...shared, city: undefined, count: 1 },
          { ...shared, what: "first-answer", city: "kodaira", count: 1 },
        ]),
      );
      const waits = await within(({ facts }) =>
        facts.values("first-answer", { from: "2026-01-02", until: "2026-01-02" }),
      );
      expect(waits).toEqual([{ ...kodaira, what: "first-answer", value: 7_200_000_000_000 }]);
      expect(await within(({ facts }) => facts.firstDay())).toBe("2025-12-31");
      expect(await store.within(OTHER_DESK, ({ facts }) => facts.firstDay())).toBeUndefined();
    });
  });

  describe(`${name}: one of the staff`, () => {
    test("is read back as saved, the later for the earlier", async () => {
      const get = () => within(({ staff }) => staff.get("slack:U01"));
      expect(await get()).toBeUndefined();
      const first = { ...person("slack:U01", "佐藤"), city: "kodaira" as CityId };
      await within(({ staff }) => staff.save(first));
      expect(await get()).toEqual(first);
      const second = { ...first, name: "佐藤 花", city: undefined, seenAt: 200 };
      await within(({ staff }) => staff.save(second));
      expect(await get()).toEqual(second);
      expect(await within(({ staff }) => staff.list())).toEqual([second]);
    });

    test("is listed by name", async () => {
      const names = ["うえだ", "いとう", "あべ", "Ueda", "ito", "Abe"];
      await within(async ({ staff }) => {
        for (const [i, name] of names.entries()) await staff.save(person(`slack:U0${i}`, name));
      });
      const listed = (await within(({ staff }) => staff.list())).map(({ name }) => name);
      expect(listed).toEqual(names.toReversed());
    });
  });

  describe(`${name}: a post`, () => {
    test("is read back by what it shows and by where it stands", async () => {
      const conversation = await conversationWith(store);
      const card = posted("card:1", { conversation });
      const file = posted("message:m", { message: "", file: "F01", at: 1_763_700_000_123 });
      await within(async ({ posts }) => {
        await posts.save(card);
        await posts.save(file);
      });
      await within(async ({ posts }) => {
        expect(await posts.get("card:1")).toEqual(card);
        expect(await posts.get("message:m")).toEqual(file);
        expect(await posts.get("card:2")).toBeUndefined();
        expect(await posts.at("C01", "1763.000100")).toEqual(card);
        expect(await posts.at("C02", "1763.000100")).toBeUndefined();
        expect(await posts.at("C01", "1763.000200")).toBeUndefined();
      });
    });

    test("that is saved again is replaced and keeps its place in its conversation", async () => {
      const conversation = await conversationWith(store);
      const card = posted("card:1", { conversation });
      const words = posted("message:m", { conversation, message: "2" });
      const changed = { ...card, message: "9", file: "F02", digest: "other", at: 900 };
      await within(async ({ posts }) => {
        for (const post of [card, words, posted("digest:2026-11-21", { message: "3" }), changed])
          await posts.save(post);
        expect(await posts.of(conversation)).toEqual([changed, words]);
        expect(await posts.at("C01", card.message)).toBeUndefined();
        expect(await posts.at("C01", "9")).toEqual(changed);
      });
    });

    test("is the later one where two stand at the same message", async () => {
      const [first, second] = [posted("source:a"), posted("source:b")];
      await within(async ({ posts }) => {
        await posts.save(first);
        await posts.save(second);
        expect(await posts.at("C01", "1763.000100")).toEqual(second);
      });
    });

    test("that is removed is gone, and it alone", async () => {
      const other = posted("card:2", { message: "2" });
      await within(async ({ posts }) => {
        await posts.save(posted("card:1"));
        await posts.save(other);
        await posts.remove("card:1");
        await posts.remove("card:3");
        expect(await posts.get("card:1")).toBeUndefined();
        expect(await posts.at("C01", "1763.000100")).toBeUndefined();
        expect(await posts.get("card:2")).toEqual(other);
      });
    });
  });

  describe(`${name}: the rest`, () => {
    test("media records are read back, listed and removed", async () => {
      const conversation = await conversationWith(store);
      const photo = { id: "b", conversation, type: "image/jpeg", bytes: 12_345, name: "写真.jpg", at: 10 };
      await within(async ({ media }) => {
        await media.add(photo);
        await media.add({ ...photo, id: "a" });
      });
      expect(await within(({ media }) => media.get("b"))).toEqual(photo);
      expect(await within(({ media }) => media.ids())).toEqual(["a", "b"]);
      await within(({ media }) => media.remove("b"));
      expect(await within(({ media }) => media.get("b"))).toBeUndefined();
      expect(await within(({ media }) => media.ids())).toEqual(["a"]);
    });

    test.each<[string, unknown]>([
      ["an object", { hours: ["9:00", "17:00"], isOpen: false }],
      ["a text", "協働"],
      ["a number", 0],
      ["no", false],
      ["null", null],
    ])("a setting may be %s, and the later value counts", async (_, value) => {
      const get = () => within(({ settings }) => settings.get("key"));
      expect(await get()).toBeUndefined();
      await within(({ settings }) => settings.set("key", "before", "佐藤", 1));
      await within(({ settings }) => settings.set("key", value, "佐藤", 2));
      expect(await get()).toEqual(value);
    });

    test("the audit is read newest first", async () => {
      const entries = ["a", "b", "c"].map((act, i) => ({
        at: 10 - i,
        actor: "佐藤",
        act,
        subject: "case 1",
        detail: "",
      }));
      await within(async ({ audit }) => {
        for (const { detail: _, ...entry } of entries) await audit.add(entry);
      });
      expect(await within(({ audit }) => audit.latest(9))).toEqual(entries.toReversed());
      expect(await within(({ audit }) => audit.latest(1))).toEqual(entries.slice(2));
    });
  });

  const tested = { name, opened: () => opened, whereShared };
  webContract(tested);
  transcriptsContract(tested);
  consoleContract(tested);
}
