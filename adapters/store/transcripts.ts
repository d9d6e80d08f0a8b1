/**
 * Search over what was said in conversations that have a case: words in a table, alike on both engines.
 */

import type { TranscriptHit, Transcripts } from "../../src/ports/store.ts";
import type { ConversationId, Message } from "../../src/records.ts";
import type { Scope } from "./scope.ts";

/** So far a word is counted to find the rarest of several. */
const MOST_COUNTED = 2_000;
/** Of so many words, the rarest, nearly every message that has them has the others too. */
const MOST_ASKED = 4;
/** Messages that are looked into at once, fewer at first, and within how many of their number they lie close together. */
const FIRST_WINDOW = 300;
const WINDOW = 2_000;
const CLOSE = 8;

export function transcripts({ trx, desk }: Scope): Transcripts {
  const ofToken = trx.selectFrom("tokens").select("message").where("desk", "=", desk);

  /** How often each word stands somewhere, up to {@link MOST_COUNTED}; the rarest first. */
  async function byRarity(tokens: readonly string[]): Promise<{ token: string; count: number }[]> {
    if (tokens.length === 0) return [];
    const counts = tokens.map((token, i) => {
      const some = ofToken.where("token", "=", token).limit(MOST_COUNTED).as("some");
      return trx
        .selectFrom(some)
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .as(`count${i}`);
    });
    const row = await trx.selectNoFrom(counts).executeTakeFirstOrThrow();
    const counted = tokens.map((token, i) => ({ token, count: Number(row[`count${i}`]) }));
    return counted.sort((one, other) => one.count - other.count);
  }

  /** Messages that have a word, the newest of those below. */
  async function latestWith(token: string, below: number | undefined, count: number): Promise<number[]> {
    let query = ofToken.where("token", "=", token);
    if (below !== undefined) query = query.where("message", "<", below);
    const rows = await query.orderBy("message", "desc").limit(count).execute();
    return rows.map(({ message }) => message);
  }

  /**
   * Those that have all of these words too. Asked by nothing but the words' own index, in which they are either looked up
   * one by one or, where they lie close together, read from end to end: which is told here, for a planner that does not
   * know how often a word stands somewhere has taken a hundred times as long.
   */
  async function withAll(others: readonly string[], messages: readonly number[]): Promise<readonly number[]> {
    if (others.length === 0) return messages;
    const [last, first] = [messages[0]!, messages.at(-1)!];
    const isClose = last - first < messages.length * CLOSE;
    const query = ofToken.where("token", "in", others);
    const near = isClose
      ? query.where("message", ">=", first).where("message", "<=", last)
      : query.where("message", "in", messages);
    const rows = await near
      .groupBy("message")
      .having(({ fn }) => fn.countAll<number>(), "=", others.length)
      .execute();
    const all = new Set(rows.map(({ message }) => message));
    return messages.filter((message) => all.has(message));
  }

  /** In the order in which they are given. */
  async function hitsOf(messages: readonly number[], but: Message["author"] | undefined): Promise<TranscriptHit[]> {
    if (messages.length === 0) return [];
    const rows = await trx
      .selectFrom("messages")
      .select(["seq", "id", "conversation", "at", "author"])
      .where("desk", "=", desk)
      .where("seq", "in", messages)
      .execute();
    const shown = rows.filter(({ author }) => author !== but).sort((one, other) => other.seq - one.seq);
    return shown.map(({ id, conversation, at }) => ({ message: id, conversation, at }));
  }

  return {
    due: (limit) =>
      trx
        .selectFrom("messages")
        .select(["id", "text"])
        .where("desk", "=", desk)
        .where("search_state", "=", "due")
        .orderBy("seq")
        .limit(limit)
        .execute(),
    async index(id, text, tokens) {
      const row = await trx
        .updateTable("messages")
        .set({ search_state: "done" })
        .where((eb) => eb.and({ desk, id, text }))
        .returning("seq")
        .executeTakeFirst();
      if (row === undefined) return;
      await forgotten({ trx, desk }, [row.seq]);
      if (tokens.length === 0) return;
      const rows = [...new Set(tokens)].map((token) => ({ desk, token, message: row.seq }));
      await trx.insertInto("tokens").values(rows).execute();
    },
    async find(tokens, limit, { but } = {}) {
      const rare = (await byRarity([...new Set(tokens)])).slice(0, MOST_ASKED);
      const [rarest, ...others] = rare.map(({ token }) => token);
      if (rarest === undefined || rare[0]!.count === 0) return [];
      const hits: TranscriptHit[] = [];
      for (let below: number | undefined; hits.length < limit; ) {
        const count = below === undefined ? FIRST_WINDOW : WINDOW;
        const messages = await latestWith(rarest, below, count);
        below = messages.at(-1);
        if (below === undefined) break;
        hits.push(...(await hitsOf(await withAll(others, messages), but)));
        if (messages.length < count) break;
      }
      return hits.slice(0, limit);
    },
  };
}

/** Words of messages that read otherwise now, or are gone. @param messages - their `seq` */
export async function forgotten(
  { trx, desk }: Pick<Scope, "trx" | "desk">,
  messages: readonly number[],
): Promise<void> {
  if (messages.length === 0) return;
  await trx.deleteFrom("tokens").where("desk", "=", desk).where("message", "in", messages).execute();
}

/** From the first case of a conversation on, all that was said in it can be searched for. */
export async function searchable(
  { trx, desk }: Pick<Scope, "trx" | "desk">,
  conversation: ConversationId,
): Promise<void> {
  await trx
    .updateTable("messages")
    .set({ search_state: "due" })
    .where((eb) => eb.and({ desk, conversation, search_state: "none" as const }))
    .execute();
}
