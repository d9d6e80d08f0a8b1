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

/** The account is refused, whatever the message: 401 its token, 403 its plan. */
const OF_ACCOUNT = [401, 403];

/** What came of a try; `failed` where the channel itself broke. */
export type Attempted = Delivery | { readonly kind: "unknown"; readonly reason: "failed" };

/** When the call had its answer. */
export interface Answered {
  readonly now: number;
  /** Chance, from 0 up to but not 1. */
  readonly share: number;
  /** See `isAlive`: of a token that had lapsed by now nobody can say what a refusal means. */
  readonly isTokenAlive: boolean;
}

/** @param row - as it was claimed, before the try */
export function settlement(
  row: Pick<OutboxRow, "attempts" | "firstTriedAt" | "replyToken">,
  { by, replyTries }: Plan,
  delivery: Attempted,
  { now, share, isTokenAlive }: Answered,
): OutboxSettlement {
  // Nothing was sent: the try did not count, and a token that was let go for a push may be renewed after all.
  const asBefore = { replyTries: by === "reply" ? replyTries - 1 : replyTries, replyToken: row.replyToken };
  const later = (reason: string, backoff = by === "reply" ? REPLY_BACKOFF : PUSH_BACKOFF): OutboxSettlement => {
    if (now - (row.firstTriedAt ?? now) >= PUSH_LIFE_MS) return { state: "dead", reason: "too-old" };
    return { state: "waiting", reason, nextAt: now + backoffMs(row.attempts, backoff, share) };
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
      return { ...later(delivery.reason), ...asBefore };
    case "unknown":
      return later(delivery.reason);
    case "no-quota":
      return { state: "held", reason: "no-quota", ...asBefore };
    case "refused":
      // A token or a plan can be mended, and then staff send it again; a call that is wrong stays wrong.
      return { state: OF_ACCOUNT.includes(delivery.status) ? "held" : "dead", reason: `refused-${delivery.status}` };
    default:
      return delivery satisfies never;
  }
}
