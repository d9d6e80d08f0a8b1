/**
 * Opens the store that the settings name: a file under the data folder, or a PostgreSQL database.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import { DeskError } from "../../src/errors.ts";
import type { Store } from "../../src/ports/store.ts";
import type { Chance } from "../../src/ports/world.ts";
import { type Hold, sharedHold } from "./lock.ts";
import { migrate } from "./migrations.ts";
import { postgresDialect } from "./postgres.ts";
import { beBrief, sqliteDialect, sqliteFile } from "./sqlite.ts";
import { kyselyStore } from "./store.ts";
import type { EngineName } from "./table-shape.ts";
import type { Tables } from "./tables.ts";

/** For tests: a store that is gone with its process. */
export const IN_MEMORY = ":memory:";

export const databaseFile = (dataDir: string): string => join(dataDir, "madoguchi.sqlite");

export interface StoreSettings {
  /** Is made if it is not there; {@link IN_MEMORY} for none. Without `databaseUrl` the database lies in it. */
  readonly dataDir: string;
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; undefined for the file. */
  readonly databaseUrl?: string | undefined;
  readonly chance: Pick<Chance, "uuid">;
  /** Told, without any secret, what an operator may want to know and the store got over by itself. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Opens the store and brings its tables up to date; several processes may do so at once.
 *
 * @throws DeskError `store-unusable`, `store-busy` or `store-newer`, with the reason and the remedy
 */
export async function openStore({ dataDir, databaseUrl, chance, warn = () => {} }: StoreSettings): Promise<Store> {
  const release = dataDir === IN_MEMORY ? () => {} : holdFolder(dataDir);
  let db: Kysely<Tables> | undefined;
  try {
    const engine: EngineName = databaseUrl === undefined ? "sqlite" : "postgres";
    const file =
      databaseUrl === undefined ? sqliteFile(dataDir === IN_MEMORY ? IN_MEMORY : databaseFile(dataDir)) : undefined;
    const lost = (code: string) => warn(`A connection to the database was lost: ${code}`);
    db = new Kysely<Tables>({ dialect: file ? sqliteDialect(file) : await postgresDialect(databaseUrl!, lost) });
    await migrate(db, engine);
    if (file !== undefined) beBrief(file);
    return kyselyStore({ db, locksRows: engine === "postgres", chance, release });
  } catch (cause) {
    await db?.destroy();
    release();
    throw cause;
  }
}

/** What residents wrote lies here: nobody but the desk's user may look into a folder that the desk makes. */
function holdFolder(dataDir: string): Hold {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const message = `DATA_DIR=${dataDir} cannot be made: let the desk's user write its parent folder, or choose another`;
    throw new DeskError("store-unusable", message, { cause, facts: { dataDir } });
  }
  return sharedHold(dataDir);
}
