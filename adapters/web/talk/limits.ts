/**
 * How often residents may send, counted in this process and for a minute.
 *
 * A conversation counts for itself once it has begun. An address counts for new conversations alone: a city hall, a
 * library and a mobile network each send many people through one.
 */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Forms of one conversation in a minute. Who reads answers sends fewer than ten, and presses a few buttons. */
export const FORMS_PER_MINUTE = 20;

/** Conversations that one network may begin in a minute: a class of pupils at once, and nothing to a script. */
export const BEGINNINGS_PER_MINUTE = 60;

/** How long a page waits for the answer to what was sent, in milliseconds: it is there after a fraction of that. */
export const SETTLED_MS = 3_000;

export interface TalkLimits {
  /** Counts one form of a conversation. @returns whole seconds to wait, 0 where it is taken */
  form(conversation: string): Promise<number>;
  /** Counts one conversation that a network begins. */
  beginning(network: string): Promise<number>;
}

export function talkLimits(): TalkLimits {
  const forms = new RateLimiterMemory({ points: FORMS_PER_MINUTE, duration: 60 });
  const beginnings = new RateLimiterMemory({ points: BEGINNINGS_PER_MINUTE, duration: 60 });
  return {
    form: (conversation) => secondsToWait(forms, conversation),
    beginning: (network) => secondsToWait(beginnings, network),
  };
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
