/**
 * Time, chance and the calendar: what would make a part untestable if it reached for them itself.
 */

export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Resolves after this much of the clock's own time, or at once when `signal` is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Chance {
  /** A random UUID: conversation and message ids, retry keys, names of files. */
  uuid(): string;
  /** From 0 up to but not 1. */
  share(): number;
}

/** A calendar day in Japan, `2026-11-23`. */
export type Day = string;

export interface Holidays {
  /** The name of a national holiday, or of one that the desk's own file adds; undefined for a working day. */
  named(day: Day): string | undefined;
  /** The last day that is known; beyond it nothing may be promised. */
  readonly knownUntil: Day;
}
