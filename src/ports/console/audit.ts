/**
 * Who did what: what the console asks for, and the words around it.
 */

export interface ConsoleAudit {
  readonly kind: "audit";
}

export interface AuditWords {
  readonly title: string;
}
