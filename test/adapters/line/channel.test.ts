import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LineClients, lineChannel, lineClients } from "../../../adapters/line/channel.ts";
import { CONTENT_DEADLINE_MS, QUOTA_DEADLINE_MS, SEND_DEADLINE_MS } from "../../../adapters/line/limits.ts";
import { rendered } from "../../../adapters/line/render.ts";
import type { By, Call, Delivery, ResidentChannel } from "../../../src/ports/channel.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Peer, Saying } from "../../../src/records.ts";
import { groupId, userId } from "../../fixtures/line-server/events.ts";
import type { Fault } from "../../fixtures/line-server/faults.ts";
import { type LineServer, lineServer } from "../../fixtures/line-server.ts";
import { REPLY as ANSWER, bundle, WORDS } from "./messages.ts";

const SECRET = "小平太郎です";
const TANAKA = userId(1);
const REPLY = "POST /v2/bot/message/reply";
const PUSH = "POST /v2/bot/message/push";
const MINUTE = 60_000;

/** A clock that goes on only when it is told to. */
function heldClock() {
  let now = Date.parse("2026-11-21T09:00:00+09:00");
  const waiting = new Set<{ readonly until: number; readonly resolve: () => void }>();
  const clock: Clock = {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wait = { until: now + ms, resolve };
        waiting.add(wait);
        signal?.addEventListener("abort", () => {
          waiting.delete(wait);
          resolve();
        });
      }),
  };
  const pass = (ms: number) => {
    now += ms;
    for (const wait of [...waiting].filter(({ until }) => until <= now)) {
      waiting.delete(wait);
      wait.resolve();
    }
  };
  return { clock, pass, waiting };
}

const lines: string[] = [];
const note = (level: string) => (facts: object, message: string) =>
  void lines.push(JSON.stringify({ level, ...facts, message }));
const log = { info: note("info"), warn: note("warn"), error: note("error") };

let time: ReturnType<typeof heldClock>;
let line: LineServer;
let channel: ResidentChannel;
const unhandled = vi.fn();

beforeEach(async () => {
  time = heldClock();
  line = await lineServer({ clock: time.clock });
  channel = channelOf(line.token);
  process.on("unhandledRejection", unhandled);
});

afterEach(async () => {
  await line.close();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(lines.join("\n")).not.toMatch(new RegExp(`${SECRET}|[UCR][0-9a-f]{32}|${line.token}`, "u"));
  lines.length = 0;
});

function channelOf(accessToken: string, clients: Partial<LineClients> = {}): ResidentChannel {
  const real = lineClients({ accessToken, apiUrl: line.url, dataUrl: line.dataUrl });
  return lineChannel({ clients: { ...real, ...clients }, clock: time.clock, log, baseUrl: undefined });
}

const says = (text: string): Saying => ({ kind: "text", language: "ja", text, quick: [] });
const peer = (id: string) => `user:${id}` as Peer;
const call = (by: By, to = peer(TANAKA)): Call => ({ to, sayings: [says(SECRET)], by, prefix: "" });
const byReply = (token = line.replyToken(TANAKA)): By => ({ kind: "reply", token });
const byPush = (n = 1): By => ({ kind: "push", retryKey: `123e4567-e89b-42d3-a456-${String(n).padStart(12, "0")}` });
const told = () => lines.map((text) => JSON.parse(text) as Record<string, unknown>);

test("a reply arrives as it was rendered, with the token and without a retry key", async () => {
  const by = byReply();
  expect(await channel.send({ ...call(by), prefix: "（もう一度お送りします）" })).toEqual({ kind: "sent" });
  const messages = rendered([says(SECRET)], "（もう一度お送りします）");
  expect(line.arrived(TANAKA)).toEqual(messages);
  const [sent] = line.calls;
  expect(sent).toMatchObject({ endpoint: REPLY, status: 200 });
  expect(JSON.parse(sent!.body)).toEqual({ replyToken: by.kind === "reply" && by.token, messages });
  expect(sent!.headers.authorization).toBe(`Bearer ${line.token}`);
  expect(sent!.headers).not.toHaveProperty("x-line-retry-key");
  expect(line.breaches).toEqual([]);
});

test("with an address of the desk, what arrives leads to the full text", async () => {
  const clients = lineClients({ accessToken: line.token, apiUrl: line.url, dataUrl: line.dataUrl });
  const linking = lineChannel({ clients, clock: time.clock, log, baseUrl: "https://desk.example.jp" });
  const sayings = [bundle(ANSWER, { words: { ...WORDS, inFull: "全文で読む" } })];
  expect(await linking.send({ to: peer(TANAKA), sayings, by: byReply(), prefix: "" })).toEqual({ kind: "sent" });
  expect(line.arrived(TANAKA)).toEqual(rendered(sayings, "", "https://desk.example.jp"));
  expect(JSON.stringify(line.arrived(TANAKA))).toContain('"https://desk.example.jp/texts/kodaira#p1"');
  expect(line.breaches).toEqual([]);
});

test("a push has its retry key at the first try already", async () => {
  const by = byPush();
  expect(await channel.send(call(by))).toEqual({ kind: "sent" });
  const [sent] = line.calls;
  expect(sent).toMatchObject({ endpoint: PUSH, status: 200, peer: TANAKA });
  expect(sent!.headers["x-line-retry-key"]).toBe(by.kind === "push" && by.retryKey);
  expect(JSON.parse(sent!.body)).toEqual({ to: TANAKA, messages: rendered([says(SECRET)], "") });
  expect(line.breaches).toEqual([]);
});

test("a group is talked to by its own id", async () => {
  const group = groupId(7);
  expect(await channel.send(call(byPush(), `group:${group}` as Peer))).toEqual({ kind: "sent" });
  expect(line.arrived(group)).toHaveLength(1);
});

test("a repeated push is the same to the letter, is known again and arrives once", async () => {
  expect(await channel.send(call(byPush()))).toEqual({ kind: "sent" });
  expect(await channel.send(call(byPush()))).toEqual({ kind: "sent-before" });
  expect(line.calls.map(({ status }) => status)).toEqual([200, 409]);
  expect(line.calls[1]!.body).toBe(line.calls[0]!.body);
  expect(line.arrived(TANAKA)).toHaveLength(1);
  expect(line.breaches).toEqual([]);
});

test("after a day LINE has forgotten a retry key, and what it belonged to is sent again", async () => {
  await channel.send(call(byPush()));
  time.pass(24 * 60 * MINUTE + 1);
  expect(await channel.send(call(byPush()))).toEqual({ kind: "sent" });
  expect(line.arrived(TANAKA)).toHaveLength(2);
});

test.each<[string, Delivery["kind"], () => By]>([
  ["59 seconds after its event", "sent", () => later(59_000)],
  ["61 seconds after its event", "token-refused", () => later(61_000)],
  ["19 minutes after an event that was delivered again just now", "sent", () => again(19 * MINUTE)],
  ["21 minutes after an event that was delivered again just now", "token-refused", () => again(21 * MINUTE)],
  ["that nobody has issued", "token-refused", () => byReply("made-up")],
])("a token %s: %s", async (_, kind, by) => {
  expect((await channel.send(call(by()))).kind).toBe(kind);
  expect(line.arrived(TANAKA)).toHaveLength(kind === "sent" ? 1 : 0);
  expect(line.breaches).toEqual([]);
});

function later(ms: number): By {
  const by = byReply();
  time.pass(ms);
  return by;
}

function again(ms: number): By {
  const event = line.events.text(TANAKA, SECRET);
  line.webhookBody([event]);
  time.pass(ms);
  line.webhookBody([line.events.again(event)]);
  return byReply(event.replyToken);
}

test("a token that was used is refused, although its event is delivered again", async () => {
  const event = line.events.text(TANAKA, SECRET);
  expect(await channel.send(call(byReply(event.replyToken)))).toEqual({ kind: "sent" });
  line.webhookBody([line.events.again(event)]);
  expect(await channel.send(call(byReply(event.replyToken)))).toEqual({ kind: "token-refused" });
  expect(line.arrived(TANAKA)).toHaveLength(1);
});

test.each<[string, Fault, Delivery, number]>([
  [
    "an error before anything was done",
    { kind: "error", status: 500, isDone: false },
    { kind: "unknown", reason: "server" },
    0,
  ],
  [
    "an error after it was done",
    { kind: "error", status: 503, isDone: true },
    { kind: "unknown", reason: "server" },
    1,
  ],
  ["a connection cut before", { kind: "cut", isDone: false }, { kind: "unknown", reason: "network" }, 0],
  ["a connection cut after", { kind: "cut", isDone: true }, { kind: "unknown", reason: "network" }, 1],
  ["a page of somebody else's", { kind: "nonsense", isDone: false }, { kind: "unknown", reason: "server" }, 0],
  ["too many requests", { kind: "rate" }, { kind: "not-now", reason: "rate" }, 0],
  ["a plan that does not allow it", { kind: "error", status: 403, isDone: false }, { kind: "refused", status: 403 }, 0],
  ["a request that is too large", { kind: "error", status: 413, isDone: false }, { kind: "refused", status: 413 }, 0],
])(
  "%s has its outcome by reply and by push, and a second push makes it one message",
  async (_, fault, delivery, arrived) => {
    line.nextFault(fault, REPLY);
    expect(await channel.send(call(byReply()))).toEqual(delivery);
    expect(line.arrived(TANAKA)).toHaveLength(arrived);
    line.nextFault(fault, PUSH);
    expect(await channel.send(call(byPush(), peer(userId(2))))).toEqual(delivery);
    expect(line.arrived(userId(2))).toHaveLength(arrived);
    const second = await channel.send(call(byPush(), peer(userId(2))));
    expect(second).toEqual({ kind: arrived === 0 ? "sent" : "sent-before" });
    expect(line.arrived(userId(2))).toHaveLength(1);
  },
);

test("a month's last push is sent and the next one is not, while replies go on", async () => {
  line.setQuota(200, 199);
  expect(await channel.send(call(byPush(1)))).toEqual({ kind: "sent" });
  expect(await channel.send(call(byPush(2)))).toEqual({ kind: "no-quota" });
  expect(await channel.send(call(byReply()))).toEqual({ kind: "sent" });
  line.setQuota(5_000);
  expect(await channel.send(call(byPush(2)))).toEqual({ kind: "sent" });
});

test("a wrong access token is refused, and is an error for the operator", async () => {
  expect(await channelOf("stale").send(call(byPush()))).toEqual({ kind: "refused", status: 401 });
  expect(told()).toEqual([expect.objectContaining({ level: "error", endpoint: "/v2/bot/message/push", status: 401 })]);
  await channelOf("stale").fetch("400", 10);
  expect(told()[1]).toMatchObject({ level: "error", status: 401, requestId: line.calls[1]!.requestId });
  expect(lines.join()).not.toContain("stale");
});

test("a request that LINE calls wrong is refused for good, and the log names the field", async () => {
  line.nextFault({ kind: "error", status: 400, isDone: false });
  expect(await channel.send(call(byReply()))).toEqual({ kind: "refused", status: 400 });
  const body = JSON.stringify({
    message: `The request body has 2 error(s) ${SECRET}`,
    details: [{ message: SECRET, property: "messages[0].text" }, { message: "x", property: SECRET }, null],
  });
  line.nextFault({ kind: "words", status: 400, body });
  expect(await channel.send(call(byPush()))).toEqual({ kind: "refused", status: 400 });
  expect(told()[1]).toMatchObject({ level: "warn", status: 400, at: "messages[0].text" });
});

test.each(["null", '"no object"', '{"message":{}}', '{"details":3}', "", "<html>"])(
  "an error whose body is %j is known by its status",
  async (body) => {
    line.nextFault({ kind: "words", status: 429, body });
    expect(await channel.send(call(byPush()))).toEqual({ kind: "not-now", reason: "rate" });
  },
);

test("who blocked the account is sent to without an error and gets nothing", async () => {
  line.block(TANAKA);
  expect(await channel.send(call(byPush()))).toEqual({ kind: "sent" });
  expect(line.arrived(TANAKA)).toEqual([]);
});

test("to a LINE that cannot be reached nothing was sent", async () => {
  await line.close();
  expect(await channel.send(call(byPush()))).toEqual({ kind: "not-now", reason: "unreachable" });
  expect(await channel.quota()).toBeUndefined();
  expect(await channel.fetch("1", 10)).toEqual({ kind: "failed" });
  expect(told()[0]).toMatchObject({ level: "warn", code: "ECONNREFUSED" });
});

test.each<[string, number, number, (channel: ResidentChannel) => Promise<unknown>, unknown]>([
  ["a reply", SEND_DEADLINE_MS, 1, (it) => it.send(call(byReply())), { kind: "unknown", reason: "timeout" }],
  ["a push", SEND_DEADLINE_MS, 1, (it) => it.send(call(byPush())), { kind: "unknown", reason: "timeout" }],
  ["content", CONTENT_DEADLINE_MS, 1, (it) => it.fetch("1", 10), { kind: "failed" }],
  ["the quota", QUOTA_DEADLINE_MS, 2, (it) => it.quota(), undefined],
])("%s has a deadline, is not given up before it, and leaves no wait behind", async (_, ms, calls, act, outcome) => {
  for (let i = 0; i < calls; i += 1) line.nextFault({ kind: "silence", isDone: true });
  const settled = vi.fn();
  const result = act(channel).finally(settled);
  await line.came(calls);
  time.pass(ms - 1);
  await new Promise(setImmediate);
  expect(settled).not.toHaveBeenCalled();
  time.pass(1);
  expect(await result).toEqual(outcome);
  expect(time.waiting.size).toBe(0);
  expect(told()).toHaveLength(calls);
  expect(told()[0]).toMatchObject({ level: "warn", ms, message: "LINE did not answer in time" });
});

test("an answer that comes after the deadline changes nothing, and a second push finds that it was sent", async () => {
  line.nextFault({ kind: "late", ms: SEND_DEADLINE_MS + 1 });
  const sending = channel.send(call(byPush()));
  await line.came(1);
  time.pass(SEND_DEADLINE_MS);
  expect(await sending).toEqual({ kind: "unknown", reason: "timeout" });
  time.pass(1);
  expect(await channel.send(call(byPush()))).toEqual({ kind: "sent-before" });
  expect(line.arrived(TANAKA)).toHaveLength(1);
});

test("a call that settles in time leaves no wait behind", async () => {
  await channel.send(call(byPush()));
  expect(time.waiting.size).toBe(0);
});

test("content that is late is cut off at its connection", async () => {
  const signals: AbortSignal[] = [];
  const content: LineClients["content"] = (_, signal) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  const fetching = channelOf(line.token, { content }).fetch("1", 10);
  expect(signals[0]!.aborted).toBe(false);
  time.pass(CONTENT_DEADLINE_MS);
  expect(await fetching).toEqual({ kind: "failed" });
  expect(signals[0]!.aborted).toBe(true);
});

const photo = Buffer.from(Array.from({ length: 3_000 }, (_, i) => i % 256));
const jpeg = { bytes: photo, type: "image/jpeg" };

test.each([
  ["with its length told", jpeg],
  ["without", { ...jpeg, isChunked: true }],
  ["empty", { ...jpeg, bytes: Buffer.alloc(0) }],
])("content comes whole, %s", async (_, content) => {
  line.setContent("400", content);
  expect(await channel.fetch("400", photo.length)).toEqual({ kind: "fetched", content: content.bytes });
  expect(told()).toEqual([
    expect.objectContaining({ level: "info", endpoint: "/v2/bot/message/{messageId}/content", status: 200 }),
  ]);
});

test.each([
  ["is told beforehand", { ...jpeg, stalledAfter: 10 }],
  ["shows on the way, with the rest still to come", { ...jpeg, isChunked: true, stalledAfter: photo.length }],
])("content over the limit is not read to its end where that %s, and its connection is closed", async (_, content) => {
  line.setContent("400", content);
  expect(await channel.fetch("400", photo.length - 1)).toEqual({ kind: "too-large" });
  await vi.waitFor(() => expect(line.calls[0]!.isCut).toBe(true), { timeout: 10_000 });
});

test("content that stops on the way fails at the deadline, and its connection is closed", async () => {
  line.setContent("400", { ...jpeg, stalledAfter: 10 });
  const fetching = channel.fetch("400", photo.length);
  await line.came(1);
  time.pass(CONTENT_DEADLINE_MS);
  expect(await fetching).toEqual({ kind: "failed" });
  await vi.waitFor(() => expect(line.calls[0]!.isCut).toBe(true), { timeout: 10_000 });
});

test("content whose connection breaks on the way fails, and takes nothing down with it", async () => {
  line.setContent("400", { ...jpeg, cutAfter: 10 });
  expect(await channel.fetch("400", photo.length)).toEqual({ kind: "failed" });
});

test.each([
  ["was deleted", "gone", "gone"],
  ["is still being prepared", "failed", "preparing"],
  ["could not be prepared", "failed", "failed"],
] as const)("content that %s: %s", async (_, kind, content) => {
  line.setContent("400", content);
  expect(await channel.fetch("400", 10)).toEqual({ kind });
});

test("content that nobody knows is gone, whatever its id", async () => {
  expect(await channel.fetch("../../etc/passwd", 10)).toEqual({ kind: "gone" });
  expect(line.breaches).toEqual([]);
});

test("the quota is what may be pushed and what was", async () => {
  expect(await channel.quota()).toEqual({ limit: undefined, used: 0 });
  line.setQuota(200, 137);
  expect(await channel.quota()).toEqual({ limit: 200, used: 137 });
});

test.each([
  ["one of its halves fails", { kind: "error", status: 500, isDone: false }],
  ["an answer is not LINE's", { kind: "nonsense", isDone: false }],
] as const)("the quota is unknown where %s", async (_, fault) => {
  line.nextFault(fault, "GET /v2/bot/message/quota/consumption");
  expect(await channel.quota()).toBeUndefined();
});

test("the quota is unknown where LINE's answer lacks a number", async () => {
  line.nextFault({ kind: "words", status: 200, body: '{"type":"limited"}' }, "GET /v2/bot/message/quota");
  expect(await channel.quota()).toBeUndefined();
});

test("each call leaves one line with what LINE asks to keep", async () => {
  await channel.send(call(byPush()));
  line.nextFault({ kind: "rate" });
  await channel.send(call(byPush()));
  const endpoint = { method: "POST", endpoint: "/v2/bot/message/push", ms: 0 };
  expect(told()).toEqual([
    { level: "info", ...endpoint, status: 200, requestId: line.calls[0]!.requestId, message: "LINE answered" },
    { level: "warn", ...endpoint, status: 429, requestId: line.calls[1]!.requestId, message: "LINE refused a call" },
  ]);
});

test("connections are used again, for every answer is read to its end", async () => {
  for (let n = 1; n <= 5; n += 1) {
    line.nextFault({ kind: "rate" });
    await channel.send(call(byPush(n)));
    await channel.send(call(byPush(n)));
  }
  expect(line.calls).toHaveLength(10);
  // A second one is made where the first is not free at once; unread answers would hold all of them.
  expect(line.connections()).toBeLessThan(4);
});

test("an incoming event is read by the channel, which is called line and knows how long a token lives", () => {
  const event = line.events.text(TANAKA, SECRET);
  expect(channel.incoming({ raw: JSON.stringify(event) })).toMatchObject({ kind: "text", text: SECRET });
  expect(channel.name).toBe("line");
  expect(channel.tokenLife.afterReceiptMs).toBeLessThan(MINUTE);
  expect(channel.tokenLife.afterEventMs).toBeLessThan(20 * MINUTE);
});

test("without other origins the clients talk to LINE's own", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: URL) => {
    asked.push(url.href);
    return Response.json({});
  });
  const { api, content } = lineClients({ accessToken: "x" });
  await api.getMessageQuotaWithHttpInfo();
  await content("4/5", new AbortController().signal);
  vi.unstubAllGlobals();
  expect(asked).toEqual([
    "https://api.line.me/v2/bot/message/quota",
    "https://api-data.line.me/v2/bot/message/4%2F5/content",
  ]);
});
