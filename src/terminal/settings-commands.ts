/**
 * What staff change of their desk: its name, its contacts, its hours, what it says. The desk sees it within seconds.
 */

import { DeskError } from "../errors.ts";
import { type ChangeKey, changed, contactKey, keptChanges, keptValue, type TextKey } from "../handoff/changes.ts";
import type { Status } from "./case-commands.ts";
import { table } from "./layout.ts";
import type { Room } from "./room.ts";

/** As they are typed, and as they are called. */
const KEYS: Readonly<Record<string, readonly [TextKey, string]>> = {
  name: ["name", "窓口の名前"],
  contact: ["contact", "連絡先"],
  hours: ["hours", "受付時間"],
  "closed-days": ["closedDays", "休館日"],
  greeting: ["greeting", "はじめのあいさつ"],
  "out-of-hours": ["outOfHours", "受付時間の外で言うこと"],
};
/** Behind which the id of a city stands. */
const OF_CITY = "contact-";

/** What was changed, beside what the settings say. */
export async function settings(at: Room): Promise<Status> {
  const changes = await at.within(keptChanges);
  const row = (typed: string, title: string, key: ChangeKey) => [typed, title, keptValue(changes, key) ?? FIRST];
  const own = Object.entries(KEYS).map(([typed, [key, title]]) => row(typed, title, key));
  const cities = at.texts.map(({ city: { id, names } }) =>
    row(`${OF_CITY}${id}`, `${names.ja}の今の連絡先`, contactKey(id)),
  );
  at.print(table([...own, ...cities]).join("\n"));
  return 0;
}

const FIRST = "（設定のまま）";

export async function set(at: Room, [typed = "", ...words]: readonly string[]): Promise<Status> {
  return kept(at, typed, words.join(" "));
}

/** Back to what the settings say. */
export async function unset(at: Room, [typed = ""]: readonly string[]): Promise<Status> {
  return kept(at, typed, undefined);
}

async function kept(at: Room, typed: string, value: string | undefined): Promise<Status> {
  const key = keyOf(at, typed);
  if (key === undefined) {
    const known = [...Object.keys(KEYS), ...at.texts.map(({ city }) => `${OF_CITY}${city.id}`)];
    throw new DeskError("usage", `${typed} は変えられません。変えられるのは ${known.join("、")} です`);
  }
  const staff = at.staff();
  await at.within((records) => changed(records, { key, value, staff, now: at.clock.now() }));
  return settings(at);
}

function keyOf(at: Room, typed: string): ChangeKey | undefined {
  if (Object.hasOwn(KEYS, typed)) return KEYS[typed]![0];
  const city = at.texts.find(({ city: { id } }) => `${OF_CITY}${id}` === typed)?.city;
  return city && contactKey(city.id);
}
