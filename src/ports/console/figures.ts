/**
 * Figures of a desk: what the console asks for, and the words around it.
 */

export interface ConsoleFigures {
  readonly kind: "figures";
}

export interface FiguresWords {
  readonly title: string;
}
