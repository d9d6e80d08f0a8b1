/**
 * Search over what was said in cases → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function searchRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
