/**
 * The desk's processes: started, found again after they were killed, and killed without warning.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export interface DeskProcess {
  /** Where its webhook is, also while it is down. */
  readonly webhook: string;
  start(): Promise<void>;
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>;
  /** SIGTERM: what is under way ends. */
  stop(): Promise<void>;
}

export async function deskProcess(environment: Readonly<Record<string, string>>): Promise<DeskProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const ended = async (signal: NodeJS.Signals) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return {
    webhook: `http://127.0.0.1:${port}/line/webhook`,
    async start() {
      child = spawn(process.execPath, ["start.mjs", "test/soak/desk.ts"], {
        env: { ...process.env, ...environment, HOST: "127.0.0.1", PORT: String(port) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exit = once(child, "exit").then(([code]) => {
        throw new Error(`a desk ended before it was ready, with status ${code}`);
      });
      await Promise.race([once(child.stdout!, "data"), exit]);
      exit.catch(() => {});
    },
    kill: () => ended("SIGKILL"),
    stop: () => ended("SIGTERM"),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
