/**
 * What one press does to a case: at once, and without a window.
 */

import type { Records } from "../../ports/store.ts";
import type { CaseNumber, OutboxRow, Whisper } from "../../records.ts";
import { refusalOf } from "./refusals.ts";
import type { Visit } from "./views.ts";

/** @returns why it was not done; undefined where it was, and where who takes a case has it already */
export async function moved(
  { house, records, by }: Pick<Visit, "house" | "records" | "by">,
  move: "take" | "release" | "reopen",
  number: CaseNumber,
): Promise<Whisper | undefined> {
  const { casework } = house;
  // A second press of one who has it already is no claim.
  const isHeldBySame = move === "take" && (await isHeldBy(records, number, by.id));
  if (isHeldBySame) return undefined;
  try {
    if (move === "reopen") await casework.reopen(records, number, by.id);
    else await casework.byStaff(records, number, by.id, { kind: move });
    return undefined;
  } catch (error) {
    // A move is refused before anything is written.
    return refusalOf(error, records, { by: by.id, number, move });
  }
}

async function isHeldBy({ cases }: Records, number: CaseNumber, staff: string): Promise<boolean> {
  const on = await cases.get(number);
  return on?.assignee === staff && on.state !== "closed";
}

/** Held back or given up for what may be over by now. @param row - undefined where there is none */
export async function sentAgain(
  { house, records, by, now }: Visit,
  number: CaseNumber,
  row: OutboxRow | undefined,
): Promise<Whisper> {
  if (row === undefined || !(await records.outbox.again(row.id, now))) return { kind: "nothing-to-send", number };
  await records.audit.add({ at: now, actor: by.id, act: "outbox-again", subject: `outbox ${row.id}` });
  if (row.message !== undefined) await house.board.delivered(records, row.message);
  return { kind: "sent-again", number };
}
