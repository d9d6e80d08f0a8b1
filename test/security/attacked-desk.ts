/**
 * Two desks served for real, as an outsider, a resident and the people of either desk find them: everything that the
 * process logs is kept, and nothing is there that an attacker would not have.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance, systemClock } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import type { Records } from "../../src/ports/store.ts";
import { type Account, type DeskId, NO_DESK, ROLES } from "../../src/records.ts";
import { serve } from "../../src/serve.ts";
import { type PageVisitor, pageVisitor, type VisitorOptions } from "../fixtures/page-visitor.ts";
import { type Browser, browser, passwordHash } from "../fixtures/signed-in.ts";

export const NORTH = "north" as DeskId;
export const SOUTH = "south" as DeskId;
/** The one site on which the page of the north may stand. */
export const HOST_SITE = "https://www.city.example.jp";

export interface AttackedDesk {
  readonly dataDir: string;
  readonly origin: string;
  /** Every line, with its facts. */
  readonly log: readonly string[];
  /** Signed in: a role at the north is its login, and `southerner` is a manager of the south alone. */
  as(login: string): Promise<Browser>;
  stranger(): Browser;
  /** A resident at the page of the north, unless told. */
  resident(options?: VisitorOptions): Promise<PageVisitor>;
  account(account: Partial<Account> & Pick<Account, "login">): Promise<void>;
  /** In one transaction beside the desks. */
  within<T>(act: (records: Records) => Promise<T>, desk?: DeskId): Promise<T>;
  /** Sends bytes as no browser would. @returns what comes back until the connection ends */
  raw(bytes: string): Promise<string>;
  /** Resolves once the process knows what another one changed. */
  looked(): Promise<void>;
  close(): Promise<void>;
}

export async function attackedDesk(settings: Readonly<Record<string, string>> = {}): Promise<AttackedDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), "attacked-"));
  const file = join(dataDir, "desks.json");
  const desks = [
    { id: NORTH, name: "北センター", widgetOrigins: [HOST_SITE] },
    { id: SOUTH, name: "南センター" },
  ];
  writeFileSync(file, JSON.stringify({ desks }));
  const log: string[] = [];
  const told = (facts: object, message: string) => void log.push(`${message} ${JSON.stringify(facts)}`);
  const set = config({ PORT: "0", DATA_DIR: dataDir, DESKS_FILE: file, ...settings });
  const store = await openStore({ dataDir, databaseUrl: set.databaseUrl, chance: systemChance });
  const within: AttackedDesk["within"] = (act, desk = NORTH) => store.within(desk, act);
  const account: AttackedDesk["account"] = async (given) => {
    const password = await passwordHash();
    const usual = { name: given.login, password, subject: undefined, roles: {}, isDisabled: false, createdAt: 0 };
    await within(({ accounts }) => accounts.save({ ...usual, ...given }), NO_DESK);
  };
  for (const role of ROLES) await account({ login: role, roles: { [NORTH]: role } as Account["roles"] });
  await account({ login: "southerner", roles: { [SOUTH]: "manager" } as Account["roles"] });
  const { origin, close } = await serve(set, {
    ...{ clock: systemClock, chance: systemChance, variables: {} },
    log: { info: told, warn: told, error: told },
  });
  const stranger = () => browser(origin, log);
  return {
    ...{ dataDir, origin, log, account, within, stranger },
    async as(login) {
      const one = stranger();
      await one.signIn(login);
      return one;
    },
    async resident(options = {}) {
      const one = pageVisitor(origin, { path: `/desks/${NORTH}`, ...options });
      await one.opens();
      return one;
    },
    raw: (bytes) =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(origin);
        const parts: Buffer[] = [];
        const socket = connect(Number(port), hostname, () => void socket.write(bytes, "latin1"));
        socket.setTimeout(5_000, () => socket.destroy());
        socket.on("data", (part) => void parts.push(Buffer.from(part)));
        socket.on("error", reject);
        socket.on("close", () => resolve(Buffer.concat(parts).toString("latin1")));
      }),
    looked: () => new Promise((resolve) => setTimeout(resolve, 2_500)),
    async close() {
      await close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
