/**
 * LINE's numbers and how it counts, each with its source.
 *
 * "Reference" is the Messaging API reference (developers.line.biz); what its OpenAPI file says too is marked
 * `messaging-api.yml`. A call over any of them is refused as a whole, so whatever leaves here has to keep them all.
 */

import type { TokenLife } from "../../src/ports/channel.ts";

/** Messages of one reply or push. Source: messaging-api.yml, `PushMessageRequest.messages`. */
export const MESSAGES_PER_CALL = 5;

/** UTF-16 code units of one text message. Source: reference, "Text message" and "Character counting in a text". */
export const TEXT_UNITS = 5_000;

/** Quick replies of one message. Source: messaging-api.yml, `QuickReply.items`. */
export const QUICK_REPLIES = 13;

/** UTF-8 bytes of JSON of one bubble; LINE says 30 KB and not which, so the smaller. Source: reference, "Bubble". */
export const BUBBLE_BYTES = 30_000;

/** UTF-8 bytes of JSON of one carousel; 50 KB, see {@link BUBBLE_BYTES}. Source: reference, "Carousel". */
export const CAROUSEL_BYTES = 50_000;

/** Bubbles of one carousel. Source: reference, "Carousel". */
export const CAROUSEL_BUBBLES = 12;

/**
 * UTF-16 code units of the text that stands for a Flex message in notifications, on old clients and for those who hear
 * the screen. The reference says 1,500; older copies of it say 400, a limit that LINE raised: it reads best uncut.
 */
export const ALT_TEXT_UNITS = 1_500;

/** Grapheme clusters of the label of a button or quick reply. Source: reference, "Action objects", label. */
export const LABEL_GRAPHEMES = 20;

/** What appears as the resident's own words when a button is pressed. LINE counts graphemes, we units. Source: reference. */
export const DISPLAY_TEXT_UNITS = 300;

/** UTF-16 code units of a button's data. Source: messaging-api.yml, `PostbackAction.data`. */
export const POSTBACK_UNITS = 300;

/** UTF-16 code units of the words that a message button sends. Source: reference, "Message action". */
export const MESSAGE_ACTION_UNITS = 300;

/** UTF-16 code units of an address that is opened. Source: reference, "URI action". */
export const URI_UNITS = 1_000;

/** UTF-16 code units of the name of who speaks. Source: messaging-api.yml, `Sender.name`. */
export const SENDER_UNITS = 20;

/**
 * How long a reply token is used. LINE promises one minute after the latest delivery of the event and 20 minutes after
 * the event itself (reference, "Send reply message"); the margins are for the way there and for two clocks.
 */
export const TOKEN_LIFE: TokenLife = { afterReceiptMs: 50_000, afterEventMs: 19 * 60_000 };

/** Milliseconds for which LINE knows a retry key again. Source: reference, "Retry failed API requests". */
export const RETRY_KEY_LIFE_MS = 24 * 60 * 60 * 1_000;

/** Bytes of a photo or file that the desk takes: a phone's photo has 2 to 8 MB, LINE itself allows 10 MB an image. */
export const CONTENT_BYTES = 10 * 1_024 * 1_024;

/**
 * Bytes of one webhook request. LINE names no limit; its own for the other direction is 2 MB, and a request of that
 * size would hold 60 of the longest texts with every character escaped.
 */
export const WEBHOOK_BYTES = 2 * 1_024 * 1_024;

/** Milliseconds for a reply or push: several times what LINE takes in health, short enough for a second try in time. */
export const SEND_DEADLINE_MS = 10_000;
/** Milliseconds for the quota: people wait for it, and it can be left out. */
export const QUOTA_DEADLINE_MS = 5_000;
/** Milliseconds for the content of a message: {@link CONTENT_BYTES} over a slow line. */
export const CONTENT_DEADLINE_MS = 10_000;

const SEGMENTER = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Grapheme clusters of a text: what a reader takes for one character, a family of emoji too. */
export function graphemes(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** Where the grapheme cluster begins that holds the code unit at `at`, which must be inside the text. */
export function graphemeStart(text: string, at: number): number {
  return SEGMENTER.segment(text).containing(at)?.index ?? 0;
}

/** Bytes of a value as it travels: JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
