/**
 * Questions that the desk could not answer well, for its improvement, and what people thought of its answers.
 */

import type { Selectable } from "kysely";
import type { Questions } from "../../src/ports/store.ts";
import type { KeptQuestion } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { flag, type QuestionsTable, words } from "./tables.ts";

export function questions({ trx, desk }: Scope): Questions {
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
        .onConflict((conflict) => conflict.columns(["desk", "id"]).doUpdateSet(kept))
        .execute();
    },
    async forget(id) {
      await trx
        .deleteFrom("questions")
        .where((eb) => eb.and({ desk, id }))
        .execute();
    },
    async cut(conversation) {
      await trx
        .updateTable("questions")
        .set({ conversation: null })
        .where((eb) => eb.and({ desk, conversation }))
        .execute();
    },
    async cutBefore(before) {
      await trx
        .updateTable("questions")
        .set({ conversation: null })
        .where("desk", "=", desk)
        .where("at", "<", before)
        .where("conversation", "is not", null)
        .where((eb) =>
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
        )
        .execute();
    },
    async deleteBefore(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("questions")
        .where("desk", "=", desk)
        .where("at", "<", before)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    async list({ asker, since, limit }) {
      const rows = await trx
        .selectFrom("questions")
        .selectAll()
        .where("desk", "=", desk)
        .$if(asker !== undefined, (query) => query.where("asker", "=", asker!))
        .$if(since !== undefined, (query) => query.where("at", ">=", since!))
        .orderBy("at", "desc")
        .orderBy("id")
        .limit(limit)
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
