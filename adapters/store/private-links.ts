/**
 * Links to private pages, each under the hash of its token.
 */

import type { Selectable } from "kysely";
import type { PrivateLinks } from "../../src/ports/store.ts";
import type { PrivateLink } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import type { PrivateLinksTable } from "./tables.ts";

export function privateLinks({ trx, desk }: Scope): PrivateLinks {
  const ours = trx.selectFrom("private_links").selectAll().where("desk", "=", desk);
  return {
    async add({ hash, conversation, number, createdAt, expiresAt, browser, revokedAt }) {
      const times = { created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt ?? null };
      await trx
        .insertInto("private_links")
        .values({ desk, hash, conversation, number, browser: browser ?? null, ...times })
        .execute();
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
        .where((eb) => eb.or([eb("browser", "is", null), eb("browser", "=", browser)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
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
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return Number(numUpdatedRows);
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
