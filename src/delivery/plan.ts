/**
 * Decides how a message leaves: as the free reply to its event, or as a push that counts against the quota.
 *
 * A token is good for a short while after its event was last received, and a lapsed one cannot be told from a used one.
 * So what was tried by token and never settled is tried once more with the same token while it lives: LINE then takes
 * it, or calls the token invalid because the first try had arrived. After that nobody can know, and a lost answer is
 * worse than a doubled one: it is pushed, and says that it may be a repetition.
 */

import type { TokenLife } from "../ports/channel.ts";
import type { OutboxRow } from "../records.ts";

export interface Plan {
  readonly by: "reply" | "push";
  /** Counts this try where it is by reply. */
  readonly replyTries: number;
  readonly isToBeSure: boolean;
}

/** Tries by one token: the first, and one to learn what became of it. */
const MOST_REPLY_TRIES = 2;

export type Planned = Pick<OutboxRow, "replyToken" | "replyTries" | "isToBeSure" | "eventAt" | "tokenReceivedAt">;

export function plan(row: Planned, life: TokenLife, now: number): Plan {
  const { replyToken, replyTries, isToBeSure } = row;
  const isUsable = replyToken !== undefined && !isToBeSure && replyTries < MOST_REPLY_TRIES;
  if (isUsable && isAlive(row, life, now)) return { by: "reply", replyTries: replyTries + 1, isToBeSure: false };
  return { by: "push", replyTries, isToBeSure: isToBeSure || replyTries > 0 };
}

/** A token that is refused while it lives was used before; refused later, it may just as well have lapsed. */
export const isAlive = (
  { eventAt, tokenReceivedAt }: Pick<OutboxRow, "eventAt" | "tokenReceivedAt">,
  life: TokenLife,
  now: number,
): boolean => now - tokenReceivedAt < life.afterReceiptMs && now - eventAt < life.afterEventMs;
