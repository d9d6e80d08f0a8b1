/**
 * Which case a place of staff is about: its thread hangs under the case's card.
 */

import type { Records } from "../ports/store.ts";
import type { CaseNumber, Place } from "../records.ts";
import { numberOfCard } from "./post-keys.ts";

/** Undefined for a place of no case. */
export async function caseAt({ posts }: Records, { channel, thread }: Place): Promise<CaseNumber | undefined> {
  if (thread === undefined) return undefined;
  return numberOfCard((await posts.at(channel, thread))?.key);
}
