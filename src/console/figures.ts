/**
 * Figures of a desk.
 */

import type { ConsoleFigures } from "../ports/console/figures.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleFigures(_parts: ConsoleParts): ConsoleFigures {
  return { kind: "figures" };
}
