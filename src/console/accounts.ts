/**
 * Accounts of the console: made, changed and put out of use, from the console and from a terminal alike.
 *
 * All of it in a transaction of no desk; what a desk's trail says of it is for whoever acts.
 */

import { DeskError } from "../errors.ts";
import type { Records } from "../ports/store.ts";
import type { Account, DeskId, Role } from "../records.ts";

/** Somebody of the console, as `Person.id` names them. */
export const personId = (login: string): string => `console:${login}`;

const LONGEST_LOGIN = 100;
const LONGEST_NAME = 60;

/** As it is kept; undefined for what can be none. */
export function loginOf(typed: string): string | undefined {
  const login = typed.normalize("NFKC").trim().toLowerCase();
  return new RegExp(`^[a-z0-9._@-]{1,${LONGEST_LOGIN}}$`, "u").test(login) ? login : undefined;
}

/** One line; undefined for what cannot be a name. */
export function nameFrom(typed: string): string | undefined {
  const name = typed
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return name === "" || name.length > LONGEST_NAME ? undefined : name;
}

/**
 * A password that somebody else made is good for a week and for nothing but choosing another: whether it is one stands
 * beside the account, under this key of the settings of no desk.
 */
const startKey = (login: string) => `start-password:${login}`;

const START_PASSWORD_MS = 7 * 24 * 3_600_000;

export async function mustChange(
  { settings }: Pick<Records, "settings">,
  { login, password }: Account,
): Promise<boolean> {
  return password !== undefined && typeof (await settings.get(startKey(login))) === "number";
}

/** A start password whose week is over signs nobody in. */
export async function isLapsed({ settings }: Pick<Records, "settings">, login: string, now: number): Promise<boolean> {
  const until = await settings.get(startKey(login));
  return typeof until === "number" && until <= now;
}

export interface NewPassword {
  /** Hashed. */
  readonly password: string;
  /** Made by somebody else. */
  readonly isStart: boolean;
}

/** Gives an account a password, and ends all its sessions. @throws DeskError `usage` where there is no such account */
export async function withPassword(
  records: Records,
  login: string,
  { password, isStart }: NewPassword,
  now: number,
): Promise<Account> {
  const changed = { ...(await accountNamed(records, login)), password };
  await records.accounts.save(changed);
  await records.settings.set(startKey(login), isStart ? now + START_PASSWORD_MS : false, personId(login), now);
  await records.sessions.removeOf(login);
  return changed;
}

/** Lets one change of roles wait for another, in all processes, so that two managers cannot each be the last to go. */
export async function changing({ settings }: Pick<Records, "settings">, by: string, now: number): Promise<void> {
  await settings.set("accounts-changed", now, by, now);
}

/** @throws DeskError `usage` where there is no such account */
export async function accountNamed({ accounts }: Pick<Records, "accounts">, login: string): Promise<Account> {
  const account = await accounts.get(login);
  if (account === undefined) throw new DeskError("usage", `${login} というアカウントはありません`);
  return account;
}

/** @param role - undefined to take it away */
export function withRole(account: Account, desk: DeskId, role: Role | undefined): Account {
  const { [desk]: _, ...others } = account.roles;
  return { ...account, roles: role === undefined ? others : { ...others, [desk]: role } };
}

/** Whether anybody who can sign in manages the desk, but for this one. */
export async function hasOtherManager(
  { accounts }: Pick<Records, "accounts">,
  desk: DeskId,
  login: string,
): Promise<boolean> {
  const all = await accounts.list();
  return all.some((one) => one.login !== login && !one.isDisabled && one.roles[desk] === "manager");
}
