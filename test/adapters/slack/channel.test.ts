import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { slackClient } from "../../../adapters/slack/channel.ts";
import type { Delivery } from "../../../src/ports/channel.ts";
import { peerOf } from "../../../src/ports/staff.ts";
import type { MessageId, Post } from "../../../src/records.ts";
import { fastClock } from "../../fixtures/fast-clock.ts";
import { type SlackServer, slackServer } from "../../fixtures/slack-server.ts";
import {
  answerContent,
  cardOf,
  caseOf,
  eventContent,
  homeOf,
  messageContent,
  messageRow,
  NUMBER,
  photo,
  SECRET,
  summaryOf,
} from "./blocks/case-sample.ts";
import { found } from "./blocks/findings.ts";
import { type ChannelRoom, channelRoom, nameOf } from "./channel-room.ts";

let slack: SlackServer;
let room: ChannelRoom;
const unhandled = vi.fn();

beforeAll(async () => {
  slack = await slackServer();
  process.on("unhandledRejection", unhandled);
});
beforeEach(async () => {
  room = channelRoom(slack);
  const staff = slack.client("satou").chat;
  for (const { ts } of await read()) {
    await deskDeletes(ts!);
    await staff.delete({ channel: slack.channel, ts: ts! }).catch(() => {});
  }
});
afterEach(async () => {
  await slack.heal();
  expect(unhandled).not.toHaveBeenCalled();
  const told = JSON.stringify(room.lines);
  for (const secret of [SECRET, slack.botToken, slack.users.satou, slack.channel]) expect(told).not.toContain(secret);
});
afterAll(async () => {
  process.off("unhandledRejection", unhandled);
  await slack.close();
});

const CARD: Post = { what: "card", number: NUMBER };
const MESSAGE = "6f2c1d1e-0000-4000-8000-000000000001" as MessageId;
const LINE: Post = { what: "message", number: NUMBER, message: MESSAGE };
const EVENT: Post = { what: "event", number: NUMBER, index: 1 };
const POSTING = ["chat.postMessage", "files.completeUploadExternal"];

const staff = () => slack.client("suzuki").conversations;
const read = async () => (await staff().history({ channel: slack.channel, limit: 999 })).messages ?? [];
/** A thread without its first message. */
const thread = async (ts: string) => ((await staff().replies({ channel: slack.channel, ts })).messages ?? []).slice(1);
const shown = (message: unknown) => JSON.stringify(message);
const postings = () => slack.calls().filter(({ method }) => POSTING.includes(method)).length;
const opened = () => caseOf({ openedAt: Date.now() - 1_000 });
const taken = () => caseOf({ ...opened(), state: "with-person", assignee: "slack:U1" });
const sinceNow = () => Date.now() - 1_000;

async function deskDeletes(ts: string) {
  const { chat } = slackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  await chat.delete({ channel: slack.channel, ts }).catch(() => {});
}

/** A card stands, with all that is to come under it. */
async function carded(): Promise<string> {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await room.send(CARD);
  return room.records.get(`card:${NUMBER}`)!.message;
}

test("a card is posted once, stays as it is while it reads the same, and is changed in place", async () => {
  const ts = await carded();
  expect(await room.send(CARD)).toEqual({ kind: "sent", posted: [], removed: [] });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(taken()) });
  const before = slack.calls().length;
  await room.send(CARD);
  expect(
    slack
      .calls()
      .slice(before)
      .map(({ method }) => method),
  ).toEqual(["chat.update"]);
  const messages = await read();
  expect(messages.map((message) => message.ts)).toEqual([ts]);
  expect(shown(messages[0]?.blocks)).toContain("佐藤");
  expect(room.records.get(`card:${NUMBER}`)).toMatchObject({ conversation: "c1", channel: slack.channel, message: ts });
});

test("a card that was changed unheard, and reads as before by now, is changed back", async () => {
  await carded();
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(taken()) });
  await slack.fail({ kind: "lost", by: "cut", method: "chat.update", times: 1 });
  expect(await room.send(CARD)).toMatchObject({ kind: "unknown" });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf({ ...opened(), openedAt: taken().openedAt }) });
  await room.send(CARD, { triedSince: sinceNow() });
  expect(shown((await read())[0]?.blocks)).not.toContain("佐藤");
});

test("a card that somebody deleted is posted anew", async () => {
  const first = await carded();
  await deskDeletes(first);
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(taken()) });
  await room.send(CARD);
  const messages = await read();
  expect(messages).toHaveLength(1);
  expect(room.records.get(`card:${NUMBER}`)?.message).toBe(messages[0]?.ts);
  expect(messages[0]?.ts).not.toBe(first);
});

test("a line hangs under its card, which is posted first where there is none", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  room.contents.set(nameOf(LINE), messageContent());
  const delivery = await room.send(LINE);
  expect(delivery).toMatchObject({ posted: [{ key: `card:${NUMBER}` }, { key: `message:${MESSAGE}` }] });
  const [card] = await read();
  const lines = await thread(card!.ts!);
  expect(lines).toHaveLength(1);
  expect(shown(lines[0]?.blocks)).toContain(SECRET);
  expect(lines[0]).not.toHaveProperty("unfurl_links", true);
});

test("a line without words of the resident is still found by the conversation of its case", async () => {
  await carded();
  const recall: Post = { what: "recall", number: NUMBER, message: MESSAGE, isDeleted: true, at: 5 };
  room.contents.set(nameOf(recall), { what: "recall", number: NUMBER, message: MESSAGE, isDeleted: true });
  await room.send(recall);
  expect(room.records.get(`recall:${MESSAGE}:5`)).toMatchObject({ conversation: "c1" });
});

test("what there is nothing to be shown of counts as sent, without a call", async () => {
  const before = slack.calls().length;
  expect(await room.send(LINE)).toEqual({ kind: "sent", posted: [], removed: [] });
  expect(slack.calls()).toHaveLength(before);
});

test("a file hangs beside its words, and is known by both", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await room.send(LINE);
  const lines = await thread(ts);
  expect(lines).toHaveLength(2);
  const { message, file } = room.records.get(`message:${MESSAGE}`)!;
  expect(lines.map((line) => line.ts)).toContain(message);
  expect(lines[1]?.files?.[0]).toMatchObject({ id: file, title: photo.name, size: 4 });
  expect(lines[1]?.files?.[0]?.name).not.toContain(SECRET);
});

test("a file's name turns nothing of what is read", async () => {
  const ts = await carded();
  const media = { ...photo, name: "見積\u202efdp.exe" };
  const content = messageContent({ message: messageRow({ media: "f1" }), media, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await room.send(LINE);
  expect((await thread(ts))[1]?.files?.[0]).toMatchObject({ title: "見積fdp.exe" });
});

test("a file whose resident took it back goes when its words are changed", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await room.send(LINE);
  room.contents.set(nameOf(LINE), messageContent({ message: messageRow({ isUnsent: true, text: "" }) }));
  await room.send(LINE);
  const lines = await thread(ts);
  expect(lines.flatMap(({ files = [] }) => files)).toEqual([]);
  expect(room.records.get(`message:${MESSAGE}`)?.file).toBeUndefined();
});

test.each([
  ["card", () => CARD, async () => (await read()).length],
  ["line of a thread", () => LINE, async () => (await thread((await read())[0]!.ts!)).length],
] as const)("a %s whose answer was lost is found by its mark and not posted twice", async (what, post, count) => {
  if (what !== "card") await carded();
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  room.contents.set(nameOf(LINE), messageContent());
  await slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  expect(await room.send(post())).toEqual({ kind: "unknown", reason: "network" });
  const before = postings();
  const again = await room.send(post(), { triedSince: sinceNow() });
  expect(again).toMatchObject({ kind: "sent", posted: [{ message: expect.stringMatching(/^\d+\.\d+$/u) }] });
  expect(postings()).toBe(before);
  expect(await count()).toBe(1);
});

test("what a lost try left is changed where it reads otherwise by now", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail({ kind: "lost", by: "silence", method: "chat.postMessage", times: 1 });
  expect(await room.send(CARD)).toEqual({ kind: "unknown", reason: "timeout" });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(taken()) });
  expect(await room.send(CARD, { triedSince: sinceNow() })).toMatchObject({ kind: "sent" });
  const messages = await read();
  expect(messages).toHaveLength(1);
  expect(shown(messages[0]?.blocks)).toContain("佐藤");
});

test("what a lost try left of words that are gone is taken away, file and all", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await slack.fail({ kind: "lost", by: "cut", method: "files.completeUploadExternal", times: 1 });
  await room.send(LINE);
  expect(await thread(ts)).toHaveLength(2);
  room.contents.delete(nameOf(LINE));
  expect(await room.send(LINE, { triedSince: sinceNow() })).toEqual({ kind: "sent", posted: [], removed: [] });
  const lines = await thread(ts);
  expect(lines.filter((line) => shown(line).includes(SECRET) || line.metadata !== undefined)).toEqual([]);
  expect(lines.flatMap(({ files = [] }) => files)).toEqual([]);
});

test("what a lost try left is found by a desk whose clock is ahead of Slack's", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  const aheadMs = 4 * 60_000;
  await room.send(CARD);
  expect(await room.send(CARD, { triedSince: Date.now() + aheadMs })).toMatchObject({ kind: "sent" });
  expect(await read()).toHaveLength(1);
});

test("a file whose answer was lost is found by its name and not uploaded twice", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await slack.fail({ kind: "lost", by: "cut", method: "files.completeUploadExternal", times: 1 });
  expect(await room.send(LINE)).toEqual({ kind: "unknown", reason: "network" });
  const uploads = slack.calls("upload").length;
  expect(await room.send(LINE, { triedSince: sinceNow() })).toMatchObject({ kind: "sent" });
  expect(slack.calls("upload")).toHaveLength(uploads);
  const lines = await thread(ts);
  expect(lines.flatMap(({ files = [] }) => files.map(({ id }) => id))).toEqual([
    room.records.get(`message:${MESSAGE}`)?.file,
  ]);
  expect(lines).toHaveLength(2);
});

test("a limit in the midst of a row is unknown, for what stands already must be looked for", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await slack.fail({ kind: "limited", retryAfter: 1, method: "files.getUploadURLExternal", times: 1 });
  expect(await room.send(LINE)).toEqual({ kind: "unknown", reason: "limited", afterMs: 1_000 });
  expect(await room.send(LINE, { triedSince: sinceNow() })).toMatchObject({ kind: "sent" });
  expect(await thread(ts)).toHaveLength(2);
});

test("a file that does not arrive in ten minutes after its words is left out, and these stand", async () => {
  let passedMs = 0;
  const { now, wait } = fastClock(4, Date.now());
  room = channelRoom(slack, { clock: { now: () => now() + passedMs, wait } });
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await slack.fail({ kind: "status", status: 500, method: "upload" });
  expect(await room.send(LINE)).toEqual({ kind: "unknown", reason: "server" });
  // Its first try was when Slack was away: that it could not arrive then is not held against it.
  const triedSince = Date.now() - 3_600_000;
  expect(await room.send(LINE, { triedSince })).toEqual({ kind: "unknown", reason: "server" });
  passedMs = 11 * 60_000;
  expect(await room.send(LINE, { triedSince })).toMatchObject({ kind: "sent" });
  expect(await thread(ts)).toHaveLength(1);
  expect(room.lines).toContainEqual({ level: "error", bytes: 4, message: expect.stringContaining("left out") });
});

test("a finding in the thread of a case is known by the conversation of the case, and is taken away with it", async () => {
  const ts = await carded();
  await room.send(found());
  const stands = [...room.records.values()].filter(({ key }) => key.startsWith("finding:"));
  expect(stands).toMatchObject([{ conversation: opened().conversation, channel: slack.channel }]);
  expect(await thread(ts)).toHaveLength(1);
  await room.send({ what: "removal", keys: stands.map(({ key }) => key) });
  expect(await thread(ts)).toEqual([]);
});

test("a card that was posted for a line is known, whatever becomes of the line", async () => {
  const { chat, conversations, files, users, views } = slackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const postMessage: typeof chat.postMessage = async (message) => {
    if (message !== undefined && "thread_ts" in message) throw new Error("no answer that can be read");
    return chat.postMessage(message);
  };
  room = channelRoom(slack, { client: { chat: { ...chat, postMessage }, conversations, files, users, views } });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  room.contents.set(nameOf(LINE), messageContent());
  const card = { key: `card:${NUMBER}`, conversation: "c1" };
  expect(await room.send(LINE)).toMatchObject({ kind: "unknown", reason: "server", posted: [card] });
});

test.each(["files.getUploadURLExternal", "files.completeUploadExternal"])(
  "a file that %s refuses is left out, and its words are known",
  async (method) => {
    await carded();
    const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
    room.contents.set(nameOf(LINE), content);
    await slack.fail({ kind: "refused", error: "not_in_the_mood", method });
    expect(await room.send(LINE)).toMatchObject({
      kind: "sent",
      posted: [{ key: `message:${MESSAGE}`, file: undefined }],
    });
    expect(room.channel.trouble()).toBeUndefined();
  },
);

test("a file that the app may not upload holds up nothing, and people are told what is missing", async () => {
  const ts = await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  await slack.fail({ kind: "refused", error: "missing_scope", method: "files.getUploadURLExternal" });
  expect(await room.send(LINE)).toMatchObject({ kind: "sent", posted: [{ file: undefined }] });
  expect(await thread(ts)).toHaveLength(1);
  expect(room.channel.trouble()).toMatchObject({ code: "missing_scope" });
});

test("a finding answers in its place, part by part, each of them once", async () => {
  const asked = await slack.client("satou").chat.postMessage({ channel: slack.channel, text: "補助金とは" });
  const to = peerOf.place({ channel: slack.channel, thread: asked.ts! });
  const long = Array.from({ length: 6 }, (_, n) => ({
    ...found().reply.quotations[0]!,
    lines: [{ role: "text" as const, text: `${n}。${"協働をする。".repeat(400)}` }],
  }));
  const finding = found({ quotations: long });
  await slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  const row = { to, retryKey: "00000000-0000-4000-8000-00000000000f" };
  expect(await room.send(finding, row)).toMatchObject({ kind: "unknown" });
  let delivery: Delivery = { kind: "unknown", reason: "network" };
  for (let n = 0; n < 5 && delivery.kind !== "sent"; n++) {
    delivery = await room.send(finding, { ...row, triedSince: sinceNow() });
  }
  expect(delivery).toMatchObject({ kind: "sent", posted: [] });
  const parts = await thread(asked.ts!);
  expect(parts.length).toBeGreaterThan(1);
  const said = parts.map(({ blocks }) => shown(blocks));
  expect(new Set(said).size).toBe(parts.length);
  for (const n of long.keys()) expect(said.filter((part) => part.includes(`${n}。協働`))).toHaveLength(1);
});

test("a line whose thread is gone gets another card", async () => {
  const first = await carded();
  room.contents.set(nameOf(EVENT), eventContent({}));
  await deskDeletes(first);
  await slack.fail({ kind: "refused", error: "thread_not_found", method: "chat.postMessage", times: 1 });
  expect(await room.send(EVENT)).toMatchObject({ posted: [{ key: `card:${NUMBER}` }, { key: `event:${NUMBER}:1` }] });
  const [card] = await read();
  expect(card?.ts).not.toBe(first);
  expect(await thread(card!.ts!)).toHaveLength(1);
});

test("a card that a row before left unheard is found by the line that needs it", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  room.contents.set(nameOf(EVENT), eventContent({}));
  await slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  await room.send(CARD);
  expect(await room.send(EVENT)).toMatchObject({ posted: [{ key: `card:${NUMBER}` }, { key: `event:${NUMBER}:1` }] });
  expect(await read()).toHaveLength(1);
});

test("a card that stands in a channel which the desk left is posted in its new one", async () => {
  const common = { conversation: undefined, file: undefined, digest: "", at: 0 };
  room.records.set(`card:${NUMBER}`, { key: `card:${NUMBER}`, channel: "C0LEFT", message: "1.1", ...common });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail({ kind: "refused", error: "channel_not_found", method: "chat.update", times: 1 });
  expect(await room.send(CARD)).toMatchObject({ posted: [{ channel: slack.channel }] });
  expect(room.channel.trouble()).toBeUndefined();
});

test.each([
  ["", undefined],
  [", also at a try that follows a lost one", () => sinceNow()],
])("a line whose card stands in a channel which the desk left comes with a new card%s", async (_, since) => {
  const common = { conversation: undefined, file: undefined, digest: "", at: 0 };
  room.records.set(`card:${NUMBER}`, { key: `card:${NUMBER}`, channel: "C0LEFT", message: "1.1", ...common });
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  room.contents.set(nameOf(LINE), messageContent());
  expect(await room.send(LINE, { triedSince: since?.() })).toMatchObject({
    posted: [{ key: `card:${NUMBER}`, channel: slack.channel }, { channel: slack.channel }],
  });
  const [card] = await read();
  expect(await thread(card!.ts!)).toHaveLength(1);
  expect(room.channel.trouble()).toBeUndefined();
});

test("a removal goes on where Slack does not let go of one thing, and is not done", async () => {
  await carded();
  room.contents.set(nameOf(LINE), messageContent());
  await room.send(LINE);
  const keys = [`message:${MESSAGE}`, `card:${NUMBER}`];
  await slack.fail({ kind: "refused", error: "compliance_exports_prevent_deletion", method: "chat.delete", times: 1 });
  const row = { retryKey: "00000000-0000-4000-8000-0000000000bb" };
  expect(await room.send({ what: "removal", keys }, row)).toEqual({ kind: "refused", status: 400 });
  expect(slack.calls("chat.delete").at(-1)?.outcome).toBe("ok");
  expect(await room.send({ what: "removal", keys }, row)).toMatchObject({ removed: keys });
});

test("a removal of much takes several tries, and goes on where the last one ended", async () => {
  const common = { conversation: undefined, file: undefined, digest: "", at: 0 };
  const keys = Array.from({ length: 40 }, (_, n) => `message:${n}`);
  for (const key of keys) room.records.set(key, { key, channel: slack.channel, message: `1.${key}`, ...common });
  const before = slack.calls("chat.delete").length;
  const row = { retryKey: "00000000-0000-4000-8000-0000000000aa" };
  const tries: string[] = [];
  for (let n = 0; n < 30 && tries.at(-1) !== "sent"; n++) {
    const delivery = await room.send({ what: "removal", keys }, row);
    tries.push(delivery.kind);
    if (delivery.kind === "not-now") await new Promise((resolve) => setTimeout(resolve, (delivery.afterMs ?? 0) / 4));
  }
  expect(tries[0]).toBe("not-now");
  expect(tries.at(-1)).toBe("sent");
  expect(slack.calls("chat.delete").length - before).toBe(keys.length);
  expect(room.records.size).toBe(0);
});

test("what is removed goes with its file, and what is gone already counts as removed", async () => {
  await carded();
  const content = messageContent({ message: messageRow({ media: "f1" }), media: photo, file: Buffer.from("jpeg") });
  room.contents.set(nameOf(LINE), content);
  room.contents.set(nameOf(EVENT), eventContent({}));
  await room.send(LINE);
  await room.send(EVENT);
  const { message, file } = room.records.get(`message:${MESSAGE}`)!;
  await deskDeletes(room.records.get(`event:${NUMBER}:1`)!.message);
  const keys = [`message:${MESSAGE}`, `event:${NUMBER}:1`, `card:${NUMBER}`, "card:404"];
  expect(await room.send({ what: "removal", keys })).toEqual({ kind: "sent", posted: [], removed: keys });
  expect(await read()).toEqual([]);
  expect(room.records.size).toBe(0);
  const left = await slack.client("suzuki").files.list({ channel: slack.channel });
  expect(left.files?.map(({ id }) => id)).not.toContain(file);
  expect(message).not.toBe("");
});

test("what staff wrote themselves is not touched by a removal", async () => {
  const { ts } = await slack.client("satou").chat.postMessage({ channel: slack.channel, text: "はい" });
  const key = "source:m1";
  const common = { conversation: undefined, file: undefined, digest: "", at: 0 };
  room.records.set(key, { key, channel: slack.channel, message: ts!, ...common });
  expect(await room.send({ what: "removal", keys: [key] })).toMatchObject({ removed: [key] });
  expect((await read()).map((message) => message.ts)).toEqual([ts]);
});

test("one message a second goes to a channel; what would wait longer comes again, each later", async () => {
  const posts = Array.from({ length: 6 }, (_, n): Post => ({ what: "summary", day: `2026-11-0${n + 1}` }));
  for (const post of posts) room.contents.set(nameOf(post), { what: "summary", summary: summaryOf() });
  const before = slack.calls("chat.postMessage").length;
  const deliveries = await Promise.all(posts.map((post) => room.send(post)));
  const times = slack
    .calls("chat.postMessage")
    .slice(before)
    .map(({ at }) => at);
  expect(times).toHaveLength(3);
  // A second is a quarter of one here.
  for (const n of [1, 2]) expect(times[n]! - times[n - 1]!).toBeGreaterThanOrEqual(200);
  const later = deliveries.flatMap((one) => (one.kind === "not-now" ? [one.afterMs ?? 0] : []));
  expect(later).toHaveLength(3);
  expect(later[0]).toBeGreaterThan(2_000);
  expect(later[1]! - later[0]!).toBeGreaterThanOrEqual(900);
  expect(later[2]! - later[1]!).toBeGreaterThanOrEqual(900);
});

test("after an outage nothing is looked for before its turn: Slack limits reading too", async () => {
  const posts = Array.from({ length: 9 }, (_, n): Post => ({ what: "summary", day: `2026-10-0${n + 1}` }));
  for (const post of posts) room.contents.set(nameOf(post), { what: "summary", summary: summaryOf() });
  const [before, posted] = [slack.calls("conversations.history").length, slack.calls("chat.postMessage").length];
  const deliveries = await Promise.all(posts.map((post) => room.send(post, { triedSince: sinceNow() })));
  expect(deliveries.filter(({ kind }) => kind === "sent")).toHaveLength(3);
  expect(slack.calls("conversations.history")).toHaveLength(before + 3);
  expect(slack.calls("chat.postMessage")).toHaveLength(posted + 3);
  const later = deliveries.flatMap((one) => (one.kind === "unknown" && "afterMs" in one ? [one.afterMs ?? 0] : []));
  expect(later).toHaveLength(6);
  for (const n of [1, 2, 3, 4, 5]) expect(later[n]! - later[n - 1]!).toBeGreaterThanOrEqual(900);
});

test("a limit is kept to for as long as Slack says, without asking it again", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail({ kind: "limited", retryAfter: 30, method: "chat.postMessage", times: 1 });
  expect(await room.send(CARD)).toEqual({ kind: "not-now", reason: "rate", afterMs: 30_000 });
  const before = slack.calls().length;
  const again = await room.send(CARD);
  expect(again).toMatchObject({ kind: "not-now", reason: "rate" });
  expect(again.kind === "not-now" && again.afterMs).toBeGreaterThan(20_000);
  expect(slack.calls()).toHaveLength(before);
});

test("a limit at a try that follows a lost one does not hide that it may have arrived", async () => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail({ kind: "limited", retryAfter: 1, times: 1 });
  const answer = await room.send(CARD, { triedSince: sinceNow() });
  expect(answer).toEqual({ kind: "unknown", reason: "limited", afterMs: 1_000 });
  await slack.fail({ kind: "down" });
  expect(await room.send(CARD, { triedSince: sinceNow() })).toMatchObject({ kind: "unknown" });
});

test.each([
  "token_revoked",
  "token_expired",
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "org_login_required",
  "missing_scope",
  "is_archived",
  "channel_not_found",
  "not_in_channel",
  "restricted_action",
])("%s shuts the desk out until a call succeeds again", async (error) => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  expect(room.channel.trouble()).toBeUndefined();
  await slack.fail({ kind: "refused", error, method: "chat.postMessage" });
  expect(await room.send(CARD)).toEqual({ kind: "shut-out", code: error });
  const { since } = room.channel.trouble()!;
  await room.send(CARD);
  expect(room.channel.trouble()).toEqual({ code: error, since });
  expect(room.lines).toContainEqual(expect.objectContaining({ level: "warn", method: "chat.postMessage", error }));
  await slack.heal();
  expect(await room.send(CARD)).toMatchObject({ kind: "sent" });
  expect(room.channel.trouble()).toBeUndefined();
});

test("a channel that is not the desk's and refuses it is no trouble of the desk", async () => {
  const to = peerOf.place({ channel: slack.otherChannel, thread: undefined });
  await slack.fail({ kind: "refused", error: "not_in_channel", method: "chat.postMessage", times: 1 });
  expect(await room.send(found(), { to })).toEqual({ kind: "refused", status: 400 });
  expect(room.channel.trouble()).toBeUndefined();
});

test("who shares an answer where the app is not is told what to do", async () => {
  const before = (await written(slack.users.satou)).length;
  const to = peerOf.place({ channel: slack.otherChannel, thread: undefined });
  await slack.fail({ kind: "refused", error: "not_in_channel", method: "chat.postMessage", times: 1 });
  const shared = { ...found(), sharedBy: `slack:${slack.users.satou}` };
  expect(await room.send(shared, { to })).toMatchObject({ kind: "sent", posted: [] });
  const told = await written(slack.users.satou);
  expect(told.length).toBe(before + 1);
  expect(told.map(({ text }) => text)).toContainEqual(expect.stringContaining("招待してから"));
});

test.each([
  ["is down", { kind: "down" }, { kind: "not-now", reason: "unreachable" }],
  ["breaks the line", { kind: "swallowed", by: "cut" }, { kind: "unknown", reason: "network" }],
  ["is silent", { kind: "swallowed", by: "silence" }, { kind: "unknown", reason: "timeout" }],
  ["fails", { kind: "status", status: 503 }, { kind: "unknown", reason: "server" }],
  ["fails by its own word", { kind: "refused", error: "internal_error" }, { kind: "unknown", reason: "server" }],
  ["is somebody else", { kind: "nonsense" }, { kind: "unknown", reason: "server" }],
  ["refuses what is asked", { kind: "refused", error: "too_many_attachments" }, { kind: "refused", status: 400 }],
] as const)("where Slack %s, and is well again, the card stands there once", async (_, fault, delivery) => {
  room.contents.set(nameOf(CARD), { what: "card", card: cardOf(opened()) });
  await slack.fail(fault);
  expect(await room.send(CARD)).toEqual(delivery);
  await slack.heal();
  expect(await room.send(CARD, { triedSince: sinceNow() })).toMatchObject({ kind: "sent" });
  expect(await read()).toHaveLength(1);
});

test("blocks that Slack finds fault with are shown as text, with what they say", async () => {
  const ts = await carded();
  room.contents.set(nameOf(LINE), answerContent());
  await slack.fail({ kind: "refused", error: "msg_blocks_too_long", method: "chat.postMessage", times: 1 });
  expect(await room.send(LINE)).toMatchObject({ kind: "sent" });
  const [line] = await thread(ts);
  expect(line?.text).toContain("はい、使えます。");
  expect(line?.blocks ?? []).toEqual([]);
  expect(room.lines).toContainEqual(expect.objectContaining({ level: "error", error: "msg_blocks_too_long" }));
});

test("a page is published for whom it is", async () => {
  const post = { what: "home", staff: `slack:${slack.users.satou}`, isMember: true } as const;
  room.contents.set(nameOf(post), { what: "home", home: homeOf() });
  expect(await room.send(post)).toMatchObject({ kind: "sent" });
  expect(slack.views("satou")).toMatchObject([{ type: "home" }]);
  expect(slack.views("suzuki")).toEqual([]);
});

const whisperTo = (staff: string, place: { channel: string; thread: string | undefined } | undefined): Post => {
  const post: Post = { what: "whisper", staff: `slack:${staff}`, place, say: { kind: "not-member" } };
  room.contents.set(nameOf(post), { what: "whisper", say: post.say, staffName: undefined });
  return post;
};
const written = async (user: string) => {
  const { channels = [] } = await slack.client("satou").conversations.list({ types: "im" });
  const direct = channels.find((one) => one.user === slack.botUserId || one.user === user);
  return direct === undefined ? [] : ((await staffOf("satou").history({ channel: direct.id! })).messages ?? []);
};
const staffOf = (name: "satou") => slack.client(name).conversations;

test("a whisper is seen where its person is, by nobody else", async () => {
  expect(await room.send(whisperTo(slack.users.satou, { channel: slack.channel, thread: undefined }))).toMatchObject({
    kind: "sent",
  });
  expect(slack.whispers("satou")).toHaveLength(1);
  expect(slack.whispers("suzuki")).toEqual([]);
  expect(await read()).toEqual([]);
});

test.each([
  ["where the app is not", "not_in_channel"],
  ["nowhere", undefined],
])("a whisper to somebody who is %s is written to them directly", async (_, error) => {
  const before = (await written(slack.users.satou)).length;
  if (error !== undefined) await slack.fail({ kind: "refused", error, method: "chat.postEphemeral" });
  const place = error === undefined ? undefined : { channel: slack.otherChannel, thread: undefined };
  expect(await room.send(whisperTo(slack.users.satou, place))).toMatchObject({ kind: "sent" });
  expect((await written(slack.users.satou)).length).toBe(before + 1);
});

test("a whisper that may have been heard is not repeated, one that cannot have been is", async () => {
  const post = whisperTo(slack.users.tanaka, { channel: slack.channel, thread: undefined });
  await slack.fail({ kind: "lost", by: "cut", method: "chat.postEphemeral", times: 1 });
  expect(await room.send(post)).toEqual({ kind: "sent", posted: [], removed: [] });
  expect(await room.send(post, { triedSince: sinceNow() })).toMatchObject({ kind: "sent" });
  expect(slack.whispers("tanaka")).toHaveLength(1);
  await slack.fail({ kind: "down" });
  expect(await room.send(post)).toEqual({ kind: "not-now", reason: "unreachable" });
});

test("each call is one line with its method, what came of it and how long it took", async () => {
  await carded();
  const line = { method: "chat.postMessage", ms: expect.any(Number), message: "Slack answered" };
  expect(room.lines).toEqual([{ level: "info", ...line }]);
});
