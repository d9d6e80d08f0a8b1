/**
 * Cases, as they are worked in the console: what the console asks for, and the words around it.
 */

export interface ConsoleCases {
  readonly kind: "cases";
}

export interface CasesWords {
  readonly title: string;
}
