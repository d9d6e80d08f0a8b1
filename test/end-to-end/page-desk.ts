/**
 * A desk that is served as it is with nothing but a data folder configured, and its people at a terminal.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance, systemClock } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import type { Records } from "../../src/ports/store.ts";
import { type DeskId, NO_DESK } from "../../src/records.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { run } from "../../src/terminal/run.ts";
import { type PageVisitor, pageVisitor, type VisitorOptions } from "../fixtures/page-visitor.ts";

const DESK = "desk" as DeskId;

export interface PageDesk {
  readonly dataDir: string;
  /** Warnings and errors that the desk told of. */
  readonly told: string[];
  start(): Promise<Serving>;
  /** At the desk that was started last, with the page open. */
  visitor(options?: VisitorOptions): Promise<PageVisitor>;
  cases(...words: string[]): Promise<{ readonly status: number; readonly out: string; readonly err: string }>;
  keys(...words: string[]): Promise<number>;
  /** In one transaction beside the desk. */
  within<T>(act: (records: Records) => Promise<T>, desk?: DeskId): Promise<T>;
  /** Somebody has an account with which cases are worked. */
  hasCounsellor(): Promise<void>;
  close(): Promise<void>;
}

export async function pageDesk(settings: Readonly<Record<string, string>> = {}): Promise<PageDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), "page-"));
  const environment: Record<string, string> = { PORT: "0", DATA_DIR: dataDir, ...settings };
  const told: string[] = [];
  const warns = (_: object, message: string) => void told.push(message);
  const running: Serving[] = [];
  async function terminal(args: readonly string[]) {
    const said = { out: [] as string[], err: [] as string[] };
    const status = await run(args, {
      ...{ environment, clock: systemClock, chance: systemChance, user: () => "hara" },
      ...{ input: async () => "", path: (given: string) => given, secret: async () => "", isTyped: () => false },
      print: (text) => void said.out.push(text),
      warn: (text) => void said.err.push(text),
    });
    return { status, out: said.out.join("\n"), err: said.err.join("\n") };
  }
  const desk: PageDesk = {
    ...{ dataDir, told },
    async start() {
      const serving = await serve(config(environment), {
        ...{ clock: systemClock, chance: systemChance, variables: {} },
        log: { info: () => {}, warn: warns, error: warns },
      });
      running.push(serving);
      return serving;
    },
    async visitor(options) {
      const visitor = pageVisitor(running.at(-1)!.origin, options);
      await visitor.opens();
      return visitor;
    },
    cases: (...words) => terminal(["cases", ...words]),
    keys: async (...words) => (await terminal(["keys", ...words])).status,
    async within(act, of = DESK) {
      const store = await openStore({ dataDir, databaseUrl: environment.DATABASE_URL, chance: systemChance });
      try {
        return await store.within(of, act);
      } finally {
        await store.close();
      }
    },
    hasCounsellor: () =>
      desk.within(
        ({ accounts }) =>
          accounts.save({
            ...{ login: "satou", name: "佐藤", password: undefined, subject: undefined },
            ...{ roles: { [DESK]: "counsellor" }, isDisabled: false, createdAt: 0 },
          }),
        NO_DESK,
      ),
    async close() {
      await Promise.all(running.map((one) => one.close()));
      rmSync(dataDir, { recursive: true });
    },
  };
  return desk;
}
