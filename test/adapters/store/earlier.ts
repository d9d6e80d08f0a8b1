/**
 * A database as earlier versions left it, with rows in what later steps change, and what must be true of it today.
 */

import { type Dialect, Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect } from "vitest";
import { migrations } from "../../../adapters/store/migrations.ts";
import type { EngineName } from "../../../adapters/store/table-shape.ts";
import type { Store } from "../../../src/ports/store.ts";
import type { ConversationId, MessageId } from "../../../src/records.ts";
import { DESK, person, posted, row, saying } from "./sample.ts";
import { PAGE, typed } from "./sample-web.ts";

export const STEPS = Object.keys(migrations("sqlite"));
const CONVERSATION = "c1" as ConversationId;
const MESSAGE = "m1" as MessageId;
const UNASKED = "m2" as MessageId;

/** By how many steps each version made its tables. */
const EARLIER = { first: 1, second: 2 } as const;

/** Makes it by the steps of that version alone. */
export async function asLeftBy(version: keyof typeof EARLIER, dialect: Dialect, engine: EngineName): Promise<void> {
  const db = new Kysely<unknown>({ dialect });
  const steps = Object.fromEntries(Object.entries(migrations(engine)).slice(0, EARLIER[version]));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest();
  if (error !== undefined) throw error;
  for (const [id, peer] of [
    [CONVERSATION, "user:U-first"],
    ["c2", "user:U-second"],
  ]) {
    await sql`insert into conversations (desk, id, channel, peer, state, is_stopped, created_at, last_at)
      values (${DESK}, ${id}, 'line', ${peer}, '', 0, 1, 1)`.execute(db);
  }
  for (const [id, conversation] of [
    [MESSAGE, CONVERSATION],
    [UNASKED, "c2"],
  ]) {
    await sql`insert into messages (desk, id, conversation, author, text, sections, is_unsent, at)
      values (${DESK}, ${id}, ${conversation}, 'resident', '補助金は', '[]', 0, 5)`.execute(db);
  }
  await sql`insert into cases (desk, number, conversation, channel, state, cause, priority, language, asked, open, opened_at, rating_word, wishes_erasure, version)
    values (${DESK}, 1, ${CONVERSATION}, 'line', 'closed', 'wish-person', 'normal', 'ja', '', '[]', 1, '', 0, 1)`.execute(
    db,
  );
  await sql`insert into counters (desk, name, value) values (${DESK}, 'case', 1)`.execute(db);
  await sql`insert into audit (desk, at, actor, act, subject) values (${DESK}, 5, 'sato', 'again', 'row 1')`.execute(
    db,
  );
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
  await store.within(DESK, async ({ messages, audit, transcripts, timeline, changes }) => {
    expect(await messages.get(UNASKED)).toMatchObject({ isPrivate: false, text: "補助金は" });
    expect(await audit.latest(9)).toEqual([{ at: 5, actor: "sato", act: "again", subject: "row 1", detail: "" }]);
    // What was said where there is a case is to be found; where there is none nobody may look for it.
    expect(await transcripts.due(9)).toEqual([{ id: MESSAGE, text: "補助金は" }]);
    expect(await transcripts.index([{ id: MESSAGE, text: "補助金は", tokens: ["補助", "金"] }])).toBe(1);
    expect(await Array.fromAsync(transcripts.find([[["補助"]]]))).toEqual([[MESSAGE]]);
    expect(await timeline.add(PAGE, "k", typed("こんにちは"), 10)).toBe(true);
    expect(await changes.current()).toBe(0);
  });
  expect(await store.within(DESK, ({ changes }) => changes.current())).toBe(1);
}
