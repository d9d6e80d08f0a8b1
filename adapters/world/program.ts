/**
 * The program itself.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** As `package.json` has it. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}
