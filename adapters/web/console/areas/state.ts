/**
 * How the desk itself fares → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function stateRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
