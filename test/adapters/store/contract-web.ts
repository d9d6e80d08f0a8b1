/**
 * What every store must do for the page as a channel, the private page, figures and the count of changes.
 */

import { describe, expect, test } from "vitest";
import type { CityId } from "../../../src/model.ts";
import type { Records } from "../../../src/ports/store.ts";
import type { ConversationId, MessageId, Peer } from "../../../src/records.ts";
import type { Tested } from "./contract.ts";
import { elsewhere } from "./elsewhere.ts";
import { caseNumber, conversationWith, DESK, event, LEASE_MS, message, newCase, OTHER_DESK, row } from "./sample.ts";
import { fact, link, notice, OTHER_PAGE, PAGE, said, typed } from "./sample-web.ts";

export function webContract({ name, opened, whereShared }: Tested): void {
  const within = <T>(act: (records: Records) => Promise<T>, desk = DESK) => opened().store.within(desk, act);
  /** The conversation with somebody on the page. */
  const onPage = (peer: Peer) =>
    within(async ({ conversations }) => (await conversations.ensure("web", peer, 1, () => `c-${peer}`)).id);
  const texts = (entries: readonly { readonly what: unknown }[]) => entries.map(({ what }) => what);

  describe(`${name}: a page`, () => {
    const of = (peer: Peer, limit = 9, after?: number) => within(({ timeline }) => timeline.of(peer, limit, after));
    const show = (peer: Peer, text: string, at = 100) =>
      within(({ timeline }) => timeline.add(peer, text, typed(text), at));

    test("shows what came to stand on it, in that order, and nothing of another's", async () => {
      await within(async ({ timeline }) => {
        await timeline.add(PAGE, "b", typed("𠮷野家で\n「協働」"), 300);
        await timeline.add(OTHER_PAGE, "b", typed("ほか"), 200);
        await timeline.add(PAGE, "a", said("はい"), 100);
      });
      const shown = await of(PAGE);
      expect(shown).toMatchObject([
        { peer: PAGE, what: typed("𠮷野家で\n「協働」"), at: 300 },
        { peer: PAGE, what: said("はい"), at: 100 },
      ]);
      expect(shown[0]!.seq).toBeLessThan(shown[1]!.seq);
      expect(texts(await of(OTHER_PAGE))).toEqual([typed("ほか")]);
    });

    test("shows the latest, those behind one that was seen, and knows the last", async () => {
      expect(await within(({ timeline }) => timeline.last(PAGE))).toBe(0);
      for (const text of ["a", "b", "c"]) await show(PAGE, text);
      await show(OTHER_PAGE, "d");
      expect(texts(await of(PAGE, 2))).toEqual([typed("b"), typed("c")]);
      const [first, , third] = await of(PAGE);
      expect(texts(await of(PAGE, 9, first!.seq))).toEqual([typed("b"), typed("c")]);
      expect(texts(await of(PAGE, 1, first!.seq))).toEqual([typed("c")]);
      expect(await of(PAGE, 9, third!.seq)).toEqual([]);
      expect(await within(({ timeline }) => timeline.last(PAGE))).toBe(third!.seq);
    });

    test("keeps the first under a key, tells of a repetition, and keeps the same key for another page", async () => {
      const add = (peer: Peer, text: string) => within(({ timeline }) => timeline.add(peer, "k", typed(text), 1));
      expect(await add(PAGE, "once")).toBe(true);
      expect(await add(PAGE, "again")).toBe(false);
      expect(await add(OTHER_PAGE, "other")).toBe(true);
      expect(texts(await of(PAGE))).toEqual([typed("once")]);
    });

    whereShared("keeps one of those that processes add under a key at the same time", async () => {
      await onPage(PAGE);
      const jobs = [0, 1, 2].map(() => ({ kind: "show" as const, peer: PAGE, key: "k" }));
      expect((await elsewhere(opened().place!, jobs)).sort()).toEqual([false, false, true]);
      expect(await of(PAGE)).toHaveLength(1);
    });

    test.each(["erase", "expire"] as const)("goes with its conversation by %s, and with it alone", async (how) => {
      const conversation = await onPage(PAGE);
      await onPage(OTHER_PAGE);
      await show(PAGE, "秘密の相談");
      await show(OTHER_PAGE, "ほか");
      await within(({ conversations }) => conversations[how](conversation));
      expect(await of(PAGE)).toEqual([]);
      expect(await of(OTHER_PAGE)).toHaveLength(1);
      expect((await opened().everything?.()) ?? "").not.toContain("秘密の相談");
    });

    test("of a peer is not touched when a conversation of that name in another channel goes", async () => {
      const elsewhereWith = await conversationWith(opened().store, PAGE);
      await onPage(PAGE);
      await show(PAGE, "ここ");
      await within(({ messages }) => messages.cut(elsewhereWith, 10_000));
      await within(({ conversations }) => conversations.erase(elsewhereWith));
      expect(await of(PAGE)).toHaveLength(1);
    });

    test("loses what is older when the words of its conversation are cut", async () => {
      const conversation = await onPage(PAGE);
      await show(PAGE, "古い", 10);
      await show(PAGE, "新しい", 20);
      await within(({ messages }) => messages.cut(conversation, 20));
      expect(texts(await of(PAGE))).toEqual([typed("新しい")]);
    });

    test("loses the farewell that came when its conversation was gone, once that is old", async () => {
      const conversation = await onPage(PAGE);
      await onPage(OTHER_PAGE);
      await show(OTHER_PAGE, "ほか", 10);
      await within(({ conversations }) => conversations.erase(conversation));
      await show(PAGE, "消しました", 20);
      const deleteStray = (before: number) => within(({ timeline }) => timeline.deleteStray(before));
      expect(await deleteStray(20)).toBe(0);
      expect(texts(await of(PAGE))).toEqual([typed("消しました")]);
      expect(await deleteStray(21)).toBe(1);
      expect(await of(PAGE)).toEqual([]);
      expect(await of(OTHER_PAGE)).toHaveLength(1);
    });

    test("knows until when anything of its conversation is under way", async () => {
      const conversation = await onPage(PAGE);
      const other = await onPage(OTHER_PAGE);
      const waits = (of = conversation) =>
        within(async ({ inbox, outbox }) => [await inbox.waits(of), await outbox.waits(of)]);
      expect(await waits()).toEqual([false, false]);
      await within(({ inbox }) => inbox.receive("web", [event("w", { peer: PAGE })], 5, () => "unused"));
      expect(await waits()).toEqual([true, false]);
      const work = (await within(({ inbox }) => inbox.take(5, LEASE_MS, "web")))!;
      await within(({ inbox }) => inbox.postpone(work.lease, work.event, 50, "broken"));
      expect(await waits()).toEqual([true, false]);
      const again = (await within(({ inbox }) => inbox.take(50, LEASE_MS, "web")))!;
      expect(await waits()).toEqual([true, false]);
      const ofAnswer = await within(async ({ inbox, outbox }) => {
        const id = await outbox.add(row(conversation, { channel: "web", cause: again.event }), 60);
        await inbox.end(again.lease, again.event, { kind: "answered" }, 60);
        return id;
      });
      expect(await waits()).toEqual([false, true]);
      const [claimed] = await within(({ outbox }) => outbox.claim(60, LEASE_MS, 1, "web"));
      expect([claimed?.id, await waits()]).toEqual([ofAnswer, [false, true]]);
      await within(({ outbox }) => outbox.settle(claimed!, { state: "sent", reason: "push", sentAt: 70 }));
      expect([await waits(), await waits(other)]).toEqual([
        [false, false],
        [false, false],
      ]);
    });

    test("has a conversation that is quiet and ends like those of other channels", async () => {
      const conversation = await onPage(PAGE);
      await within(({ inbox }) => inbox.receive("web", [event("w", { peer: PAGE })], 5, () => "unused"));
      expect(await within(({ conversations }) => conversations.quietSince(50, 9))).toEqual([]);
      const work = (await within(({ inbox }) => inbox.take(5, LEASE_MS, "web")))!;
      expect(work.lease.conversation).toBe(conversation);
      await within(({ inbox }) => inbox.end(work.lease, work.event, { kind: "answered" }, 5));
      expect(await within(({ conversations }) => conversations.quietSince(50, 9))).toEqual([conversation]);
    });
  });

  describe(`${name}: a private link`, () => {
    const get = (hash: string) => within(({ links }) => links.get(hash));
    const bind = (hash: string, browser: string, now = 200) => within(({ links }) => links.bind(hash, browser, now));
    const C1 = "c1" as ConversationId;

    test("is read back as it was added", async () => {
      const full = link("h2", C1, { browser: "b", revokedAt: 300 });
      await within(async ({ links }) => {
        await links.add(link("h1", C1));
        await links.add(full);
      });
      expect(await get("h1")).toEqual(link("h1", C1));
      expect(await get("h2")).toEqual(full);
      expect(await get("h3")).toBeUndefined();
    });

    test("belongs to the browser that opened it first, however often that comes back", async () => {
      await within(({ links }) => links.add(link("h", C1)));
      expect(await bind("h", "first")).toBe(true);
      expect(await bind("h", "second")).toBe(false);
      expect(await bind("h", "first")).toBe(true);
      expect((await get("h"))?.browser).toBe("first");
      expect(await bind("none", "first")).toBe(false);
    });

    test.each<[string, object, number]>([
      ["it has expired", { expiresAt: 200 }, 200],
      ["it was revoked", { revokedAt: 150 }, 200],
    ])("opens at no browser once %s, not even at its own", async (_, of, now) => {
      await within(async ({ links }) => {
        await links.add(link("new", C1, of));
        await links.add(link("own", C1, { ...of, browser: "first" }));
      });
      expect(await bind("new", "first", now)).toBe(false);
      expect(await bind("own", "first", now)).toBe(false);
      expect((await get("new"))?.browser).toBeUndefined();
    });

    whereShared("opens at one of two browsers that come at the same time", async () => {
      await within(({ links }) => links.add(link("h", C1)));
      const jobs = ["first", "second"].map((browser) => ({ kind: "bind" as const, hash: "h", browser }));
      expect((await elsewhere(opened().place!, jobs)).sort()).toEqual([false, true]);
    });

    test("is found by its browser, the latest of several, and tells that a case was opened", async () => {
      await within(async ({ links }) => {
        await links.add(link("old", C1, { browser: "b", createdAt: 100 }));
        await links.add(link("new", C1, { browser: "b", createdAt: 200, number: caseNumber(2), revokedAt: 250 }));
        await links.add(link("unopened", C1, { createdAt: 300, number: caseNumber(3) }));
        expect((await links.ofBrowser("b"))?.hash).toBe("new");
        expect(await links.ofBrowser("none")).toBeUndefined();
        expect([
          await links.isOpened(caseNumber(1)),
          await links.isOpened(caseNumber(2)),
          await links.isOpened(caseNumber(3)),
        ]).toEqual([true, true, false]);
      });
    });

    test("is revoked with all others of its case that are still good", async () => {
      await within(async ({ links }) => {
        await links.add(link("a", C1));
        await links.add(link("b", C1, { browser: "x" }));
        await links.add(link("expired", C1, { expiresAt: 200 }));
        await links.add(link("other", C1, { number: caseNumber(2) }));
        expect(await links.revoke(caseNumber(1), 200)).toBe(2);
        expect(await links.revoke(caseNumber(1), 300)).toBe(0);
        const revoked = [];
        for (const hash of ["a", "b", "expired", "other"]) revoked.push((await links.get(hash))?.revokedAt);
        expect(revoked).toEqual([200, 200, undefined, undefined]);
      });
    });

    test("that was opened in time is revoked however old it is, for its browser is let in for longer", async () => {
      await within(async ({ links }) => {
        await links.add(link("opened", C1, { browser: "b", expiresAt: 200 }));
        expect(await links.revoke(caseNumber(1), 300)).toBe(1);
        expect((await links.get("opened"))?.revokedAt).toBe(300);
      });
    });

    test("is left by its browser, which leaves those of others alone", async () => {
      await within(async ({ links }) => {
        await links.add(link("own", C1, { browser: "b" }));
        await links.add(link("other", C1, { browser: "c" }));
        await links.leave("b", 300);
        expect([(await links.get("own"))?.revokedAt, (await links.get("other"))?.revokedAt]).toEqual([300, undefined]);
        expect(await links.isOpened(caseNumber(1))).toBe(true);
      });
    });

    test("is deleted when it is old and nobody opened it or its case is closed", async () => {
      const conversation = await conversationWith(opened().store);
      await within(async ({ cases, links }) => {
        await cases.open(newCase(conversation, { state: "closed", closedAt: 1 }));
        await cases.open(newCase(conversation));
        const of = (hash: string, number: number, more: object) =>
          links.add(link(hash, conversation, { number: caseNumber(number), expiresAt: 99, ...more }));
        await of("closed", 1, { browser: "b" });
        await of("unopened", 2, {});
        await of("opened", 2, { browser: "b" });
        await of("young", 2, { expiresAt: 100 });
        expect(await links.deleteBefore(100)).toBe(2);
        expect([await links.get("closed"), await links.get("unopened")]).toEqual([undefined, undefined]);
        expect([(await links.get("opened"))?.hash, (await links.get("young"))?.hash]).toEqual(["opened", "young"]);
      });
    });

    test.each(["erase", "expire"] as const)("goes with its conversation by %s", async (how) => {
      const [one, other] = [await onPage(PAGE), await onPage(OTHER_PAGE)];
      await within(async ({ links, conversations }) => {
        await links.add(link("h1", one));
        await links.add(link("h2", other));
        await conversations[how](one);
        expect([await links.get("h1"), (await links.get("h2"))?.hash]).toEqual([undefined, "h2"]);
      });
    });
  });

  describe(`${name}: facts`, () => {
    test("are added up by day, kind, channel, city and language, of the days asked for", async () => {
      const kodaira = "kodaira" as CityId;
      await within(async ({ facts }) => {
        for (const of of [{}, {}, { city: kodaira }, { channel: "line" }, { language: "en" }, { what: "declined" }]) {
          await facts.add(fact(of as object));
        }
        await facts.add(fact({ day: "2026-11-20" }));
        await facts.add(fact({ day: "2026-11-22" }));
      });
      const sums = await within(({ facts }) => facts.sums({ from: "2026-11-21", until: "2026-11-22" }));
      const sum = (of: object, count: number) => {
        const { value: _, ...rest } = fact(of);
        return { ...rest, count };
      };
      expect(sums).toHaveLength(6);
      expect(sums).toEqual(
        expect.arrayContaining([
          sum({}, 2),
          sum({ city: kodaira }, 1),
          sum({ channel: "line" }, 1),
          sum({ language: "en" }, 1),
          sum({ what: "declined" }, 1),
          sum({ day: "2026-11-22" }, 1),
        ]),
      );
      expect(sums.at(-1)?.day).toBe("2026-11-22");
    });

    test("of which the value counts are read one by one", async () => {
      const answers = [fact({ what: "first-answer", value: 7 }), fact({ what: "first-answer", value: 3 })];
      await within(async ({ facts }) => {
        for (const one of [...answers, fact(), fact({ what: "first-answer", day: "2026-11-19" })]) await facts.add(one);
      });
      const days = { from: "2026-11-20", until: "2026-11-21" };
      expect(await within(({ facts }) => facts.values("first-answer", days))).toEqual(answers);
    });

    test("outlive the conversation that they came of", async () => {
      const conversation = await onPage(PAGE);
      await within(({ facts }) => facts.add(fact()));
      await within(({ conversations }) => conversations.erase(conversation));
      const days = { from: "2026-11-21", until: "2026-11-21" };
      expect(await within(({ facts }) => facts.sums(days))).toMatchObject([{ count: 1 }]);
    });
  });

  describe(`${name}: the count of changes`, () => {
    const current = (desk = DESK) => within(({ changes }) => changes.current(), desk);
    /** Whether a transaction raised it. */
    const raises = async (act: (records: Records) => Promise<unknown>): Promise<boolean> => {
      const before = await current();
      await within(act);
      return (await current()) > before;
    };

    test("rises with what the page or the console shows, by one a transaction, at its own desk", async () => {
      expect(await current()).toBe(0);
      await within(async ({ timeline }) => {
        await timeline.add(PAGE, "a", typed("a"), 1);
        await timeline.add(PAGE, "b", typed("b"), 1);
      });
      expect(await current()).toBe(1);
      expect(await current(OTHER_DESK)).toBe(0);
    });

    test("counts each of many that come at the same time", async () => {
      const acts = Array.from({ length: 20 }, (_, i) =>
        within(({ timeline }) => timeline.add(PAGE, `${i}`, typed(`${i}`), 1)),
      );
      await Promise.all(acts);
      expect(await current()).toBe(20);
    });

    test("stays where a transaction was undone", async () => {
      const failed = within(async ({ timeline }) => {
        await timeline.add(PAGE, "a", typed("a"), 1);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(await current()).toBe(0);
    });

    test("rises with every change of a message, a case, a link and an answer, and with none that came to nothing", async () => {
      const conversation = await conversationWith(opened().store);
      const [none, noMessage] = ["none" as ConversationId, "none" as MessageId];
      expect(await raises(({ messages }) => messages.add(message("m", conversation)))).toBe(true);
      expect(await raises(({ messages }) => messages.edit("m" as MessageId, "直した"))).toBe(true);
      expect(await raises(({ messages }) => messages.edit(noMessage, "x"))).toBe(false);
      expect(await raises(({ messages }) => messages.unsend(conversation, "channel-m", 1))).toBe(true);
      expect(await raises(({ messages }) => messages.unsend(conversation, "early", 1))).toBe(false);
      expect(await raises(({ messages }) => messages.cut(conversation, 1_000))).toBe(true);
      expect(await raises(({ messages }) => messages.cut(none, 1_000))).toBe(false);
      expect(await raises(({ cases }) => cases.open(newCase(conversation)))).toBe(true);
      const read = (await within(({ cases }) => cases.get(caseNumber(1))))!;
      expect(await raises(({ cases }) => cases.save({ ...read, assignee: "佐藤" }))).toBe(true);
      expect(await raises(({ cases }) => cases.save({ ...read, assignee: "鈴木" }))).toBe(false);
      expect(await raises(({ cases }) => cases.cut(caseNumber(1)))).toBe(true);
      expect(await raises(({ cases }) => cases.cut(caseNumber(9)))).toBe(false);
      expect(await raises(({ links }) => links.add(link("h", conversation)))).toBe(true);
      expect(await raises(({ links }) => links.bind("h", "first", 1))).toBe(true);
      expect(await raises(({ links }) => links.bind("h", "first", 1))).toBe(false);
      expect(await raises(({ links }) => links.bind("h", "second", 1))).toBe(false);
      expect(await raises(({ links }) => links.revoke(caseNumber(1), 1))).toBe(true);
      expect(await raises(({ links }) => links.revoke(caseNumber(1), 1))).toBe(false);
      expect(await raises(({ timeline }) => timeline.add(PAGE, "k", typed("a"), 1))).toBe(true);
      expect(await raises(({ timeline }) => timeline.add(PAGE, "k", typed("a"), 1))).toBe(false);
      expect(await raises(({ conversations }) => conversations.erase(none))).toBe(false);
      expect(await raises(({ conversations }) => conversations.erase(conversation))).toBe(true);
    });

    test("rises with what becomes of a person's answer, and of the desk's own only where it could not be sent", async () => {
      const conversation = await conversationWith(opened().store);
      const added = async (message?: MessageId) => {
        await within(({ outbox }) => outbox.add(row(conversation, { message }), 1));
        return (await within(({ outbox }) => outbox.claim(1, LEASE_MS, 1)))[0]!;
      };
      const own = await added();
      const sent = { state: "sent", sentAt: 1, reason: "" } as const;
      expect(await raises(({ outbox }) => outbox.settle(own, sent))).toBe(false);
      const answer = await added("m" as MessageId);
      expect(await raises(({ outbox }) => outbox.settle({ ...answer, attempts: 9 }, sent))).toBe(false);
      expect(await raises(({ outbox }) => outbox.settle(answer, sent))).toBe(true);
      const held = await added();
      expect(await raises(({ outbox }) => outbox.settle(held, { state: "held", reason: "no-quota" }))).toBe(true);
      expect(await raises(({ outbox }) => outbox.again(held.id, 1))).toBe(true);
      expect(await raises(({ outbox }) => outbox.again(held.id, 1))).toBe(false);
      expect(await raises(({ outbox }) => outbox.drop(conversation, "left"))).toBe(true);
      expect(await raises(({ outbox }) => outbox.drop(conversation, "left"))).toBe(false);
    });

    test("stays where nothing is shown that changed: a reading, a lost save, the taking up of words", async () => {
      const conversation = await conversationWith(opened().store);
      await within(({ notices }) => notices.save(notice("n")));
      expect(await raises(({ notices }) => notices.save(notice("n")))).toBe(false);
      expect(await raises(({ notices }) => notices.save(notice("n", { version: 1 })))).toBe(true);
      expect(await raises(({ notices }) => notices.remove("none"))).toBe(false);
      expect(await raises(({ notices }) => notices.remove("n"))).toBe(true);
      expect(await raises(({ timeline }) => timeline.of(PAGE, 9))).toBe(false);
      expect(await raises(({ messages }) => messages.latest(conversation, 9))).toBe(false);
      expect(await raises(({ settings }) => settings.set("quota.line", 1, "desk", 1))).toBe(false);
      expect(await raises(({ facts }) => facts.add(fact()))).toBe(false);
    });
  });
}
