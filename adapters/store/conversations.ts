/**
 * Conversations, and how one is erased.
 */

import type { Selectable } from "kysely";
import { DeskError } from "../../src/errors.ts";
import type { Conversations } from "../../src/ports/store.ts";
import type { ChannelName, Conversation, ConversationId, Peer } from "../../src/records.ts";
import { makeConversation } from "./received.ts";
import { locked, type Scope, unclaimed } from "./scope.ts";
import { type ConversationsTable, flag, words } from "./tables.ts";
import { timelineCut } from "./timeline.ts";
import { forgotten } from "./token-blocks.ts";

export function conversations(scope: Scope): Conversations {
  const { trx, desk } = scope;
  const ours = trx.selectFrom("conversations").where("desk", "=", desk);
  const byPeer = async (channel: ChannelName, peer: Peer) => {
    const query = ours.selectAll().where("channel", "=", channel).where("peer", "=", peer);
    const row = await query.executeTakeFirst();
    return row && conversationOf(row);
  };
  return {
    async get(id) {
      const row = await ours.selectAll().where("id", "=", id).executeTakeFirst();
      return row && conversationOf(row);
    },
    byPeer,
    async ensure(channel, peer, now, newId) {
      // Not locked: one transaction may ask for several, and two that ask in another order would wait for each other.
      const known = await byPeer(channel, peer);
      if (known !== undefined) return known;
      await makeConversation(scope, peer, { channel, now, newId });
      const made = await byPeer(channel, peer);
      if (made === undefined) throw new DeskError("store-unusable", "A conversation was gone as soon as it was made");
      return made;
    },
    async save({ id, city, language, state, isStopped, lastAt }) {
      await trx
        .updateTable("conversations")
        .set({
          city: city ?? null,
          language: language ?? null,
          state: words(state),
          is_stopped: flag(isStopped),
          last_at: lastAt,
        })
        .where("desk", "=", desk)
        .where("id", "=", id)
        .execute();
    },
    lock: (id) => lock(scope, id),
    async erase(id) {
      await lock(scope, id);
      await eraseCases(scope, id);
      return gone(scope, id);
    },
    async expire(id) {
      await lock(scope, id);
      await cutCases(scope, id);
      await trx
        .updateTable("questions")
        .set({ conversation: null })
        .where((eb) => eb.and({ desk, conversation: id }))
        // What was answered goes with the rest of the conversation.
        .where("why", "!=", "answered")
        .execute();
      return gone(scope, id);
    },
    async quietSince(before, limit) {
      // Locked, so that nothing comes in between this and what is done with them; who is worked is not quiet.
      const rows = await unclaimed(ours.select("id"), scope)
        .where("last_at", "<", before)
        .where("due_at", "is", null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("cases")
                .select("number")
                .where("cases.desk", "=", desk)
                .whereRef("cases.conversation", "=", "conversations.id")
                .where((or) => or.or([or("cases.state", "!=", "closed"), or("cases.closed_at", ">=", before)])),
            ),
          ),
        )
        .orderBy("last_at")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

/** An event that comes meanwhile waits, and then finds no conversation: it begins a new one. */
async function lock(scope: Scope, id: ConversationId): Promise<void> {
  const { trx, desk } = scope;
  const row = trx
    .selectFrom("conversations")
    .select("id")
    .where((eb) => eb.and({ desk, id }));
  await locked(row, scope).execute();
}

/** All of a conversation but its cases. @returns ids of its media */
async function gone(scope: Scope, id: ConversationId): Promise<string[]> {
  const { trx, desk, removed, changed } = scope;
  removed();
  await eraseOutbox(scope, id);
  await eraseTokens(scope, id);
  await timelineCut(scope, id);
  const media = await trx
    .deleteFrom("media")
    .where((eb) => eb.and({ desk, conversation: id }))
    .returning("id")
    .execute();
  for (const table of ["messages", "unsends", "questions", "feedback", "private_links"] as const) {
    await trx.deleteFrom(table).where("desk", "=", desk).where("conversation", "=", id).execute();
  }
  await cutInbox(scope, id);
  await cutPosts(scope, id);
  const { numDeletedRows } = await trx
    .deleteFrom("conversations")
    .where((eb) => eb.and({ desk, id }))
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) changed();
  return media.map((row) => row.id);
}

function conversationOf(row: Selectable<ConversationsTable>): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    peer: row.peer,
    city: row.city ?? undefined,
    language: row.language ?? undefined,
    state: row.state,
    isStopped: row.is_stopped === 1,
    createdAt: row.created_at,
    lastAt: row.last_at,
  };
}

const NO_CONVERSATION = "" as ConversationId;
const NO_PEER = "" as Peer;

/**
 * What was sent stays for the counts, without whose it was. All else goes but what staff are still to be shown: it holds
 * no words of a resident, and may be what takes away that which they were shown.
 */
async function eraseOutbox({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  await trx
    .deleteFrom("outbox")
    .where((eb) => eb.and({ desk, conversation }))
    .where("state", "!=", "sent")
    .where((eb) => eb.or([eb("channel", "!=", "slack"), eb("state", "!=", "waiting")]))
    .execute();
  await trx
    .updateTable("outbox")
    .set({ conversation: NO_CONVERSATION, peer: NO_PEER, message: null })
    .where((eb) => eb.and({ desk, conversation, state: "sent" as const }))
    .execute();
}

async function eraseTokens(scope: Scope, conversation: ConversationId): Promise<void> {
  const { trx, desk } = scope;
  const messages = trx
    .selectFrom("messages")
    .select("seq")
    .where((eb) => eb.and({ desk, conversation }));
  const seqs = await messages.execute();
  await forgotten(
    scope,
    seqs.map(({ seq }) => seq),
  );
}

async function eraseCases({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  const numbers = trx
    .selectFrom("cases")
    .select("number")
    .where((eb) => eb.and({ desk, conversation }));
  await trx.deleteFrom("case_events").where("desk", "=", desk).where("number", "in", numbers).execute();
  await trx
    .deleteFrom("cases")
    .where((eb) => eb.and({ desk, conversation }))
    .execute();
}

/** Figures stay, words go. */
async function cutCases({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  const numbers = trx
    .selectFrom("cases")
    .select("number")
    .where((eb) => eb.and({ desk, conversation }));
  await trx
    .updateTable("case_events")
    .set({ text: "", message: null })
    .where("desk", "=", desk)
    .where("number", "in", numbers)
    .execute();
  await trx
    .updateTable("cases")
    .set({ asked: "", open: "[]", rating_word: "", conversation: NO_CONVERSATION })
    .where((eb) => eb.and({ desk, conversation }))
    .execute();
}

/** The keys stay. What waited has nobody left to answer; it ended when it came, as far as its age is concerned. */
async function cutInbox({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  await trx
    .updateTable("inbox")
    .set((eb) => ({ state: "silent" as const, reason: "no-longer-open", ended_at: eb.ref("received_at") }))
    .where((eb) => eb.and({ desk, conversation, state: "waiting" as const }))
    .execute();
  await trx
    .updateTable("inbox")
    .set({ conversation: NO_CONVERSATION, peer: NO_PEER, raw: "", reply_token: null })
    .where((eb) => eb.and({ desk, conversation }))
    .execute();
}

/** The rows stay, for what stands in a channel of staff is taken away by them; of whom it told nobody needs to know. */
async function cutPosts({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  await trx
    .updateTable("posts")
    .set({ conversation: null })
    .where((eb) => eb.and({ desk, conversation }))
    .execute();
}
