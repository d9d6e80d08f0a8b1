/**
 * The steps by which a database came to have our tables, oldest first.
 *
 * A step that was delivered is never changed: the next one changes what it made. All steps run at start in one
 * transaction and under a lock, so several processes may start at once, and a start that fails leaves nothing half done.
 */

import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { DeskError } from "../../src/errors.ts";
import { beginStep } from "./migration-begin.ts";
import { staffStep } from "./migration-staff.ts";
import { webStep } from "./migration-web.ts";
import type { EngineName } from "./table-shape.ts";
import type { Tables } from "./tables.ts";

/** By name, in the order of their names. */
export const migrations = (engine: EngineName): Readonly<Record<string, Migration>> => ({
  "0001-begin": beginStep(engine),
  "0002-staff": staffStep(engine),
  "0003-web": webStep(engine),
});

/**
 * Brings a database up to this program.
 *
 * @throws DeskError `store-newer` where the database has had a step that this program does not know
 */
export async function migrate(db: Kysely<Tables>, engine: EngineName): Promise<void> {
  const steps = migrations(engine);
  // Looked at first, for the migrator would only speak of a corrupted list, and most starts need no migrator.
  const done = await stepsOf(db);
  refuseNewer(done, Object.keys(steps));
  if (Object.keys(steps).every((step) => done.includes(step))) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  refuseNewer(await stepsOf(db), Object.keys(steps));
  throw new DeskError("store-unusable", "The tables of the database could not be made or brought up to date", {
    cause: error,
  });
}

/** @throws DeskError `store-newer` */
export function refuseNewer(done: readonly string[], known = Object.keys(migrations("sqlite"))): void {
  const unknown = done.find((step) => !known.includes(step));
  if (unknown === undefined) return;
  const message =
    "This database was written by a newer version of Madoguchi: start that version or a later one, " +
    "or go back to a backup that was made before it";
  throw new DeskError("store-newer", message, { facts: { step: unknown } });
}

/** Names of the steps that a database has had; `[]` for a new one. */
async function stepsOf(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  return rows.map(({ name }) => name);
}
