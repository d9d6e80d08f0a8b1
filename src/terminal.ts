/**
 * The terminal from which people work a desk: `cases`, `backup`, `restore`, `keys` and `user`. Results go to stdout, all else to stderr.
 */

import { userInfo } from "node:os";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { systemChance, systemClock } from "../adapters/world/clock.ts";
import { run } from "./terminal/run.ts";
import { secrets } from "./terminal/secret.ts";

/** Whoever reads only the first lines (`| head`) has what they wanted. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

/** Where the system has no entry for the user, as in some containers, asking for it fails. */
function user(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

try {
  process.exitCode = await run(process.argv.slice(2), {
    environment: process.env,
    clock: systemClock,
    chance: systemChance,
    user,
    input: () => text(process.stdin),
    secret: secrets(process.stdin, (question) => void process.stderr.write(question)),
    isTyped: () => process.stdin.isTTY === true,
    // npm runs scripts in the project's folder; a path is meant from where the person stands.
    path: (given) => resolve(process.env.INIT_CWD ?? process.cwd(), given),
    print: (line) => process.stdout.write(`${line}\n`),
    warn: (line) => process.stderr.write(`${line}\n`),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
