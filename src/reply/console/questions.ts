/**
 * What residents asked, and why it was answered as it was: the words of the console.
 */

import type { QuestionsWords } from "../../ports/console/questions.ts";

export const questionsWords: QuestionsWords = {
  title: "質問",
};
