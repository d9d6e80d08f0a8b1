/**
 * Who signs in to the console, where they are signed in, and who tried in vain.
 */

import { type Selectable, sql } from "kysely";
import type { Accounts, Sessions, SignInFailures } from "../../src/ports/store-web.ts";
import type { Account, Session } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import { flag, words } from "./tables.ts";
import type { AccountsTable, SessionsTable } from "./tables-web.ts";

export function accounts({ trx, desk, changed }: Scope): Accounts {
  const ours = trx.selectFrom("accounts").selectAll().where("desk", "=", desk);
  return {
    async get(login) {
      const row = await ours.where("login", "=", login).executeTakeFirst();
      return row && accountOf(row);
    },
    async bySubject(subject) {
      const row = await ours.where("subject", "=", subject).executeTakeFirst();
      return row && accountOf(row);
    },
    list: async () => (await ours.orderBy("login").execute()).map(accountOf),
    async save({ login, name, password, subject, roles, isDisabled, createdAt }) {
      changed();
      const now = {
        name: words(name),
        password: password ?? null,
        subject: subject ?? null,
        roles: JSON.stringify(roles),
        is_disabled: flag(isDisabled),
        created_at: createdAt,
      };
      await trx
        .insertInto("accounts")
        .values({ desk, login, ...now })
        .onConflict((conflict) => conflict.columns(["desk", "login"]).doUpdateSet(now))
        .execute();
    },
  };
}

export function sessions({ trx, desk }: Scope): Sessions {
  const gone = () => trx.deleteFrom("sessions").where("desk", "=", desk);
  return {
    async add({ hash, login, createdAt, seenAt, expiresAt }) {
      const times = { created_at: createdAt, seen_at: seenAt, expires_at: expiresAt };
      await trx
        .insertInto("sessions")
        .values({ desk, hash, login, ...times })
        .execute();
    },
    async get(hash) {
      const row = await trx
        .selectFrom("sessions")
        .selectAll()
        .where((eb) => eb.and({ desk, hash }))
        .executeTakeFirst();
      return row && sessionOf(row);
    },
    async seen(hash, now, expiresAt) {
      await trx
        .updateTable("sessions")
        .set({ seen_at: now, expires_at: expiresAt })
        .where((eb) => eb.and({ desk, hash }))
        .execute();
    },
    async remove(hash) {
      await gone().where("hash", "=", hash).execute();
    },
    async removeOf(login, but = "") {
      await gone().where("login", "=", login).where("hash", "!=", but).execute();
    },
    async deleteExpired(now) {
      await gone().where("expires_at", "<=", now).execute();
    },
  };
}

export function signInFailures({ trx, desk, locksRows }: Scope): SignInFailures {
  const count = async (key: string, since: number) => {
    const row = await trx
      .selectFrom("failures")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where((eb) => eb.and({ desk, what: key }))
      .where("at", ">=", since)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return {
    async add(key, now, since) {
      // Who guesses at several processes at once must not find each of them at the first failure.
      if (locksRows) await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
      await trx.insertInto("failures").values({ desk, what: key, at: now }).execute();
      return count(key, since);
    },
    count,
    async latest(key) {
      const row = await trx
        .selectFrom("failures")
        .select(({ fn }) => fn.max<number | null>("at").as("at"))
        .where((eb) => eb.and({ desk, what: key }))
        .executeTakeFirstOrThrow();
      return row.at === null ? undefined : Number(row.at);
    },
    async clear(key) {
      await trx
        .deleteFrom("failures")
        .where((eb) => eb.and({ desk, what: key }))
        .execute();
    },
    async deleteBefore(before) {
      await trx.deleteFrom("failures").where("desk", "=", desk).where("at", "<", before).execute();
    },
  };
}

const accountOf = (row: Selectable<AccountsTable>): Account => ({
  login: row.login,
  name: row.name,
  password: row.password ?? undefined,
  subject: row.subject ?? undefined,
  roles: JSON.parse(row.roles) as Account["roles"],
  isDisabled: row.is_disabled === 1,
  createdAt: row.created_at,
});

const sessionOf = ({ hash, login, created_at, seen_at, expires_at }: Selectable<SessionsTable>): Session => ({
  ...{ hash, login },
  createdAt: created_at,
  seenAt: seen_at,
  expiresAt: expires_at,
});
