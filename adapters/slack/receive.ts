/**
 * Slack's events → ours. Pure, and in two steps: first whose it is and whether it is a repetition, and later, when its
 * turn comes, what it says.
 *
 * Only what the second step reads is kept of an event: an edit of our own card brings the card, with a resident's words
 * in it, which must not lie in the inbox.
 * An event that comes hours late is worked like any other, for it may be the only copy.
 */

import { peerOf, type StaffIncoming } from "../../src/ports/staff.ts";
import type { Peer, Place, ReceivedEvent, Silence } from "../../src/records.ts";
import { plain } from "./blocks/mrkdwn.ts";
import { callsOthers, isRobot, mentions, type Own, withoutMention } from "./requests/author.ts";
import {
  type Fields,
  fieldsOf,
  hash,
  idIn,
  isDirect,
  millis,
  needed,
  personOf,
  staffId,
  text,
} from "./requests/fields.ts";
import { pressIncoming } from "./requests/interactions.ts";

/** @param body - of the Events API, parsed, its signature checked */
export function receivedEvent(body: unknown, own: Own): ReceivedEvent {
  const envelope = fieldsOf(body);
  const event = fieldsOf(envelope.event);
  const first = fieldsOf(Array.isArray(envelope.authorizations) ? envelope.authorizations[0] : undefined);
  const known: Own = { user: own.user ?? idIn(first.user_id), bot: own.bot };
  const kept = { type: "event_callback", app: idIn(envelope.api_app_id), own: known, event: keptEvent(event, known) };
  const { event_time: seconds } = envelope;
  return {
    eventId: idIn(envelope.event_id) ?? hash([event.type, event.subtype, event.channel, event.user, momentOf(event)]),
    peer: peerOfEvent(event),
    raw: JSON.stringify(kept),
    occurredAt: millis(event.event_ts) || (Number.isSafeInteger(seconds) ? Number(seconds) * 1000 : millis(event.ts)),
    replyToken: undefined,
  };
}

const momentOf = (event: Fields) => event.event_ts ?? event.ts ?? event.deleted_ts;

/** Fields of an event and of the messages in it that are read; words only of people. */
const KEPT = [
  "type",
  "subtype",
  "user",
  "bot_id",
  "app_id",
  "channel",
  "channel_type",
  "ts",
  "thread_ts",
  "deleted_ts",
  "hidden",
  "tab",
] as const;

function keptEvent(event: Fields, own: Own): Fields {
  const messages = (["message", "previous_message"] as const)
    .filter((name) => event[name] !== undefined)
    .map((name) => [name, keptEvent(fieldsOf(event[name]), own)]);
  const words = isRobot(event, own) ? [] : [["text", event.text]];
  return Object.fromEntries([...KEPT.map((name) => [name, event[name]]), ...words, ...messages]);
}

/** With whom the talk is of which an event is part. */
function peerOfEvent(event: Fields): Peer {
  const type = text(event.type);
  if (type === "app_mention") return peerOf.place(placeOfMessage(event, { isMention: true }));
  if (type === "app_home_opened") return personOf(idIn(event.user) ?? "");
  if (type !== "message" || idIn(event.channel) === undefined) return "" as Peer;
  const message = event.message ?? event.previous_message;
  return peerOf.place(placeOfMessage({ ...event, ...(message === undefined ? {} : { thread_ts: threadIn(message) }) }));
}

const threadIn = (message: unknown) => fieldsOf(message).thread_ts;
/** The answer to a mention in a channel opens a thread under it. */
function placeOfMessage(event: Fields, { isMention = false } = {}): Place {
  const opens = isMention && !isDirect(event) ? idIn(event.ts) : undefined;
  return { channel: idIn(event.channel) ?? "", thread: idIn(event.thread_ts) ?? opens };
}

/**
 * Reads one event or press.
 *
 * @throws Error for what is no event at all or a message without what it needs
 */
export function incoming({ raw }: Pick<ReceivedEvent, "raw">): StaffIncoming {
  const kept = parsed(raw);
  if (kept.type === "block_actions") return pressIncoming(kept);
  if (kept.type !== "event_callback") return unknown(text(kept.type));
  const event = fieldsOf(kept.event);
  const own = fieldsOf(kept.own);
  const author = { app: idIn(kept.app), user: idIn(own.user), bot: idIn(own.bot) };
  switch (event.type) {
    case "app_mention":
      return robotOf(event, author) ?? said(event, author, { isMention: true });
    case "message":
      return message(event, author);
    case "app_home_opened":
      // The tab beside it is the talk with the desk: what is said there comes as a message.
      return event.tab === "home" ? { kind: "home-opened", by: staffId(needed(event.user, "user")) } : silent("done");
    default:
      return unknown(text(event.type));
  }
}

interface Author extends Own {
  readonly app: string | undefined;
}

function message(event: Fields, own: Author): StaffIncoming {
  switch (event.subtype) {
    case "message_changed":
      return changed(event, own);
    case "message_deleted":
      return gone(event, needed(event.deleted_ts, "id of what was deleted"), own);
    case undefined:
    // Also shown in the channel; said in the thread all the same.
    case "thread_broadcast":
    case "file_share":
    case "me_message":
      return robotOf(event, own) ?? typed(event, own);
    case "bot_message":
      return robotOf(event, own) ?? silent("other-bot");
    default:
      return robotOf(event, own) ?? unknown(`message.${text(event.subtype)}`);
  }
}

function typed(event: Fields, own: Author): StaffIncoming {
  // A mention comes twice, as a message and as what it is.
  if (!isDirect(event) && mentions(text(event.text), own)) return silent("done");
  return said(event, own, { isMention: false });
}

function said(event: Fields, own: Author, { isMention }: { readonly isMention: boolean }): StaffIncoming {
  if (typeof event.text !== "string") throw new Error("A Slack message has no text");
  return {
    kind: "said",
    by: staffId(needed(event.user, "author")),
    place: placeOfMessage({ ...event, channel: needed(event.channel, "channel") }, { isMention }),
    message: needed(event.ts, "id"),
    text: plain(withoutMention(text(event.text), own, isMention)).trim(),
    isMention,
    callsOthers: callsOthers(text(event.text), own),
    isDirect: isDirect(event),
  };
}

/** Undefined where a person wrote it. */
function robotOf(event: Fields, own: Author): StaffIncoming | undefined {
  const isOwn =
    (own.user !== undefined && event.user === own.user) ||
    (own.bot !== undefined && event.bot_id === own.bot) ||
    (own.app !== undefined && event.app_id === own.app && text(event.bot_id) !== "");
  if (isOwn) return silent("own");
  return isRobot(event, own) ? silent("other-bot") : undefined;
}

/** An edit, a preview that Slack put under a link, or an echo of our own change. */
function changed(event: Fields, own: Author): StaffIncoming {
  const now = fieldsOf(event.message);
  const before = fieldsOf(event.previous_message);
  const id = needed(now.ts ?? before.ts, "id of what was changed");
  // What had replies leaves a stone behind when it is deleted, laid by Slack itself.
  if (now.subtype === "tombstone") return gone(event, id, own);
  const robot = robotOf(now, own);
  if (robot !== undefined) return robot;
  if (text(now.text) === text(before.text)) return silent("done");
  return { kind: "changed", channel: needed(event.channel, "channel"), message: id, isDeleted: false };
}

function gone(event: Fields, id: string, own: Author): StaffIncoming {
  const robot = robotOf(fieldsOf(event.previous_message), own);
  return robot ?? { kind: "changed", channel: needed(event.channel, "channel"), message: id, isDeleted: true };
}

const silent = (why: Silence): StaffIncoming => ({ kind: "silent", why });
const unknown = (name: string): StaffIncoming => ({
  kind: "unknown",
  name: name.replace(/[^\w.-]/gu, "").slice(0, 40),
});

function parsed(raw: string): Fields {
  const event = json(raw);
  if (typeof event !== "object" || event === null) throw new Error("A Slack event is no JSON object");
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
