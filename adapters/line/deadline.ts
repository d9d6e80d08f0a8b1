/**
 * A deadline for calls that know none: whoever waits gets an answer, be it that there was none in time.
 *
 * LINE's client takes no signal, so a call of its that is late goes on unheard until its socket ends; one that takes
 * the signal is cut. Either way nobody waits for it any longer, and what it yet brings is dropped.
 */

import type { Clock } from "../../src/ports/world.ts";

/** What a call is worth that has not settled in time. */
export const LATE: unique symbol = Symbol("late");

/**
 * Settles with the call, or with {@link LATE} once `ms` of the clock's time are over, whichever is first.
 *
 * @param call - its signal is aborted at the deadline, and likewise once the call has settled: what it left unread is cut
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
