/**
 * What staff change of their desk: its name, its contact, its hours. The desk sees it within seconds.
 */

import { DeskError } from "../errors.ts";
import { type Changes, changed, keptChanges } from "../handoff/changes.ts";
import type { Status } from "./case-commands.ts";
import { table } from "./layout.ts";
import type { Room } from "./room.ts";

/** As they are typed, and as they are called. */
const KEYS: Readonly<Record<string, readonly [keyof Changes, string]>> = {
  name: ["name", "窓口の名前"],
  contact: ["contact", "連絡先"],
  hours: ["hours", "受付時間"],
  "closed-days": ["closedDays", "休館日"],
};

/** What was changed, beside what the settings say. */
export async function settings(at: Room): Promise<Status> {
  const changes = await at.within(keptChanges);
  const rows = Object.entries(KEYS).map(([typed, [key, title]]) => [typed, title, changes[key] ?? "（設定のまま）"]);
  at.print(table(rows).join("\n"));
  return 0;
}

export async function set(at: Room, [typed = "", ...words]: readonly string[]): Promise<Status> {
  return kept(at, typed, words.join(" "));
}

/** Back to what the settings say. */
export async function unset(at: Room, [typed = ""]: readonly string[]): Promise<Status> {
  return kept(at, typed, undefined);
}

async function kept(at: Room, typed: string, value: string | undefined): Promise<Status> {
  const [key] = (Object.hasOwn(KEYS, typed) && KEYS[typed]) || [undefined];
  if (key === undefined) {
    throw new DeskError("usage", `${typed} は変えられません。変えられるのは ${Object.keys(KEYS).join("、")} です`);
  }
  const staff = at.staff();
  await at.within((records) => changed(records, { key, value, staff, now: at.clock.now() }));
  return settings(at);
}
