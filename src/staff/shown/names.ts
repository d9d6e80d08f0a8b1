/**
 * What the people behind a desk are called.
 */

import type { Records } from "../../ports/store.ts";

const CHANNEL = /^(?:slack|console):/u;

/** The name of one of the staff; of somebody whom no channel made known, what the id says without its channel. */
export async function staffName({ staff }: Pick<Records, "staff">, id: string): Promise<string> {
  return (await staff.get(id))?.name ?? id.replace(CHANNEL, "");
}

/** The same where there may be nobody to name. */
export async function nameOf(records: Pick<Records, "staff">, id: string | undefined): Promise<string | undefined> {
  return id === undefined ? undefined : staffName(records, id);
}
