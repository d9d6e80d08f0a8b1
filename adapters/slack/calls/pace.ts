/**
 * Keeps to the pace that Slack wants: about one message a second in a channel, and pauses where it asks for them.
 *
 * Whoever would have to wait long is told when to come again instead, each a little later than the one before, so that
 * a backlog does not come back all at once.
 */

import type { Clock } from "../../../src/ports/world.ts";
import { PACE_MS } from "../limits.ts";

export interface Pace {
  readonly gapMs: number;
  /** So many may follow each other at once after a rest. */
  readonly burst: number;
}

/** Messages to one channel. */
export const POSTING: Pace = { gapMs: PACE_MS, burst: 1 };
/** 50 a minute and more, for each method. Source: Slack's reference, "Rate limits", tier 3. */
export const CHANGING: Pace = { gapMs: 1_200, burst: 20 };

export type Turn =
  /** It is kept for whoever asked. */
  { readonly kind: "go"; readonly waitMs: number } | { readonly kind: "later"; readonly afterMs: number };

export interface Pacer {
  /** @param mostMs - for how long whoever asks can wait */
  turn(key: string, pace: Pace, mostMs: number): Turn;
  /** Slack wants nothing of this kind for a while. */
  pause(key: string, ms: number): void;
}

/** Nobody is sent away for longer by the length of the queue. */
const LONGEST_MS = 60_000;

export function pacer(clock: Pick<Clock, "now">): Pacer {
  /** When the next is due if each kept to the gap; those who were sent away come after it. */
  const due = new Map<string, number>();
  const queue = new Map<string, number>();
  const paused = new Map<string, number>();
  return {
    turn(key, { gapMs, burst }, mostMs) {
      const now = clock.now();
      const next = Math.max(due.get(key) ?? 0, now);
      const waitMs = Math.max(0, next - gapMs * (burst - 1) - now, (paused.get(key) ?? 0) - now);
      if (waitMs <= mostMs) {
        due.set(key, next + gapMs);
        return { kind: "go", waitMs };
      }
      const again = Math.max(queue.get(key) ?? 0, now + waitMs) + gapMs;
      queue.set(key, Math.min(again, now + Math.max(waitMs, LONGEST_MS)));
      return { kind: "later", afterMs: (queue.get(key) ?? again) - gapMs - now };
    },
    pause(key, ms) {
      paused.set(key, Math.max(paused.get(key) ?? 0, clock.now() + ms));
    },
  };
}
