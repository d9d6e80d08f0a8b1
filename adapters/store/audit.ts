/**
 * Who did what; rows are only ever added.
 */

import type { Audit } from "../../src/ports/store.ts";
import type { Scope } from "./scope.ts";

export function audit({ trx, desk }: Scope): Audit {
  return {
    async add({ at, actor, act, subject }) {
      await trx.insertInto("audit").values({ desk, at, actor, act, subject }).execute();
    },
    async latest(limit) {
      const rows = await trx
        .selectFrom("audit")
        .select(["at", "actor", "act", "subject"])
        .where("desk", "=", desk)
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row }));
    },
  };
}
