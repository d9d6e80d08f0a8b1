import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Serving } from "../../src/serve.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import { type LineDesk, lineDesk, PUSH, REPLY, SECOND_MS } from "./line-desk.ts";

let server: Cluster;
let client: pg.Client;
let desk: LineDesk;
let two: readonly Serving[];

beforeAll(async () => {
  server = await cluster();
  const url = await server.database("desk");
  client = new pg.Client(url);
  await client.connect();
  desk = await lineDesk({
    at: "2026-11-20T10:00",
    settings: { DATABASE_URL: url },
    counted: async (query) => Number((await client.query(query)).rows[0].n),
  });
  two = [await desk.start(), await desk.start()];
});
afterEach(() => {
  expect(desk.wrongs()).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await client.end();
  await server.stop();
});

const webhooks = () => two.map(({ origin }) => `${origin}/line/webhook`);

test("an event that is delivered to both at once is answered once", async () => {
  const resident = desk.resident(userId(1));
  const event = desk.line.events.text(resident.id, "小平市の協働とは何ですか");
  const again = desk.line.events.again(event);
  const statuses = await Promise.all(
    webhooks().flatMap((url) => [event, again].map((one) => desk.line.deliver(url, [one]))),
  );
  expect(statuses).toEqual([200, 200, 200, 200]);
  await desk.settled();
  expect(resident.reads()).toContain("出典：小平市協働の推進に関する指針");
  await desk.passes(20 * SECOND_MS);
  expect(resident.reads()).toBe("");
  expect(desk.calls(REPLY)).toHaveLength(1);
  expect(desk.calls(PUSH)).toEqual([]);
});

test("events of one person that come to either in turn are answered in their order, each once", async () => {
  const resident = desk.resident(userId(2));
  const start = desk.now();
  const texts = ["こんにちは", "小平市にして", "協働とは何ですか", "日野市では？", "ありがとう", "国立市にして"];
  const sent = texts.map((text, i) => desk.line.events.text(resident.id, text, { at: start + i }));
  for (const [i, event] of sent.entries()) expect(await desk.line.deliver(webhooks()[i % 2]!, [event])).toBe(200);
  await desk.passes(SECOND_MS);
  await desk.passes(SECOND_MS);
  const keys = resident.arrivals().map(({ key }) => key);
  expect([...new Set(keys)]).toEqual(sent.map(({ replyToken }) => replyToken));
  expect(await desk.count("select count(*) as n from inbox where state = 'answered'")).toBe(1 + texts.length);
});

test("a case is taken and answered from the terminal beside both, and its resident reads it once", async () => {
  const resident = desk.resident(userId(3));
  expect(await resident.writes("職員と話したい")).toContain("ご相談（1番）を受け付けました。");
  expect(await desk.cases("take", "1")).toMatchObject({ status: 0, err: "" });
  expect(await desk.cases("answer", "1", "担当の原です。")).toMatchObject({ status: 0, err: "" });
  expect(resident.reads()).toBe("担当の原です。");
  await desk.passes(20 * SECOND_MS);
  expect(desk.calls(PUSH)).toHaveLength(1);
});

test("what one takes while it is stopped is answered, by it or by the other, and what it refuses LINE brings to the other", async () => {
  const resident = desk.resident(userId(4));
  const [first] = two;
  const event = desk.line.events.text(resident.id, "こんにちは");
  const [status] = await Promise.all([desk.line.deliver(webhooks()[0]!, [event]), desk.stop(first)]);
  if (status !== 200) await desk.line.deliver(webhooks()[1]!, [desk.line.events.again(event)]);
  await desk.passes(SECOND_MS);
  await desk.passes(20 * SECOND_MS);
  expect(new Set(resident.arrivals().map(({ requestId }) => requestId)).size).toBe(1);
});
