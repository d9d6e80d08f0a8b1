/**
 * Search over what was said in conversations that have a case: words in a table, alike on both engines.
 */

import { sql } from "kysely";
import type { Transcripts } from "../../src/ports/store.ts";
import type { ConversationId } from "../../src/records.ts";
import type { Scope } from "./scope.ts";

/** So far a word is counted to find the rarest of several. */
const MOST_COUNTED = 5_000;

export function transcripts({ trx, desk }: Scope): Transcripts {
  /** How often a word stands somewhere, up to {@link MOST_COUNTED}. */
  async function frequency(token: string): Promise<number> {
    const row = await trx
      .selectFrom(
        trx
          .selectFrom("tokens")
          .select(sql<number>`1`.as("one"))
          .where((eb) => eb.and({ desk, token }))
          .limit(MOST_COUNTED)
          .as("some"),
      )
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  return {
    due: (limit) =>
      trx
        .selectFrom("messages")
        .select(["id", "text"])
        .where("desk", "=", desk)
        .where("search_state", "=", "due")
        .orderBy("seq")
        .limit(limit)
        .execute(),
    async index(id, text, tokens) {
      const row = await trx
        .updateTable("messages")
        .set({ search_state: "done" })
        .where((eb) => eb.and({ desk, id, text }))
        .returning("seq")
        .executeTakeFirst();
      if (row === undefined) return;
      await forgotten({ trx, desk }, [row.seq]);
      if (tokens.length === 0) return;
      const rows = [...new Set(tokens)].map((token) => ({ desk, token, message: row.seq }));
      await trx.insertInto("tokens").values(rows).execute();
    },
    async find(tokens, limit) {
      const wanted = [...new Set(tokens)];
      const counted: { token: string; count: number }[] = [];
      for (const token of wanted) counted.push({ token, count: await frequency(token) });
      const [rarest, ...others] = counted.sort((a, b) => a.count - b.count).map(({ token }) => token);
      if (rarest === undefined) return [];
      let query = trx
        .selectFrom("tokens")
        .innerJoin("messages", (join) =>
          join.onRef("messages.seq", "=", "tokens.message").on("messages.desk", "=", desk),
        )
        .select(["messages.id as message", "messages.conversation", "messages.at"])
        .where("tokens.desk", "=", desk)
        .where("tokens.token", "=", rarest);
      for (const token of others) {
        query = query.where((eb) =>
          eb.exists(
            eb
              .selectFrom("tokens as other")
              .select("other.message")
              .where("other.desk", "=", desk)
              .where("other.token", "=", token)
              .whereRef("other.message", "=", "tokens.message"),
          ),
        );
      }
      return query.orderBy("tokens.message", "desc").limit(limit).execute();
    },
  };
}

/** Words of messages that read otherwise now, or are gone. @param messages - their `seq` */
export async function forgotten(
  { trx, desk }: Pick<Scope, "trx" | "desk">,
  messages: readonly number[],
): Promise<void> {
  if (messages.length === 0) return;
  await trx.deleteFrom("tokens").where("desk", "=", desk).where("message", "in", messages).execute();
}

/** From the first case of a conversation on, all that was said in it can be searched for. */
export async function searchable(
  { trx, desk }: Pick<Scope, "trx" | "desk">,
  conversation: ConversationId,
): Promise<void> {
  await trx
    .updateTable("messages")
    .set({ search_state: "due" })
    .where((eb) => eb.and({ desk, conversation, search_state: "none" as const }))
    .execute();
}
