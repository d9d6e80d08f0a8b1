/**
 * Texts that staff use again and again → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function cannedRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
