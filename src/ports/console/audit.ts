/**
 * Who did what: what the console asks for, and the words around it.
 */

import type { AuditEntry } from "../../records.ts";
import type { ConsolePerson } from "./desk.ts";

/** As asked for; `""` for any. */
export interface AuditFilter {
  readonly actor: string;
  readonly act: string;
  /** Days in Japan, both included, `2026-11-21`. */
  readonly from: string;
  readonly until: string;
}

/** An entry with the name of who acted, and of whom or what, as far as they have one. */
export interface AuditLine extends AuditEntry {
  readonly who: string;
  readonly what: string;
}

export interface AuditRead {
  /** Newest first. */
  readonly lines: readonly AuditLine[];
  /** There are more than were asked for. */
  readonly isMore: boolean;
  /** Who stands in the trail, by name, and what they did: to choose from. */
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly acts: readonly string[];
}

export interface ConsoleAudit {
  /** @returns `no-day` where a day of the filter is none */
  read(filter: AuditFilter, limit: number): Promise<AuditRead | "no-day">;
  /** All of it, as far as it is looked back; that somebody took it along stands in the trail itself. */
  taken(filter: AuditFilter, by: ConsolePerson): Promise<AuditRead | "no-day">;
}

export interface AuditWords {
  readonly title: string;
  readonly intro: string;
  readonly table: string;
  readonly at: string;
  readonly who: string;
  readonly act: string;
  readonly what: string;
  readonly detail: string;
  readonly from: string;
  readonly until: string;
  readonly anybody: string;
  readonly anything: string;
  readonly show: string;
  readonly export: string;
  readonly none: string;
  readonly noDay: string;
  readonly more: (shown: number) => string;
  readonly fileName: (day: string) => string;
  /** An act is told by its code where it has no name. */
  readonly acts: Readonly<Record<string, string>>;
  /** Who is none of the staff. */
  readonly others: Readonly<Record<string, string>>;
  /** `2026-11-21 10:00:05`, in Japan. */
  readonly moment: (at: number) => string;
  /** What was acted on, by the kind before its id: `case 12`. */
  readonly things: Readonly<Record<string, string>>;
}
