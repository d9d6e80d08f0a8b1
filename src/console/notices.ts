/**
 * What the centre itself has to say just now.
 */

import type { ConsoleNotices } from "../ports/console/notices.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleNotices(_parts: ConsoleParts): ConsoleNotices {
  return { kind: "notices" };
}
