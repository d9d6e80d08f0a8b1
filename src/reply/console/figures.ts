/**
 * Figures of a desk: the words of the console.
 */

import type { FiguresWords } from "../../ports/console/figures.ts";

export const figuresWords: FiguresWords = {
  title: "数字",
};
