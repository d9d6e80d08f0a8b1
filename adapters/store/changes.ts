/**
 * A count that rises with every change that somebody may be looking at, so that all processes know when to look again.
 */

import type { ChangeCounter } from "../../src/ports/store.ts";
import type { Scope } from "./scope.ts";

export function changeCounter({ trx, desk }: Scope): ChangeCounter {
  return {
    async current() {
      const row = await trx
        .selectFrom("counters")
        .select("value")
        .where((eb) => eb.and({ desk, name: "changes" as const }))
        .executeTakeFirst();
      return row?.value ?? 0;
    },
  };
}

export async function raised({ trx, desk }: Pick<Scope, "trx" | "desk">): Promise<void> {
  await trx
    .insertInto("counters")
    .values({ desk, name: "changes", value: 1 })
    .onConflict((conflict) =>
      conflict.columns(["desk", "name"]).doUpdateSet((eb) => ({ value: eb("counters.value", "+", 1) })),
    )
    .execute();
}
