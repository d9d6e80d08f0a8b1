/**
 * Who did what → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function auditRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
