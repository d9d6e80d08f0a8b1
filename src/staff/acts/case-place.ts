/**
 * Which case a place of staff is about: its thread hangs under the case's card.
 */

import { numberOfCard } from "../../ports/post-keys.ts";
import { peerOf } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { CaseNumber, Peer, Place } from "../../records.ts";

/** Undefined for a place of no case. */
export async function caseAt({ posts }: Records, { channel, thread }: Place): Promise<CaseNumber | undefined> {
  if (thread === undefined) return undefined;
  return numberOfCard((await posts.at(channel, thread))?.key);
}

/** With whom a talk is there: what the desk says in the thread of a case is of the case, and goes when it does. */
export async function peerAt(records: Records, place: Place): Promise<Peer> {
  const number = await caseAt(records, place);
  return number === undefined ? peerOf.place(place) : peerOf.case(number);
}
