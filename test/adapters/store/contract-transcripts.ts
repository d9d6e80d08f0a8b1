/**
 * What every store must do so that words of conversations with a case are found, and are gone with the words.
 */

import { describe, expect, test } from "vitest";
import type { Records } from "../../../src/ports/store.ts";
import type { Wanting } from "../../../src/ports/store-web.ts";
import type { ConversationId, MessageId } from "../../../src/records.ts";
import type { Tested } from "./contract.ts";
import { caseNumber, conversationWith, DESK, message, newCase, OTHER_PEER } from "./sample.ts";

export function transcriptsContract({ name, opened, whereShared }: Tested): void {
  const within = <T>(act: (records: Records) => Promise<T>) => opened().store.within(DESK, act);
  const add = (id: string, conversation: ConversationId, of = {}) =>
    within(({ messages }) => messages.add(message(id, conversation, of)));
  const openCase = (conversation: ConversationId) => within(({ cases }) => cases.open(newCase(conversation)));
  const due = async () => (await within(({ transcripts }) => transcripts.due(9))).map(({ id }) => id);
  const found = (wanted: readonly Wanting[]) =>
    within(async ({ transcripts }) => (await Array.fromAsync(transcripts.find(wanted))).flat());
  const find = (...tokens: string[]) => found([[tokens]]);
  /** Takes all that is due up, each letter a word. */
  const takeUp = () =>
    within(async ({ transcripts }) => {
      const due = await transcripts.due(99);
      return transcripts.index(due.map(({ id, text }) => ({ id, text, tokens: [...text] })));
    });
  const M = "m" as MessageId;

  describe(`${name}: a transcript`, () => {
    test("is taken up from the first case of its conversation on, with what was said before", async () => {
      const [one, other] = [await conversationWith(opened().store), await conversationWith(opened().store, OTHER_PEER)];
      await add("before", one);
      await add("elsewhere", other);
      expect(await due()).toEqual([]);
      await openCase(one);
      expect(await due()).toEqual(["before"]);
      await add("after", one);
      await add("private", one, { isPrivate: true });
      await add("elsewhere-2", other);
      expect(await due()).toEqual(["before", "after", "private"]);
      expect(await within(({ transcripts }) => transcripts.due(1))).toEqual([
        { id: "before", text: "協働とは何ですか" },
      ]);
    });

    test("is found by all of the words, the newest first, each message once", async () => {
      const conversation = await conversationWith(opened().store);
      await openCase(conversation);
      await add("old", conversation, { text: "会場の鍵の鍵", at: 10 });
      await add("new", conversation, { text: "会場の花", at: 20 });
      await takeUp();
      expect(await due()).toEqual([]);
      expect(await find("会", "場")).toEqual(["new", "old"]);
      expect(await find("会", "鍵")).toEqual(["old"]);
      expect(await find("鍵", "鍵")).toEqual(["old"]);
      expect(await find("会", "鍵", "花")).toEqual([]);
      expect(await find("無")).toEqual([]);
      expect(await find()).toEqual(["new", "old"]);
      expect(await found([])).toEqual(["new", "old"]);
    });

    test("is found by all that is wanted, each thing in any of its ways", async () => {
      const conversation = await conversationWith(opened().store);
      await openCase(conversation);
      for (const text of ["会場の鍵", "会場の花", "門の鍵"]) await add(text, conversation, { text });
      await takeUp();
      expect(await found([[["会", "場"], ["門"]], [["鍵"]]])).toEqual(["門の鍵", "会場の鍵"]);
      expect(await found([[["会", "花"], ["門"]]])).toEqual(["門の鍵", "会場の花"]);
      expect(await found([[["会"]], [["花"], []]])).toEqual(["会場の花", "会場の鍵"]);
      expect(await found([[["会"]], [["無"]]])).toEqual([]);
    });

    test("is found in its turn, however late it was taken up, and a few are told at first", async () => {
      const [early, late] = [
        await conversationWith(opened().store),
        await conversationWith(opened().store, OTHER_PEER),
      ];
      await openCase(early);
      const ids = Array.from({ length: 60 }, (_, i) => `${i}`);
      for (const [i, id] of ids.entries()) await add(id, i % 9 === 0 ? late : early, { text: "鍵" });
      await takeUp();
      await openCase(late);
      await takeUp();
      expect(await find("鍵")).toEqual(ids.toReversed());
      const pages = await within(async ({ transcripts }) => Array.fromAsync(transcripts.find([[["鍵"]]])));
      expect(pages.map(({ length }) => length)).toEqual([50, 10]);
    });

    test("loses the words of all that is erased at once, and what stays is found", async () => {
      const [one, other] = [await conversationWith(opened().store), await conversationWith(opened().store, OTHER_PEER)];
      for (const of of [one, other]) await openCase(of);
      for (let i = 0; i < 40; i += 1) await add(`${i}`, i % 2 === 0 ? one : other, { text: `鍵${i}` });
      await takeUp();
      await within(({ conversations }) => conversations.erase(one));
      expect(await find("鍵")).toEqual(Array.from({ length: 20 }, (_, i) => `${39 - 2 * i}`));
      expect([await find("3", "9"), await find("3", "8")]).toEqual([["39"], []]);
    });

    test("does not take up words that read otherwise by now", async () => {
      const conversation = await conversationWith(opened().store);
      await openCase(conversation);
      await add("m", conversation, { text: "甲" });
      await within(({ messages }) => messages.edit(M, "乙"));
      await within(({ transcripts }) => transcripts.index([{ id: M, text: "甲", tokens: ["甲"] }]));
      expect([await find("甲"), await due()]).toEqual([[], ["m"]]);
      await takeUp();
      expect([await find("乙"), await due()]).toEqual([["m"], []]);
    });

    test("of a message that is edited loses the old words at once and is due with the new", async () => {
      const conversation = await conversationWith(opened().store);
      await openCase(conversation);
      await add("m", conversation, { text: "甲" });
      await takeUp();
      await within(({ messages }) => messages.edit(M, "乙"));
      expect([await find("甲"), await due()]).toEqual([[], ["m"]]);
      await takeUp();
      expect([await find("甲"), await find("乙")]).toEqual([[], ["m"]]);
    });

    test("is not made due by an edit where there is no case", async () => {
      const conversation = await conversationWith(opened().store);
      await add("m", conversation);
      await within(({ messages }) => messages.edit(M, "乙"));
      expect(await due()).toEqual([]);
    });

    test.each<[string, (records: Records, conversation: ConversationId) => Promise<unknown>]>([
      ["is unsent", ({ messages }, conversation) => messages.unsend(conversation, "channel-m", 200)],
      ["is cut", ({ messages }, conversation) => messages.cut(conversation, 200)],
      ["is erased with its conversation", ({ conversations }, conversation) => conversations.erase(conversation)],
      ["expires with its conversation", ({ conversations }, conversation) => conversations.expire(conversation)],
    ])("that %s is found no more, and the words of others are", async (_, act) => {
      const conversation = await conversationWith(opened().store);
      const bystander = await conversationWith(opened().store, OTHER_PEER);
      for (const of of [conversation, bystander]) await openCase(of);
      await add("m", conversation, { text: "鍵" });
      await add("other", bystander, { text: "鍵" });
      await takeUp();
      expect(await find("鍵")).toEqual(["other", "m"]);
      await within((records) => act(records, conversation));
      expect(await find("鍵")).toEqual(["other"]);
      await takeUp();
      expect(await find("鍵")).toEqual(["other"]);
    });

    whereShared("leaves no word of what was unsent anywhere", async () => {
      const conversation = await conversationWith(opened().store);
      await openCase(conversation);
      await add("m", conversation, { text: "ひみつ" });
      await within(({ transcripts }) => transcripts.index([{ id: M, text: "ひみつ", tokens: ["ひみつ"] }]));
      await within(({ messages }) => messages.unsend(conversation, "channel-m", 200));
      await within(({ cases }) => cases.cut(caseNumber(1)));
      expect(await opened().everything!()).not.toContain("ひみつ");
    });
  });

  test(`${name}: a message says whether it was written on the private page`, async () => {
    const conversation = await conversationWith(opened().store);
    const [secret, plain] = [message("secret", conversation, { isPrivate: true }), message("plain", conversation)];
    for (const one of [secret, plain]) await within(({ messages }) => messages.add(one));
    expect(await within(({ messages }) => messages.latest(conversation, 9))).toEqual([secret, plain]);
    expect((await within(({ messages }) => messages.unsend(conversation, "channel-secret", 1)))?.isPrivate).toBe(true);
  });
}
