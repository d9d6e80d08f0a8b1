/**
 * The question sets that lie beside the project and are no part of it.
 *
 * Where they are not at hand, what is held against them is left out and says so; on the build server, where CI is
 * `true`, leaving it out is a failure, because nobody would notice.
 */

import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { TestContext } from "vitest";

const SHARED = join(import.meta.dirname, "../../../../shared");
export const DEV_SET = join(SHARED, "eval/dev.jsonl");
export const SCORER = join(SHARED, "eval/score.mjs");
export const JSQUAD = join(SHARED, "bench/jsquad");

/** Ends the test as left out, or as failed on the build server, unless all of these files are there. */
export function need({ skip }: TestContext, ...paths: readonly string[]): void {
  const missing = paths.find((path) => !existsSync(path));
  if (missing === undefined) return;
  const place = relative(join(import.meta.dirname, "../../.."), missing);
  if (process.env.CI === "true") throw new Error(`${place} is not there, and the build server must measure with it`);
  console.warn(`Left out, because ${place} is not there.`);
  skip(`${place} is not there`);
}
