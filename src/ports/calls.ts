/**
 * What calls to the world have in common: a deadline, and when nothing can have been sent.
 *
 * A client may take no signal, so a call of its that is late goes on unheard until its socket ends; one that takes the
 * signal is cut. Either way nobody waits for it any longer, and what it yet brings is dropped.
 */

import type { Clock } from "./world.ts";

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

/** There was no connection, so nothing was sent. Source: Node's system errors, undici's errors. */
const NEVER_REACHED: readonly string[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];

/** @param code - of the error by which a call failed, as the system or undici calls it */
export const wasNeverReached = (code: string | undefined): boolean =>
  code !== undefined && NEVER_REACHED.includes(code);
