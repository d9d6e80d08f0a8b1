/**
 * Links to private pages, each under the hash of its token.
 */

import type { Selectable } from "kysely";
import type { PrivateLinks } from "../../src/ports/store-web.ts";
import type { PrivateLink } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import type { PrivateLinksTable } from "./tables-web.ts";

export function privateLinks({ trx, desk, changed }: Scope): PrivateLinks {
  const ours = trx.selectFrom("private_links").selectAll().where("desk", "=", desk);
  return {
    async add({ hash, conversation, number, createdAt, expiresAt, browser, revokedAt }) {
      const times = { created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt ?? null };
      await trx
        .insertInto("private_links")
        .values({ desk, hash, conversation, number, browser: browser ?? null, ...times })
        .execute();
      changed();
    },
    async get(hash) {
      const row = await ours.where("hash", "=", hash).executeTakeFirst();
      return row && linkOf(row);
    },
    async bind(hash, browser, now) {
      const { numUpdatedRows } = await trx
        .updateTable("private_links")
        .set({ browser })
        .where((eb) => eb.and({ desk, hash }))
        .where("revoked_at", "is", null)
        .where("expires_at", ">", now)
        .where("browser", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) {
        changed();
        return true;
      }
      const own = ours.where((eb) => eb.and({ hash, browser })).where("revoked_at", "is", null);
      return (await own.where("expires_at", ">", now).executeTakeFirst()) !== undefined;
    },
    async ofBrowser(browser) {
      const row = await ours.where("browser", "=", browser).orderBy("created_at", "desc").limit(1).executeTakeFirst();
      return row && linkOf(row);
    },
    async isOpened(number) {
      const row = await ours.where("number", "=", number).where("browser", "is not", null).limit(1).executeTakeFirst();
      return row !== undefined;
    },
    async revoke(number, now) {
      const { numUpdatedRows } = await trx
        .updateTable("private_links")
        .set({ revoked_at: now })
        .where((eb) => eb.and({ desk, number }))
        .where("revoked_at", "is", null)
        // A browser that opened one in time is let in for longer than the link can be opened.
        .where((eb) => eb.or([eb("expires_at", ">", now), eb("browser", "is not", null)]))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) changed();
      return Number(numUpdatedRows);
    },
    async leave(browser, now) {
      const { numUpdatedRows } = await trx
        .updateTable("private_links")
        .set({ revoked_at: now })
        .where((eb) => eb.and({ desk, browser }))
        .where("revoked_at", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) changed();
    },
    async deleteBefore(before) {
      const { numDeletedRows } = await trx
        .deleteFrom("private_links")
        .where("desk", "=", desk)
        .where("expires_at", "<", before)
        .where((eb) =>
          eb.or([
            eb("browser", "is", null),
            eb.exists(
              eb
                .selectFrom("cases")
                .select("number")
                .where("cases.desk", "=", desk)
                .where("cases.state", "=", "closed")
                .whereRef("cases.number", "=", "private_links.number"),
            ),
          ]),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

const linkOf = (row: Selectable<PrivateLinksTable>): PrivateLink => ({
  hash: row.hash,
  conversation: row.conversation,
  number: row.number,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  browser: row.browser ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
});
