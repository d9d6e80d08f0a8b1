/**
 * A resident wants every record gone: they go now, or as the desk's task once a person has answered.
 */

import type { Records } from "../ports/store.ts";
import type { Case, Conversation } from "../records.ts";
import type { House } from "./turn.ts";

export interface Erasing {
  readonly house: Pick<House, "board" | "casework">;
  readonly records: Records;
  readonly conversation: Pick<Conversation, "id">;
  /** Of the same person. */
  readonly openCase: Case | undefined;
  readonly now: number;
}

/** @returns ids of the media whose files must go; undefined where a case is open, and the wish stands in it */
export async function erasedOrNoted(erasing: Erasing): Promise<readonly string[] | undefined> {
  const { house, records, conversation, openCase, now } = erasing;
  if (openCase !== undefined) {
    if (!openCase.wishesErasure) await house.casework.byResident(records, openCase, { kind: "wish-erasure" });
    return undefined;
  }
  await house.board.gone(records, conversation.id);
  const filesGone = await records.conversations.erase(conversation.id);
  await records.audit.add({ at: now, actor: "resident", act: "records-erased", subject: "" });
  return filesGone;
}
