/**
 * What the staff's side of a desk is worked with.
 */

import type { CityReader } from "../dialogue/city.ts";
import type { Board } from "../handoff/board.ts";
import type { Casework } from "../handoff/casework.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import type { Desk } from "../ports/desk.ts";
import type { Chance, Holidays } from "../ports/world.ts";

/** How much of a case is shown in the channel of staff: all of it, or no word of the resident. */
export const CONTENTS = ["full", "notice"] as const;
export type Content = (typeof CONTENTS)[number];

/** As whom a resident sees the person who answers: by name, or as the centre. */
export const SENDER_NAMES = ["staff", "centre"] as const;
export type SenderName = (typeof SENDER_NAMES)[number];

export interface StaffSettings {
  readonly content: Content;
  /** Words of the private page are shown, which are in the console alone. */
  readonly showsPrivate?: boolean | undefined;
  readonly senderName: SenderName;
  /** Minutes of the day in Japan at which the summary is shown. */
  readonly summaryMinutes: number;
  /** Behind which, and a slash, the number of a case makes an address at which it is read; undefined for no such page. */
  readonly casesUrl: string | undefined;
  /** How the desk is reached from outside, so that a quotation under an answer has the address of its place in the full text. */
  readonly baseUrl: string | undefined;
}

export interface StaffHouse {
  readonly desk: Desk;
  readonly cities: CityReader;
  /** Always as it is now. */
  readonly profile: DeskProfile;
  readonly casework: Casework;
  readonly board: Board;
  readonly holidays: Holidays;
  readonly chance: Pick<Chance, "uuid">;
  readonly settings: StaffSettings;
  /** Of `topics.json`; undefined for an id that is not there. */
  topicName(id: string): string | undefined;
}
