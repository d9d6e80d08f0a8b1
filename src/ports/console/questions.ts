/**
 * What residents asked, and why it was answered as it was: what the console asks for, and the words around it.
 */

export interface ConsoleQuestions {
  readonly kind: "questions";
}

export interface QuestionsWords {
  readonly title: string;
}
