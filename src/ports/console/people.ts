/**
 * Who may do what at a desk: what the console asks for, and the words around it.
 */

import type { Account, Role } from "../../records.ts";
import type { ConsolePerson } from "./desk.ts";

/** Somebody who has a role at the desk. */
export interface PersonHere extends Pick<Account, "login" | "name" | "isDisabled"> {
  readonly role: Role;
  readonly signsInBy: "password" | "elsewhere";
  /** They have not chosen a password of their own yet. */
  readonly hasStartPassword: boolean;
}

export const SIGN_IN_WAYS = ["password", "elsewhere"] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** As typed. */
export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly way: string;
}

export const PERSON_FAULTS = [
  ...(["login", "name", "role", "here", "disabled", "not-here", "last-manager"] as const),
  /** Others made the account, who may know its password. */
  "of-others",
] as const;
export type PersonFault = (typeof PERSON_FAULTS)[number];

export type PersonAdded =
  | { readonly kind: "fault"; readonly fault: PersonFault }
  /** `startPassword`: told once and kept nowhere; undefined for an account that there was, or that signs in elsewhere. */
  | { readonly kind: "added"; readonly login: string; readonly startPassword: string | undefined };

export interface ConsolePeople {
  /** By login. */
  list(): Promise<readonly PersonHere[]>;
  /** Gives a role to a new account, or to one that is known here or to whoever gives it, whose name stays. */
  add(person: NewPerson, by: ConsolePerson): Promise<PersonAdded>;
  /**
   * @param role - as chosen; `""` to take it away
   * @returns why it was not done; undefined where it was
   */
  change(login: string, role: string, by: ConsolePerson): Promise<PersonFault | undefined>;
}

export interface PeopleWords {
  readonly title: string;
  readonly intro: string;
  readonly table: string;
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly signsInBy: string;
  readonly ways: Readonly<Record<SignInWay, string>>;
  readonly startPassword: string;
  readonly disabled: string;
  readonly act: string;
  readonly change: string;
  /** Of the field of one person. */
  readonly roleOf: (name: string) => string;
  readonly noRole: string;
  readonly addTitle: string;
  readonly loginHint: string;
  readonly nameHint: string;
  readonly add: string;
  readonly added: (login: string) => string;
  readonly changed: string;
  readonly onceTitle: string;
  readonly onceText: string;
  readonly back: string;
  readonly faults: Readonly<Record<PersonFault, string>>;
  readonly byCommand: string;
  /** For the trail. */
  readonly detail: (before: Role | undefined, after: Role | undefined) => string;
}
