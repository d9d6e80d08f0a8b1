/**
 * What stands in the way of staff who reopen a case, besides its own state.
 */

import { DeskError } from "../errors.ts";
import type { Records } from "../ports/store.ts";
import type { Case } from "../records.ts";

/** Nobody is left to be answered, or of two open cases of one person nobody could tell to which a message belongs. */
export async function refuseReopening({ cases, conversations }: Records, { number, state, conversation }: Case) {
  const open = await cases.openOf(conversation);
  const isBeside = open !== undefined && open.number !== number;
  if (!isBeside && (await conversations.get(conversation)) !== undefined) return;
  const why = isBeside ? `case ${open.number} of the same person is open` : "nothing is kept of its person any more";
  const message = `Case ${number} was not reopened: ${why}. Nothing was changed`;
  throw new DeskError("illegal-move", message, { facts: { state, move: "reopen" } });
}
