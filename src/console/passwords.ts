/**
 * What a password of the console must be.
 *
 * Length is asked for and nothing else: rules about signs make passwords that are forgotten. Source: NIST SP 800-63B, 3.1.1.
 */

import type { PasswordFault } from "../ports/console/sign-in.ts";

/** Characters. */
const SHORTEST = 12;
export const LONGEST_PASSWORD = 200;

/** Why a new password is not taken; undefined where it is. */
export function passwordFault(password: string, login: string): Exclude<PasswordFault, "same" | "wrong"> | undefined {
  if (password.normalize("NFKC").trim().toLowerCase() === login) return "login";
  if (password.length < SHORTEST) return "short";
  return password.length > LONGEST_PASSWORD ? "long" : undefined;
}
