/**
 * Search over what was said in cases: what the console asks for, and the words around it.
 */

export interface ConsoleSearch {
  readonly kind: "search";
}

export interface SearchWords {
  readonly title: string;
}
