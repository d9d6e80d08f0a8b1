/**
 * How the desk itself fares.
 */

import type { ConsoleState } from "../ports/console/state.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleState(_parts: ConsoleParts): ConsoleState {
  return { kind: "state" };
}
