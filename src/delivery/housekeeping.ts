/**
 * What time alone asks for: reminders and closings of cases, the end of what may be kept, and the channel's quota.
 */

import type { House } from "../conversation/turn.ts";
import { expired } from "../handoff/retention.ts";
import type { Channel, Trouble } from "../ports/channel.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Clock } from "../ports/world.ts";
import type { DeskId } from "../records.ts";
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
