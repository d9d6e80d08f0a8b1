/**
 * How the desk itself fares: the words of the console.
 */

import type { StateWords } from "../../ports/console/state.ts";

export const stateWords: StateWords = {
  title: "様子",
};
