/**
 * What a desk is: the first values from `desks.json` or the settings.
 */

import type { CityId } from "../model.ts";
import type { DeskId } from "../records.ts";
import type { OpeningHours } from "./hours.ts";

/**
 * How this desk takes cases: people answer in the conversation, people answer by their own ways and the desk says which,
 * or nobody does and the contact is all there is.
 */
export const CASE_WAYS = ["conversation", "contact", "none"] as const;
export type CaseWay = (typeof CASE_WAYS)[number];

export interface DeskProfile {
  readonly id: DeskId;
  /** As residents read it, such as 「小平市民活動支援センター」; undefined for none. */
  readonly name: string | undefined;
  /** Whose questions are meant where nobody names a city; undefined to ask. */
  readonly city: CityId | undefined;
  /** Undefined where nobody told them: then no time is promised. */
  readonly hours: OpeningHours | undefined;
  readonly caseWay: CaseWay;
  /** How residents reach the people behind the desk, shown as it is. */
  readonly contact: string | undefined;
  readonly privacyUrl: string | undefined;
  /** Days for which messages and files are kept after the last one, or after a case was closed. */
  readonly retentionDays: number;
  /** Days for which masked questions are kept, cut from the person. */
  readonly questionRetentionDays: number;
}
