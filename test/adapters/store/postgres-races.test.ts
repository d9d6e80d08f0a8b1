import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import { type ConversationId, type MessageId, NO_DESK } from "../../../src/records.ts";
import { signingKeys } from "../../../src/talk/keys.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, message, newCase, PEER } from "./sample.ts";

const chance = { uuid: () => crypto.randomUUID() };
const M = "m" as MessageId;

let server: Cluster;
let databaseUrl: string;
let store: Store;
beforeAll(async () => {
  server = await cluster();
  databaseUrl = await server.database("races");
  store = await openStore({ dataDir: IN_MEMORY, databaseUrl, chance });
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

const within = <T>(act: (records: Records) => Promise<T>) => store.within(DESK, act);

async function tokens(): Promise<string[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query("select token from tokens order by token");
  await client.end();
  return rows.map(({ token }) => token as string);
}

/** With a case. */
async function begun(): Promise<ConversationId> {
  const { id } = await within(({ conversations }) => conversations.ensure("line", PEER, 1, chance.uuid));
  await within(({ cases }) => cases.open(newCase(id)));
  return id;
}

/** A conversation with a case, in which a message was said that nobody took up yet. */
async function said(text: string): Promise<ConversationId> {
  const conversation = await begun();
  await within(({ messages }) => messages.add(message(M, conversation, { text })));
  return conversation;
}

/** Begins, and goes no further than its work until it is let end. */
async function held(act: (records: Records) => Promise<unknown>) {
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ended = within(async (records) => {
    await act(records);
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  return { end: () => end.resolve(), ended };
}

describe("words that are taken up for search just while", () => {
  test.each<[string, (records: Records, conversation: ConversationId) => Promise<unknown>]>([
    ["their conversation is erased", ({ conversations }, conversation) => conversations.erase(conversation)],
    ["their conversation expires", ({ conversations }, conversation) => conversations.expire(conversation)],
    ["they are cut", ({ messages }, conversation) => messages.cut(conversation, 10_000)],
    ["they are unsent", ({ messages }, conversation) => messages.unsend(conversation, "channel-m", 200)],
    ["they are changed", ({ messages }) => messages.edit(M, "別の文")],
  ])("%s stand nowhere afterwards", async (_, act) => {
    const conversation = await said("秘密");
    const taking = await held(({ transcripts }) => transcripts.index([{ id: M, text: "秘密", tokens: ["秘密"] }]));
    const acting = within((records) => act(records, conversation));
    // Long enough to be in the way of each other.
    await new Promise((resolve) => setTimeout(resolve, 100));
    taking.end();
    await Promise.all([taking.ended, acting]);
    expect(await tokens()).toEqual([]);
    await within(({ conversations }) => conversations.erase(conversation));
  });

  test("another process takes them up are there once", async () => {
    const conversation = await said("鍵");
    const taking = await held(({ transcripts }) => transcripts.index([{ id: M, text: "鍵", tokens: ["鍵"] }]));
    const second = within(({ transcripts }) => transcripts.index([{ id: M, text: "鍵", tokens: ["鍵"] }]));
    await new Promise((resolve) => setTimeout(resolve, 100));
    taking.end();
    await Promise.all([taking.ended, second]);
    expect(await tokens()).toEqual(["鍵"]);
    await within(({ conversations }) => conversations.erase(conversation));
  });

  test("many of a conversation go, and neither waits for the other in a ring", async () => {
    for (let round = 0; round < 5; round++) {
      const conversation = await begun();
      for (let i = 0; i < 40; i++) await within(({ messages }) => messages.add(message(`m${i}`, conversation)));
      const due = await within(({ transcripts }) => transcripts.due(50));
      const takeUp = () =>
        within(({ transcripts }) => transcripts.index(due.map((one) => ({ ...one, tokens: ["協働"] }))));
      await Promise.all([takeUp(), takeUp(), within(({ conversations }) => conversations.erase(conversation))]);
      expect(await tokens()).toEqual([]);
    }
  });
});

test("keys that are made at the same time are the same for all who made them", async () => {
  const clock = { now: () => 1 };
  for (let round = 0; round < 5; round++) {
    await store.within(NO_DESK, ({ settings }) => settings.set("talk.keys", null, "desk", 1));
    const all = await Promise.all(Array.from({ length: 10 }, () => signingKeys({ store, clock, chance })));
    expect(new Set(all.map(([key]) => key)).size).toBe(1);
  }
});
