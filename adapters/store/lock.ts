/**
 * Keeps a restore and running desks apart.
 *
 * Any number of desks may share a data folder, and a restore must be alone in it. SQLite's own file locks say so, on a
 * small file beside the database: the system lets them go with the process, so none is ever left behind by a crash.
 */

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DeskError } from "../../src/errors.ts";

/** A lock that is held until it is let go. */
export type Hold = () => void;

/** @throws DeskError `store-busy` while a backup is restored */
export const sharedHold = (dataDir: string): Hold =>
  hold(dataDir, "begin; select count(*) from sqlite_schema", "a backup is being restored there; wait until it is done");

/** @throws DeskError `store-busy` while a desk runs */
export const loneHold = (dataDir: string): Hold =>
  hold(dataDir, "begin exclusive", "a desk runs on it; stop the desk first");

function hold(dataDir: string, query: string, otherwise: string): Hold {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dataDir, "madoguchi.lock"), { timeout: 0 });
    lock.exec(query);
    const held = lock;
    return () => held.close();
  } catch (cause) {
    if (lock?.isOpen) lock.close();
    const isBusy = ((cause as { errcode?: number }).errcode ?? 0) === 5;
    const why = isBusy ? otherwise : "its lock file may not be written; let the desk's user write there";
    throw new DeskError(isBusy ? "store-busy" : "store-unusable", `The data folder ${dataDir} cannot be used: ${why}`, {
      cause,
      facts: { dataDir },
    });
  }
}
