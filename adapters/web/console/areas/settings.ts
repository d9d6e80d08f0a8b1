/**
 * What changes from day to day → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function settingsRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
