/**
 * Who may do what at a desk → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function peopleRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
