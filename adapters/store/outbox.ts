/**
 * What is still to be said, and how it went.
 *
 * `attempts` is the fencing token: each claim raises it, and only who knows the count may settle. A claim ends by itself
 * at `claimed_until`, apart from `next_at`, so that a row being sent holds up those behind it and one in back-off does not.
 */

import type { ExpressionBuilder } from "kysely";
import type { Outbox, OutboxSettlement } from "../../src/ports/store.ts";
import type { Chance } from "../../src/ports/world.ts";
import type { ConversationId, Peer } from "../../src/records.ts";
import { counted, rowOf } from "./outbox-rows.ts";
import { type Scope, unclaimed } from "./scope.ts";
import { flag, type Tables } from "./tables.ts";

/** LINE knows a retry key for 24 hours; an hour is left for the try itself. Source: messaging-api "Retrying an API request". */
const LINE_KEY_LIFE_MS = 23 * 60 * 60 * 1_000;

export function outbox(scope: Scope, chance: Pick<Chance, "uuid">): Outbox {
  const { trx, desk, changed } = scope;
  const ours = trx.selectFrom("outbox").where("desk", "=", desk);
  return {
    async add({ channel, conversation, peer, sayings, cause, retryKey, message }, now) {
      const { id } = await trx
        .insertInto("outbox")
        .values({
          desk,
          channel,
          conversation,
          peer,
          sayings: JSON.stringify(sayings),
          cause_event: cause?.eventId ?? null,
          reply_token: cause?.replyToken ?? null,
          event_at: cause?.occurredAt ?? 0,
          token_received_at: cause?.receivedAt ?? 0,
          state: "waiting",
          retry_key: retryKey,
          created_at: now,
          next_at: now,
          first_tried_at: null,
          sent_at: null,
          sent_by: null,
          message: message ?? null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async claim(now, leaseMs, limit, channel) {
      const rows = await trx
        .with(
          (cte) => cte("due").materialized(),
          (db) =>
            unclaimed(
              db
                .selectFrom("outbox")
                .select("id")
                .where("desk", "=", desk)
                .where("state", "=", "waiting")
                .where("next_at", "<=", now)
                .where("claimed_until", "<=", now)
                .$if(channel !== undefined, (query) => query.where("channel", "=", channel!))
                .where((eb) =>
                  eb.not(
                    eb.exists(
                      earlier(eb, desk).where((earlierOne) =>
                        earlierOne.or([
                          earlierOne("earlier.claimed_until", ">", now),
                          earlierOne("earlier.next_at", "<=", now),
                          // A reply cannot wait, for its token lapses; what is pushed keeps its place.
                          earlierOne("outbox.reply_token", "is", null),
                        ]),
                      ),
                    ),
                  ),
                )
                .orderBy("next_at")
                .orderBy("id")
                .limit(limit),
              scope,
            ),
        )
        .updateTable("outbox")
        .set((eb) => ({
          claimed_until: now + leaseMs,
          attempts: eb("attempts", "+", 1),
          first_tried_at: eb.fn.coalesce("first_tried_at", eb.val(now)),
        }))
        .where("desk", "=", desk)
        .where("id", "in", (eb) => eb.selectFrom("due").select("due.id"))
        .returningAll()
        .execute();
      return rows.map(rowOf).sort((a, b) => a.nextAt - b.nextAt || a.id - b.id);
    },
    async plan({ id, attempts }, { replyTries, isToBeSure, replyToken, reason }) {
      const { numUpdatedRows } = await trx
        .updateTable("outbox")
        .set({ reply_tries: replyTries, is_to_be_sure: flag(isToBeSure), reply_token: replyToken ?? null })
        .$if(reason !== undefined, (query) => query.set({ reason: reason! }))
        .where((eb) => eb.and({ desk, id, attempts, state: "waiting" as const }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async settle({ id, attempts, conversation }, to) {
      const row = await trx
        .updateTable("outbox")
        .set((eb) => ({ state: to.state, reason: to.reason, claimed_until: 0, ...settled(eb, to) }))
        .where((eb) => eb.and({ desk, id, attempts, state: "waiting" as const }))
        .returning("message")
        .executeTakeFirst();
      if (row === undefined) return false;
      // Staff look whether their answer arrived, and at what could not be sent; of what the desk says by itself only that.
      if (row.message !== null || to.state === "held" || to.state === "dead") changed();
      if (to.state !== "waiting") await forgetErased(scope, conversation);
      return true;
    },
    async again(id, now) {
      const { numUpdatedRows } = await trx
        .updateTable("outbox")
        .set((eb) => ({
          state: "waiting" as const,
          reason: "",
          reply_token: null,
          next_at: now,
          // Who claimed it before knows the old count and can settle nothing now.
          attempts: eb("attempts", "+", 1),
          ...ifKeyLapsed(eb, now, { retry_key: chance.uuid(), first_tried_at: null }),
        }))
        .where((eb) => eb.and({ desk, id }))
        .where("state", "in", ["held", "dead"])
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 1n) changed();
      return numUpdatedRows === 1n;
    },
    async drop(conversation, reason) {
      const { numUpdatedRows } = await trx
        .updateTable("outbox")
        .set({ state: "dead", reason, claimed_until: 0 })
        .where((eb) => eb.and({ desk, conversation }))
        .where("state", "in", ["waiting", "held"])
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) changed();
      return Number(numUpdatedRows);
    },
    async waits(conversation) {
      const row = await ours
        .select("id")
        .where("conversation", "=", conversation)
        .where("state", "=", "waiting")
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async get(id) {
      const row = await ours.selectAll().where("id", "=", id).executeTakeFirst();
      return row && rowOf(row);
    },
    async list(states, limit) {
      if (states.length === 0) return [];
      const rows = await ours.selectAll().where("state", "in", states).orderBy("id", "desc").limit(limit).execute();
      return rows.map(rowOf);
    },
    async ofMessage(message) {
      const query = ours.selectAll().where("message", "=", message).orderBy("id", "desc").limit(1);
      const row = await query.executeTakeFirst();
      return row && rowOf(row);
    },
    async hasten(channel, now) {
      await trx
        .updateTable("outbox")
        .set({ next_at: now })
        .where((eb) => eb.and({ desk, channel, state: "waiting" as const }))
        .where("next_at", ">", now)
        .where("reason", "not in", OF_PACE)
        .execute();
    },
    async counts(channel) {
      const rows = await ours
        .$if(channel !== undefined, (query) => query.where("channel", "=", channel!))
        .select(["state", "sent_by", "is_to_be_sure", (eb) => eb.fn.countAll<number>().as("rows")])
        .groupBy(["state", "sent_by", "is_to_be_sure"])
        .execute();
      return counted(rows);
    },
    async deleteBefore(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("outbox")
        .where("desk", "=", desk)
        .where("state", "in", ["sent", "held", "dead"])
        .where("created_at", "<", before)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

/** The channel told when it is their turn. */
const OF_PACE = ["rate", "limited"];

type OutboxExpressions = ExpressionBuilder<Tables, "outbox">;

/** Rows that wait in the same conversation before the one looked at. */
const earlier = (eb: OutboxExpressions, desk: Scope["desk"]) =>
  eb
    .selectFrom("outbox as earlier")
    .select("earlier.id")
    .where("earlier.desk", "=", desk)
    .where("earlier.state", "=", "waiting")
    .whereRef("earlier.conversation", "=", "outbox.conversation")
    .whereRef("earlier.id", "<", "outbox.id");

function settled(eb: OutboxExpressions, to: OutboxSettlement) {
  const tries = to.replyTries === undefined ? {} : { reply_tries: to.replyTries };
  const token = "replyToken" in to ? { reply_token: to.replyToken ?? null } : {};
  switch (to.state) {
    case "waiting":
      return { ...tries, ...token, next_at: to.nextAt };
    case "sent":
      return {
        ...tries,
        sayings: "[]",
        reply_token: null,
        sent_at: to.sentAt,
        // What was planned last is how it went.
        sent_by: eb
          .case()
          .when("reply_token", "is", null)
          .then("push" as const)
          .else("reply" as const)
          .end(),
      };
    case "held":
    case "dead":
      return { ...tries, ...token };
    default:
      return to satisfies never;
  }
}

/**
 * A key that LINE no longer knows would not keep a second try from being sent twice; nor would it be asked to. In Slack
 * nobody forgets: what was sent is looked for by its key, however old, and a new key would find nothing.
 */
function ifKeyLapsed(eb: OutboxExpressions, now: number, fresh: { retry_key: string; first_tried_at: null }) {
  const hasLapsed = eb("channel", "=", "line").and("first_tried_at", "<", now - LINE_KEY_LIFE_MS);
  return {
    retry_key: eb.case().when(hasLapsed).then(fresh.retry_key).else(eb.ref("retry_key")).end(),
    first_tried_at: eb.case().when(hasLapsed).then(fresh.first_tried_at).else(eb.ref("first_tried_at")).end(),
  };
}

/** A farewell is sent after its conversation was erased: once it is, nothing needs to know to whom. */
async function forgetErased({ trx, desk, removed }: Scope, conversation: ConversationId): Promise<void> {
  const kept = trx.selectFrom("conversations").select("id").where("desk", "=", desk).where("id", "=", conversation);
  if ((await kept.executeTakeFirst()) !== undefined) return;
  removed();
  await trx
    .updateTable("outbox")
    .set((eb) => ({
      conversation: "" as ConversationId,
      peer: "" as Peer,
      message: null,
      sayings: "[]",
      // Nobody knows any more to whom it was to be sent.
      state: eb
        .case()
        .when("state", "=", "held")
        .then("dead" as const)
        .else(eb.ref("state"))
        .end(),
    }))
    .where((eb) => eb.and({ desk, conversation }))
    .where("state", "!=", "waiting")
    .execute();
}
