/**
 * Who did what; rows are only ever added.
 */

import type { Audit } from "../../src/ports/store.ts";
import type { Scope } from "./scope.ts";
import { words } from "./tables.ts";

export function audit({ trx, desk }: Scope): Audit {
  return {
    async add({ at, actor, act, subject, detail = "" }) {
      await trx
        .insertInto("audit")
        .values({ desk, at, actor, act, subject, detail: words(detail) })
        .execute();
    },
    async latest(limit, since = 0) {
      const rows = await trx
        .selectFrom("audit")
        .select(["at", "actor", "act", "subject", "detail"])
        .where("desk", "=", desk)
        .where("at", ">=", since)
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row }));
    },
  };
}
