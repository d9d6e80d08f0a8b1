/**
 * What changes from day to day.
 */

import { DeskError } from "../errors.ts";
import {
  CHANGEABLE,
  type ChangeKey,
  type Changes,
  changed,
  contactKey,
  isOfCity,
  keptChanges,
  keptValue,
  LONGEST,
  LONGEST_OF_CITY,
} from "../handoff/changes.ts";
import { closedDaysText, hoursText } from "../handoff/hours-shown.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import type { City } from "../model.ts";
import type { ConsoleSettings, Setting, SettingChange, SettingSaved } from "../ports/console/settings.ts";
import type { Records } from "../ports/store.ts";
import type { AuditEntry } from "../records.ts";
import { met } from "../staff/met.ts";
import { staffName } from "../staff/shown/names.ts";
import type { ConsoleParts } from "./parts.ts";

/** Changes that are shown, and acts of any kind among which they are looked for. */
const SHOWN = 50;
const LOOKED_BACK = 2_000;
/** As {@link changed} calls them in the audit trail. */
const ACTS = ["set", "reset"];

export function consoleSettings({ desk, store, house, assembly, clock }: ConsoleParts): ConsoleSettings {
  const { cities } = assembly.corpus;
  const keys: readonly ChangeKey[] = [...CHANGEABLE, ...cities.map(({ id }) => contactKey(id))];
  const ofCity = (key: string): City | undefined => cities.find(({ id }) => contactKey(id) === key);

  const setting = (changes: Changes, key: ChangeKey): Setting => {
    const city = ofCity(key);
    const value = keptValue(changes, key);
    return {
      key,
      kind: isOfCity(key) ? "cityContact" : key,
      city: city && { id: city.id, name: city.names.ja },
      value: value ?? firstOf(house.profile, key),
      isChanged: value !== undefined,
      longest: isOfCity(key) ? LONGEST_OF_CITY : LONGEST[key],
    };
  };

  const history = async (records: Records): Promise<SettingChange[]> => {
    const acts = await records.audit.latest(LOOKED_BACK);
    const ours = acts.filter(({ act, subject }) => ACTS.includes(act) && keys.some((key) => key === subject));
    return Promise.all(ours.slice(0, SHOWN).map((entry) => changeOf(records, entry)));
  };
  const changeOf = async (records: Records, { at, actor, subject, detail }: AuditEntry): Promise<SettingChange> => {
    const key = subject as ChangeKey;
    const kind = isOfCity(key) ? "cityContact" : key;
    return { at, by: await staffName(records, actor), kind, city: ofCity(key)?.names.ja, detail };
  };

  return {
    view: () =>
      store.within(desk, async (records) => {
        const changes = await keptChanges(records);
        return { settings: keys.map((key) => setting(changes, key)), history: await history(records) };
      }),
    async change(by, named, value): Promise<SettingSaved> {
      const key = keys.find((one) => one === named);
      if (key === undefined) return { kind: "unknown" };
      const longest = isOfCity(key) ? LONGEST_OF_CITY : LONGEST[key];
      const text = value?.replace(/\r\n?/gu, "\n").trim();
      if (text === "") return { kind: "blank" };
      if ((text?.length ?? 0) > longest) return { kind: "too-long", longest };
      try {
        await store.within(desk, async (records) => {
          await met(records, by, clock.now());
          await changed(records, { key, value: text, staff: by.id, now: clock.now() });
        });
        return { kind: "saved" };
      } catch (error) {
        if (!(error instanceof DeskError) || error.code !== "settings-invalid") throw error;
        return { kind: "unreadable", part: String(error.facts.part ?? text) };
      }
    },
  };
}

/** The value of the settings, as staff would write it; `""` for none. Only where staff changed nothing is it the profile's. */
function firstOf({ name, contact, hours, greeting, outOfHours }: DeskProfile, key: ChangeKey): string {
  switch (key) {
    case "name":
      return name ?? "";
    case "contact":
      return contact ?? "";
    case "greeting":
      return greeting ?? "";
    case "outOfHours":
      return outOfHours ?? "";
    case "hours":
      return hours === undefined ? "" : hoursText(hours);
    case "closedDays":
      return hours === undefined ? "" : closedDaysText(hours);
    default:
      return "";
  }
}
