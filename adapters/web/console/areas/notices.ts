/**
 * What the centre itself has to say just now → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function noticesRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
