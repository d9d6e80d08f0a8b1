/**
 * Texts that staff use again and again: the words of the console.
 */

import type { CannedWords } from "../../ports/console/canned.ts";

export const cannedWords: CannedWords = {
  title: "定型文",
};
