/**
 * Texts that staff use again and again: what the console asks for, and the words around it.
 */

import type { CannedText } from "../../records.ts";
import type { Fault } from "../staff.ts";
import type { ConsolePerson } from "./desk.ts";

export interface ShownCanned extends CannedText {
  readonly authorName: string;
}

/** As it was typed. `version`: of the text that it was made of, 0 for a new one, whose id is any UUID. */
export type CannedDraft = Pick<CannedText, "id" | "title" | "text" | "version">;

export type CannedSaved =
  | { readonly kind: "saved" }
  | { readonly kind: "fault"; readonly field: "title" | "text"; readonly fault: Fault }
  /** Somebody else was faster. `now`: as it reads now; undefined where it was removed. */
  | { readonly kind: "changed"; readonly now: ShownCanned | undefined };

export interface ConsoleCanned {
  /** By title. */
  list(): Promise<readonly ShownCanned[]>;
  get(id: string): Promise<ShownCanned | undefined>;
  /** Taken once: the same draft a second time is `saved` and changes nothing. */
  save(by: ConsolePerson, draft: CannedDraft): Promise<CannedSaved>;
  /** @param version - as it was read: what somebody changed since is not removed */
  remove(by: ConsolePerson, id: string, version: number): Promise<CannedSaved>;
}

export interface CannedWords {
  readonly title: string;
  readonly about: string;
  readonly none: string;
  readonly add: string;
  readonly change: string;
  readonly fields: Readonly<Record<"title" | "text", string>>;
  readonly hints: Readonly<Record<"title" | "text", string>>;
  readonly save: string;
  readonly remove: string;
  readonly sure: string;
  readonly notSure: string;
  readonly toList: string;
  by(name: string, at: string): string;
  readonly changed: string;
  readonly gone: string;
  readonly now: string;
}
