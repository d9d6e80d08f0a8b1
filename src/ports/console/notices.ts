/**
 * What the centre itself has to say just now: what the console asks for, and the words around it.
 */

export interface ConsoleNotices {
  readonly kind: "notices";
}

export interface NoticesWords {
  readonly title: string;
}
