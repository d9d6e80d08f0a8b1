/**
 * The engine for those who outgrow one machine, or have PostgreSQL already.
 *
 * READ COMMITTED, its default, with row locks where an order matters. The address holds a password, so nothing here
 * ever puts the address, or an error that may carry it, into a message.
 */

import { Socket } from "node:net";
import { PostgresDialect } from "kysely";
import type pg from "pg";
import { DeskError } from "../../src/errors.ts";

/** Connections of a process; a transaction holds one. */
const MOST_CONNECTIONS = 10;
/** How long a new connection may take. */
const CONNECT_MS = 5_000;
/**
 * How long a connection may be silent, in milliseconds. A network that swallows what it is given tells nobody, and the
 * system would wait a quarter of an hour: the desk gives such a connection up and makes another. A transaction takes
 * milliseconds, and the pool itself closes what is idle for ten seconds. A step of `migrations.ts` must answer in time.
 */
const SILENT_MS = 60_000;
/** After so long the server ends a transaction whose process is gone unheard, and lets go of what it has locked. */
const ABANDONED_MS = 30_000;
/** Source: pg_type.dat of PostgreSQL; `bigint`, which `pg` gives as text. Times and counts are far below 2^53. */
const BIGINT = 20;

export interface PostgresPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/**
 * Reads where a database is.
 *
 * @throws DeskError `settings-invalid` without what was given
 */
export function postgresPlace(databaseUrl: string): PostgresPlace {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url === undefined || !/^postgres(?:ql)?:$/u.test(url.protocol)) {
    const shape = "postgres://USER:PASSWORD@HOST:PORT/DATABASE";
    throw new DeskError("settings-invalid", `DATABASE_URL is not an address of PostgreSQL: write it as ${shape}`);
  }
  const user = decodeURIComponent(url.username);
  return {
    host: decodeURIComponent(url.hostname) || url.searchParams.get("host") || "localhost",
    port: Number(url.port || "5432"),
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
  };
}

/**
 * Opens a pool and sees that the database answers.
 *
 * @param onLost - told the code of a connection that broke; the pool makes another when it needs one
 * @throws DeskError `store-unusable`
 */
export async function postgresDialect(
  databaseUrl: string,
  onLost: (code: string) => void,
  silentMs = SILENT_MS,
): Promise<PostgresDialect> {
  const place = postgresPlace(databaseUrl);
  // Loaded only where it is used: most desks run on SQLite and should start sooner.
  const { default: driver } = await import("pg");
  const pool = new driver.Pool({
    connectionString: databaseUrl,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    stream: () => socketThatEnds(silentMs),
    onConnect: (client) => client.query(`set idle_in_transaction_session_timeout = ${ABANDONED_MS}`),
    application_name: "madoguchi",
    types: { getTypeParser: numbers(driver) },
  });
  // A connection tells of its loss also while it is in use, and unheard that would end the process.
  pool.on("connect", (client) => {
    client.on("error", (error: Error & { code?: string }) => onLost(error.code ?? error.name));
  });
  pool.on("error", () => {});
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    throw unreachable(place, cause);
  }
  return new PostgresDialect({ pool });
}

function socketThatEnds(silentMs: number): Socket {
  const socket = new Socket();
  const silent = () => socket.destroy(Object.assign(new Error("The database is silent"), { code: "ETIMEDOUT" }));
  return socket.setTimeout(silentMs, silent);
}

const numbers = (driver: typeof pg) =>
  ((oid: number, format?: "text") =>
    oid === BIGINT ? Number : driver.types.getTypeParser(oid, format)) as typeof driver.types.getTypeParser;

function unreachable({ host, port, user, database }: PostgresPlace, cause: unknown): DeskError {
  const code = (cause as { code?: string }).code ?? "";
  const why =
    REASONS[code] ?? "see that it runs, that HOST and PORT are right and that the network lets the desk through";
  const message = `The database ${database} at ${host}:${port} cannot be reached as ${user}: ${why}`;
  return new DeskError("store-unusable", message, { cause, facts: { host, port, user, database, reason: code } });
}

/** Source: PostgreSQL, appendix "Error Codes". */
const REASONS: Readonly<Record<string, string>> = {
  "28P01": "the password in DATABASE_URL is not taken",
  "28000": "the server does not let this user in; see its pg_hba.conf",
  "3D000": "there is no such database; create it with createdb",
  "53300": "the server has no connection left; raise its max_connections",
};
