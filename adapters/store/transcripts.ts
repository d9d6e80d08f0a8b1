/**
 * Search over what was said in conversations that have a case: tokens in a table, alike on both engines.
 *
 * Blocks of `token-blocks.ts` are read from the newest on, few at first: a token that stands everywhere costs as little
 * as one that stands nowhere.
 */

import type { Transcripts, Wanting } from "../../src/ports/store-web.ts";
import type { ConversationId, MessageId } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { BLOCK, blockOf, inPieces, placed, withinBlock } from "./token-blocks.ts";

/** Blocks that are read at once, the first time and from one time to the next. */
const FIRST_BLOCKS = 1;
const TIMES_MORE = 4;
/** Messages that are told at once. */
const PAGE = 50;
/** Of a block: so many and more are not asked for one by one. */
const MANY = 128;

export function transcripts(scope: Scope): Transcripts {
  const { trx, desk } = scope;
  const tokensOfDesk = trx.selectFrom("tokens").select(["block", "token", "places"]).where("desk", "=", desk);
  const placesOfDesk = trx.selectFrom("messages").select("seq").where("desk", "=", desk);

  /** The rows of tokens that stand in these blocks. */
  async function tokensIn(blocks: readonly number[], tokens: readonly string[]): Promise<Map<number, Rows>> {
    const found = new Map<number, Rows>(blocks.map((block) => [block, new Map()]));
    for (const some of inPieces(tokens))
      for (const blocksHere of inPieces(blocks))
        for (const { block, token, places } of await tokensOfDesk
          .where("block", "in", blocksHere)
          .where("token", "in", some)
          .execute())
          found.get(block)!.set(token, places);
    return found;
  }

  async function seqsAt(places: readonly number[]): Promise<number[]> {
    const seqs: number[] = [];
    const alone: number[] = [];
    for (const [block, own] of Map.groupBy(places, blockOf)) {
      if (own.length < MANY) {
        alone.push(...own);
        continue;
      }
      const [first, isWanted] = [block * BLOCK, new Set(own)];
      const range = placesOfDesk
        .select("place")
        .where("place", ">=", first)
        .where("place", "<", first + BLOCK);
      seqs.push(...(await range.execute()).flatMap(({ place, seq }) => (isWanted.has(place!) ? seq : [])));
    }
    for (const some of inPieces(alone))
      seqs.push(...(await placesOfDesk.where("place", "in", some).execute()).map(({ seq }) => seq));
    return seqs;
  }

  /** In the order in which they are given. */
  async function idsOf(seqs: readonly number[]): Promise<MessageId[]> {
    const rows = [];
    for (const some of inPieces(seqs)) {
      rows.push(
        ...(await trx
          .selectFrom("messages")
          .select(["seq", "id"])
          .where("desk", "=", desk)
          .where("seq", "in", some)
          .execute()),
      );
    }
    return rows.sort((one, other) => other.seq - one.seq).map(({ id }) => id);
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
    index: (read) => placed(scope, read),
    async *find(wanted) {
      const telling = wanted.filter((ways) => ways.every((tokens) => tokens.length > 0));
      const tokens = [...new Set(telling.flat(2))];
      const blocks = await trx
        .selectFrom("token_blocks")
        .select(["block", "newest"])
        .where("desk", "=", desk)
        .orderBy("newest", "desc")
        .execute();
      let waiting: number[] = [];
      for (let from = 0, count = FIRST_BLOCKS; from < blocks.length; from += count, count *= TIMES_MORE) {
        const some = blocks.slice(from, from + count).map(({ block }) => block);
        const rows = await tokensIn(some, tokens);
        const places = some.flatMap((block) =>
          placesIn(rows.get(block)!, telling).map((place) => block * BLOCK + place),
        );
        waiting = [...waiting, ...(await seqsAt(places))].sort((one, other) => other - one);
        // Blocks that were not read may hold newer ones.
        const newest = blocks[from + count]?.newest ?? 0;
        while (waiting.length > 0 && waiting[0]! > newest) {
          const sure = waiting.slice(0, PAGE).filter((seq) => seq > newest);
          waiting = waiting.slice(sure.length);
          yield await idsOf(sure);
        }
      }
    },
  };
}

/** Of one block, the places by token. */
type Rows = ReadonlyMap<string, string> & Map<string, string>;

/** Where within a block all that is wanted may be. */
function placesIn(rows: Rows, wanted: readonly Wanting[]): number[] {
  const counts = new Uint8Array(BLOCK);
  for (const ways of wanted) {
    const isHere = new Uint8Array(BLOCK);
    for (const tokens of ways) marked(isHere, rows, tokens);
    for (let place = 0; place < BLOCK; place += 1) counts[place]! += isHere[place]!;
  }
  const places: number[] = [];
  for (let place = 0; place < BLOCK; place += 1) if (counts[place] === wanted.length) places.push(place);
  return places;
}

/** Marks the places that have all of these. */
function marked(isHere: Uint8Array, rows: Rows, tokens: readonly string[]): void {
  const own = new Set(tokens);
  const counts = new Uint16Array(BLOCK);
  for (const token of own) {
    const places = rows.get(token);
    if (places === undefined) return;
    for (let i = 0; i < places.length; i += 1) counts[withinBlock(places.charCodeAt(i))]! += 1;
  }
  for (let place = 0; place < BLOCK; place += 1) if (counts[place] === own.size) isHere[place] = 1;
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
