/**
 * A database as the first version left it, with rows in what later steps change, and what must be true of it today.
 */

import { type Dialect, Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect } from "vitest";
import { migrations } from "../../../adapters/store/migrations.ts";
import type { EngineName } from "../../../adapters/store/table-shape.ts";
import type { Store } from "../../../src/ports/store.ts";
import type { ConversationId, MessageId } from "../../../src/records.ts";
import { DESK, person, posted, row, saying } from "./sample.ts";

export const STEPS = Object.keys(migrations("sqlite"));
const FIRST = "0001-begin";
const CONVERSATION = "c1" as ConversationId;
const MESSAGE = "m1" as MessageId;

/** Makes it by the first step alone. */
export async function asTheFirstVersionLeftIt(dialect: Dialect, engine: EngineName): Promise<void> {
  const db = new Kysely<unknown>({ dialect });
  const provider = { getMigrations: async () => ({ [FIRST]: migrations(engine)[FIRST]! }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  await sql`insert into conversations (desk, id, channel, peer, state, is_stopped, created_at, last_at)
    values (${DESK}, ${CONVERSATION}, 'line', 'user:U-first', '', 0, 1, 1)`.execute(db);
  await sql`insert into outbox (desk, channel, conversation, peer, sayings, event_at, token_received_at, state, retry_key, created_at, next_at)
    values (${DESK}, 'line', ${CONVERSATION}, 'user:U-first', ${JSON.stringify([saying("こんにちは")])}, 0, 0, 'waiting', 'key', 5, 5)`.execute(
    db,
  );
  await sql`insert into questions (desk, id, conversation, text, language, why, at)
    values (${DESK}, ${MESSAGE}, ${CONVERSATION}, '補助金は', 'ja', 'declined', 5)`.execute(db);
  await sql`insert into feedback (desk, message, conversation, is_helpful, at)
    values (${DESK}, ${MESSAGE}, ${CONVERSATION}, 0, 5)`.execute(db);
  await db.destroy();
}

/** Its rows are there and mean what they meant, and what is new works. */
export async function checkBroughtUp(store: Store): Promise<void> {
  await store.within(DESK, async ({ conversations, outbox, questions, staff, posts }) => {
    expect(await conversations.get(CONVERSATION)).toMatchObject({ peer: "user:U-first" });
    expect(await questions.list({ asker: "resident", limit: 9 })).toMatchObject([{ id: MESSAGE, text: "補助金は" }]);
    expect(await questions.feedback(MESSAGE)).toMatchObject({ asker: "resident", isHelpful: false });
    const waiting = await outbox.list(["waiting"], 9);
    expect(waiting).toMatchObject([{ sayings: [saying("こんにちは")], message: undefined }]);
    await outbox.add(row(CONVERSATION, { message: MESSAGE }), 10);
    expect(await outbox.ofMessage(MESSAGE)).toMatchObject({ createdAt: 10 });
    await staff.save(person("slack:U01", "佐藤"));
    await posts.save(posted("card:1", { conversation: CONVERSATION }));
    expect(await staff.list()).toEqual([person("slack:U01", "佐藤")]);
    expect(await posts.of(CONVERSATION)).toHaveLength(1);
  });
}
