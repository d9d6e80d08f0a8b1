/**
 * Search over what was said in cases: the words of the console.
 */

import type { SearchWords } from "../../ports/console/search.ts";

export const searchWords: SearchWords = {
  title: "検索",
};
