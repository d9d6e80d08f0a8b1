/**
 * What one person sees: their own page, and what they are told where they are.
 */

import type { HomeView } from "@slack/types";
import type { Place } from "../../../src/records.ts";
import type { SlackMessage } from "../blocks/blocks.ts";
import type { CallLog } from "./asking.ts";
import { POSTING } from "./pace.ts";
import { withBlocks } from "./posting.ts";
import { Refused, type Talk } from "./talk.ts";

/** `slack:U0123` → `U0123` */
export const slackId = (staff: string): string => staff.slice(staff.indexOf(":") + 1);

/** @throws Ended */
export async function publish(talk: Talk, staff: string, view: HomeView): Promise<void> {
  await talk.call({
    method: "views.publish",
    ask: ({ views }) => views.publish({ user_id: slackId(staff), view }),
  });
}

export interface Whispering {
  readonly staff: string;
  /** Where they are; undefined to write to them directly. */
  readonly place: Place | undefined;
  readonly messages: readonly SlackMessage[];
}

/** The app or the person cannot be spoken to there. Source: Slack's reference, errors of chat.postEphemeral. */
const isElsewhere = (error: string) =>
  ["channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived", "restricted_action"].includes(error);

/** Tells one person something, so that nobody else sees it. @throws Ended */
export async function whisper(talk: Talk, log: CallLog, { staff, place, messages }: Whispering): Promise<void> {
  const user = slackId(staff);
  const direct: Place = { channel: user, thread: undefined };
  let there = place ?? direct;
  for (const message of messages) {
    // Where the two are alone nobody else sees it anyway, and it stays.
    const isAlone = there === direct || there.channel.startsWith("D");
    if (!isAlone && (await whispered(talk, log, { user, place: there, message }))) continue;
    if (!isAlone) there = direct;
    await written(talk, log, there, message);
  }
}

interface Line {
  readonly user: string;
  readonly place: Place;
  readonly message: SlackMessage;
}

/** @returns whether the person can be spoken to there */
async function whispered(talk: Talk, log: CallLog, { user, place, message }: Line): Promise<boolean> {
  const { channel, thread } = place;
  const where = { channel, user, ...(thread !== undefined && { thread_ts: thread }) };
  const answer = await withBlocks(log, message, isElsewhere, (shown, passable) =>
    talk.tried(
      {
        method: "chat.postEphemeral",
        channel,
        pace: POSTING,
        ask: ({ chat }) => chat.postEphemeral({ ...where, ...shown }),
      },
      passable,
    ),
  );
  return !(answer instanceof Refused);
}

async function written(talk: Talk, log: CallLog, { channel, thread }: Place, message: SlackMessage): Promise<void> {
  const where = { channel, unfurl_links: false, unfurl_media: false };
  const under = thread === undefined ? {} : { thread_ts: thread };
  const never = () => false;
  await withBlocks(log, message, never, (shown, passable) =>
    talk.tried(
      {
        method: "chat.postMessage",
        channel,
        pace: POSTING,
        ask: ({ chat }) => chat.postMessage({ ...where, ...under, ...shown }),
      },
      passable,
    ),
  );
}
