/**
 * Who may do what at a desk.
 */

import type { ConsolePeople } from "../ports/console/people.ts";
import type { ConsoleParts } from "./parts.ts";

export function consolePeople(_parts: ConsoleParts): ConsolePeople {
  return { kind: "people" };
}
