/**
 * What staff are shown, and where it stands: found by what it shows and by where it is.
 */

import type { Selectable } from "kysely";
import type { Posts } from "../../src/ports/store.ts";
import type { Posted } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import type { PostsTable } from "./tables-staff.ts";

export function posts({ trx, desk }: Scope): Posts {
  const ours = trx.selectFrom("posts").selectAll().where("desk", "=", desk);
  return {
    async get(key) {
      const row = await ours.where("key", "=", key).executeTakeFirst();
      return row && postedOf(row);
    },
    async at(channel, message) {
      const query = ours.where("channel", "=", channel).where("message", "=", message);
      const row = await query.orderBy("seq", "desc").limit(1).executeTakeFirst();
      return row && postedOf(row);
    },
    async of(conversation) {
      const rows = await ours.where("conversation", "=", conversation).orderBy("seq").execute();
      return rows.map(postedOf);
    },
    async save({ key, conversation, channel, message, file, digest, at }) {
      const now = { conversation: conversation ?? null, channel, message, file: file ?? null, digest, at };
      await trx
        .insertInto("posts")
        .values({ desk, key, ...now })
        .onConflict((conflict) => conflict.columns(["desk", "key"]).doUpdateSet(now))
        .execute();
    },
    async remove(key) {
      await trx
        .deleteFrom("posts")
        .where((eb) => eb.and({ desk, key }))
        .execute();
    },
  };
}

function postedOf(row: Selectable<PostsTable>): Posted {
  return {
    key: row.key,
    conversation: row.conversation ?? undefined,
    channel: row.channel,
    message: row.message,
    file: row.file ?? undefined,
    digest: row.digest,
    at: row.at,
  };
}
