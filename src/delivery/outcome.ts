/**
 * What follows from the outcome of a call: settled, tried again later, kept for staff, or given up.
 */

import type { Delivery } from "../ports/channel.ts";
import type { OutboxSettlement } from "../ports/store.ts";
import type { OutboxRow } from "../records.ts";
import { backoffMs } from "./backoff.ts";
import type { Plan } from "./plan.ts";

/** A push with the same key is taken once within 24 hours; an hour is left for clocks that differ. Source: PLATFORMS.md 1.4. */
export const PUSH_LIFE_MS = 23 * 3_600_000;

/** A reply that may have been lost is looked into while its token lives. */
const REPLY_BACKOFF = { firstMs: 1_000, mostMs: 4_000 };
const PUSH_BACKOFF = { firstMs: 2_000, mostMs: 15 * 60_000 };

/** What staff are to be shown is told apart by its own mark, however old: it waits until somebody should look why. */
export const STAFF_LIFE_MS = 14 * 86_400_000;
/** As long as a fault that passes by itself, such as of the database, may take. */
const STUCK_AFTER_MS = 10 * 60_000;
/** A minute after their channel is back everything is there. */
const STAFF_BACKOFF = { firstMs: 2_000, mostMs: 60_000 };
/** A call of which nothing was heard may still arrive: it is looked for once it must have, lest it be made twice. */
const UNHEARD_BACKOFF = { firstMs: 20_000, mostMs: 60_000 };
/** Before only people can mend what is in the way: it is looked into, but nobody is pressed. */
const SHUT_OUT_BACKOFF = { firstMs: 10_000, mostMs: 5 * 60_000 };

/** The account is refused, whatever the message: 401 its token, 403 its plan. */
const OF_ACCOUNT = [401, 403];

/** Begins the reason of a row whose try was refused for a fault that people can mend. */
const SHUT_OUT = "shut-out:";

/**
 * Since when a row may have arrived although nobody knows; undefined where no try can have.
 *
 * @param row - as it was claimed: its reason tells how the try before this one ended
 */
export function triedSince({
  attempts,
  reason,
  firstTriedAt,
}: Pick<OutboxRow, "attempts" | "reason" | "firstTriedAt">): number | undefined {
  if (attempts <= 1 || NOTHING_SENT.includes(reason) || reason.startsWith(SHUT_OUT)) return undefined;
  return firstTriedAt;
}

/** Whoever asked does not know whether the other side is still at it. */
const UNHEARD: readonly string[] = ["timeout", "network"];
const NOTHING_SENT: readonly string[] = ["rate", "unreachable"];

/** What came of a try; `failed` where the channel itself broke. */
export type Attempted = Delivery | { readonly kind: "unknown"; readonly reason: "failed" };

/** When the call had its answer. */
export interface Answered {
  readonly now: number;
  /** Chance, from 0 up to but not 1. */
  readonly share: number;
  /** See `isAlive`: of a token that had lapsed by now nobody can say what a refusal means. */
  readonly isTokenAlive: boolean;
  /** It is for the eyes of staff. */
  readonly isForStaff: boolean;
}

interface Later {
  readonly backoff?: typeof PUSH_BACKOFF;
  /** As the channel asked for. */
  readonly afterMs?: number | undefined;
}

/** @param row - as it was claimed, before the try */
export function settlement(
  row: Pick<OutboxRow, "attempts" | "firstTriedAt" | "replyToken" | "reason">,
  { by, replyTries }: Plan,
  delivery: Attempted,
  { now, share, isTokenAlive, isForStaff }: Answered,
): OutboxSettlement {
  // Nothing was sent: the try did not count, and a token that was let go for a push may be renewed after all.
  const asBefore = { replyTries: by === "reply" ? replyTries - 1 : replyTries, replyToken: row.replyToken };
  const usual = by === "reply" ? REPLY_BACKOFF : isForStaff ? STAFF_BACKOFF : PUSH_BACKOFF;
  const later = (reason: string, { backoff = usual, afterMs = 0 }: Later = {}): OutboxSettlement => {
    const age = now - (row.firstTriedAt ?? now);
    if (isForStaff && age >= STAFF_LIFE_MS) return { state: "held", reason: "too-old" };
    if (!isForStaff && age >= PUSH_LIFE_MS) return { state: "dead", reason: "too-old" };
    const waitMs = afterMs > 0 ? afterMs : backoffMs(row.attempts, backoff, share);
    return { state: "waiting", reason, nextAt: now + waitMs };
  };
  switch (delivery.kind) {
    case "sent":
      return { state: "sent", reason: by, sentAt: now };
    case "sent-before":
      return { state: "sent", reason: by, sentAt: now };
    case "token-refused":
      // At the second try a living token is spent because the first arrived; one that may have lapsed under way tells
      // nothing. At the first it had lapsed, and nothing was sent.
      if (replyTries > 1 && isTokenAlive) return { state: "sent", reason: by, sentAt: now };
      if (replyTries > 1) return { state: "waiting", reason: "token-lapsed", nextAt: now };
      return { state: "waiting", reason: "token-lapsed", nextAt: now, replyToken: undefined, replyTries: 0 };
    case "not-now":
      return { ...later(delivery.reason, { afterMs: delivery.afterMs }), ...asBefore };
    case "shut-out":
      return { ...later(`${SHUT_OUT}${delivery.code}`, { backoff: SHUT_OUT_BACKOFF }), ...asBefore };
    case "unknown":
      if (isForStaff && isStuck(row, delivery, now)) return { state: "held", reason: "stuck" };
      return later(delivery.reason, {
        backoff: isForStaff && UNHEARD.includes(delivery.reason) ? UNHEARD_BACKOFF : usual,
        afterMs: delivery.reason === "limited" ? delivery.afterMs : 0,
      });
    case "no-quota":
      return { state: "held", reason: "no-quota", ...asBefore };
    case "refused":
      // A token or a plan can be mended, and then staff send it again; a call that is wrong stays wrong.
      return { state: OF_ACCOUNT.includes(delivery.status) ? "held" : "dead", reason: `refused-${delivery.status}` };
    default:
      return delivery satisfies never;
  }
}

/** Our own fault, again and again: what comes behind it in its place is not to wait for two weeks. */
function isStuck(
  { firstTriedAt, reason }: Pick<OutboxRow, "firstTriedAt" | "reason">,
  delivery: Attempted,
  now: number,
): boolean {
  const isFault = delivery.kind === "unknown" && delivery.reason === "failed";
  return isFault && reason === "failed" && now - (firstTriedAt ?? now) >= STUCK_AFTER_MS;
}
