/**
 * What the centre itself has to say just now: the words of the console.
 */

import type { NoticesWords } from "../../ports/console/notices.ts";

export const noticesWords: NoticesWords = {
  title: "お知らせ",
};
