/**
 * Cases, as they are worked in the console.
 */

import type { ConsoleCases } from "../ports/console/cases.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleCases(_parts: ConsoleParts): ConsoleCases {
  return { kind: "cases" };
}
