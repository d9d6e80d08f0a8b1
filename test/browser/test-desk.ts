/**
 * The desk that the page is tested with: the real one, on the knowledge that is delivered.
 */

import { join } from "node:path";
import { assemble } from "../../src/assemble.ts";
import type { Desk } from "../../src/ports/desk.ts";

const ROOT = join(import.meta.dirname, "../..");

export async function testDesk(): Promise<Desk> {
  const { desk } = await assemble({
    knowledgeDir: join(ROOT, "knowledge"),
    cacheDir: join(ROOT, "node_modules/.cache/madoguchi"),
    year: () => 2026,
    warn: (message) => console.warn(message),
  });
  return desk;
}
