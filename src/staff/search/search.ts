/**
 * Looks through the transcripts of cases, and takes up what was said since.
 */

import type { Records, Store, TranscriptHit } from "../../ports/store.ts";
import type { DeskId, Message, MessageId } from "../../records.ts";
import type { Tokenizer } from "../../text/tokenize.ts";
import { type Found, found } from "./found.ts";
import type { Wanted } from "./query.ts";
import { messageTokens, wordTokens } from "./tokens.ts";

/** Messages that are taken up in one transaction. */
const BATCH = 50;

/** Takes up what is due. Nobody waits in a transaction while words are cut. @returns whether more may be due */
export async function takenUp(store: Store, desk: DeskId, tokenizer: Tokenizer): Promise<boolean> {
  const due = await store.within(desk, ({ transcripts }) => transcripts.due(BATCH));
  if (due.length === 0) return false;
  const cut = due.map(({ id, text }) => ({ id, text, tokens: messageTokens(text, tokenizer) }));
  await store.within(desk, async ({ transcripts }) => {
    for (const { id, text, tokens } of cut) await transcripts.index(id, text, tokens);
  });
  return due.length === BATCH;
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

/** Ways of writing all words together that are tried. */
const MOST_WAYS = 9;
/** Messages that are read for each that is shown, at most: tokens find a few that have not the words. */
const READ_FOR_EACH = 3;

/** Newest first. */
export async function searched(
  records: Records,
  wanted: readonly Wanted[],
  tokenizer: Tokenizer,
  { limit, withoutResidents }: SearchOptions,
): Promise<Hit[]> {
  const candidates = new Map<MessageId, TranscriptHit>();
  for (const tokens of waysOf(wanted, tokenizer)) {
    const options = withoutResidents ? { but: "resident" as const } : {};
    for (const hit of await records.transcripts.find(tokens, limit * READ_FOR_EACH, options))
      candidates.set(hit.message, hit);
  }
  const newest = [...candidates.values()].sort((one, other) => other.at - one.at).map(({ message }) => message);
  const hits: Hit[] = [];
  for (let from = 0; from < newest.length && hits.length < limit; from += limit) {
    const ids = newest.slice(from, from + limit);
    const read = new Map((await records.messages.among(ids)).map((message) => [message.id, message]));
    for (const id of ids) {
      const message = read.get(id);
      const where = message && found(message.text, wanted, tokenizer);
      if (message !== undefined && where !== undefined) hits.push({ message, found: where });
    }
  }
  return hits.slice(0, limit);
}

/** Of each word one way: all as typed first. */
function waysOf(wanted: readonly Wanted[], tokenizer: Tokenizer): string[][] {
  let ways: string[][] = [[]];
  for (const { text, isPhrase } of wanted) {
    const own = wordTokens(text, tokenizer);
    const of = isPhrase ? own.slice(0, 1) : own;
    if (of.length > 0) ways = ways.flatMap((way) => of.map((tokens) => [...way, ...tokens])).slice(0, MOST_WAYS);
  }
  return ways.filter((way) => way.length > 0);
}
