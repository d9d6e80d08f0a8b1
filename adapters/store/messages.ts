/**
 * What was said, by whom, and what was taken back.
 */

import type { ExpressionBuilder, Selectable } from "kysely";
import type { Messages } from "../../src/ports/store.ts";
import type { CitedSection, ConversationId, Message } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { flag, type MessagesTable, type Tables, words } from "./tables.ts";
import { timelineCut } from "./timeline.ts";
import { forgotten } from "./token-blocks.ts";

export function messages(scope: Scope): Messages {
  const { trx, desk, removed, changed } = scope;
  const ours = trx.selectFrom("messages").selectAll().where("desk", "=", desk);
  return {
    async add({ channelMessage, isUnsent, isPrivate, ...message }) {
      changed();
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
          is_private: flag(isPrivate),
          search_state: (await hasCase(scope, message.conversation)) ? "due" : "none",
          is_unsent: flag(isUnsent),
          at: message.at,
        })
        .execute();
    },
    async get(id) {
      const row = await ours.where("id", "=", id).executeTakeFirst();
      return row && messageOf(row);
    },
    async among(ids) {
      return ids.length === 0 ? [] : (await ours.where("id", "in", ids).execute()).map(messageOf);
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
      // An event that was given up is kept as it came, and nobody looks into it any more.
      await trx
        .updateTable("inbox")
        .set({ raw: "" })
        .where((eb) => eb.and({ desk, conversation, state: "dead" as const }))
        .execute();
      const before = await ours
        .where("conversation", "=", conversation)
        .where("channel_message", "=", channelMessage)
        .executeTakeFirst();
      const row = await trx
        .updateTable("messages")
        .set({ text: "", media: null, is_unsent: 1 })
        .where((eb) => eb.and({ desk, conversation, channel_message: channelMessage }))
        .returningAll()
        .executeTakeFirst();
      if (before !== undefined) await dropRepeating(scope, conversation, before.text);
      if (before !== undefined) await forgotten(scope, [before.seq]);
      if (row !== undefined) {
        changed();
        return messageOf(row);
      }
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
      const row = await trx
        .updateTable("messages")
        .set((eb) => ({ text: words(text), search_state: dueAgain(eb) }))
        .where((eb) => eb.and({ desk, id }))
        .returning("seq")
        .executeTakeFirst();
      if (row === undefined) return;
      changed();
      await forgotten(scope, [row.seq]);
    },
    async cut(conversation, before) {
      removed();
      const cut = await ours.where("conversation", "=", conversation).where("at", "<", before).execute();
      if (cut.length > 0) changed();
      await forgotten(
        scope,
        cut.map(({ seq }) => seq),
      );
      const media = cut.flatMap((row) => row.media ?? []);
      if (media.length > 0) await trx.deleteFrom("media").where("desk", "=", desk).where("id", "in", media).execute();
      await trx
        .updateTable("messages")
        .set({ text: "", media: null })
        .where((eb) => eb.and({ desk, conversation }))
        .where("at", "<", before)
        .execute();
      await timelineCut(scope, conversation, before);
      await trx
        .deleteFrom("unsends")
        .where((eb) => eb.and({ desk, conversation }))
        .where("at", "<", before)
        .execute();
      return media;
    },
  };
}

async function hasCase({ trx, desk }: Scope, conversation: ConversationId): Promise<boolean> {
  const row = await trx
    .selectFrom("cases")
    .select("number")
    .where((eb) => eb.and({ desk, conversation }))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const dueAgain = (eb: ExpressionBuilder<Tables, "messages">) =>
  eb
    .case()
    .when("search_state", "=", "done")
    .then("due" as const)
    .else(eb.ref("search_state"))
    .end();

/** Shorter words stand in many a sentence that does not repeat them. */
const LEAST_UNITS = 4;

/** What was not delivered and tells the resident's own words, such as a list of the records, is given up. */
async function dropRepeating({ trx, desk }: Scope, conversation: ConversationId, text: string): Promise<void> {
  if (text.length < LEAST_UNITS) return;
  const written = JSON.stringify(text).slice(1, -1);
  const rows = await trx
    .selectFrom("outbox")
    .select(["id", "sayings"])
    .where((eb) => eb.and({ desk, conversation }))
    .where("state", "in", ["held", "dead"])
    .execute();
  const repeating = rows.filter(({ sayings }) => sayings.includes(written)).map(({ id }) => id);
  if (repeating.length === 0) return;
  await trx
    .updateTable("outbox")
    .set({ state: "dead", reason: "unsent", sayings: "[]" })
    .where("desk", "=", desk)
    .where("id", "in", repeating)
    .execute();
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
    isPrivate: row.is_private === 1,
    isUnsent: row.is_unsent === 1,
    at: row.at,
  };
}
