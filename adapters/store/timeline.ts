/**
 * What stands on the page of each conversation, in the order in which it came to stand there.
 */

import type { Timeline } from "../../src/ports/store-web.ts";
import type { ConversationId, Peer, ShownWhat } from "../../src/records.ts";
import { locked, type Scope } from "./scope.ts";
import { words } from "./tables.ts";

export function timeline(scope: Scope): Timeline {
  const { trx, desk, removed, changed } = scope;
  return {
    async add(peer, key, what, now) {
      await oneByOne(scope, peer);
      const row = await trx
        .insertInto("timeline")
        .values({ desk, peer, key, what: words(JSON.stringify(what)), at: now })
        .onConflict((conflict) => conflict.columns(["desk", "peer", "key"]).doNothing())
        .returning("seq")
        .executeTakeFirst();
      if (row !== undefined) changed();
      return row !== undefined;
    },
    async of(peer, limit, after = 0) {
      const rows = await trx
        .selectFrom("timeline")
        .selectAll()
        .where((eb) => eb.and({ desk, peer }))
        .where("seq", ">", after)
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.reverse().map((row) => ({
        ...{ seq: row.seq, peer: row.peer, at: row.at },
        what: JSON.parse(row.what) as ShownWhat,
      }));
    },
    async last(peer) {
      const row = await trx
        .selectFrom("timeline")
        .select("seq")
        .where((eb) => eb.and({ desk, peer }))
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.seq ?? 0;
    },
    async deleteStray(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("timeline")
        .where("desk", "=", desk)
        .where("at", "<", before)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("conversations")
                .select("id")
                .where("conversations.desk", "=", desk)
                .where("conversations.channel", "=", "web")
                .whereRef("conversations.peer", "=", "timeline.peer"),
            ),
          ),
        )
        .executeTakeFirst();
      if (numDeletedRows > 0n) removed();
      return Number(numDeletedRows);
    },
  };
}

/**
 * Entries of one page are committed in the order of their numbers: a page that was shown a later one would never ask for
 * an earlier one that came to light behind it. Whoever adds takes the conversation, as whoever receives for it does.
 */
async function oneByOne(scope: Scope, peer: Peer): Promise<void> {
  const { trx, desk, locksRows } = scope;
  if (!locksRows) return;
  const row = trx
    .selectFrom("conversations")
    .select("id")
    .where((eb) => eb.and({ desk, channel: "web" as const, peer }));
  await locked(row, scope).execute();
}

/** What stands on the page of a conversation goes. @param before - what is older than this alone */
export async function timelineCut({ trx, desk }: Scope, id: ConversationId, before?: number): Promise<void> {
  const row = await trx
    .selectFrom("conversations")
    .select(["channel", "peer"])
    .where((eb) => eb.and({ desk, id }))
    .executeTakeFirst();
  if (row?.channel !== "web") return;
  await trx
    .deleteFrom("timeline")
    .where("desk", "=", desk)
    .where("peer", "=", row.peer)
    .$if(before !== undefined, (query) => query.where("at", "<", before!))
    .execute();
}
