/**
 * A deadline for calls: whoever waits gets an answer, be it that there was none in time.
 *
 * Slack's client takes no signal; it has a time-out of its own, at which it cuts the connection. This one counts by the
 * desk's clock and holds for whatever else a call waits for.
 */

import type { Clock } from "../../../src/ports/world.ts";

/** What a call is worth that has not settled in time. */
export const LATE: unique symbol = Symbol("late");

/**
 * Settles with the call, or with {@link LATE} once `ms` of the clock's time are over, whichever is first.
 *
 * @param call - its signal is aborted at the deadline, and likewise once the call has settled
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof LATE> {
  const end = new AbortController();
  const late = clock.wait(ms, end.signal).then((): typeof LATE => LATE);
  try {
    return await Promise.race([call(end.signal), late]);
  } finally {
    end.abort();
  }
}
