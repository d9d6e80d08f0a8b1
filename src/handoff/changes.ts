/**
 * What staff change of a desk while it runs: kept in the store, laid over the first values of the settings.
 */

import { DeskError } from "../errors.ts";
import type { Records } from "../ports/store.ts";
import { openingHours } from "./hours-text.ts";
import type { DeskProfile } from "./profile.ts";

/** As staff write them; a value that is not there leaves the first one. */
export interface Changes {
  readonly name?: string;
  readonly contact?: string;
  /** As the setting `DESK_HOURS` is written. */
  readonly hours?: string;
  /** As the setting `DESK_CLOSED_DAYS`; counts with `hours` only. */
  readonly closedDays?: string;
}

const CHANGEABLE = ["name", "contact", "hours", "closedDays"] as const satisfies readonly (keyof Changes)[];
const KEY = "profile";
/** Characters (UTF-16 code units) of a value. */
const LONGEST = 400;

/** What is kept; whatever is no text is passed over, so that an older program can read what a newer one wrote. */
export async function keptChanges({ settings }: Records): Promise<Changes> {
  const kept = await settings.get(KEY);
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(
    CHANGEABLE.flatMap((key) => {
      const value = (kept as Record<string, unknown>)[key];
      return typeof value === "string" ? [[key, value]] : [];
    }),
  );
}

/**
 * Changes one value, or with `undefined` goes back to the first one.
 *
 * @throws DeskError `settings-invalid` for hours that cannot be read; nothing is kept then
 */
export async function changed(
  records: Records,
  { key, value, staff, now }: { key: keyof Changes; value: string | undefined; staff: string; now: number },
): Promise<Changes> {
  const { [key]: _, ...others } = await keptChanges(records);
  const next: Changes = value === undefined ? others : { ...others, [key]: value.trim() };
  if (next[key] === "" || (next[key]?.length ?? 0) > LONGEST) {
    throw new DeskError("settings-invalid", `${key} must have from 1 to ${LONGEST} characters`);
  }
  hoursOf(next);
  await records.settings.set(KEY, next, staff, now);
  await records.audit.add({ at: now, actor: staff, act: value === undefined ? "reset" : "set", subject: key });
  return next;
}

export function withChanges(first: DeskProfile, changes: Changes): DeskProfile {
  const { name = first.name, contact = first.contact } = changes;
  return { ...first, name, contact, hours: hoursOf(changes) ?? first.hours };
}

function hoursOf({ hours, closedDays }: Changes): DeskProfile["hours"] {
  return hours === undefined ? undefined : openingHours(hours, { closedDays });
}

export interface LiveProfile {
  /** Always as it is now. */
  readonly profile: DeskProfile;
  update(changes: Changes): void;
}

/** One profile for all who hold it, which changes under them. */
export function liveProfile(first: DeskProfile): LiveProfile {
  const profile = { ...first };
  return { profile, update: (changes) => void Object.assign(profile, withChanges(first, changes)) };
}
