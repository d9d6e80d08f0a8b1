/**
 * Who wrote a message: one of the staff, the desk itself, or another robot. And whom it calls.
 */

import { type Fields, text } from "./fields.ts";

/** As whom the desk itself speaks in Slack; undefined while nobody knows. */
export interface Own {
  readonly user: string | undefined;
  readonly bot: string | undefined;
}

/** Slack's own robot: reminders, and what it says of messages that are gone. */
const SLACKBOT = "USLACKBOT";

export const isRobot = ({ bot_id, user, subtype }: Fields, own: Own): boolean =>
  text(bot_id) !== "" ||
  subtype === "bot_message" ||
  user === SLACKBOT ||
  (own.user !== undefined && user === own.user);

const MENTION = /<@([UW][A-Z0-9]*)(?:\|[^>]*)?>/gu;

export const mentions = (words: string, { user }: Own): boolean =>
  user !== undefined && [...words.matchAll(MENTION)].some(([, id]) => id === user);

/** People of a kind, or of a group. */
const CALL = /<!(?:here|channel|everyone|subteam\^)/u;

/** Calls people other than the desk. While nobody knows who the desk is, whoever is mentioned counts. */
export const callsOthers = (words: string, { user }: Own): boolean =>
  CALL.test(words) || [...words.matchAll(MENTION)].some(([, id]) => id !== user);

/** Without the desk's own name. While nobody knows who the desk is, the first who is mentioned in a mention. */
export function withoutMention(words: string, own: Own, isMention: boolean): string {
  const user = own.user ?? (isMention ? [...words.matchAll(MENTION)][0]?.[1] : undefined);
  return words.replace(MENTION, (whole, id: string) => (id === user ? "" : whole));
}
