/**
 * What the centre itself has to say just now, and the texts that its people use again and again.
 */

import type { Selectable } from "kysely";
import type { CannedTexts, Notices } from "../../src/ports/store-web.ts";
import type { CannedText, Notice } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { words } from "./tables.ts";
import type { CannedTable, NoticesTable } from "./tables-web.ts";

export function notices(scope: Scope): Notices {
  const { trx, desk } = scope;
  const ours = trx.selectFrom("notices").selectAll().where("desk", "=", desk);
  return {
    list: async () => (await ours.orderBy("id").execute()).map(noticeOf),
    async get(id) {
      const row = await ours.where("id", "=", id).executeTakeFirst();
      return row && noticeOf(row);
    },
    async save({ id, version, ...notice }) {
      const set = {
        words: words(JSON.stringify(notice.words)),
        text: words(notice.text),
        city: notice.city ?? null,
        valid_from: notice.from,
        valid_until: notice.until,
        author: notice.author,
        approver: notice.approver ?? null,
        changed_at: notice.changedAt,
        version: version + 1,
      };
      return savedAs(scope, "notices", { id, version, set });
    },
    remove: (id) => removedFrom(scope, "notices", id),
  };
}

export function cannedTexts(scope: Scope): CannedTexts {
  const { trx, desk } = scope;
  const ours = trx.selectFrom("canned").selectAll().where("desk", "=", desk);
  return {
    async list() {
      const rows = (await ours.execute()).map(cannedOf);
      // Not by the engines, of which each has its own order of letters.
      return rows.sort((a, b) => a.title.localeCompare(b.title, "ja") || (a.id < b.id ? -1 : 1));
    },
    async get(id) {
      const row = await ours.where("id", "=", id).executeTakeFirst();
      return row && cannedOf(row);
    },
    async save({ id, version, title, text, author, changedAt }) {
      const set = { title: words(title), text: words(text), author, changed_at: changedAt, version: version + 1 };
      return savedAs(scope, "canned", { id, version, set });
    },
    remove: (id) => removedFrom(scope, "canned", id),
  };
}

type Saved<Row> = { readonly id: string; readonly version: number; readonly set: Omit<Row, "desk" | "id"> };

/** Version 0 is one that is not there yet. @returns false where another version is there */
async function savedAs(
  { trx, desk, changed }: Scope,
  table: "notices" | "canned",
  { id, version, set }: Saved<NoticesTable> | Saved<CannedTable>,
): Promise<boolean> {
  if (version === 0) {
    const insert = trx.insertInto(table).values({ desk, id, ...set } as NoticesTable & CannedTable);
    const row = await insert
      .onConflict((conflict) => conflict.columns(["desk", "id"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (row !== undefined) changed();
    return row !== undefined;
  }
  const { numUpdatedRows } = await trx
    .updateTable(table)
    .set(set as Omit<NoticesTable & CannedTable, "desk" | "id">)
    .where((eb) => eb.and({ desk, id, version }))
    .executeTakeFirst();
  if (numUpdatedRows > 0n) changed();
  return numUpdatedRows > 0n;
}

async function removedFrom({ trx, desk, changed }: Scope, table: "notices" | "canned", id: string): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom(table)
    .where((eb) => eb.and({ desk, id }))
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) changed();
}

const noticeOf = (row: Selectable<NoticesTable>): Notice => ({
  id: row.id,
  words: JSON.parse(row.words) as string[],
  text: row.text,
  city: row.city ?? undefined,
  from: row.valid_from,
  until: row.valid_until,
  author: row.author,
  approver: row.approver ?? undefined,
  changedAt: row.changed_at,
  version: row.version,
});

const cannedOf = ({ id, title, text, author, changed_at, version }: Selectable<CannedTable>): CannedText => ({
  ...{ id, title, text, author, version },
  changedAt: changed_at,
});
