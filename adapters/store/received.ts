/**
 * Events as they are received: each kept once, its conversation made where there is none, and a repetition told apart.
 */

import type { ExpressionBuilder } from "kysely";
import { DeskError } from "../../src/errors.ts";
import type { ChannelName, ConversationId, DeskId, Peer, ReceivedEvent } from "../../src/records.ts";
import { locked, type Scope } from "./scope.ts";
import type { Tables } from "./tables.ts";

interface Delivered {
  readonly channel: ChannelName;
  readonly now: number;
}

/**
 * Receives what one peer did.
 *
 * @returns how many are new
 */
export async function receiveOf(
  scope: Scope,
  peer: Peer,
  { events, newId, ...delivered }: Delivered & { events: readonly ReceivedEvent[]; newId: () => string },
): Promise<number> {
  const known = await knownOf(scope, delivered.channel, events);
  const areAllKnown = events.every(({ eventId }) => known.has(eventId));
  // A repetition must not bring back the conversation of a person who had it erased.
  const conversation = areAllKnown
    ? await lockedConversation(scope, peer, delivered)
    : await lockedOrMade(scope, peer, { newId, ...delivered });
  const repeated = new Set(known);
  let taken = 0;
  for (const event of areAllKnown ? [] : events) {
    if (await keep(scope, conversation!, { event, ...delivered })) taken++;
    else repeated.add(event.eventId);
  }
  for (const eventId of [...repeated].sort()) await renew(scope, eventId, delivered);
  if (taken > 0) await renewDue(scope, conversation!);
  return taken;
}

async function knownOf({ trx, desk }: Scope, channel: ChannelName, events: readonly ReceivedEvent[]) {
  const known = new Set<string>();
  for (const { eventId } of events) {
    const row = await trx
      .selectFrom("inbox")
      .select("seq")
      .where("desk", "=", desk)
      .where("channel", "=", channel)
      .where("event_id", "=", eventId)
      .executeTakeFirst();
    if (row !== undefined) known.add(eventId);
  }
  return known;
}

/** The conversation with a peer, its row locked; undefined for none. */
async function lockedConversation(
  scope: Scope,
  peer: Peer,
  { channel }: Pick<Delivered, "channel">,
): Promise<ConversationId | undefined> {
  const { trx, desk } = scope;
  const query = trx
    .selectFrom("conversations")
    .select("id")
    .where((eb) => eb.and({ desk, channel, peer }));
  return (await locked(query, scope).executeTakeFirst())?.id;
}

async function lockedOrMade(
  scope: Scope,
  peer: Peer,
  { newId, ...delivered }: Delivered & { newId: () => string },
): Promise<ConversationId> {
  const known = await lockedConversation(scope, peer, delivered);
  if (known !== undefined) return known;
  await makeConversation(scope, peer, { newId, ...delivered });
  // Another process may have been first: then its row is the one.
  const made = await lockedConversation(scope, peer, delivered);
  if (made === undefined) throw new DeskError("store-unusable", "A conversation was gone as soon as it was made");
  return made;
}

/** Makes the conversation with a peer unless there is one. */
export async function makeConversation(
  { trx, desk }: Scope,
  peer: Peer,
  { channel, now, newId }: Delivered & { newId: () => string },
): Promise<void> {
  await trx
    .insertInto("conversations")
    .values({
      desk,
      id: newId() as ConversationId,
      channel,
      peer,
      city: null,
      language: null,
      state: "",
      is_stopped: 0,
      created_at: now,
      last_at: now,
      due_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns false where another process, or this very delivery, brought the event already */
async function keep(
  { trx, desk }: Scope,
  conversation: ConversationId,
  { event, channel, now }: Delivered & { event: ReceivedEvent },
): Promise<boolean> {
  const { eventId, peer, raw, occurredAt, replyToken } = event;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("inbox")
    .values({
      desk,
      channel,
      event_id: eventId,
      conversation,
      peer,
      raw,
      occurred_at: occurredAt,
      received_at: now,
      reply_token: replyToken ?? null,
      state: "waiting",
      first_tried_at: null,
      next_at: now,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.columns(["desk", "channel", "event_id"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The channel gave the token new life, so an answer that has not left may still go by it. */
async function renew({ trx, desk }: Scope, eventId: string, { channel, now }: Delivered): Promise<void> {
  const answers = await trx
    .updateTable("outbox")
    .set({ token_received_at: now })
    .where("desk", "=", desk)
    .where("channel", "=", channel)
    .where("cause_event", "=", eventId)
    .where("state", "!=", "sent")
    .returning("id")
    .execute();
  await trx
    .updateTable("outbox")
    .set({ state: "waiting", next_at: now, reason: "" })
    .where("desk", "=", desk)
    .where("channel", "=", channel)
    .where("cause_event", "=", eventId)
    .where("state", "=", "held")
    .where("reply_token", "is not", null)
    .execute();
  await trx
    .updateTable("inbox")
    .set({ received_at: now })
    .where("desk", "=", desk)
    .where("channel", "=", channel)
    .where("event_id", "=", eventId)
    .$if(answers.length === 0, (query) => query.where("state", "=", "waiting"))
    .execute();
}

/** Sets when the first waiting event of a conversation is due. */
async function renewDue({ trx, desk }: Scope, conversation: ConversationId): Promise<void> {
  await trx
    .updateTable("conversations")
    .set((eb) => ({ due_at: firstDue(eb, desk, conversation) }))
    .where("desk", "=", desk)
    .where("id", "=", conversation)
    .execute();
}

/** When the first waiting event of a conversation is due; null for none. */
export function firstDue(eb: ExpressionBuilder<Tables, "conversations">, desk: DeskId, conversation: ConversationId) {
  return eb
    .selectFrom("inbox")
    .select("next_at")
    .where("inbox.desk", "=", desk)
    .where("inbox.conversation", "=", conversation)
    .where("inbox.state", "=", "waiting")
    .orderBy("occurred_at")
    .orderBy("seq")
    .limit(1);
}
