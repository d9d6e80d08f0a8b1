/**
 * The desk's processes: started, killed without warning, and started again by a supervisor if they end by themselves.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../fixtures/free-port.ts";

const RESTART_AFTER_MS = 300;

export interface DeskProcess {
  /** Where its page is, also while it is down; so are the next two. */
  readonly origin: string;
  /** Where its webhook is. */
  readonly webhook: string;
  /** Where it takes what Slack sends. */
  readonly slackEvents: string;
  /** How often it ended by itself once it was ready. */
  crashes(): number;
  /** Tries again until it is ready, as a supervisor would while the database is away. */
  start(): Promise<void>;
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>;
  /** SIGTERM: what is under way ends. */
  stop(): Promise<void>;
}

export async function deskProcess(environment: Readonly<Record<string, string>>): Promise<DeskProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let isWanted = false;
  let crashes = 0;

  async function start(): Promise<void> {
    isWanted = true;
    while (isWanted && !(await started())) await pause(RESTART_AFTER_MS);
  }

  /** @returns false where it ended before it was ready */
  async function started(): Promise<boolean> {
    const own = spawn(process.execPath, ["start.mjs", "test/soak/desk.ts"], {
      env: { ...process.env, ...environment, HOST: "127.0.0.1", PORT: String(port) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = own;
    const exit = once(own, "exit");
    const isReady = await Promise.race([once(own.stdout, "data").then(() => true), exit.then(() => false)]);
    if (isReady) void exit.then(() => restartedAfterCrash(own));
    return isReady;
  }

  async function restartedAfterCrash(own: ChildProcess): Promise<void> {
    if (!isWanted || child !== own) return;
    crashes += 1;
    await start();
  }

  async function ended(signal: NodeJS.Signals): Promise<void> {
    isWanted = false;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    webhook: `http://127.0.0.1:${port}/line/webhook`,
    slackEvents: `http://127.0.0.1:${port}/slack/events`,
    crashes: () => crashes,
    start,
    kill: () => ended("SIGKILL"),
    stop: () => ended("SIGTERM"),
  };
}
