/**
 * A count that rises with every change that somebody may be looking at, so that all processes know when to look again.
 *
 * Whoever raises a row holds up all others that would until the commit is on the disk. Where transactions run beside each
 * other the count therefore lies in several rows, one for each connection as far as they go, and is their sum.
 */

import { sql } from "kysely";
import type { ChangeCounter } from "../../src/ports/store-web.ts";
import type { Scope } from "./scope.ts";
import type { CountersTable } from "./tables.ts";

const ROWS = 16;
const nameOf = (row: number): CountersTable["name"] => `changes-${row}`;
const NAMES = Array.from({ length: ROWS }, (_, row) => nameOf(row));

export function changeCounter({ trx, desk }: Scope): ChangeCounter {
  return {
    async current() {
      const row = await trx
        .selectFrom("counters")
        .select(({ fn }) => fn.sum<number | string | null>("value").as("value"))
        .where("desk", "=", desk)
        .where("name", "in", NAMES)
        .executeTakeFirstOrThrow();
      return Number(row.value ?? 0);
    },
  };
}

/** To be called last in a transaction: nothing is locked after it, so that none waits for another in a ring. */
export async function raised({ trx, desk, locksRows }: Scope): Promise<void> {
  const name = locksRows
    ? sql<CountersTable["name"]>`'changes-' || (pg_backend_pid() % ${sql.lit(ROWS)})`
    : sql.lit(nameOf(0));
  await trx
    .insertInto("counters")
    .values({ desk, name, value: 1 })
    .onConflict((conflict) =>
      conflict.columns(["desk", "name"]).doUpdateSet((eb) => ({ value: eb("counters.value", "+", 1) })),
    )
    .execute();
}
