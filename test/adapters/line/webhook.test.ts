import { createHmac } from "node:crypto";
import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { gzipSync } from "node:zlib";
import express, { type RequestHandler } from "express";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { httpServer } from "../../../adapters/http/server.ts";
import { WEBHOOK_BYTES } from "../../../adapters/line/limits.ts";
import { type LineWebhookParts, lineWebhook } from "../../../adapters/line/webhook.ts";
import type { DeskId, ReceivedEvent } from "../../../src/records.ts";
import { groupId, userId } from "../../fixtures/line-server/events.ts";
import { type LineServer, lineServer } from "../../fixtures/line-server.ts";
import { testClock } from "../../fixtures/test-clock.ts";

const WORDS = "小平太郎です";
const TANAKA = userId(1);
const DESK = "kodaira" as DeskId;
const OTHER = { desk: "hino" as DeskId, secret: "the secret of another desk" };

const lines: string[] = [];
const note = (level: string) => (facts: object, message: string) =>
  void lines.push(JSON.stringify({ level, ...facts, message }));
const log = { info: note("info"), warn: note("warn"), error: note("error") };
const told = () => lines.map((text) => JSON.parse(text) as Record<string, unknown>);

let line: LineServer;
let origin: string;
let close = async () => {};
const clock = testClock("2026-11-20T10:00");
const receive = vi.fn<LineWebhookParts["receive"]>();

beforeAll(async () => {
  line = await lineServer();
});
afterAll(() => line.close());

beforeEach(async () => {
  receive.mockReset();
  receive.mockResolvedValue();
  origin = await serving();
});
afterEach(async () => {
  await close();
  expect(lines.join("\n")).not.toMatch(new RegExp(`${WORDS}|${TANAKA}|${line.secret}|${OTHER.secret}`, "u"));
  lines.length = 0;
});

async function serving(...before: RequestHandler[]): Promise<string> {
  await close();
  const hook = lineWebhook({
    secretOf: (desk) => {
      if (desk === undefined || desk === DESK) return { desk: DESK, secret: line.secret };
      return desk === OTHER.desk ? OTHER : undefined;
    },
    receive,
    clock,
    log: { warn: log.warn, error: log.error },
  });
  const words = { title: "", text: "" };
  const server = httpServer({
    routes: [...before, hook],
    isReady: () => true,
    words: { malformed: words, notFound: words, tooLarge: words, failed: words },
    errorPage: () => "<html>",
  });
  close = server.close;
  return server.listen({ host: "127.0.0.1", port: 0 });
}

interface Got {
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly allow: string | undefined;
}

/** With these headers and no others, for `fetch` has opinions of its own. */
function posted(
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
  { path = "/line/webhook", method = "POST" } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${origin}${path}`, { method, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { "content-type": type = "", allow } = response.headers;
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), type, allow });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const signature = (body: string | Buffer, secret = line.secret) =>
  createHmac("sha256", secret).update(body).digest("base64");
const signed = (body: string | Buffer, headers: OutgoingHttpHeaders = {}) =>
  posted(body, { "X-Line-Signature": signature(body), "Content-Type": "application/json", ...headers });
const received = () => receive.mock.calls.flatMap(([, events]) => events);

test("events are received for their desk in their order, and then LINE is told", async () => {
  const events = [line.events.text(TANAKA, WORDS), line.events.follow(userId(2)), line.events.sticker(TANAKA)];
  expect(await line.deliver(`${origin}/line/webhook`, events)).toBe(200);
  expect(receive).toHaveBeenCalledExactlyOnceWith(DESK, expect.any(Array), clock.now());
  expect(received()).toEqual(
    events.map(
      (event, at): ReceivedEvent => ({
        eventId: event.webhookEventId,
        peer: `user:${at === 1 ? userId(2) : TANAKA}` as ReceivedEvent["peer"],
        raw: JSON.stringify(event),
        occurredAt: event.timestamp,
        replyToken: event.replyToken,
      }),
    ),
  );
  expect(lines).toEqual([]);
});

test("events are received as of when the request came in, however slowly their body follows", async () => {
  const came = clock.now();
  const begun = Promise.withResolvers<void>();
  origin = await serving((_request, _response, next) => {
    next();
    begun.resolve();
  });
  const body = JSON.stringify({ events: [line.events.text(TANAKA, WORDS)] });
  const answered = new Promise((resolve, reject) => {
    const headers = { "X-Line-Signature": signature(body), "Content-Length": Buffer.byteLength(body) };
    const outgoing = httpRequest(`${origin}/line/webhook`, { method: "POST", headers, agent: false }, resolve);
    outgoing.on("error", reject).flushHeaders();
    void begun.promise.then(() => {
      clock.advance(3_000);
      outgoing.end(body);
    });
  });
  await answered;
  expect(receive).toHaveBeenCalledExactlyOnceWith(DESK, expect.any(Array), came);
});

test("LINE is told only once the events are safe", async () => {
  let kept = () => {};
  const asked = new Promise<void>((resolve) => {
    receive.mockImplementation(() => {
      resolve();
      return new Promise((done) => {
        kept = done;
      });
    });
  });
  const answered = vi.fn();
  const delivery = line.deliver(`${origin}/line/webhook`, [line.events.text(TANAKA, WORDS)]).finally(answered);
  await asked;
  await new Promise(setImmediate);
  expect(answered).not.toHaveBeenCalled();
  kept();
  expect(await delivery).toBe(200);
});

test.each([
  ["a promise that fails", () => Promise.reject(Object.assign(new RangeError(WORDS), { code: "SQLITE_FULL" }))],
  [
    "a throw",
    () => {
      throw Object.assign(new RangeError(WORDS), { code: "SQLITE_FULL" });
    },
  ],
])("where the events cannot be kept, by %s, LINE is asked to deliver again", async (_, fails) => {
  receive.mockImplementationOnce(fails);
  const event = line.events.text(TANAKA, WORDS);
  const { body } = line.webhookBody([event]);
  expect(await signed(body)).toMatchObject({ status: 500, type: "text/plain; charset=utf-8" });
  expect(told()).toEqual([
    expect.objectContaining({ level: "error", desk: DESK, events: 1, error: "RangeError", code: "SQLITE_FULL" }),
  ]);
  expect(await line.deliver(`${origin}/line/webhook`, [line.events.again(event)])).toBe(200);
  expect(received().map(({ eventId }) => eventId)).toEqual([event.webhookEventId, event.webhookEventId]);
});

test("what is thrown and is no error asks for another delivery too", async () => {
  receive.mockImplementationOnce(() => Promise.reject(WORDS));
  expect((await signed(line.webhookBody([line.events.text(TANAKA, WORDS)]).body)).status).toBe(500);
});

test("LINE's connection check, which has no events, is answered and nothing is received", async () => {
  expect(await line.deliver(`${origin}/line/webhook`, [])).toBe(200);
  expect(receive).not.toHaveBeenCalled();
});

const text = (json: string) =>
  `{"destination":"${userId(9)}","events":[{"type":"message","message":{"text":${json}}}]}`;
test.each([
  ["emoji", text('"🍎👨‍👩‍👧‍👦🫠"')],
  ["emoji as escapes, which a parser and writer would turn into letters", text('"\\uD83E\\uDEE0 \\ud83c\\udf4e"')],
  ["half a surrogate pair", text('"\\uD83E"')],
  ["letters as escapes and a slash with one", text('"\\u5c0f\\u5e73 \\/"')],
  ["letters beside the common plane", text('"𠮷野家 が"')],
  ["spaces and line ends between its parts", `\n { "events" :\t[ ] }\r\n`],
  ["numbers that a parser would round", '{"events":[],"x":1e400,"y":12345678901234567890}'],
  ["a key that appears twice", '{"events":3,"events":[]}'],
])("a signature fits a body with %s", async (_, body) => {
  expect(await signed(body)).toMatchObject({ status: 200, text: "ok" });
});

test("what a person wrote is received to the letter", async () => {
  const events = ["🍎👨‍👩‍👧‍👦", "𠮷野家\nで", '"\\u005c"', "\uD83E"].map((words) => line.events.text(TANAKA, words));
  await line.deliver(`${origin}/line/webhook`, events);
  expect(received().map(({ raw }) => JSON.parse(raw))).toEqual(events);
});

const sound = () => line.webhookBody([line.events.text(TANAKA, WORDS)]);
test.each<[string, (body: string) => OutgoingHttpHeaders]>([
  ["is missing", () => ({})],
  ["is empty", () => ({ "x-line-signature": "" })],
  ["is made with another secret", (body) => ({ "x-line-signature": signature(body, "another") })],
  ["is that of another desk", (body) => ({ "x-line-signature": signature(body, OTHER.secret) })],
  ["belongs to another body", (body) => ({ "x-line-signature": signature(`${body} `) })],
  ["is cut", (body) => ({ "x-line-signature": signature(body).slice(0, 20) })],
  ["is longer than one", (body) => ({ "x-line-signature": `${signature(body).slice(0, -1)}AAAA` })],
  ["is written in hex", (body) => ({ "x-line-signature": Buffer.from(signature(body), "base64").toString("hex") })],
  ["comes twice", (body) => ({ "x-line-signature": [signature("x"), signature(body)] })],
  ["is in another header", (body) => ({ "x-signature": signature(body) })],
])("a body whose signature %s is refused and received by nobody", async (_, headers) => {
  const { body } = sound();
  expect(await posted(body, headers(body))).toMatchObject({ status: 401, type: "text/plain; charset=utf-8" });
  expect(receive).not.toHaveBeenCalled();
  expect(told()).toEqual([expect.objectContaining({ level: "warn", desk: DESK })]);
});

test.each(["x-line-signature", "X-Line-Signature", "X-LINE-SIGNATURE"])(
  "the header may be written %s",
  async (name) => {
    const { body, signature: right } = sound();
    expect((await posted(body, { [name]: right })).status).toBe(200);
  },
);

test.each([undefined, "application/json", "text/plain", "application/x-www-form-urlencoded", "a/b; charset=odd"])(
  "a body of the type %s is read, for its signature tells whose it is",
  async (type) => {
    const { body, signature: right } = sound();
    const headers = type === undefined ? {} : { "Content-Type": type };
    expect((await posted(body, { "x-line-signature": right, ...headers })).status).toBe(200);
    expect(receive).toHaveBeenCalledOnce();
  },
);

test.each([
  ["no JSON", WORDS],
  ["half of one", '{"events":['],
  ["a number", "3"],
  ["nothing", "null"],
  ["a list", "[]"],
  ["without events", "{}"],
  ["with events that are no list", '{"events":{}}'],
  ["of no bytes", ""],
])("a signed body that is %s is refused", async (_, body) => {
  expect(await signed(body)).toMatchObject({ status: 400, type: "text/plain; charset=utf-8" });
  expect(receive).not.toHaveBeenCalled();
});

test("a request without a body and without a signature is refused", async () => {
  expect((await posted("")).status).toBe(401);
});

test.each([
  ["told beforehand", { "Content-Length": 3_000_000 }],
  ["found on the way", { "Transfer-Encoding": "chunked" }],
])("a body of 3 MB is refused before its signature is looked at, its size %s", async (_, headers) => {
  const body = Buffer.from(`{"events":[]}${" ".repeat(3_000_000 - 13)}`);
  expect(await signed(body, headers)).toMatchObject({ status: 413, text: "too large" });
  expect(lines).toEqual([]);
});

test("a body of just the size that is taken is read", async () => {
  expect((await signed(`{"events":[]}${" ".repeat(WEBHOOK_BYTES - 13)}`)).status).toBe(200);
  expect((await signed(`{"events":[]}${" ".repeat(WEBHOOK_BYTES - 12)}`)).status).toBe(413);
});

test("a compressed body is refused, whichever of its two forms was signed", async () => {
  const { body } = sound();
  const packed = gzipSync(body);
  const headers = { "Content-Encoding": "gzip" };
  expect((await signed(packed, headers)).status).toBe(415);
  expect((await posted(packed, { ...headers, "x-line-signature": signature(body) })).status).toBe(415);
  expect(receive).not.toHaveBeenCalled();
});

test("each desk has its own address and its own secret", async () => {
  const { body } = line.webhookBody([line.events.text({ group: groupId(3), user: TANAKA }, WORDS)]);
  const path = "/line/webhook/hino";
  expect((await posted(body, { "x-line-signature": signature(body) }, { path })).status).toBe(401);
  expect((await posted(body, { "x-line-signature": signature(body, OTHER.secret) }, { path })).status).toBe(200);
  const ofGroup = expect.objectContaining({ peer: `group:${groupId(3)}` });
  expect(receive).toHaveBeenCalledExactlyOnceWith(OTHER.desk, [ofGroup], clock.now());
});

test.each(["/line/webhook/nowhere", "/line/webhook/__proto__", "/line/webhook/%E5%B0%8F"])(
  "there is no desk at %s, and no body is read for it",
  async (path) => {
    const { body, signature: right } = sound();
    const got = await posted(body, { "x-line-signature": right }, { path });
    expect(got).toMatchObject({ status: 404, text: "no such desk" });
    const large = Buffer.alloc(3_000_000);
    expect((await posted(large, {}, { path })).status).toBe(404);
  },
);

test.each(["GET", "PUT", "DELETE"])("%s is answered with what is allowed", async (method) => {
  expect(await posted("", {}, { method })).toMatchObject({ status: 405, allow: "POST" });
});

test("other addresses are left to other routes", async () => {
  expect((await posted("", {}, { path: "/line" })).text).toBe("<html>");
  expect((await posted("", {}, { path: "/line/webhook/a/b" })).text).toBe("<html>");
});

test("behind a parser of bodies nothing is trusted: the bytes that were signed are gone", async () => {
  origin = await serving(express.json());
  const { body } = sound();
  expect((await signed(body)).status).toBe(401);
  expect(receive).not.toHaveBeenCalled();
});

test("a sender that hangs up halfway disturbs nobody", async () => {
  const { body, signature: right } = sound();
  const outgoing = httpRequest(`${origin}/line/webhook`, {
    method: "POST",
    headers: { "Content-Length": body.length * 9, "x-line-signature": right },
  });
  const cut = new Promise((resolve) => outgoing.once("error", resolve));
  outgoing.write(body, () => outgoing.destroy(new Error("hung up")));
  await cut;
  expect((await signed(body)).status).toBe(200);
  expect(receive).toHaveBeenCalledOnce();
});

test("LINE's own test of the address succeeds", async () => {
  const headers = { Authorization: `Bearer ${line.token}`, "Content-Type": "application/json" };
  const endpoint = `${origin}/line/webhook/kodaira`;
  const body = JSON.stringify({ endpoint });
  const set = await fetch(`${line.url}/v2/bot/channel/webhook/endpoint`, { method: "PUT", headers, body });
  expect(set.status).toBe(200);
  const response = await fetch(`${line.url}/v2/bot/channel/webhook/test`, { method: "POST", headers, body: "{}" });
  expect(await response.json()).toMatchObject({ success: true, statusCode: 200 });
  expect(line.breaches).toEqual([]);
});
