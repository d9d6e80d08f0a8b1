/**
 * Looks through the transcripts of cases, and takes up what was said since.
 */

import type { Records, Store } from "../../ports/store.ts";
import type { DeskId, Message } from "../../records.ts";
import type { Tokenizer } from "../../text/tokenize.ts";
import { type Found, looking } from "./found.ts";
import type { Wanted } from "./query.ts";
import { messageTokens, wordTokens } from "./tokens.ts";

/** Messages that are taken up in one transaction, which holds up all others on SQLite. */
const BATCH = 25;

/** Takes up what is due. Nobody waits in a transaction while words are cut. @returns whether more may be due */
export async function takenUp(store: Store, desk: DeskId, tokenizer: Tokenizer): Promise<boolean> {
  const due = await store.within(desk, ({ transcripts }) => transcripts.due(BATCH));
  if (due.length === 0) return false;
  const cut = due.map(({ id, text }) => ({ id, text, tokens: messageTokens(text, tokenizer) }));
  const taken = await store.within(desk, ({ transcripts }) => transcripts.index(cut));
  return taken > 0 && (taken < due.length || due.length === BATCH);
}

export interface Hit {
  readonly message: Message;
  readonly found: Found;
}

export interface SearchOptions {
  /** Hits, at most. */
  readonly limit: number;
  /** Residents' words are not for staff here. */
  readonly withoutResidents: boolean;
}

/** Messages that are read in vain in one search, at most: tokens find some that have not the words. */
const MOST_IN_VAIN = 100;
/** Tokens that are asked for, at most; the rest is seen when the messages are read. */
const MOST_TOKENS = 48;
const FEWEST_OF_A_WORD = 2;

/** Newest first. */
export async function searched(
  records: Records,
  wanted: readonly Wanted[],
  tokenizer: Tokenizer,
  { limit, withoutResidents }: SearchOptions,
): Promise<Hit[]> {
  const most = Math.max(FEWEST_OF_A_WORD, Math.floor(MOST_TOKENS / wanted.length / 2));
  const wanting = wanted.map(({ text, isPhrase }) => {
    const ways = wordTokens(text, tokenizer).map((tokens) => tokens.slice(0, most));
    return isPhrase ? ways.slice(0, 1) : ways;
  });
  const look = looking(wanted, tokenizer);
  const hits: Hit[] = [];
  let inVain = 0;
  for await (const ids of records.transcripts.find(wanting)) {
    const byId = new Map((await records.messages.among(ids)).map((message) => [message.id, message]));
    for (const message of ids.flatMap((id) => byId.get(id) ?? [])) {
      if (withoutResidents && message.author === "resident") continue;
      const where = look(message.text);
      if (where === undefined) inVain += 1;
      else hits.push({ message, found: where });
      if (hits.length === limit || inVain === MOST_IN_VAIN) return hits;
    }
  }
  return hits;
}
