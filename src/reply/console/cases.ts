/**
 * Cases, as they are worked in the console: the words of the console.
 */

import type { CasesWords } from "../../ports/console/cases.ts";

export const casesWords: CasesWords = {
  title: "受付",
};
