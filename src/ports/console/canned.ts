/**
 * Texts that staff use again and again: what the console asks for, and the words around it.
 */

export interface ConsoleCanned {
  readonly kind: "canned";
}

export interface CannedWords {
  readonly title: string;
}
