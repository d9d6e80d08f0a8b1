/**
 * What changes from day to day: what the console asks for, and the words around it.
 */

export interface ConsoleSettings {
  readonly kind: "settings";
}

export interface SettingsWords {
  readonly title: string;
}
