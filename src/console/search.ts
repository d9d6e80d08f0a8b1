/**
 * Search over what was said in cases.
 */

import type { ConsoleSearch } from "../ports/console/search.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleSearch(_parts: ConsoleParts): ConsoleSearch {
  return { kind: "search" };
}
