/**
 * Lets out again what was put aside and not sent, with who did it in the audit trail.
 */

import type { Records } from "../ports/store.ts";
import type { OutboxId } from "../records.ts";

/** @param by - {@link Staff.id}, asked for only where something is let out @returns false for a row that is neither held nor dead */
export async function sentAgain(
  { outbox, audit }: Pick<Records, "outbox" | "audit">,
  id: OutboxId,
  { by, now }: { readonly by: () => string; readonly now: number },
): Promise<boolean> {
  if (!(await outbox.again(id, now))) return false;
  await audit.add({ at: now, actor: by(), act: "outbox-again", subject: `outbox ${id}` });
  return true;
}
