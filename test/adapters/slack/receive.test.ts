import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { incoming, receivedEvent } from "../../../adapters/slack/receive.ts";

const EVENTS = join(import.meta.dirname, "../../fixtures/slack-events");
const NAMES = readdirSync(EVENTS).map((file) => file.replace(/\.json$/u, ""));
const body = (name: string) => JSON.parse(readFileSync(join(EVENTS, `${name}.json`), "utf8"));

const BOT = { user: "U0MADOGUCHI", bot: "B0MADOGUCHI" };
const NOBODY = { user: undefined, bot: undefined };
const received = (name: string, own: typeof BOT | typeof NOBODY = BOT) => receivedEvent(body(name), own);
const read = (name: string, own: typeof BOT | typeof NOBODY = BOT) => incoming(received(name, own));

const TS = "1795251601.000100";
const PARENT = "1795251000.000100";
const RESIDENT = "住民のことば";
const said = {
  ...{ kind: "said", by: "slack:U0SATOU", message: TS, text: "協働とは何ですか" },
  ...{ isMention: false, callsOthers: false, isDirect: false },
  place: { channel: "C0DESK", thread: undefined },
};

test("an event is kept with its key, with whom it is, and its time to the millisecond", () => {
  expect(received("app-mention")).toMatchObject({
    eventId: body("app-mention").event_id,
    peer: `place:C0DESK:${TS}`,
    occurredAt: 1_795_251_601_000,
    replyToken: undefined,
  });
});

test("an event without a time of its own has that of its envelope, or none", () => {
  const { event, ...envelope } = body("message-in-channel");
  const timeless = { ...event, event_ts: undefined };
  expect(receivedEvent({ ...envelope, event: timeless }, BOT).occurredAt).toBe(1_795_251_601_000);
  const odd = { ...envelope, event_time: "soon", event: { ...timeless, ts: "yesterday" } };
  expect(receivedEvent(odd, BOT).occurredAt).toBe(0);
});

test("an event without an id has the same made-up one at each delivery, and another than its neighbours", () => {
  const keyOf = (name: string) => receivedEvent({ ...body(name), event_id: undefined }, BOT).eventId;
  expect(keyOf("message-in-channel")).toBe(keyOf("message-in-channel"));
  expect(keyOf("message-in-channel")).toMatch(/^hash-[0-9a-f]{48}$/u);
  expect(new Set(["message-in-channel", "changed", "deleted", "reaction"].map(keyOf)).size).toBe(4);
});

test.each([
  ["app-mention", `place:C0DESK:${TS}`],
  ["app-mention-in-thread", `place:C0DESK:${PARENT}`],
  ["message-in-channel", "place:C0DESK:"],
  ["message-in-thread", `place:C0DESK:${PARENT}`],
  ["thread-broadcast", `place:C0DESK:${PARENT}`],
  ["message-direct", "place:D0SATOU:"],
  ["message-direct-in-thread", `place:D0SATOU:${PARENT}`],
  ["changed", `place:C0DESK:${PARENT}`],
  ["deleted", `place:C0DESK:${PARENT}`],
  ["deleted-unseen", "place:C0DESK:"],
  ["home-opened", "user:slack:U0SATOU"],
  ["home-messages", "user:slack:U0SATOU"],
  ["unknown-type", ""],
  ["reaction", ""],
])("%s is of the talk %s", (name, peer) => expect(received(name).peer).toBe(peer));

test.each<[string, object]>([
  ["app-mention", { text: "小平市の協働とは & 何ですか", isMention: true, place: { channel: "C0DESK", thread: TS } }],
  ["app-mention-in-thread", { text: "日野は？", isMention: true, place: { channel: "C0DESK", thread: PARENT } }],
  ["message-in-channel", {}],
  ["message-in-private-channel", { place: { channel: "G0DESK", thread: undefined } }],
  ["message-in-group-talk", { place: { channel: "C0MPIM", thread: undefined } }],
  ["message-in-thread", { text: "至急 です", callsOthers: false, place: { channel: "C0DESK", thread: PARENT } }],
  [
    "mention-of-somebody",
    { text: expect.stringContaining("お願いします"), callsOthers: true, place: { channel: "C0DESK", thread: PARENT } },
  ],
  ["message-direct", { isDirect: true, place: { channel: "D0SATOU", thread: undefined } }],
  ["message-direct-in-thread", { isDirect: true, place: { channel: "D0SATOU", thread: PARENT } }],
  ["message-direct-emulated", { isDirect: true, place: { channel: "D0SATOU", thread: undefined } }],
  ["thread-broadcast", { place: { channel: "C0DESK", thread: PARENT } }],
  ["file-share-in-thread", { text: "", place: { channel: "C0DESK", thread: PARENT } }],
  ["file-share-direct", { text: "これは何ですか", isDirect: true, place: { channel: "D0SATOU", thread: undefined } }],
  ["me-message", { text: "確認中" }],
])("%s is said by one of the staff", (name, expected) => expect(read(name)).toEqual({ ...said, ...expected }));

const changed = { kind: "changed", channel: "C0DESK", message: TS };
test.each<[string, object]>([
  ["changed", { ...changed, isDeleted: false }],
  ["deleted", { ...changed, isDeleted: true }],
  ["deleted-unseen", { ...changed, isDeleted: true }],
  ["changed-to-tombstone", { ...changed, isDeleted: true }],
  ["changed-preview", { kind: "silent", why: "done" }],
  ["mention-copy", { kind: "silent", why: "done" }],
  ["mention-copy-in-thread", { kind: "silent", why: "done" }],
  ["changed-own-card", { kind: "silent", why: "own" }],
  ["changed-own-card-emulated", { kind: "silent", why: "own" }],
  ["changed-own-to-tombstone", { kind: "silent", why: "own" }],
  ["deleted-own-card", { kind: "silent", why: "own" }],
  ["own-message", { kind: "silent", why: "own" }],
  ["own-message-emulated", { kind: "silent", why: "own" }],
  ["own-bot-message", { kind: "silent", why: "own" }],
  ["own-channel-join", { kind: "silent", why: "own" }],
  ["app-mention-by-bot", { kind: "silent", why: "other-bot" }],
  ["changed-by-other-bot", { kind: "silent", why: "other-bot" }],
  ["other-bot", { kind: "silent", why: "other-bot" }],
  ["other-bot-message", { kind: "silent", why: "other-bot" }],
  ["slackbot", { kind: "silent", why: "other-bot" }],
  ["home-opened", { kind: "home-opened", by: "slack:U0SATOU" }],
  ["home-messages", { kind: "silent", why: "done" }],
  ["channel-join", { kind: "unknown", name: "message.channel_join" }],
  ["channel-topic", { kind: "unknown", name: "message.channel_topic" }],
  ["unknown-subtype", { kind: "unknown", name: "message.hologramscript" }],
  ["reaction", { kind: "unknown", name: "reaction_added" }],
  ["unknown-type", { kind: "unknown", name: "telepathy_received" }],
])("%s is read as what it is", (name, expected) => expect(read(name)).toEqual(expected));

test("each fixture is read, and nothing that the desk posted lies in what is kept of it", () => {
  for (const name of NAMES) {
    expect(() => read(name)).not.toThrow();
    expect(received(name).raw).not.toContain(RESIDENT);
  }
});

test("before anybody knows who the desk is, the envelope tells; without that, a mention loses the first who is named", () => {
  expect(read("mention-copy", NOBODY)).toEqual({ kind: "silent", why: "done" });
  expect(read("own-message", NOBODY)).toEqual({ kind: "silent", why: "own" });
  const bare = { ...body("app-mention"), authorizations: undefined };
  expect(incoming(receivedEvent(bare, NOBODY))).toMatchObject({ text: "小平市の協働とは & 何ですか" });
});

test.each([
  ["no JSON", "{", "A Slack event is no JSON object"],
  ["no object", "7", "A Slack event is no JSON object"],
  ["a message of nobody", eventOf({ type: "message", channel: "C0", ts: TS, text: RESIDENT }), "no author"],
  ["a message without an id", eventOf({ type: "message", channel: "C0", user: "U0", text: RESIDENT }), "no id"],
  ["a message nowhere", eventOf({ type: "message", ts: TS, user: "U0", text: RESIDENT }), "no channel"],
  ["a message without text", eventOf({ type: "message", channel: "C0", ts: TS, user: "U0" }), "has no text"],
  ["a page of nobody", eventOf({ type: "app_home_opened", tab: "home" }), "no user"],
])("%s is a poison event, told without its words", (_, raw, message) => {
  const act = () => incoming({ raw });
  expect(act).toThrow(message);
  expect(act).not.toThrow(RESIDENT);
});

function eventOf(event: object): string {
  return JSON.stringify({ type: "event_callback", own: {}, event });
}
