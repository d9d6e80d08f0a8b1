/**
 * Why an act of staff on a case was not done, as a word in private to who tried.
 */

import { DeskError } from "../../errors.ts";
import type { Move } from "../../handoff/cases.ts";
import type { Records } from "../../ports/store.ts";
import type { CaseNumber, Whisper } from "../../records.ts";

export interface Tried {
  readonly by: string;
  readonly number: CaseNumber;
  readonly move: Exclude<Move["kind"], "rate-word">;
}

/**
 * Says in private why an act was refused.
 *
 * @param records - of a transaction in which nothing of the act was done
 * @throws what was caught, where it is no refusal of a case's
 */
export async function refusalOf(error: unknown, records: Records, tried: Tried): Promise<Whisper> {
  if (!(error instanceof DeskError)) throw error;
  switch (error.code) {
    case "case-unknown":
      return { kind: "gone" };
    case "case-changed":
      return changed(records, tried);
    case "illegal-move":
      return illegal(records, tried);
    default:
      throw error;
  }
}

/** Of two who claim at once, one is told who was faster. */
async function changed(records: Records, tried: Tried): Promise<Whisper> {
  const say = await illegal(records, tried);
  return say.kind === "taken" ? say : { kind: "changed" };
}

/** In the way of a move is who has the case, or the state that it is in. */
export async function illegal(records: Records, { by, number, move }: Tried): Promise<Whisper> {
  const on = await records.cases.get(number);
  if (on === undefined) return { kind: "gone" };
  const { assignee, state } = on;
  const isHeld = state === "with-person" || state === "with-resident";
  const isInTheWay = (move === "take" || move === "answer") && assignee !== undefined && assignee !== by;
  return isHeld && isInTheWay ? { kind: "taken", number, staff: assignee } : { kind: "illegal", number, move, state };
}
