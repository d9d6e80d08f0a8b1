/**
 * What time asks for of the store as a whole, whatever desks are open on it: once a process, not once a desk.
 */

import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import { NO_DESK } from "../records.ts";
import { type Job, type Rounds, rounds } from "./rounds.ts";
import { trace, type WorkLog } from "./worker.ts";

export interface StoreUpkeepParts {
  readonly store: Store;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Pick<Chance, "uuid">;
}

export const UPKEEP_EVERY_MS = 3_600_000;

/** Does all of it now and every hour, until it is stopped. */
export function storeUpkeep({ log, ...parts }: StoreUpkeepParts & { readonly log: WorkLog }): Pick<Rounds, "stop"> {
  const failed = (error: unknown) => log.error(trace(error), "the upkeep of the store was interrupted");
  const all = [straysRemoved, signInsForgotten].map((act) =>
    rounds(() => act(parts).then((): Job[] => []), {
      ...{ clock: parts.clock, failed, idleMs: UPKEEP_EVERY_MS, most: 1 },
    }),
  );
  return { stop: async () => void (await Promise.all(all.map((one) => one.stop()))) };
}

/** A file is kept a moment before its record: this long nobody may say that it has none. */
const STRAY_AFTER_MS = 3_600_000;

/**
 * Removes files that no record of any desk names: whoever kept them was stopped before the record was written.
 *
 * The files of another store are left alone: somebody moved to a new database and kept the folder.
 */
export async function straysRemoved({ store, files, clock, chance }: StoreUpkeepParts): Promise<void> {
  if (!(await files.areOf(await nameOf(store, chance.uuid(), clock.now())))) return;
  const strays = new Set(await files.ids(clock.now() - STRAY_AFTER_MS));
  for (const desk of strays.size === 0 ? [] : await store.desks()) {
    for (const id of await store.within(desk, ({ media }) => media.ids())) strays.delete(id);
  }
  for (const id of strays) await files.remove(id);
}

/** What the store is called, from the first time on. */
async function nameOf(store: Store, fresh: string, now: number): Promise<string> {
  return store.within(NO_DESK, async ({ settings }) => {
    const known = await settings.get("store");
    if (typeof known === "string") return known;
    await settings.set("store", fresh, "desk", now);
    return fresh;
  });
}

/** Longer than any failure counts against whoever tries again. */
const FAILURES_MS = 7 * 86_400_000;

/** Sessions that are over, and failures to sign in that count no more: they tell of people and networks. */
export async function signInsForgotten({ store, clock }: Pick<StoreUpkeepParts, "store" | "clock">): Promise<void> {
  const now = clock.now();
  await store.within(NO_DESK, async ({ sessions, failures }) => {
    await sessions.deleteExpired(now);
    await failures.deleteBefore(now - FAILURES_MS);
  });
}
