/**
 * What staff change of a desk while it runs: kept in the store, laid over the first values of the settings.
 */

import { DeskError } from "../errors.ts";
import type { CityId, CurrentContact } from "../model.ts";
import type { Records } from "../ports/store.ts";
import { changedFromTo } from "../reply/console/settings.ts";
import { dayOf, type OpeningHours } from "./hours.ts";
import { NEW_YEAR, openingHours } from "./hours-text.ts";
import type { DeskProfile } from "./profile.ts";

/** Values that are one text each, as staff write them. */
export const CHANGEABLE = ["name", "contact", "hours", "closedDays", "greeting", "outOfHours"] as const;
export type TextKey = (typeof CHANGEABLE)[number];

/** As staff write them; a value that is not there leaves the first one. */
export interface Changes extends Partial<Readonly<Record<TextKey, string>>> {
  /** By city; see `DeskProfile.cityContacts`. */
  readonly cityContacts?: Readonly<Record<string, CurrentContact>>;
}

/** `hours` as the setting `DESK_HOURS` is written, `closedDays` as `DESK_CLOSED_DAYS`; `contact:<city>` is that of a city. */
export type ChangeKey = TextKey | `contact:${CityId}`;

const KEY = "profile";
/** A row that whoever changes something writes first: of two at once, the second waits and reads what the first wrote. */
const TURN = "profile.turn";
/** Characters (UTF-16 code units) of a value. */
export const LONGEST: Readonly<Record<TextKey, number>> = {
  ...{ name: 60, contact: 400, hours: 400, closedDays: 400, greeting: 400, outOfHours: 400 },
};
export const LONGEST_OF_CITY = 400;

/** What is kept; whatever is not as it should be is passed over, so that an older program can read what a newer one wrote. */
export async function keptChanges({ settings }: Records): Promise<Changes> {
  const kept = await settings.get(KEY);
  if (!isObject(kept)) return {};
  const texts = CHANGEABLE.flatMap((key) => (typeof kept[key] === "string" ? [[key, kept[key]]] : []));
  const { cityContacts } = kept;
  const contacts = Object.entries(isObject(cityContacts) ? cityContacts : {}).filter(([, value]) => isContact(value));
  return Object.fromEntries([
    ...texts,
    ...(contacts.length === 0 ? [] : [["cityContacts", Object.fromEntries(contacts)]]),
  ]) as Changes;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isContact = (value: unknown): value is CurrentContact =>
  isObject(value) && typeof value.text === "string" && typeof value.asOf === "string";

export interface Change {
  readonly key: ChangeKey;
  /** Undefined goes back to the first one. */
  readonly value: string | undefined;
  readonly staff: string;
  readonly now: number;
}

/**
 * Changes one value, and keeps who did it and what it was before.
 *
 * @throws DeskError `settings-invalid` for what cannot be read or is too long; nothing is kept then
 */
export async function changed(records: Records, change: Change): Promise<Changes> {
  const { key, staff, now } = change;
  await records.settings.set(TURN, now, staff, now);
  const before = await keptChanges(records);
  const value = change.value?.replace(/\r\n?/gu, "\n").trim();
  const most = isOfCity(key) ? LONGEST_OF_CITY : LONGEST[key];
  if (value === "" || (value?.length ?? 0) > most) {
    throw new DeskError("settings-invalid", `${key} must have from 1 to ${most} characters`);
  }
  const next = isOfCity(key) ? withContact(before, key, value, dayOf(now)) : withText(before, key, value);
  hoursWith(undefined, next);
  const was = keptValue(before, key);
  if (was === value) return before;
  await records.settings.set(KEY, next, staff, now);
  const detail = changedFromTo(was, value);
  await records.audit.add({ at: now, actor: staff, act: value === undefined ? "reset" : "set", subject: key, detail });
  return next;
}

/** As staff wrote it; undefined where the first value counts. */
export const keptValue = (changes: Changes, key: ChangeKey): string | undefined =>
  isOfCity(key) ? changes.cityContacts?.[cityOf(key)]?.text : changes[key];

const PREFIX = "contact:";
export const contactKey = (city: CityId): ChangeKey => `${PREFIX}${city}`;
export const isOfCity = (key: ChangeKey): key is `contact:${CityId}` => key.startsWith(PREFIX);
const cityOf = (key: string): string => key.slice(PREFIX.length);

function withText(changes: Changes, key: TextKey, value: string | undefined): Changes {
  const { [key]: _, ...others } = changes;
  return value === undefined ? others : { ...others, [key]: value };
}

function withContact(changes: Changes, key: ChangeKey, text: string | undefined, asOf: string): Changes {
  const { [cityOf(key)]: _, ...others } = changes.cityContacts ?? {};
  return { ...changes, cityContacts: text === undefined ? others : { ...others, [cityOf(key)]: { text, asOf } } };
}

export function withChanges(first: DeskProfile, changes: Changes): DeskProfile {
  return { ...first, ...changeable(first, changes) };
}

function changeable(first: DeskProfile, changes: Changes) {
  const { name = first.name, contact = first.contact } = changes;
  const { greeting = first.greeting, outOfHours = first.outOfHours } = changes;
  const { cityContacts = first.cityContacts } = changes;
  return { name, contact, greeting, outOfHours, cityContacts, hours: hoursWith(first.hours, changes) };
}

/** What staff do not say of the hours stays as it was first, such as whether it opens on holidays. */
function hoursWith(first: OpeningHours | undefined, changes: Changes): OpeningHours | undefined {
  const { hours, closedDays } = changes;
  if (hours === undefined && closedDays === undefined) return first;
  const isClosedAtNewYear = first === undefined || first.closedDays.includes(NEW_YEAR);
  const read = openingHours(hours ?? ANY, { closedDays, closedAtNewYear: isClosedAtNewYear });
  const week = hours === undefined ? first?.week : read.week;
  return (
    week && {
      week,
      closedDays: closedDays === undefined ? (first?.closedDays ?? read.closedDays) : read.closedDays,
      closedOnHolidays: first?.closedOnHolidays ?? read.closedOnHolidays,
    }
  );
}

/** Stands in for hours of which staff said nothing, so that closed days can be read. */
const ANY = "毎日 0:00-24:00";

export interface LiveProfile {
  /** Always as it is now. */
  readonly profile: DeskProfile;
  update(changes: Changes): void;
}

/** One profile for all who hold it, which changes under them. */
export function liveProfile(first: DeskProfile): LiveProfile {
  const profile = { ...first };
  return { profile, update: (changes) => void Object.assign(profile, changeable(first, changes)) };
}
