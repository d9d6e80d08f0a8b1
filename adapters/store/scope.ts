/**
 * What a set of records is bound to: one open transaction of one desk.
 *
 * Every query takes the desk from here. What the engines do not share is one fact, whether rows are locked one by one:
 * on SQLite a transaction that writes has the whole file to itself.
 */

import type { Transaction } from "kysely";
import type { DeskId } from "../../src/records.ts";
import type { Tables } from "./tables.ts";

export interface Scope {
  readonly trx: Transaction<Tables>;
  readonly desk: DeskId;
  readonly locksRows: boolean;
  /** Called where words of people are removed: then no copy of them may stay in a journal either. */
  readonly removed: () => void;
  /** Called where something changes that the console or a page shows. */
  readonly changed: () => void;
}

/** Locks the rows of a query until the transaction ends, where there is such a thing. */
export function locked<Q extends { forUpdate(): Q }>(query: Q, { locksRows }: Pick<Scope, "locksRows">): Q {
  return locksRows ? query.forUpdate() : query;
}

/** As {@link locked}, passing over rows that another transaction has locked. */
export function unclaimed<Q extends { forUpdate(): Q; skipLocked(): Q }>(
  query: Q,
  { locksRows }: Pick<Scope, "locksRows">,
): Q {
  return locksRows ? query.forUpdate().skipLocked() : query;
}
