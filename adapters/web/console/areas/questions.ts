/**
 * What residents asked, and why it was answered as it was → pages of the console.
 */

import type { ConsoleFrame } from "../layout.ts";
import type { ConsoleRoute } from "../route.ts";

export function questionsRoutes(_frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [];
}
