/**
 * Shows the cards of open cases anew as the desk opens and closes, for each says when people are there next.
 */

import type { Opening } from "../../model.ts";
import type { Records } from "../../ports/store.ts";
import type { CaseState } from "../../records.ts";
import type { StaffHouse } from "../house.ts";

const OPEN: readonly CaseState[] = ["waiting", "with-person", "with-resident"];
const MOST_CASES = 1_000;
/** Under which it is kept what the cards said last. */
const KEY = "staff.opening";

/**
 * Writes into the outbox what is to be shown at this time. To be called once a minute.
 *
 * @returns whether something is to be sent
 */
export async function cardsAnew(
  { casework, board }: Pick<StaffHouse, "casework" | "board">,
  records: Records,
  now: number,
): Promise<boolean> {
  const said = wordsOf(casework.opening());
  const before = await records.settings.get(KEY);
  if (before === said) return false;
  await records.settings.set(KEY, said, "desk", now);
  if (before === undefined) return false;
  const open = await records.cases.list({ states: OPEN, limit: MOST_CASES });
  for (const on of open) await board.changed(records, on);
  return open.length > 0;
}

/** All that a card says of it. */
const wordsOf = (opening: Opening): string =>
  opening.kind === "opens" ? `${opening.day} ${opening.fromMinutes}` : opening.kind;
