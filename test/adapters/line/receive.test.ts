import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { incoming, receivedEvents } from "../../../adapters/line/receive.ts";
import { lineSchema, needLineSchema } from "../../fixtures/line-schema.ts";

const EVENTS = join(import.meta.dirname, "../../fixtures/line-events");
const NAMES = readdirSync(EVENTS).map((file) => file.replace(/\.json$/u, ""));
const body = (name: string) => JSON.parse(readFileSync(join(EVENTS, `${name}.json`), "utf8"));
const received = (name: string) => receivedEvents(body(name));
const read = (name: string) => received(name).map(incoming);

const PERSON = "U4af498062901a2b3c4d5e6f708192a3b";
const GROUP = "C02ab13cd24ef35ab46cd57ef68ab79cd";
const plain = { kind: "unreadable", fileName: "", bytes: undefined, isFetchable: false };

test("each fixture is as LINE describes its webhook, but for edits, which the description does not know yet", (here) => {
  needLineSchema(here);
  const schema = lineSchema("webhook");
  const faulty = NAMES.filter((name) => schema.faults("CallbackRequest", body(name)).length > 0);
  expect(faulty).toEqual(["message-edited"]);
});

test("the description finds a fault where there is one", (here) => {
  needLineSchema(here);
  const [event] = body("text").events;
  delete event.message.quoteToken;
  expect(lineSchema("webhook").faults("Event", event)).not.toEqual([]);
});

test("a connection check has no events", () => {
  expect(received("connection-check")).toEqual([]);
});

test("a body that is none has no events", () => {
  for (const odd of [undefined, null, 7, "events", [], {}, { events: {} }, { events: null }]) {
    expect(receivedEvents(odd)).toEqual([]);
  }
});

test("an event is kept with its key, whom it is from, its time and its token", () => {
  expect(received("text")).toEqual([
    {
      eventId: "01JD8Z5T3K0000000000000001",
      peer: `user:${PERSON}`,
      raw: JSON.stringify(body("text").events[0]),
      occurredAt: 1_795_251_601_000,
      replyToken: "0000000000000000000000abcdef0001",
    },
  ]);
});

test.each([
  ["text", `user:${PERSON}`],
  ["text-group", `group:${GROUP}`],
  ["text-group-mentions", `group:${GROUP}`],
  ["text-room", "room:R11aa22bb33cc44dd55ee66ff77889900"],
  ["account-link-failed", ""],
])("%s comes from %s", (name, peer) => {
  expect(received(name).map((event) => event.peer)).toEqual([peer]);
});

test("events of several people keep their order", () => {
  expect(received("several").map(({ peer }) => peer)).toEqual([`user:${PERSON}`, `group:${GROUP}`, `user:${PERSON}`]);
});

test.each(["unsend", "standby-text", "account-link-failed", "leave"])("%s brings no token", (name) => {
  expect(received(name)[0]?.replyToken).toBeUndefined();
});

test("an event without a key gets one that is the same at its redelivery and no other event's", () => {
  const [first, other] = body("several").events;
  for (const event of [first, other]) delete event.webhookEventId;
  const again = { ...first, deliveryContext: { isRedelivery: true } };
  const [a, b, c] = receivedEvents({ events: [first, again, other] }).map(({ eventId }) => eventId);
  expect(a).toMatch(/^hash-[0-9a-f]{48}$/u);
  expect(b).toBe(a);
  expect(c).not.toBe(a);
});

test("events that are none are received all the same, each with a key, from nobody", () => {
  const odd = [null, 5, "x", [], {}, { source: 1, timestamp: "x" }, { source: { type: "user" }, timestamp: -1 }];
  const events = receivedEvents({ events: odd });
  expect(events.map(({ peer, occurredAt, replyToken }) => [peer, occurredAt, replyToken])).toEqual(
    odd.map(() => ["", 0, undefined]),
  );
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(odd.length);
  expect(events.map(({ raw }) => JSON.parse(raw))).toEqual(odd);
});

test.each(["0".repeat(32), "f".repeat(32)])("the token %s is of an event that LINE's console made up", (replyToken) => {
  const events = body("text").events.map((event: object) => ({ ...event, replyToken }));
  expect(receivedEvents({ events })).toMatchObject([{ peer: "", replyToken: undefined }]);
});

test.each([
  { peer: "constructor", source: { type: "constructor", userId: PERSON } },
  { peer: "an id with a blank", source: { type: "user", userId: "U 1" } },
  { peer: "an id that is a number", source: { type: "group", groupId: 7 } },
])("$peer is nobody", ({ source }) => {
  expect(receivedEvents({ events: [{ source }] })[0]?.peer).toBe("");
});

test.each([
  [
    "text",
    {
      kind: "text",
      message: "530000000000000001",
      text: "市民活動の補助金について教えてください。",
      isMentioned: false,
    },
  ],
  ["text-emoji", { kind: "text", text: "協働とは(hello)何ですか👨‍👩‍👧", isMentioned: false }],
  ["text-group", { kind: "text", text: "今日は何時に集まりますか", isMentioned: false }],
  ["text-group-mention", { kind: "text", text: "補助金はありますか", isMentioned: true }],
  ["text-group-mentions", { kind: "text", text: "@はな さんに代わって  に聞きます。@All", isMentioned: true }],
  ["sticker", { ...plain, what: "sticker", fileName: "thanks happy" }],
  ["sticker-with-text", { ...plain, what: "sticker", fileName: "ありがとうございます" }],
  ["image", { ...plain, what: "image", isFetchable: true }],
  ["image-external", { ...plain, what: "image" }],
  ["video", { ...plain, what: "video", isFetchable: true }],
  ["audio", { ...plain, what: "audio", isFetchable: true }],
  ["file", { ...plain, what: "file", fileName: "申請書（案）.pdf", bytes: 213_842, isFetchable: true }],
  ["location", { ...plain, what: "location", fileName: "市役所前 東京都架空市本町1-1" }],
  ["location-bare", { ...plain, what: "location" }],
  ["unsend", { kind: "unsend", message: "530000000000000002" }],
  ["message-edited", { kind: "edit", text: "補助金はいくらですか" }],
])("%s says what it says", (name, expected) => {
  expect(read(name)).toMatchObject([expected]);
});

test.each([
  [
    "postback",
    { kind: "press", press: { act: "go-on", what: "more", message: "5b0e7a52-8f0c-4d4e-9d53-6f8a1c2b3d4e" } },
  ],
  ["postback-foreign", { kind: "press", press: undefined }],
  ["postback-rich-menu", { kind: "unknown", name: "richmenuswitch" }],
  ["follow", { kind: "follow" }],
  ["follow-again", { kind: "follow" }],
  ["unfollow", { kind: "unfollow" }],
  ["join", { kind: "join" }],
  ["leave", { kind: "leave" }],
  ["standby-text", { kind: "standby" }],
  ["standby-postback", { kind: "standby" }],
  ["standby-unsend", { kind: "unsend", message: "530000000000000003" }],
  ["member-joined", { kind: "unknown", name: "memberJoined" }],
  ["member-left", { kind: "unknown", name: "memberLeft" }],
  ["video-play-complete", { kind: "unknown", name: "videoPlayComplete" }],
  ["beacon", { kind: "unknown", name: "beacon" }],
  ["account-link-failed", { kind: "unknown", name: "accountLink" }],
  ["membership", { kind: "unknown", name: "membership" }],
  ["module", { kind: "unknown", name: "module" }],
  ["activated", { kind: "unknown", name: "activated" }],
  ["deactivated", { kind: "unknown", name: "deactivated" }],
  ["bot-suspended", { kind: "unknown", name: "botSuspended" }],
  ["bot-resumed", { kind: "unknown", name: "botResumed" }],
  ["delivery", { kind: "unknown", name: "delivery" }],
])("%s is passed on as what it is", (name, expected) => {
  expect(read(name)).toEqual([expected]);
});

test("every kind of event in the fixtures is read", () => {
  for (const name of NAMES) expect(() => read(name)).not.toThrow();
});

const one = (event: unknown) => incoming({ raw: JSON.stringify(event) });

test("a kind that LINE adds tomorrow is passed over under a name that is safe for a log", () => {
  expect(one({ type: `wink\n${PERSON} <b>${"x".repeat(60)}` })).toEqual({
    kind: "unknown",
    name: `wink${PERSON}b${"x".repeat(60)}`.slice(0, 40),
  });
  expect(one({})).toEqual({ kind: "unknown", name: "" });
  expect(one({ type: "message", message: { type: "hologram", id: "1" } })).toEqual({
    ...plain,
    message: "1",
    what: "other",
  });
});

test.each([
  ["no JSON", "市民の言葉"],
  ["no object", "5"],
  ["null", "null"],
  ["a message of nothing", '{"type":"message"}'],
  ["a text without text", '{"type":"message","message":{"type":"text","id":"1"}}'],
  ["a text without id", '{"type":"message","message":{"type":"text","text":"市民の言葉"}}'],
  ["an unsend of nothing", '{"type":"unsend"}'],
  ["an edit without text", '{"type":"messageEdited","message":{"type":"text","id":"1"}}'],
])("%s is poison, and its error quotes nobody", (_, raw) => {
  expect(() => incoming({ raw })).toThrow(/^A LINE [a-zJSON ]+$/u);
});

test("each mention of the desk is left out, in whatever order they are told", () => {
  const own = (index: number) => ({ type: "user", isSelf: true, index, length: 5 });
  const message = {
    type: "text",
    id: "1",
    text: "@desk 協働と @desk 補助金",
    mention: { mentionees: [own(0), own(10)] },
  };
  expect(one({ type: "message", message })).toMatchObject({ text: "協働と  補助金" });
});

test("a NUL, which a database may refuse, is left out", () => {
  const message = { type: "text", id: "1", text: "協\0働" };
  expect(one({ type: "message", message })).toMatchObject({ text: "協働" });
});

test.each([
  { why: "outside the text", index: 90, length: 3, expected: "@desk 質問" },
  { why: "without numbers", index: "0", length: null, expected: "@desk 質問" },
  { why: "longer than the text", index: 5, length: 99, expected: "@desk" },
])("a mention $why does no harm", ({ index, length, expected }) => {
  const mention = { mentionees: [{ type: "user", isSelf: true, index, length }, null, 5] };
  const message = { type: "text", id: "1", text: "@desk 質問", mention };
  expect(one({ type: "message", message })).toMatchObject({ text: expected, isMentioned: true });
});
