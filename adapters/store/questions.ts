/**
 * What was asked, masked, for the improvement of the desk, and what people thought of its answers.
 */

import type { ExpressionBuilder, Selectable } from "kysely";
import type { QuestionFilter, Questions } from "../../src/ports/store.ts";
import type { KeptQuestion } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { flag, type QuestionsTable, type Tables, words } from "./tables.ts";

export function questions(scope: Scope): Questions {
  const { trx, desk } = scope;
  return {
    async keep({ id, conversation, text, city, language, why, asker, topic, at }) {
      const kept = {
        conversation: conversation ?? null,
        text: words(text),
        city: city ?? null,
        language,
        why,
        asker,
        topic: topic ?? null,
        at,
      };
      await trx
        .insertInto("questions")
        .values({ desk, id, ...kept })
        .onConflict((conflict) =>
          conflict.columns(["desk", "id"]).doUpdateSet((eb) => ({
            ...kept,
            topic: eb.fn.coalesce("excluded.topic", "questions.topic"),
          })),
        )
        .execute();
    },
    async get(id) {
      const row = await trx
        .selectFrom("questions")
        .selectAll()
        .where((eb) => eb.and({ desk, id }))
        .executeTakeFirst();
      return row && questionOf(row);
    },
    async forget(id) {
      await trx
        .deleteFrom("questions")
        .where((eb) => eb.and({ desk, id }))
        .execute();
    },
    async cut(conversation) {
      await trx
        .deleteFrom("questions")
        .where((eb) => eb.and({ desk, conversation, why: "answered" as const }))
        .execute();
      await trx
        .updateTable("questions")
        .set({ conversation: null })
        .where((eb) => eb.and({ desk, conversation }))
        .execute();
    },
    async cutBefore(before) {
      const isOver = over(scope, before);
      await trx.deleteFrom("questions").where(isOver).where("why", "=", "answered").execute();
      await trx.updateTable("questions").set({ conversation: null }).where(isOver).execute();
    },
    async deleteBefore(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("questions")
        .where("desk", "=", desk)
        .where("at", "<", before)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    async list(filter) {
      const rows = await trx
        .selectFrom("questions")
        .selectAll()
        .where("desk", "=", desk)
        .where(matching(filter))
        .$if(filter.isUnansweredFirst === true, (query) =>
          query.orderBy((eb) => eb.case().when("why", "=", "answered").then(1).else(0).end()),
        )
        .orderBy("at", "desc")
        .orderBy("id")
        .limit(filter.limit)
        .offset(filter.skip ?? 0)
        .execute();
      return rows.map(questionOf);
    },
    async rate({ message, conversation, isHelpful, asker, at }) {
      const rated = { conversation, is_helpful: flag(isHelpful), asker, at };
      await trx
        .insertInto("feedback")
        .values({ desk, message, ...rated })
        .onConflict((conflict) => conflict.columns(["desk", "message"]).doUpdateSet(rated))
        .execute();
    },
    async feedback(message) {
      const row = await trx
        .selectFrom("feedback")
        .select(["conversation", "is_helpful", "asker", "at"])
        .where((eb) => eb.and({ desk, message }))
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { conversation, is_helpful, asker, at } = row;
      return { message, conversation, isHelpful: is_helpful === 1, asker, at };
    },
  };
}

type Rows = ExpressionBuilder<Tables, "questions">;

const matching =
  ({ asker, whys, topic, city, language, since, before }: QuestionFilter) =>
  (eb: Rows) =>
    eb.and([
      ...(asker === undefined ? [] : [eb("asker", "=", asker)]),
      ...(whys === undefined ? [] : [eb("why", "in", whys)]),
      ...(topic === undefined ? [] : [eb("topic", "=", topic)]),
      ...(city === undefined ? [] : [eb("city", "=", city)]),
      ...(language === undefined ? [] : [eb("language", "=", language)]),
      ...(since === undefined ? [] : [eb("at", ">=", since)]),
      ...(before === undefined ? [] : [eb("at", "<", before)]),
    ]);

/** Of a person, older than this, and no case of the conversation is open or was closed since. */
const over =
  ({ desk }: Scope, before: number) =>
  (eb: Rows) =>
    eb.and([
      eb("desk", "=", desk),
      eb("at", "<", before),
      eb("conversation", "is not", null),
      eb.not(
        eb.exists(
          eb
            .selectFrom("cases")
            .select("cases.number")
            .where("cases.desk", "=", desk)
            .whereRef("cases.conversation", "=", "questions.conversation")
            .where((or) => or.or([or("cases.state", "!=", "closed"), or("cases.closed_at", ">=", before)])),
        ),
      ),
    ]);

function questionOf(row: Selectable<QuestionsTable>): KeptQuestion {
  return {
    id: row.id,
    conversation: row.conversation ?? undefined,
    text: row.text,
    city: row.city ?? undefined,
    language: row.language,
    why: row.why,
    asker: row.asker,
    topic: row.topic ?? undefined,
    at: row.at,
  };
}
