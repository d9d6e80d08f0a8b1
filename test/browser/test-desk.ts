/**
 * The desk and the texts that the pages are tested with: the real one, on the knowledge that is delivered.
 */

import { join } from "node:path";
import { type Assembly, assemble } from "../../src/assemble.ts";

const ROOT = join(import.meta.dirname, "../..");

export async function testDesk(): Promise<Pick<Assembly, "desk" | "texts">> {
  return assemble({
    knowledgeDir: join(ROOT, "knowledge"),
    cacheDir: join(ROOT, "node_modules/.cache/madoguchi"),
    year: () => 2026,
    warn: (message) => console.warn(message),
  });
}
