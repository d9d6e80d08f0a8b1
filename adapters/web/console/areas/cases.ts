/**
 * Cases, as they are worked in the console → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function casesRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
