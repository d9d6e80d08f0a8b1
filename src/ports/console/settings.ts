/**
 * What changes from day to day: what the console asks for, and the words around it.
 */

import type { CityId } from "../../model.ts";
import type { ConsolePerson } from "./desk.ts";

/** Kinds of values, each of which has words of its own. */
export const SETTING_KINDS = [
  "hours",
  "closedDays",
  "name",
  "contact",
  "greeting",
  "outOfHours",
  "cityContact",
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** One value of the desk as it is now. */
export interface Setting {
  /** Names it in a form: the kind, or `contact:<city>`. */
  readonly key: string;
  readonly kind: SettingKind;
  /** Undefined but for `cityContact`. */
  readonly city: { readonly id: CityId; readonly name: string } | undefined;
  /** As staff wrote it, else the first value as staff would write it; `""` for none. */
  readonly value: string;
  /** Staff changed it: it can go back to the first value. */
  readonly isChanged: boolean;
  /** UTF-16 code units. */
  readonly longest: number;
}

/** Who changed what, and when. */
export interface SettingChange {
  readonly at: number;
  readonly by: string;
  readonly kind: SettingKind;
  readonly city: string | undefined;
  /** What it was and what it is. */
  readonly detail: string;
}

export interface SettingsView {
  readonly settings: readonly Setting[];
  /** Newest first. */
  readonly history: readonly SettingChange[];
}

export type SettingSaved =
  | { readonly kind: "saved" }
  | { readonly kind: "blank" }
  | { readonly kind: "too-long"; readonly longest: number }
  /** `part`: what could not be read. */
  | { readonly kind: "unreadable"; readonly part: string }
  | { readonly kind: "unknown" };

export interface ConsoleSettings {
  view(): Promise<SettingsView>;
  /** @param value - undefined goes back to the first value */
  change(by: ConsolePerson, key: string, value: string | undefined): Promise<SettingSaved>;
}

export interface SettingsWords {
  readonly title: string;
  readonly intro: string;
  /** Who may not change anything is told so. */
  readonly readOnly: string;
  /** @param city - of a `cityContact` */
  label(kind: SettingKind, city: string | undefined): string;
  readonly hints: Readonly<Record<SettingKind, string>>;
  readonly none: string;
  readonly save: string;
  readonly reset: string;
  /** Beside a value that staff changed. */
  readonly isChanged: string;
  /** @param label - of what was saved */
  saved(label: string): string;
  refused(saved: Exclude<SettingSaved, { kind: "saved" }>, kind: SettingKind): string;
  readonly history: string;
  readonly historyEmpty: string;
  /** A moment in Japan, with its year. */
  at(at: number): string;
  readonly columns: { readonly at: string; readonly by: string; readonly what: string; readonly change: string };
}
