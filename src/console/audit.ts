/**
 * Who did what.
 */

import type { ConsoleAudit } from "../ports/console/audit.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleAudit(_parts: ConsoleParts): ConsoleAudit {
  return { kind: "audit" };
}
