/**
 * Cases: what a person of the staff has to settle, and its record.
 */

import { type Insertable, type Selectable, sql } from "kysely";
import type { Cases } from "../../src/ports/store.ts";
import type { Actor, Case, CaseEvent, CaseNumber } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { type CaseEventsTable, type CasesTable, flag, words } from "./tables.ts";
import { searchable } from "./transcripts.ts";

export function cases(scope: Scope): Cases {
  const { trx, desk, changed: noted } = scope;
  const ours = trx.selectFrom("cases").selectAll().where("desk", "=", desk);
  return {
    async open(newCase) {
      const opened = { ...newCase, number: await nextNumber(scope), version: 1 };
      await trx
        .insertInto("cases")
        .values({ desk, ...rowOf(opened) })
        .execute();
      await searchable(scope, newCase.conversation);
      noted();
      return opened;
    },
    async get(number) {
      const row = await ours.where("number", "=", number).executeTakeFirst();
      return row && caseOf(row);
    },
    async openOf(conversation) {
      const query = ours.where("conversation", "=", conversation).where("state", "!=", "closed");
      const row = await query.orderBy("number", "desc").limit(1).executeTakeFirst();
      return row && caseOf(row);
    },
    async list({ states, assignee, conversation, openedSince, answeredSince, closedSince, limit }) {
      if (states?.length === 0) return [];
      const rows = await ours
        .$if(states !== undefined, (query) => query.where("state", "in", states!))
        .$if(assignee !== undefined, (query) => query.where("assignee", "=", assignee!))
        .$if(conversation !== undefined, (query) => query.where("conversation", "=", conversation!))
        .$if(openedSince !== undefined, (query) => query.where("opened_at", ">=", openedSince!))
        .$if(answeredSince !== undefined, (query) => query.where("first_answered_at", ">=", answeredSince!))
        .$if(closedSince !== undefined, (query) => query.where("closed_at", ">=", closedSince!))
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return rows.map(caseOf);
    },
    async save(changed) {
      const next = { ...changed, version: changed.version + 1 };
      const row = await trx
        .updateTable("cases")
        .set(rowOf(next))
        .where((eb) => eb.and({ desk, number: changed.number, version: changed.version }))
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      noted();
      return caseOf(row);
    },
    async addEvent({ number, at, actor, move, message, text }) {
      noted();
      await trx
        .insertInto("case_events")
        .values({
          desk,
          number,
          at,
          actor: actor.kind,
          staff: actor.kind === "staff" ? actor.name : null,
          move,
          message: message ?? null,
          text: words(text),
        })
        .execute();
    },
    async events(number) {
      const rows = await trx
        .selectFrom("case_events")
        .selectAll()
        .where((eb) => eb.and({ desk, number }))
        .orderBy("at")
        .orderBy("seq")
        .execute();
      return rows.map(eventOf);
    },
    async timed(now, { noticeMs, closeMs }, limit) {
      const rows = await ours
        .where("state", "!=", "closed")
        .where((eb) =>
          eb.or([
            eb("first_answered_at", "is", null).and("escalated_at", "is", null).and("due_at", "<=", now),
            eb("first_answered_at", "is", null).and("reminded_at", "is", null).and("remind_at", "<=", now),
            eb("state", "=", "with-resident")
              .and("noticed_at", "is", null)
              .and("with_resident_at", "<=", now - noticeMs),
            eb("state", "=", "with-resident").and("noticed_at", "<=", now - closeMs),
          ]),
        )
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(caseOf);
    },
    async cut(number) {
      const { numUpdatedRows } = await trx
        .updateTable("cases")
        .set({ asked: "", open: "[]", rating_word: "" })
        .where((eb) => eb.and({ desk, number }))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) noted();
      await trx
        .updateTable("case_events")
        .set({ text: "" })
        .where((eb) => eb.and({ desk, number, move: "note" as const }))
        .execute();
    },
    async closedBefore(before, limit) {
      const rows = await ours
        .where("state", "=", "closed")
        .where("closed_at", "<", before)
        .where((eb) =>
          eb.or([
            eb("asked", "!=", ""),
            eb("open", "!=", "[]"),
            eb("rating_word", "!=", ""),
            eb.exists(notesOf(scope)),
            eb.exists(wordsOf(scope)),
          ]),
        )
        .orderBy("closed_at")
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(caseOf);
    },
  };
}

/** Messages of a case, or from before it, that are not cut; a case without its question may still have these. */
const wordsOf = ({ trx, desk }: Scope) =>
  trx
    .selectFrom("messages")
    .select("messages.seq")
    .where("messages.desk", "=", desk)
    .whereRef("messages.conversation", "=", sql.ref("cases.conversation"))
    .whereRef("messages.at", "<", sql.ref("cases.closed_at"))
    .where((eb) => eb.or([eb("messages.text", "!=", ""), eb("messages.media", "is not", null)]));

const notesOf = ({ trx, desk }: Scope) =>
  trx
    .selectFrom("case_events")
    .select("case_events.seq")
    .where("case_events.desk", "=", desk)
    .whereRef("case_events.number", "=", sql.ref("cases.number"))
    .where("case_events.move", "=", "note")
    .where("case_events.text", "!=", "");

/** Without gaps: a transaction that fails gives its number back. */
async function nextNumber({ trx, desk }: Scope): Promise<CaseNumber> {
  const { value } = await trx
    .insertInto("counters")
    .values({ desk, name: "case", value: 1 })
    .onConflict((conflict) =>
      conflict.columns(["desk", "name"]).doUpdateSet((eb) => ({ value: eb("counters.value", "+", 1) })),
    )
    .returning("value")
    .executeTakeFirstOrThrow();
  return value as CaseNumber;
}

function rowOf(of: Case): Omit<Insertable<CasesTable>, "desk"> {
  return {
    number: of.number,
    conversation: of.conversation,
    channel: of.channel,
    state: of.state,
    assignee: of.assignee ?? null,
    cause: of.cause,
    priority: of.priority,
    city: of.city ?? null,
    language: of.language,
    topic: of.topic ?? null,
    asked: words(of.asked),
    open: JSON.stringify(of.open),
    opened_at: of.openedAt,
    due_at: of.dueAt ?? null,
    remind_at: of.remindAt ?? null,
    reminded_at: of.remindedAt ?? null,
    escalated_at: of.escalatedAt ?? null,
    first_answered_at: of.firstAnsweredAt ?? null,
    with_resident_at: of.withResidentAt ?? null,
    noticed_at: of.noticedAt ?? null,
    closed_at: of.closedAt ?? null,
    close_reason: of.closeReason ?? null,
    rating: of.rating ?? null,
    rating_word: words(of.ratingWord),
    wishes_erasure: flag(of.wishesErasure),
    version: of.version,
  };
}

function caseOf(row: Selectable<CasesTable>): Case {
  return {
    number: row.number,
    conversation: row.conversation,
    channel: row.channel,
    state: row.state,
    assignee: row.assignee ?? undefined,
    cause: row.cause,
    priority: row.priority,
    city: row.city ?? undefined,
    language: row.language,
    topic: row.topic ?? undefined,
    asked: row.asked,
    open: JSON.parse(row.open) as string[],
    openedAt: row.opened_at,
    dueAt: row.due_at ?? undefined,
    remindAt: row.remind_at ?? undefined,
    remindedAt: row.reminded_at ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
    firstAnsweredAt: row.first_answered_at ?? undefined,
    withResidentAt: row.with_resident_at ?? undefined,
    noticedAt: row.noticed_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    closeReason: row.close_reason ?? undefined,
    rating: row.rating ?? undefined,
    ratingWord: row.rating_word,
    wishesErasure: row.wishes_erasure === 1,
    version: row.version,
  };
}

function eventOf(row: Selectable<CaseEventsTable>): CaseEvent {
  const actor: Actor = row.actor === "staff" ? { kind: "staff", name: row.staff ?? "" } : { kind: row.actor };
  return { number: row.number, at: row.at, actor, move: row.move, message: row.message ?? undefined, text: row.text };
}
