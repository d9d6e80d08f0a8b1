/**
 * What cookies and forms of the page are signed with: made at the first start, kept in the store for every process.
 *
 * Two are kept, so that what the older one signed goes on being known after a change of keys.
 */

import type { Records, Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import { NO_DESK } from "../records.ts";

/** Newest first. */
export type Keys = readonly [string, ...string[]];

const KEY = "talk.keys";
/** A row that whoever changes them writes first: of two at once, the second waits and reads what the first wrote. */
const TURN = "talk.keys.turn";
/** The one that signs and the one before it. */
const MOST_KEYS = 2;

export interface KeyParts {
  readonly store: Pick<Store, "within">;
  readonly clock: Pick<Clock, "now">;
  readonly chance: Pick<Chance, "uuid">;
}

/** The keys as they are now, made where there are none. */
export async function signingKeys({ store, clock, chance }: KeyParts): Promise<Keys> {
  const known = await store.within(NO_DESK, keptKeys);
  if (known !== undefined) return known;
  return store.within(NO_DESK, async (records) => {
    const now = clock.now();
    await records.settings.set(TURN, now, "desk", now);
    // Another process may have made its own meanwhile: what it signed must stay known.
    const kept = await keptKeys(records);
    if (kept !== undefined) return kept;
    const made: Keys = [fresh(chance)];
    await records.settings.set(KEY, made, "desk", now);
    return made;
  });
}

/** A new key signs from now on; what the one before it signed is still known, and what any older one did no longer is. */
export async function keysRotated(
  { store, clock, chance }: KeyParts,
  /** As the audit names who did it. */
  staff: string,
): Promise<void> {
  await store.within(NO_DESK, async (records) => {
    const now = clock.now();
    await records.settings.set(TURN, now, staff, now);
    const kept = (await keptKeys(records)) ?? [];
    await records.settings.set(KEY, [fresh(chance), ...kept].slice(0, MOST_KEYS), staff, now);
    await records.audit.add({ at: now, actor: staff, act: "keys-rotated", subject: "" });
  });
}

async function keptKeys({ settings }: Records): Promise<Keys | undefined> {
  const kept = await settings.get(KEY);
  if (!Array.isArray(kept)) return undefined;
  const [first, ...others] = kept.filter((key) => typeof key === "string" && key !== "");
  return first === undefined ? undefined : [first, ...others];
}

/** Two of 122 random bits each. */
const fresh = (chance: Pick<Chance, "uuid">): string => `${chance.uuid()}${chance.uuid()}`;
