/**
 * Lets transactions that wait for each other share one commit.
 *
 * SQLite has one writer, and a commit that survives a power failure waits for the disk: about a millisecond, several
 * times what most transactions take. So those that queued up meanwhile run one after another within the next
 * transaction, each in a savepoint of its own: one that throws undoes itself alone, and nobody is told of success before
 * the commit that holds it. With nothing in the queue a transaction runs at once and by itself.
 *
 * Another process may hold the file. SQLite would wait for it without letting anything else have its turn, page and
 * health check included: so the wait is here.
 */

import { type Kysely, sql, type Transaction } from "kysely";

type Act<Tables> = (trx: Transaction<Tables>) => Promise<unknown>;

interface Waiting<Tables> {
  readonly act: Act<Tables>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Transactions of one commit: few enough that the first does not wait long for the last. */
const MOST = 8;
const ONE = "one";

/** How long a begin waits for another process in all, and between two tries, in milliseconds. */
const BUSY = { mostMs: 5_000, everyMs: 20 };
/** Source: sqlite.org/rescode.html, SQLITE_BUSY */
const SQLITE_BUSY = 5;

/** @returns runs an act within a transaction and resolves once that is committed */
export function groupCommit<Tables>(
  db: Kysely<Tables>,
): <T>(act: (trx: Transaction<Tables>) => Promise<T>) => Promise<T> {
  const queue: Waiting<Tables>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (queue.length > 0) {
      // SQLite answers without the event loop: who works off a long queue would keep all else from its turn.
      await new Promise((resolve) => setImmediate(resolve));
      await together(db, queue.splice(0, MOST));
    }
    isRunning = false;
  }

  return (act) =>
    new Promise((resolve, reject) => {
      queue.push({ act, resolve: resolve as (result: unknown) => void, reject });
      if (!isRunning) void run();
    });
}

/** Settles every one of the group, whatever happens. */
async function together<Tables>(db: Kysely<Tables>, group: readonly Waiting<Tables>[]): Promise<void> {
  try {
    const settle = await begun(db, (trx) => (group.length === 1 ? alone(trx, group[0]!) : each(trx, group)));
    for (const tell of settle) tell();
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

/** Runs a transaction once it may begin. */
async function begun<Tables, T>(db: Kysely<Tables>, act: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  const end = performance.now() + BUSY.mostMs;
  for (;;) {
    let hasBegun = false;
    try {
      return await db.transaction().execute((trx) => {
        hasBegun = true;
        return act(trx);
      });
    } catch (error) {
      const isBusy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
      if (hasBegun || !isBusy || performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, BUSY.everyMs));
  }
}

async function alone<Tables>(trx: Transaction<Tables>, { act, resolve }: Waiting<Tables>): Promise<(() => void)[]> {
  const result = await act(trx);
  return [() => resolve(result)];
}

async function each<Tables>(trx: Transaction<Tables>, group: readonly Waiting<Tables>[]): Promise<(() => void)[]> {
  const settle: (() => void)[] = [];
  for (const { act, resolve, reject } of group) {
    await sql`savepoint ${sql.id(ONE)}`.execute(trx);
    try {
      const result = await act(trx);
      settle.push(() => resolve(result));
    } catch (error) {
      // A full disk undoes the whole transaction, savepoints and all: then the cause is what everybody is told.
      await sql`rollback to ${sql.id(ONE)}`.execute(trx).catch(() => Promise.reject(error));
      settle.push(() => reject(error));
    }
    await sql`release ${sql.id(ONE)}`.execute(trx);
  }
  return settle;
}
