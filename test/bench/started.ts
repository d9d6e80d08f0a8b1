/**
 * Starts the desk as `npm start` does and waits until it is ready.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Started {
  /** From the start of the process to the first 200 of `/readyz`. */
  readonly readyMs: number;
  readonly rssMb: number;
}

export async function started({ cacheDir }: { readonly cacheDir: string }): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-started-"));
  const begun = performance.now();
  const child = spawn(process.execPath, startArguments(), {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", CACHE_DIR: cacheDir, DATA_DIR: dataDir, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const origin = await address(child.stdout);
    const response = await fetch(`${origin}/readyz`);
    if (response.status !== 200) throw new Error(`/readyz gave ${response.status}`);
    return { readyMs: performance.now() - begun, rssMb: residentMb(child.pid!) };
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
    rmSync(dataDir, { recursive: true });
  }
}

/** As `package.json` has them, V8's own among them. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
  return scripts.start.split(" ").slice(2);
}

async function address(output: AsyncIterable<Buffer>): Promise<string> {
  let said = "";
  for await (const part of output) {
    said += part.toString();
    const origin = /http:\/\/\S+/u.exec(said)?.[0];
    if (origin !== undefined) return origin;
  }
  throw new Error("the desk ended before it was ready");
}

/** Linux only: elsewhere there is no such file and the figure is NaN. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
