/**
 * LINE's webhook → our events. Pure, and in two steps: first whose event it is and whether it is a repetition, which
 * must work for an event of any kind, and later, when its turn comes, what it says.
 *
 * LINE adds kinds and fields without notice: an unknown one is passed over, and only a message without what its kind
 * must have is an error. No error here holds what a resident wrote.
 */

import { createHash } from "node:crypto";
import type { webhook } from "@line/bot-sdk";
import type { Incoming } from "../../src/ports/channel.ts";
import type { Peer, ReceivedEvent } from "../../src/records.ts";
import { decoded } from "./press.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What can stand in a peer or a key: LINE's ids are letters and digits. */
const ID = /^[\w-]{1,64}$/u;
/** Tokens of the made-up events by which LINE's console has tried an address: nobody is there to be answered. */
const MADE_UP_TOKEN = /^(?:0{32}|f{32})$/u;

/**
 * The events of a webhook's body, in its order.
 *
 * @param body - parsed JSON, its signature checked; anything without events has none, such as LINE's connection check
 */
export function receivedEvents(body: unknown): ReceivedEvent[] {
  const events = fieldsOf(body).events;
  return Array.isArray(events) ? events.map(received) : [];
}

function received(event: unknown): ReceivedEvent {
  const fields = fieldsOf(event);
  const token = text(fields.replyToken);
  const isMadeUp = MADE_UP_TOKEN.test(token);
  const { timestamp } = fields;
  return {
    eventId: ID.test(text(fields.webhookEventId)) ? text(fields.webhookEventId) : keyOf(event),
    peer: isMadeUp ? ("" as Peer) : peerOf(fieldsOf(fields.source)),
    raw: JSON.stringify(event),
    occurredAt: Number.isSafeInteger(timestamp) && Number(timestamp) > 0 ? Number(timestamp) : 0,
    replyToken: token === "" || isMadeUp ? undefined : token,
  };
}

/** The same at each delivery: what tells a redelivery from the first is left out. */
function keyOf(event: unknown): string {
  const { deliveryContext: _, ...rest } = fieldsOf(event);
  const content = Object.keys(rest).length === 0 ? event : rest;
  return `hash-${createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 48)}`;
}

function peerOf(source: Fields): Peer {
  const ids: Readonly<Record<string, unknown>> = { user: source.userId, group: source.groupId, room: source.roomId };
  const type = text(source.type);
  const id = Object.hasOwn(ids, type) ? text(ids[type]) : "";
  return (ID.test(id) ? `${type}:${id}` : "") as Peer;
}

/**
 * Reads one event.
 *
 * @throws Error for what is no event at all or a message without what it needs
 */
export function incoming({ raw }: Pick<ReceivedEvent, "raw">): Incoming {
  const event = parsed(raw);
  const type = text(event.type) as webhook.Event["type"];
  const isStandby = event.mode === "standby";
  switch (type) {
    case "message":
      return isStandby ? { kind: "standby" } : message(fieldsOf(event.message));
    case "postback":
      return isStandby ? { kind: "standby" } : postback(fieldsOf(event.postback));
    case "follow":
    case "join":
      return { kind: isStandby ? "standby" : type };
    // Nothing is said to these, so they count while another program talks too.
    case "unfollow":
    case "leave":
      return { kind: type };
    case "unsend":
      return { kind: "unsend", message: needed(fieldsOf(event.unsend).messageId, "unsend event has no message id") };
    case "messageEdited":
      return edited(fieldsOf(event.message));
    case "memberJoined":
    case "memberLeft":
    case "videoPlayComplete":
    case "beacon":
    case "accountLink":
    case "membership":
    case "module":
    case "activated":
    case "deactivated":
    case "botSuspended":
    case "botResumed":
    case "delivery":
      return unknown(type);
    default:
      return unknown(type satisfies never);
  }
}

function message(content: Fields): Incoming {
  const id = needed(content.id, "message has no id");
  const type = text(content.type);
  if (type !== "text") return unreadable(content, id, type as Exclude<webhook.MessageContent["type"], "text">);
  return { kind: "text", message: id, ...withoutMention(content) };
}

function unreadable(content: Fields, id: string, what: Exclude<webhook.MessageContent["type"], "text">): Incoming {
  const plain = { kind: "unreadable", message: id, fileName: "", bytes: undefined, isFetchable: false } as const;
  switch (what) {
    case "image":
    case "video":
    case "audio":
      return { ...plain, what, isFetchable: fieldsOf(content.contentProvider).type === "line" };
    case "file":
      return { ...plain, what, fileName: text(content.fileName), bytes: size(content.fileSize), isFetchable: true };
    case "location":
      return { ...plain, what, fileName: [content.title, content.address].map(text).filter(Boolean).join(" ") };
    case "sticker":
      return { ...plain, what, fileName: text(content.text) || words(content.keywords) };
    default:
      what satisfies never;
      return { ...plain, what: "other" };
  }
}

/** Groups only, for now; an edit of something other than text has no words to take over. */
function edited(content: Fields): Incoming {
  if (content.type !== "text") return unknown("messageEdited");
  return { kind: "edit", message: needed(content.id, "edit has no message id"), text: withoutMention(content).text };
}

/** The text without the places at which it calls the desk itself; LINE counts them in UTF-16 code units. */
function withoutMention(content: Fields): { readonly text: string; readonly isMentioned: boolean } {
  if (typeof content.text !== "string") throw new Error("A LINE text message has no text");
  const { mentionees } = fieldsOf(content.mention);
  const own = (Array.isArray(mentionees) ? mentionees.map(fieldsOf) : []).filter(({ isSelf }) => isSelf === true);
  if (own.length === 0) return { text: text(content.text), isMentioned: false };
  const places = own.map(({ index, length }) => ({ start: size(index) ?? 0, units: size(length) ?? 0 }));
  const left = places
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, units }) => rest.slice(0, start) + rest.slice(start + units), content.text);
  return { text: text(left).trim(), isMentioned: true };
}

/** A tab of a rich menu tells that it was turned: nobody waits for an answer to that. */
function postback({ data, params }: Fields): Incoming {
  const press = decoded(text(data));
  const isTab = press === undefined && text(fieldsOf(params).newRichMenuAliasId) !== "";
  return isTab ? unknown("richmenuswitch") : { kind: "press", press };
}

const unknown = (name: string): Incoming => ({ kind: "unknown", name: name.replace(/[^\w-]/gu, "").slice(0, 40) });

function parsed(raw: string): Fields {
  const event = json(raw);
  if (typeof event !== "object" || event === null) throw new Error("A LINE event is no JSON object");
  return event as Fields;
}

/** The parser's own message would quote the text. */
function json(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function needed(value: unknown, without: string): string {
  if (text(value) === "") throw new Error(`A LINE ${without}`);
  return text(value);
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
/** Without NUL, which PostgreSQL cannot keep in a text. */
const text = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "") : "");
const size = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
const words = (value: unknown): string => (Array.isArray(value) ? value.map(text).filter(Boolean).join(" ") : "");
