/**
 * What was said, by whom, and what was taken back.
 */

import type { Selectable } from "kysely";
import type { Messages } from "../../src/ports/store.ts";
import type { CitedSection, Message } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { flag, type MessagesTable, words } from "./tables.ts";

export function messages({ trx, desk, removed }: Scope): Messages {
  const ours = trx.selectFrom("messages").selectAll().where("desk", "=", desk);
  return {
    async add({ channelMessage, isUnsent, ...message }) {
      await trx
        .insertInto("messages")
        .values({
          desk,
          id: message.id,
          conversation: message.conversation,
          author: message.author,
          staff: message.staff ?? null,
          text: words(message.text),
          channel_message: channelMessage ?? null,
          outcome: message.outcome ?? null,
          city: message.city ?? null,
          sections: JSON.stringify(message.sections),
          media: message.media ?? null,
          is_unsent: flag(isUnsent),
          at: message.at,
        })
        .execute();
    },
    async get(id) {
      const row = await ours.where("id", "=", id).executeTakeFirst();
      return row && messageOf(row);
    },
    async byChannelId(conversation, channelMessage) {
      const query = ours.where("conversation", "=", conversation).where("channel_message", "=", channelMessage);
      const row = await query.executeTakeFirst();
      return row && messageOf(row);
    },
    async latest(conversation, limit) {
      const rows = await ours
        .where("conversation", "=", conversation)
        .orderBy("at", "desc")
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.reverse().map(messageOf);
    },
    async unsend(conversation, channelMessage, now) {
      removed();
      const row = await trx
        .updateTable("messages")
        .set({ text: "", media: null, is_unsent: 1 })
        .where((eb) => eb.and({ desk, conversation, channel_message: channelMessage }))
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) return messageOf(row);
      await trx
        .insertInto("unsends")
        .values({ desk, conversation, channel_message: channelMessage, at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return undefined;
    },
    async isUnsent(conversation, channelMessage) {
      const row = await trx
        .selectFrom("unsends")
        .select("at")
        .where((eb) => eb.and({ desk, conversation, channel_message: channelMessage }))
        .executeTakeFirst();
      return row !== undefined;
    },
    async edit(id, text) {
      await trx
        .updateTable("messages")
        .set({ text: words(text) })
        .where((eb) => eb.and({ desk, id }))
        .execute();
    },
    async cut(conversation, before) {
      removed();
      const old = await ours
        .where("conversation", "=", conversation)
        .where("at", "<", before)
        .where("media", "is not", null)
        .execute();
      const media = old.flatMap((row) => row.media ?? []);
      if (media.length > 0) await trx.deleteFrom("media").where("desk", "=", desk).where("id", "in", media).execute();
      await trx
        .updateTable("messages")
        .set({ text: "", media: null })
        .where((eb) => eb.and({ desk, conversation }))
        .where("at", "<", before)
        .execute();
      await trx
        .deleteFrom("unsends")
        .where((eb) => eb.and({ desk, conversation }))
        .where("at", "<", before)
        .execute();
      return media;
    },
  };
}

function messageOf(row: Selectable<MessagesTable>): Message {
  return {
    id: row.id,
    conversation: row.conversation,
    author: row.author,
    staff: row.staff ?? undefined,
    text: row.text,
    channelMessage: row.channel_message ?? undefined,
    outcome: row.outcome ?? undefined,
    city: row.city ?? undefined,
    sections: JSON.parse(row.sections) as CitedSection[],
    media: row.media ?? undefined,
    isUnsent: row.is_unsent === 1,
    at: row.at,
  };
}
