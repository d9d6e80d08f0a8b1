import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { caseWords } from "../../src/reply/staff-cases.ts";
import type { Serving } from "../../src/serve.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import { inJapan } from "../fixtures/test-clock.ts";
import { PUSH, SECOND_MS } from "./line-desk.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { buttons } = caseWords;

let server: Cluster;
let client: pg.Client;
let at: SlackDesk;
let two: readonly Serving[];
let satou: Staff;
let suzuki: Staff;

beforeAll(async () => {
  server = await cluster();
  const url = await server.database("desk");
  client = new pg.Client(url);
  await client.connect();
  at = await slackDesk({
    at: "2025-11-21T22:00",
    settings: { DATABASE_URL: url },
    counted: async (query) => Number((await client.query(query)).rows[0].n),
  });
  // Slack's events come to both.
  two = [await at.start(), await at.start()];
  [satou, suzuki] = [at.staff("satou"), at.staff("suzuki")];
});
afterEach(() => expect(at.wrongs()).toEqual([]));
afterAll(async () => {
  await at.close();
  await client.end();
  await server.stop();
});

const pushes = () => at.desk.calls(PUSH).length;

test("what comes to both is answered once", async () => {
  const asked = await satou.writes(`<@${at.slack.botUserId}> 小平市の協働とは何ですか`);
  await at.desk.passes(5 * SECOND_MS);
  expect(await satou.thread(asked)).toHaveLength(1);
});

test("each case has one card and one line for each message, and the morning one digest", async () => {
  const before = (await satou.channel()).length;
  const people = [1, 2, 3, 4].map((n) => at.desk.resident(userId(n)));
  for (const person of people) await person.writes("職員と話したい");
  for (const person of people) await person.writes("地図もあります");
  await at.desk.passes(inJapan("2025-11-25T09:05") - at.desk.now());
  await at.desk.passes(60 * SECOND_MS);
  for (const n of [1, 2, 3, 4]) {
    const { ts } = await satou.card(n);
    expect((await satou.thread(ts)).map(wordsOf)).toEqual(["住民\n地図もあります"]);
  }
  const channel = (await satou.channel()).slice(before).map(wordsOf);
  expect(channel).toHaveLength(5);
  expect(channel.at(-1)).toMatch(/^おはようございます。受け持つ人を待っている受付が4件あります。\n/u);
});

test("of two who claim at once, each at another process, one has the case", async () => {
  const card = await satou.card(1);
  await Promise.all([satou, suzuki].map((one, n) => one.pressesAtOnce(buttons.take, card, two[n]!.origin)));
  await at.desk.passes(5 * SECOND_MS);
  expect([...satou.whispers(), ...suzuki.whispers()]).toEqual([
    expect.stringMatching(/^受付1番は、(?:佐藤|鈴木)さんが受け持っています。$/u),
  ]);
});

test("an answer that is delivered to both at once again and again reaches the resident once", async () => {
  const before = pushes();
  await satou.presses(buttons.reply, await satou.card(2));
  await satou.sends({ text: "火曜日に開きます" });
  const origins = two.map(({ origin }) => origin);
  await satou.sends({}, [...origins, ...origins]);
  expect(pushes()).toBe(before + 1);
  const answers = (await satou.thread((await satou.card(2)).ts))
    .map(wordsOf)
    .filter((one) => one.includes("さんの返信"));
  expect(answers).toEqual(["佐藤さんの返信\n火曜日に開きます\n住民に送りました。"]);
});
