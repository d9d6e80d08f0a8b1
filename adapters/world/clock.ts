/**
 * The machine's own clock and chance.
 */

import { randomUUID } from "node:crypto";
import type { Chance, Clock } from "../../src/ports/world.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done);
    }),
};

export const systemChance: Chance = { uuid: randomUUID, share: Math.random };
