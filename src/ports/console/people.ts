/**
 * Who may do what at a desk: what the console asks for, and the words around it.
 */

export interface ConsolePeople {
  readonly kind: "people";
}

export interface PeopleWords {
  readonly title: string;
}
