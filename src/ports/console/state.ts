/**
 * How the desk itself fares: what the console asks for, and the words around it.
 */

export interface ConsoleState {
  readonly kind: "state";
}

export interface StateWords {
  readonly title: string;
}
