/**
 * The door of the console: who is signed in at a browser, how one signs in and out, and the words of it.
 */

import type { Account, Role } from "../../records.ts";

export interface SignedIn {
  readonly account: Account;
  /** Nothing else may be done before: the password is one that somebody else made. */
  readonly mustChangePassword: boolean;
}

export interface Attempt {
  readonly login: string;
  readonly password: string;
  /** From which it comes, see `network` of the page. */
  readonly network: string;
  /** What {@link Entered.known} gave to this browser before; undefined for none. */
  readonly known: string | undefined;
}

export interface Entered {
  readonly kind: "in";
  /** For the cookie of the session: new with every sign-in. */
  readonly token: string;
  /** For a cookie that outlives the session: strangers who guess do not make this browser wait. Undefined without a password. */
  readonly known: string | undefined;
}

export type AttemptEnd =
  | Entered
  /** Wrong password, unknown login, account out of use: nobody is told which. */
  | { readonly kind: "refused" }
  /** Too many attempts failed; `until` tells when the next is looked at. */
  | { readonly kind: "wait"; readonly until: number }
  /** More people sign in at this moment than the machine can check. */
  | { readonly kind: "busy" };

/** Why a password is not taken. */
export const PASSWORD_FAULTS = ["short", "long", "login", "same", "wrong"] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

export interface PasswordChange {
  readonly before: string;
  readonly after: string;
  readonly network: string;
}

export interface ConsoleDoor {
  /**
   * Whose token it is, as the account is now.
   *
   * @param isActive - somebody sits there, so the session lasts on; false for what a page asks by itself
   * @returns undefined for a token of nobody, of a session that is over, or of an account that is out of use
   */
  whose(token: string, isActive: boolean): Promise<SignedIn | undefined>;
  signIn(attempt: Attempt): Promise<AttemptEnd>;
  signOut(token: string): Promise<void>;
  /** Ends every session of whoever has this token. */
  signOutEverywhere(token: string): Promise<void>;
  /**
   * Ends every session of theirs, and begins a new one.
   *
   * @returns the fault, or the new session
   */
  changePassword(
    token: string,
    change: PasswordChange,
  ): Promise<AttemptEnd | { readonly kind: "fault"; readonly fault: PasswordFault }>;
  /** Undefined where no identity provider is configured. */
  readonly elsewhere: Elsewhere | undefined;
  readonly now: () => number;
}

/** Signing in at the identity provider. */
export interface Elsewhere {
  /** @returns the provider's address to go to, and what the browser keeps until it is back; undefined while the provider is away */
  begin(): Promise<{ readonly address: string; readonly kept: string } | undefined>;
  /**
   * @param query - with which the browser came back, `?code=…&state=…`
   * @param kept - of {@link Elsewhere.begin}
   */
  end(query: string, kept: string): Promise<Entered | { readonly kind: "refused" | "no-account" | "away" }>;
}

/** Who somebody is at the provider, once it has vouched for them. */
export interface Vouched {
  /** With the issuer, so that another provider's same name is another person. */
  readonly subject: string;
  /** Verified by the provider; undefined for none. */
  readonly email: string | undefined;
}

export interface IdentityProvider {
  begin: Elsewhere["begin"];
  /** @returns `refused` where the answer is none of its own to this browser, `away` where it could not be asked */
  end(query: string, kept: string): Promise<Vouched | "refused" | "away">;
}

/** Passwords are kept as hashes that take long to try, as PHC strings. */
export interface Passwords {
  /** A new one of 99 bits, to be read out and typed. */
  made(): string;
  hashed(password: string): Promise<string>;
  /** Takes as long for a hash that is not there as for one that is. */
  isRight(hash: string | undefined, password: string): Promise<boolean>;
  /** Made with other parameters than hashes are now. */
  isOutdated(hash: string): boolean;
  /** Whether one more is checked without a long wait. */
  hasRoom(): boolean;
}

export interface SignInWords {
  readonly title: string;
  readonly intro: string;
  readonly login: string;
  readonly password: string;
  readonly submit: string;
  readonly elsewhere: string;
  readonly refused: string;
  readonly wait: (until: number) => string;
  readonly busy: string;
  readonly signedOut: string;
  /** The form came without the token of this browser. */
  readonly staleForm: string;
  readonly elsewhereAway: string;
  readonly elsewhereRefused: string;
  readonly noAccount: string;
  readonly chooseDesk: string;
  readonly noDesk: string;
  readonly account: {
    readonly title: string;
    readonly mustChange: string;
    readonly changeTitle: string;
    readonly before: string;
    readonly after: string;
    readonly again: string;
    readonly rules: string;
    readonly change: string;
    readonly changed: string;
    readonly unlike: string;
    readonly faults: Readonly<Record<PasswordFault, string>>;
    readonly everywhereTitle: string;
    readonly everywhereText: string;
    readonly everywhere: string;
    readonly elsewhereOnly: string;
    readonly login: string;
    readonly roles: string;
    readonly roleAt: (desk: string, role: Role) => string;
  };
}
