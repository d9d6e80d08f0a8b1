/**
 * Tokens of messages, packed: where each stands, a character for each message.
 *
 * A row for each token of each message would be several kilobytes a message. So every message that is taken up gets a
 * place, counted on from 0, and a row of `tokens` holds the places of a block of them at which its token stands: one is
 * added by appending a character and taken out by replacing that with nothing, on both engines alike. Blocks are the
 * rows of `token_blocks`. Who changes tokens of a block has locked its row, and who takes up waits for nobody, so two
 * processes never wait for each other.
 */

import { type RawBuilder, sql } from "kysely";
import type { MessageId } from "../../src/records.ts";
import { locked, type Scope, unclaimed } from "./scope.ts";

/** The characters for places: those of two bytes in UTF-8 without signs that are read specially anywhere. */
const FIRST = 0x100;
/** Places of a block: fewer, and there are more rows; more, and the rows of frequent tokens are long to write. */
export const BLOCK = 0x800 - FIRST;

export const blockOf = (place: number): number => Math.floor(place / BLOCK);
const sign = (place: number): string => String.fromCharCode(FIRST + (place % BLOCK));
/** @param unit - UTF-16 code unit of a row */
export const withinBlock = (unit: number): number => unit - FIRST;

export interface Read {
  readonly id: MessageId;
  /** As it was when the tokens were cut. */
  readonly text: string;
  readonly tokens: readonly string[];
}

/** @returns how many were taken up: fewer where a block is full, none while another process is at it */
export async function placed(scope: Scope, read: readonly Read[]): Promise<number> {
  const { trx, desk } = scope;
  if (read.length === 0) return 0;
  const ids = read.map(({ id }) => id);
  const due = trx.selectFrom("messages").select(["seq", "id", "text"]).where("desk", "=", desk);
  const rows = await unclaimed(due, scope).where("search_state", "=", "due").where("id", "in", padded(ids)).execute();
  if (rows.length === 0) return 0;
  const block = await openBlock(scope);
  if (block === undefined) return 0;
  const byId = new Map(read.map((one) => [one.id, one]));
  const taken = rows
    .filter(({ id, text }) => byId.get(id)!.text === text)
    .sort((one, other) => one.seq - other.seq)
    .slice(0, BLOCK - block.size)
    .map(({ seq, id }, i) => ({ seq, place: block.block * BLOCK + block.size + i, tokens: byId.get(id)!.tokens }));
  if (taken.length === 0) return 0;
  const places = given(
    scope,
    taken.map(({ seq, place }) => [seq, place]),
  );
  const own = sql`select cast(given.value ->> 1 as bigint) from ${places} as given where cast(given.value ->> 0 as bigint) = messages.seq`;
  await trx
    .updateTable("messages")
    .set({ search_state: "done", place: sql<number>`(${own})` })
    .where("desk", "=", desk)
    .where("seq", "in", padded(taken.map(({ seq }) => seq)))
    .execute();
  await appended(scope, block.block, taken);
  await trx
    .updateTable("token_blocks")
    .set({ size: block.size + taken.length, newest: Math.max(block.newest, ...taken.map(({ seq }) => seq)) })
    .where((eb) => eb.and({ desk, block: block.block }))
    .execute();
  return taken.length;
}

/** Locked for this transaction. @returns undefined where another has it */
async function openBlock(scope: Scope) {
  const { trx, desk } = scope;
  const ours = trx.selectFrom("token_blocks").where("desk", "=", desk);
  const last = await ours.select(["block", "size"]).orderBy("block", "desc").limit(1).executeTakeFirst();
  const isNew = last === undefined || last.size >= BLOCK;
  const block = last === undefined ? 0 : isNew ? last.block + 1 : last.block;
  if (isNew) {
    const row = { desk, block, size: 0, newest: 0 };
    await trx
      .insertInto("token_blocks")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return unclaimed(ours.select(["block", "size", "newest"]), scope)
    .where("block", "=", block)
    .executeTakeFirst();
}

interface Taken {
  readonly place: number;
  readonly tokens: readonly string[];
}

async function appended(scope: Scope, block: number, taken: readonly Taken[]): Promise<void> {
  const signs = new Map<string, string>();
  for (const { place, tokens } of taken)
    for (const token of new Set(tokens)) signs.set(token, (signs.get(token) ?? "") + sign(place));
  const rows = given(scope, [...signs]);
  // Without a `where`, SQLite reads `on conflict` as part of a join.
  await sql`insert into tokens (desk, block, token, places)
    select ${scope.desk}, cast(${block} as bigint), given.value ->> 0, given.value ->> 1 from ${rows} as given where true
    on conflict (desk, block, token) do update set places = tokens.places || excluded.places`.execute(scope.trx);
}

/** Places that are taken out by one statement. */
const MOST = 16;

/** Takes out the tokens of messages that read otherwise now, or are gone. @param messages - their `seq` */
export async function forgotten(scope: Scope, messages: readonly number[]): Promise<void> {
  const { trx, desk } = scope;
  const places: number[] = [];
  for (const some of inPieces(messages)) {
    // Locked, so that none is taken up just now.
    const known = locked(trx.selectFrom("messages").select("place").where("desk", "=", desk), scope);
    const here = (await known.where("seq", "in", some).orderBy("seq").execute()).flatMap(({ place }) => place ?? []);
    if (here.length === 0) continue;
    places.push(...here);
    await trx.updateTable("messages").set({ place: null }).where("desk", "=", desk).where("seq", "in", some).execute();
  }
  const byBlock = Map.groupBy(
    places.sort((one, other) => one - other),
    blockOf,
  );
  for (const [block, signs] of byBlock) await takenOut(scope, block, signs.map(sign));
}

async function takenOut(scope: Scope, block: number, signs: readonly string[]): Promise<void> {
  const { trx, desk } = scope;
  const row = trx
    .selectFrom("token_blocks")
    .select("block")
    .where((eb) => eb.and({ desk, block }));
  await locked(row, scope).execute();
  for (const some of inPieces(signs, MOST)) {
    const left = some.reduce<RawBuilder<string>>((rest, one) => sql`replace(${rest}, ${one}, '')`, sql`places`);
    await sql`update tokens set places = ${left} where desk = ${desk} and block = ${block} and places <> ${left}`.execute(
      trx,
    );
  }
  await trx
    .deleteFrom("tokens")
    .where((eb) => eb.and({ desk, block, places: "" }))
    .execute();
}

/** Rows of a list that is given as one value: the statement is then the same for any number of them. */
function given(
  { locksRows }: Scope,
  rows: readonly (readonly [string | number, string | number])[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  return locksRows ? sql`json_array_elements(${json}::json)` : sql`json_each(${json})`;
}

/** Values of one `in`, at most. */
const MOST_VALUES = 256;

export function inPieces<T>(values: readonly T[], most = MOST_VALUES): T[][] {
  const count = Math.ceil(values.length / most);
  return Array.from({ length: count }, (_, i) => padded(values.slice(i * most, (i + 1) * most)));
}

/** Of a length of which there are few, by repeating the last: each is another statement to the engine. */
function padded<T>(values: readonly T[]): T[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
  return Array.from({ length: values.length === 0 ? 0 : length }, (_, i) => values[Math.min(i, values.length - 1)]!);
}
