/**
 * What time alone asks for: reminders and closings of cases, the end of what may be kept, and the channel's quota.
 */

import type { House } from "../conversation/turn.ts";
import { expired } from "../handoff/retention.ts";
import type { Channel, Trouble } from "../ports/channel.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import { type DeskId, NO_DESK } from "../records.ts";
import type { StaffHouse } from "../staff/house.ts";
import { cardsAnew } from "../staff/shown/cards-anew.ts";
import { staffTicked } from "../staff/shown/digest.ts";

export interface HousekeepingParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly channels: Iterable<Channel>;
  readonly house: House;
  /** Undefined for a desk without a channel of staff. */
  readonly staffHouse: StaffHouse | undefined;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Pick<Chance, "uuid">;
}

/** Cases change by the hour, so a minute is soon enough. */
export const CASES_EVERY_MS = 60_000;
export const RETENTION_EVERY_MS = 3_600_000;
export const QUOTA_EVERY_MS = 15 * 60_000;

/** @returns true where something may stand in the outbox */
export async function casesTicked(parts: HousekeepingParts): Promise<boolean> {
  const { desk, store, house, staffHouse, files, clock } = parts;
  const { moves, filesGone } = await store.within(desk, (records) => house.casework.tick(records));
  for (const id of filesGone) await files.remove(id);
  if (staffHouse === undefined) return moves > 0;
  const isAnew = await store.within(desk, (records) => cardsAnew(staffHouse, records, clock.now()));
  const isTold = await store.within(desk, (records) => staffTicked(staffHouse, records, clock.now()));
  return isAnew || isTold || moves > 0;
}

/** Kept where staff at the terminal see it: what shuts the desk out may show before anything is to be sent. */
export async function troubleKept({ desk, store, channels, clock }: HousekeepingParts): Promise<void> {
  for (const channel of channels) {
    if (channel.of !== "staff") continue;
    const key = `trouble.${channel.name}`;
    const trouble = channel.trouble() ?? null;
    await store.within(desk, async ({ settings }) => {
      const kept = (await settings.get(key)) as Trouble | null | undefined;
      if (kept?.code !== trouble?.code) await settings.set(key, trouble, "desk", clock.now());
    });
  }
}

/** Removes what may be kept no longer, in pieces so that nobody waits. */
export async function retentionKept({ desk, store, house, files, clock }: HousekeepingParts): Promise<void> {
  for (;;) {
    const { filesGone, isMore } = await store.within(desk, (records) => expired(records, house, clock.now()));
    for (const id of filesGone) await files.remove(id);
    if (!isMore) return;
  }
}

/** A file is kept a moment before its record: this long nobody may say that it has none. */
const STRAY_AFTER_MS = 3_600_000;

/**
 * Removes files that no record of any desk names: whoever kept them was stopped before the record was written.
 *
 * The files of another store are left alone: somebody moved to a new database and kept the folder.
 */
export async function straysRemoved({ store, files, clock, chance }: HousekeepingParts): Promise<void> {
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

/** Kept where staff and the command line can see it; `quota.line` is `{ limit, used, at }`. */
export async function quotaRead({ desk, store, channels, clock }: HousekeepingParts): Promise<void> {
  for (const channel of channels) {
    if (channel.of === "staff") continue;
    const quota = await channel.quota();
    if (quota === undefined) continue;
    const now = clock.now();
    const value = { limit: quota.limit ?? null, used: quota.used, at: now };
    await store.within(desk, ({ settings }) => settings.set(`quota.${channel.name}`, value, "desk", now));
  }
}
