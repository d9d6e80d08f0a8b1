/**
 * Puts messages into Slack: new, in the place of what stood there, and away.
 */

import type { KnownBlock } from "@slack/types";
import type { Place } from "../../../src/records.ts";
import { fallback, type SlackMessage, spoken } from "../blocks/blocks.ts";
import type { CallLog } from "./asking.ts";
import { isOfChannel } from "./delivery.ts";
import { type Mark, metadataOf } from "./look-back.ts";
import { CHANGING, POSTING } from "./pace.ts";
import { Ended, Refused, type Talk } from "./talk.ts";

export interface Posting {
  readonly message: SlackMessage;
  readonly place: Place;
  /** It is the desk's channel of today; one that the desk left, and may not enter, is gone. */
  readonly isOfDesk: boolean;
  readonly mark: Mark;
}

/** The blocks are at fault and not what they say. Source: reference, errors of chat.postMessage. */
const isOfBlocks = (error: string) =>
  ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text"].includes(error);
/** The message under which it was to hang is gone. Source: as above. */
const isOfThread = (error: string) =>
  ["thread_not_found", "message_not_found", "cannot_reply_to_message", "invalid_thread_ts"].includes(error);
/** It is not there any more, or not the app's to change. Source: reference, errors of chat.update. */
const isGone = (error: string) => ["message_not_found", "cant_update_message"].includes(error);
/** Nothing more can be taken away. Source: reference, errors of chat.delete and files.delete. */
const isAway = (error: string) =>
  ["message_not_found", "cant_delete_message", "file_not_found", "file_deleted", "cant_delete_file"].includes(error);

/** @returns the id of the message; undefined where what it was to hang under is gone. @throws Ended */
export async function post(talk: Talk, log: CallLog, posting: Posting): Promise<string | undefined> {
  const { message, place, isOfDesk, mark } = posting;
  const { channel, thread } = place;
  const isGoneHere = (error: string) => isOfThread(error) || (!isOfDesk && isOfChannel(error));
  const common = { channel, metadata: metadataOf(mark), unfurl_links: false, unfurl_media: false };
  const answer = await withBlocks(log, message, isGoneHere, (shown, passable) =>
    talk.tried(
      {
        method: "chat.postMessage",
        channel,
        pace: POSTING,
        ask: ({ chat }) =>
          chat.postMessage({ ...common, ...shown, ...(thread !== undefined && { thread_ts: thread }) }),
      },
      passable,
    ),
  );
  if (answer instanceof Refused) return undefined;
  if (answer.ts === undefined) throw new Ended({ kind: "unknown", reason: "server" });
  return answer.ts;
}

export interface Standing {
  readonly channel: string;
  readonly message: string;
}

export interface Changing {
  readonly at: Standing;
  /** It stands in the desk's channel of today; in one that the desk left, and may not enter, it is gone. */
  readonly isOfDesk: boolean;
  readonly message: SlackMessage;
  readonly mark: Mark;
}

/** @returns whether it stands there. @throws Ended */
export async function change(talk: Talk, log: CallLog, { at, isOfDesk, message, mark }: Changing): Promise<boolean> {
  const common = { channel: at.channel, ts: at.message, metadata: metadataOf(mark) };
  const isGoneHere = (error: string) => isGone(error) || (!isOfDesk && isOfChannel(error));
  const answer = await withBlocks(log, message, isGoneHere, (shown, passable) =>
    talk.tried(
      {
        method: "chat.update",
        channel: at.channel,
        pace: CHANGING,
        ask: ({ chat }) => chat.update({ ...common, ...shown }),
      },
      passable,
    ),
  );
  return !(answer instanceof Refused);
}

/** @throws Ended */
export async function takeAway(talk: Talk, { channel, message }: Standing, file: string | undefined): Promise<void> {
  if (message !== "") {
    const wish = { method: "chat.delete", channel, pace: CHANGING };
    await talk.tried({ ...wish, ask: ({ chat }) => chat.delete({ channel, ts: message }) }, isAway);
  }
  if (file !== undefined) await takeFileAway(talk, file);
}

/** @throws Ended */
export async function takeFileAway(talk: Talk, file: string): Promise<void> {
  await talk.tried({ method: "files.delete", pace: CHANGING, ask: ({ files }) => files.delete({ file }) }, isAway);
}

interface Shown {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Once more as text alone where Slack finds fault with the blocks, so that nothing is lost. */
export async function withBlocks<T>(
  log: CallLog,
  { text, blocks }: SlackMessage,
  passable: (error: string) => boolean,
  ask: (shown: Shown, passable: (error: string) => boolean) => Promise<T | Refused>,
): Promise<T | Refused> {
  const answer = await ask({ text, blocks }, (error) => isOfBlocks(error) || passable(error));
  if (!(answer instanceof Refused) || !isOfBlocks(answer.error)) return answer;
  log.error(
    { error: answer.error, blocks: blocks.length },
    "Slack refused how a message is laid out: its text is shown",
  );
  return ask({ text: fallback(spoken(blocks)), blocks: [] }, passable);
}
