/**
 * The words around every page of the console.
 */

import type { Role } from "../../records.ts";

export interface FrameWords {
  /** 「窓口の管理」 */
  readonly siteName: string;
  readonly skipToMain: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly signOut: string;
  readonly signedInAs: string;
  readonly navigation: string;
  /** Leads to one's own password. */
  readonly account: string;
  readonly otherDesks: string;
  readonly lookAgain: string;
  readonly toStart: string;
  /** What is said in place of a page that somebody may not see, and so on. */
  readonly refusals: Readonly<Record<RefusalKind, Refusal>>;
  /** Over the words of a form that was not taken, so that they can be copied. */
  readonly whatWasTyped: string;
}

export const REFUSAL_KINDS = [
  "signed-out",
  "stale-form",
  "not-allowed",
  "not-found",
  "malformed",
  "too-large",
  "failed",
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

export interface Refusal {
  readonly title: string;
  readonly text: string;
}
