/**
 * What a desk is: the first values from `desks.json` or the settings.
 */

import type { CityId, Contacts, CurrentContact } from "../model.ts";
import type { DeskId } from "../records.ts";
import type { OpeningHours } from "./hours.ts";

/**
 * How this desk takes cases: people answer in the conversation, people answer by their own ways and the desk says which,
 * or nobody does and the contact is all there is.
 */
export const CASE_WAYS = ["conversation", "contact", "none"] as const;
export type CaseWay = (typeof CASE_WAYS)[number];

/**
 * Where a case that began in LINE goes on: on its private page, there once the resident wants it, or in LINE.
 */
export const PRIVATE_PAGES = ["always", "offer", "never"] as const;
export type PrivatePageWay = (typeof PRIVATE_PAGES)[number];

export interface DeskProfile {
  readonly id: DeskId;
  /** As residents read it, such as 「小平市民活動支援センター」; undefined for none. */
  readonly name: string | undefined;
  /** Whose questions are meant where nobody names a city; undefined to ask. */
  readonly city: CityId | undefined;
  /** Undefined where nobody told them: then no time is promised. */
  readonly hours: OpeningHours | undefined;
  readonly caseWay: CaseWay;
  /** `never` where it is left out. */
  readonly privatePage?: PrivatePageWay | undefined;
  /** How residents reach the people behind the desk, shown as it is. */
  readonly contact: string | undefined;
  /** Said before the first words of the desk; undefined for none. */
  readonly greeting?: string | undefined;
  /** Said where a case begins or waits while it is closed, beside when it opens next; undefined for none. */
  readonly outOfHours?: string | undefined;
  /** By city, as staff entered them. */
  readonly cityContacts?: Readonly<Record<string, CurrentContact>> | undefined;
  readonly privacyUrl: string | undefined;
  /** Days for which messages and files are kept after the last one, or after a case was closed. */
  readonly retentionDays: number;
  /** Days for which masked questions are kept, cut from the person. */
  readonly questionRetentionDays: number;
}

/** Whom this desk's replies may name. */
export const contactsOf = ({ contact, cityContacts = {} }: DeskProfile): Contacts => ({
  ofDesk: contact,
  ofCities: cityContacts,
});
