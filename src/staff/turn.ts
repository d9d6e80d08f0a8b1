/**
 * One event of the channel of staff in work: who did it, and what is to be shown for it.
 */

import { type Person, peerOf } from "../ports/staff.ts";
import type { Records } from "../ports/store.ts";
import type { InboxEvent, Peer, Place, Post, StaffSaying, Whisper } from "../records.ts";
import type { StaffHouse } from "./house.ts";

export interface StaffTurn {
  readonly house: StaffHouse;
  readonly records: Records;
  readonly event: InboxEvent;
  readonly by: Person;
  readonly now: number;
}

/** Where something is to be shown, and by what it is asked for. */
export type Showing = Pick<StaffTurn, "house" | "records" | "now">;

/** It leaves through the outbox, in the order of what goes to that peer. */
export async function shown({ house, records, now }: Showing, peer: Peer, saying: StaffSaying): Promise<void> {
  const { id } = await records.conversations.ensure("slack", peer, now, house.chance.uuid);
  const row = { channel: "slack", conversation: id, peer, cause: undefined, retryKey: house.chance.uuid() } as const;
  await records.outbox.add({ ...row, sayings: [saying] }, now);
}

export const posted = (post: Post): StaffSaying => ({ kind: "post", post });

/** For one person's eyes, where that person just was. */
export async function whispered(
  showing: Showing,
  { staff, place, say }: { readonly staff: string; readonly place: Place | undefined; readonly say: Whisper },
): Promise<void> {
  const peer = place === undefined ? peerOf.person(staff) : peerOf.place(place);
  await shown(showing, peer, posted({ what: "whisper", staff, place, say }));
}
