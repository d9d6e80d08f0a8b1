/**
 * The people behind the desk, as a channel of theirs made them known.
 */

import type { Selectable } from "kysely";
import type { StaffRecords } from "../../src/ports/store.ts";
import type { Staff } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { words } from "./tables.ts";
import type { StaffTable } from "./tables-staff.ts";

export function staff({ trx, desk }: Scope): StaffRecords {
  const ours = trx.selectFrom("staff").selectAll().where("desk", "=", desk);
  return {
    async get(id) {
      const row = await ours.where("id", "=", id).executeTakeFirst();
      return row && staffOf(row);
    },
    async save({ id, name, city, seenAt }) {
      const known = { name: words(name), city: city ?? null, seen_at: seenAt };
      await trx
        .insertInto("staff")
        .values({ desk, id, ...known })
        .onConflict((conflict) => conflict.columns(["desk", "id"]).doUpdateSet(known))
        .execute();
    },
    async list() {
      const rows = await ours.execute();
      // Not by the engines, of which each has its own order of letters.
      return rows.map(staffOf).sort((a, b) => a.name.localeCompare(b.name, "ja") || a.id.localeCompare(b.id, "ja"));
    },
  };
}

function staffOf(row: Selectable<StaffTable>): Staff {
  return { id: row.id, name: row.name, city: row.city ?? undefined, seenAt: row.seen_at };
}
