/**
 * Other processes on the same database: two of a kind in one process would never meet as they do in earnest.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { StoreSettings } from "../../../adapters/store/open.ts";
import type { Case, Notice, Peer } from "../../../src/records.ts";

/** What a process does with the desk of the tests. */
export type Job =
  /** Opens the store, and with it makes the tables, only once it is told to go. */
  | { readonly kind: "start" }
  | { readonly kind: "receive"; readonly eventIds: readonly string[] }
  /** Takes and ends events until none is left. @returns their ids in order */
  | { readonly kind: "work" }
  /** Claims and settles rows until none is left. @returns their ids in order */
  | { readonly kind: "send" }
  /** Saves a case as it was read. @returns whether it was taken */
  | { readonly kind: "save"; readonly read: Case }
  /** Makes a conversation with a peer unless there is one. @returns its id */
  | { readonly kind: "ensure"; readonly peer: Peer }
  /** Opens a private page at a browser. @returns whether this one was first */
  | { readonly kind: "bind"; readonly hash: string; readonly browser: string }
  /** Saves a notice as it was read. @returns whether it was taken */
  | { readonly kind: "notice"; readonly read: Notice }
  /** Puts something on a page under a key. @returns whether it was new */
  | { readonly kind: "show"; readonly peer: Peer; readonly key: string }
  /** Fails to sign in so often. @returns what was counted each time */
  | { readonly kind: "fail"; readonly key: string; readonly times: number }
  /** @returns `restored` or the code of the refusal */
  | { readonly kind: "restore"; readonly file: string };

export type Place = Pick<StoreSettings, "dataDir" | "databaseUrl">;

/** Does each job in a process of its own, all at once. */
export async function elsewhere(place: Place, jobs: readonly Job[]): Promise<unknown[]> {
  const script = fileURLToPath(new URL("elsewhere-process.ts", import.meta.url));
  const processes = jobs.map((job) => {
    const child = fork(script, [JSON.stringify({ place, job })], { execArgv: [] });
    return { child, isReady: told(child) };
  });
  await Promise.all(processes.map(({ isReady }) => isReady));
  return Promise.all(
    processes.map(async ({ child }) => {
      const result = told(child);
      child.send("go");
      return result;
    }),
  );
}

async function told(child: ChildProcess): Promise<unknown> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`A process ended with ${code} before it told anything`);
  });
  const [told] = await Promise.race([once(child, "message"), ended]);
  return (told as { told: unknown }).told;
}
