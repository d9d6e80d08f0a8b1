/**
 * What is known of the files that residents sent; the files themselves are in `media-files.ts`.
 */

import type { MediaRecords } from "../../src/ports/store.ts";
import type { Scope } from "./scope.ts";
import { words } from "./tables.ts";

export function mediaRecords({ trx, desk }: Scope): MediaRecords {
  return {
    async add({ name, ...media }) {
      await trx
        .insertInto("media")
        .values({ desk, ...media, name: words(name) })
        .execute();
    },
    async get(id) {
      const row = await trx
        .selectFrom("media")
        .select(["id", "conversation", "type", "bytes", "name", "at"])
        .where((eb) => eb.and({ desk, id }))
        .executeTakeFirst();
      return row && { ...row };
    },
    async remove(id) {
      await trx
        .deleteFrom("media")
        .where((eb) => eb.and({ desk, id }))
        .execute();
    },
    async ids() {
      const rows = await trx.selectFrom("media").select("id").where("desk", "=", desk).orderBy("id").execute();
      return rows.map(({ id }) => id);
    },
  };
}
