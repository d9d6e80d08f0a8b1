/**
 * Events from the moment they are received until they are worked.
 *
 * The unit of work is the conversation: it carries the lease, and `due_at` is when its first waiting event is due, so
 * that finding work is one look into an index however many conversations there are. Whoever changes what waits in a
 * conversation first locks its row; a statement after the lock sees all that was committed before it.
 */

import { sql } from "kysely";
import { DeskError } from "../../src/errors.ts";
import type { Inbox, InboxCounts } from "../../src/ports/store.ts";
import type { ConversationId, EventEnd, InboxEvent, Lease } from "../../src/records.ts";
import { firstDue, receiveOf } from "./received.ts";
import { locked, type Scope, unclaimed } from "./scope.ts";

export function inbox(scope: Scope): Inbox {
  const { trx, desk } = scope;
  return {
    async receive(channel, events, now, newId) {
      let taken = 0;
      const byPeer = Map.groupBy(events, ({ peer }) => peer);
      // In one order everywhere, so that two deliveries never wait for each other.
      for (const peer of [...byPeer.keys()].sort()) {
        taken += await receiveOf(scope, peer, { channel, events: byPeer.get(peer)!, now, newId });
      }
      return { taken, repeated: events.length - taken };
    },
    async take(now, leaseMs, channel) {
      const until = now + leaseMs;
      const leased = await trx
        .with(
          (cte) => cte("first").materialized(),
          (db) =>
            unclaimed(
              db
                .selectFrom("conversations")
                .select("id")
                .where("desk", "=", desk)
                .where("due_at", "<=", now)
                .where("lease_until", "<=", now)
                .$if(channel !== undefined, (query) => query.where("channel", "=", channel!))
                .orderBy("due_at")
                .orderBy("id")
                .limit(1),
              scope,
            ),
        )
        .updateTable("conversations")
        .set((eb) => ({ lease_until: until, fence: eb("fence", "+", 1) }))
        .where("desk", "=", desk)
        .where("id", "=", (eb) => eb.selectFrom("first").select("first.id"))
        .returning(["id", "fence"])
        .executeTakeFirst();
      if (leased === undefined) return undefined;
      const event = await takeUp(scope, leased.id, now);
      return { lease: { conversation: leased.id, fence: leased.fence, until }, event };
    },
    async holds(lease) {
      const held = trx
        .selectFrom("conversations")
        .select("id")
        .where((eb) => eb.and(holding(scope, lease)));
      return (await locked(held, scope).executeTakeFirst()) !== undefined;
    },
    async end(lease, event, end, now) {
      await trx
        .updateTable("inbox")
        .set({ state: end.kind, reason: reasonOf(end), reply_token: null, ended_at: now })
        .$if(end.kind !== "dead", (query) => query.set({ raw: "" }))
        .where((eb) => eb.and(keyOf(scope, event)))
        .execute();
      return free(scope, lease);
    },
    async postpone(lease, event, nextAt, error) {
      await trx
        .updateTable("inbox")
        .set({ next_at: nextAt, reason: error })
        .where((eb) => eb.and(keyOf(scope, event)))
        .where("state", "=", "waiting")
        .execute();
      await free(scope, lease);
    },
    async waits(conversation) {
      const row = await trx
        .selectFrom("inbox")
        .select("seq")
        .where((eb) => eb.and({ desk, conversation, state: "waiting" }))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async nextDue() {
      const { due } = await trx
        .selectFrom("conversations")
        .select(sql<number | null>`min(case when lease_until > due_at then lease_until else due_at end)`.as("due"))
        .where("desk", "=", desk)
        .where("due_at", "is not", null)
        .executeTakeFirstOrThrow();
      return due ?? undefined;
    },
    async counts() {
      const rows = await trx
        .selectFrom("inbox")
        .select(["state", "reason", (eb) => eb.fn.countAll<number>().as("rows")])
        .where("desk", "=", desk)
        .groupBy(["state", "reason"])
        .execute();
      return counted(rows);
    },
    async lastReceived() {
      const rows = await trx
        .selectFrom("inbox")
        .select(["channel", ({ fn }) => fn.max("received_at").as("at")])
        .where("desk", "=", desk)
        .groupBy("channel")
        .execute();
      return Object.fromEntries(rows.map(({ channel, at }) => [channel, Number(at)]));
    },
    async dead(limit) {
      const rows = await trx
        .selectFrom("inbox")
        .select(["channel", "event_id as eventId", "reason as error", "ended_at as at"])
        .where("desk", "=", desk)
        .where("state", "=", "dead")
        .orderBy("ended_at", "desc")
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ at, ...row }) => ({ ...row, at: at ?? 0 }));
    },
    async deleteBefore(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("inbox")
        .where("desk", "=", desk)
        .where("ended_at", "<", before)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

/** Takes up the first waiting event of a conversation that is leased. */
async function takeUp({ trx, desk }: Scope, conversation: ConversationId, now: number): Promise<InboxEvent> {
  const row = await trx
    .updateTable("inbox")
    .set((eb) => ({
      attempts: eb("attempts", "+", 1),
      first_tried_at: eb.fn.coalesce("first_tried_at", eb.val(now)),
    }))
    .where("desk", "=", desk)
    // Both follow from the number, but only with them is there an index on PostgreSQL.
    .where("conversation", "=", conversation)
    .where("state", "=", "waiting")
    .where("seq", "=", (eb) =>
      eb
        .selectFrom("inbox as head")
        .select("head.seq")
        .where("head.desk", "=", desk)
        .where("head.conversation", "=", conversation)
        .where("head.state", "=", "waiting")
        .orderBy("head.occurred_at")
        .orderBy("head.seq")
        .limit(1),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    channel: row.channel,
    conversation,
    eventId: row.event_id,
    peer: row.peer,
    raw: row.raw,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    replyToken: row.reply_token ?? undefined,
    attempts: row.attempts,
    firstTriedAt: row.first_tried_at ?? now,
  };
}

const keyOf = ({ desk }: Scope, { channel, eventId }: InboxEvent) => ({ desk, channel, event_id: eventId });

const holding = ({ desk }: Scope, { conversation, fence, until }: Lease) => ({
  desk,
  id: conversation,
  fence,
  lease_until: until,
});

/**
 * Gives the lease back. The conversation may be gone, erased by the very event that was worked.
 *
 * @throws DeskError `lease-lost` for one that the caller does not hold: it should have asked `holds` in this transaction
 */
async function free(scope: Scope, lease: Lease): Promise<boolean> {
  const { trx, desk } = scope;
  const freed = await trx
    .updateTable("conversations")
    .set((eb) => ({ lease_until: 0, due_at: firstDue(eb, desk, lease.conversation) }))
    .where((eb) => eb.and(holding(scope, lease)))
    .returning("due_at")
    .executeTakeFirst();
  if (freed !== undefined) return freed.due_at !== null;
  const conversation = trx.selectFrom("conversations").select("id").where("desk", "=", desk);
  if ((await conversation.where("id", "=", lease.conversation).executeTakeFirst()) === undefined) return false;
  throw new DeskError("lease-lost", "An event was to be written by a worker that no longer holds its conversation");
}

function reasonOf(end: EventEnd): string {
  switch (end.kind) {
    case "answered":
      return "";
    case "silent":
      return end.why;
    case "dead":
      return end.error;
    default:
      return end satisfies never;
  }
}

function counted(rows: readonly { state: keyof InboxCounts; reason: string; rows: number }[]): InboxCounts {
  const of = (state: keyof InboxCounts) => rows.filter((row) => row.state === state);
  const sum = (state: keyof InboxCounts) => of(state).reduce((total, row) => total + row.rows, 0);
  return {
    waiting: sum("waiting"),
    answered: sum("answered"),
    dead: sum("dead"),
    silent: Object.fromEntries(of("silent").map((row) => [row.reason, row.rows])),
  };
}
