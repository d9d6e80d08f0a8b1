/**
 * How often the private page may be asked for, counted in this process and for a minute.
 */

import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** UTF-16 code units of one message: about three full pages. */
export const MESSAGE_UNITS = 5_000;

/** Forms of one browser: who writes sends fewer than ten. */
const FORMS_PER_MINUTE = 20;

/** Looks of one browser: a page looks every two seconds, and three may be open. */
const LOOKS_PER_MINUTE = 120;

/** Links that lead nowhere from one network: a city hall is one address, and a guess would need far more than a lifetime. */
export const MISSES_PER_MINUTE = 60;

export interface PrivateLimits {
  /** Counts one. @returns whole seconds to wait, 0 where it is taken */
  form(browser: string): Promise<number>;
  look(browser: string): Promise<number>;
  miss(network: string): Promise<number>;
  /** Counts nothing. @returns whole seconds for which a network that missed too often has to wait */
  missed(network: string): Promise<number>;
}

export function privateLimits(): PrivateLimits {
  const forms = new RateLimiterMemory({ points: FORMS_PER_MINUTE, duration: 60 });
  const looks = new RateLimiterMemory({ points: LOOKS_PER_MINUTE, duration: 60 });
  const misses = new RateLimiterMemory({ points: MISSES_PER_MINUTE, duration: 60 });
  return {
    form: (browser) => secondsToWait(forms, browser),
    look: (browser) => secondsToWait(looks, browser),
    miss: (network) => secondsToWait(misses, network),
    async missed(network) {
      const count = await misses.get(network);
      return count !== null && count.consumedPoints >= MISSES_PER_MINUTE ? seconds(count) : 0;
    },
  };
}

async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return seconds(refusal);
    throw refusal;
  }
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));
