/**
 * What changes from day to day.
 */

import type { ConsoleSettings } from "../ports/console/settings.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleSettings(_parts: ConsoleParts): ConsoleSettings {
  return { kind: "settings" };
}
