/**
 * Guessing a password takes longer with every failure, in all processes of the store alike.
 *
 * Failures are counted by login and by network. A browser in which somebody signed in before counts by itself, so that a
 * stranger who fails under a name on purpose, or from the same city hall, never keeps its people out of their own browsers;
 * from any other browser the wait is never longer than a quarter of an hour.
 */

import type { Records } from "../ports/store.ts";

interface Limit {
  /** Failures after which there is a wait. */
  readonly free: number;
  /** For how long a failure counts. */
  readonly withinMs: number;
}

const HOUR_MS = 3_600_000;
const OF_LOGIN: Limit = { free: 5, withinMs: 24 * HOUR_MS };
/** A city hall is one address: many people mistype there in an hour. */
const OF_NETWORK: Limit = { free: 30, withinMs: HOUR_MS };

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** No limit looks further back. */
export const FAILURES_KEPT_MS = OF_LOGIN.withinMs;

/** What one attempt counts for; each undefined where it does not. */
export interface Guess {
  readonly login: string;
  readonly network: string | undefined;
}

type Failures = Pick<Records, "failures">;

/**
 * Counts an attempt under its login before it is looked at, lest many at once be looked at under one count.
 *
 * @returns until when it is not looked at; undefined where it is
 */
export async function waitOf(
  { failures }: Failures,
  { login, network }: Guess,
  now: number,
): Promise<number | undefined> {
  const until = async (key: string | undefined, limit: Limit) => {
    if (key === undefined) return 0;
    const count = await failures.count(key, now - limit.withinMs);
    const latest = (await failures.latest(key)) ?? 0;
    return latest + waitAfter(count, limit);
  };
  const before = await failures.count(login, now - OF_LOGIN.withinMs);
  const wait = Math.max(await until(login, OF_LOGIN), await until(network, OF_NETWORK));
  if (wait > now) return wait;
  const count = await failures.add(login, now, now - OF_LOGIN.withinMs);
  const sinceMs = waitAfter(count - 1, OF_LOGIN);
  return count - 1 === before || sinceMs === 0 ? undefined : now + sinceMs;
}

/** The attempt was wrong: its login was counted before, its network is now. */
export async function failed({ failures }: Failures, { network }: Guess, now: number): Promise<void> {
  if (network !== undefined) await failures.add(network, now, now);
}

function waitAfter(failures: number, { free }: Limit): number {
  return failures < free ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 10));
}
