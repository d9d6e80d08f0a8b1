/**
 * Values by key, as JSON.
 */

import type { Settings } from "../../src/ports/store.ts";
import type { Scope } from "./scope.ts";

export function settings({ trx, desk }: Scope): Settings {
  return {
    async get(key) {
      const row = await trx
        .selectFrom("settings")
        .select("value")
        .where((eb) => eb.and({ desk, key }))
        .executeTakeFirst();
      return row && (JSON.parse(row.value) as unknown);
    },
    async set(key, value, by, now) {
      // JSON has no undefined: what is set to it reads as null.
      const set = { value: JSON.stringify(value ?? null), set_by: by, set_at: now };
      await trx
        .insertInto("settings")
        .values({ desk, key, ...set })
        .onConflict((conflict) => conflict.columns(["desk", "key"]).doUpdateSet(set))
        .execute();
    },
  };
}
