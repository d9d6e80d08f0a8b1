/**
 * Texts that staff use again and again.
 */

import type { ConsoleCanned } from "../ports/console/canned.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleCanned(_parts: ConsoleParts): ConsoleCanned {
  return { kind: "canned" };
}
