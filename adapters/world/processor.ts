/**
 * Whether the one processor that everything is done on has much room.
 */

import { performance } from "node:perf_hooks";

const LOOK_EVERY_MS = 250;
/** Of its time in which it works for us. With less, who comes waits for none or one other. */
const FULL = 0.85;
/** Said for so long, lest it change with every breath. */
const BUSY_MS = 5_000;

/** Looks at the time since it was asked before, {@link LOOK_EVERY_MS} at least. @returns true while there is little room */
export function busyProcessor(): () => boolean {
  let before = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let until = 0;
  return () => {
    const now = performance.now();
    if (now - lookedAt >= LOOK_EVERY_MS) {
      const sum = performance.eventLoopUtilization();
      if (performance.eventLoopUtilization(sum, before).utilization > FULL) until = now + BUSY_MS;
      [before, lookedAt] = [sum, now];
    }
    return now < until;
  };
}
