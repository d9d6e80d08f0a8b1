/**
 * The store on Kysely: transactions, and the records that they hand out.
 */

import { type Kysely, sql, type Transaction } from "kysely";
import type { Store } from "../../src/ports/store.ts";
import type { Chance } from "../../src/ports/world.ts";
import type { DeskId } from "../../src/records.ts";
import { accounts, sessions, signInFailures } from "./accounts.ts";
import { audit } from "./audit.ts";
import { cases } from "./cases.ts";
import { changeCounter, raised } from "./changes.ts";
import { conversations } from "./conversations.ts";
import { facts } from "./facts.ts";
import { groupCommit } from "./group-commit.ts";
import { inbox } from "./inbox.ts";
import { mediaRecords } from "./media-records.ts";
import { messages } from "./messages.ts";
import { cannedTexts, notices } from "./notices.ts";
import { outbox } from "./outbox.ts";
import { posts } from "./posts.ts";
import { privateLinks } from "./private-links.ts";
import { questions } from "./questions.ts";
import { settings } from "./settings.ts";
import { staff } from "./staff.ts";
import { TABLES, type Tables } from "./tables.ts";
import { timeline } from "./timeline.ts";
import { transcripts } from "./transcripts.ts";

export interface Parts {
  readonly db: Kysely<Tables>;
  /** False where a transaction has the database to itself. */
  readonly locksRows: boolean;
  readonly chance: Pick<Chance, "uuid">;
  /** Called once all is closed. */
  release(): void;
}

type Transact = <T>(act: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

export function kyselyStore({ db, locksRows, chance, release }: Parts): Store {
  // PostgreSQL has many writers, and gathers their commits itself.
  const transact: Transact = locksRows ? (act) => db.transaction().execute(act) : groupCommit(db);
  return {
    async within(desk, act) {
      let isRemoved = false;
      const removed = () => {
        isRemoved = true;
      };
      const result = await transact(async (trx) => {
        let isChanged = false;
        const changed = () => {
          isChanged = true;
        };
        const scope = { trx, desk, locksRows, removed, changed };
        const done = await act({
          inbox: inbox(scope),
          conversations: conversations(scope),
          messages: messages(scope),
          cases: cases(scope),
          outbox: outbox(scope, chance),
          questions: questions(scope),
          media: mediaRecords(scope),
          settings: settings(scope),
          audit: audit(scope),
          staff: staff(scope),
          posts: posts(scope),
          timeline: timeline(scope),
          facts: facts(scope),
          notices: notices(scope),
          canned: cannedTexts(scope),
          links: privateLinks(scope),
          transcripts: transcripts(scope),
          changes: changeCounter(scope),
          accounts: accounts(scope),
          sessions: sessions(scope),
          failures: signInFailures(scope),
        });
        // Last, for whoever raises the count holds up all others of the desk that would until the commit.
        if (isChanged) await raised(scope);
        return done;
      });
      if (isRemoved && !locksRows) await journalEmptied(db);
      return result;
    },
    async desks() {
      const found = new Set<DeskId>();
      for (const table of TABLES) for (const desk of await desksIn(db, table)) found.add(desk);
      return [...found].sort();
    },
    async close() {
      // Behind whatever was begun before: closing would cut it short.
      try {
        await transact(async () => {});
      } finally {
        await db.destroy();
        release();
      }
    },
  };
}

/**
 * Takes what was removed out of SQLite's journal as well, which keeps pages as they were until it is written over.
 *
 * Nobody is waited for: where another process reads just now, the journal is emptied the next time or at the close. What
 * was asked for is committed before, so a fault here is none of it.
 */
async function journalEmptied(db: Kysely<Tables>): Promise<void> {
  await db
    .connection()
    .execute(async (connection) => {
      const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection);
      await sql`pragma busy_timeout = 0`.execute(connection);
      try {
        await sql`pragma wal_checkpoint(truncate)`.execute(connection);
      } finally {
        await sql`pragma busy_timeout = ${sql.lit(rows[0]?.timeout ?? 0)}`.execute(connection);
      }
    })
    .catch(() => {});
}

/** Jumps from desk to desk along the index; there are few, of many rows each. */
async function desksIn(db: Kysely<Tables>, table: keyof Tables): Promise<DeskId[]> {
  const found: DeskId[] = [];
  for (;;) {
    const last = found.at(-1);
    const row = await db
      .selectFrom(table)
      .select("desk")
      .$if(last !== undefined, (query) => query.where("desk", ">", last!))
      .orderBy("desk")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return found;
    found.push(row.desk);
  }
}
