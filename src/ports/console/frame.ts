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
}
