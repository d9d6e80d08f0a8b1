/**
 * Who may do what at a desk.
 *
 * A manager gives and takes roles of their own desk and no other. What an account is beyond that (its password, whether it
 * is in use) may concern other desks, so it is changed from a terminal, but for the first password of a new one.
 * Whoever made an account may know its password: one that others made in the name of somebody who is to come here later
 * would be their way in, so it is given no role from the console.
 */

import type { ConsolePerson } from "../ports/console/desk.ts";
import type { ConsolePeople, NewPerson, PersonAdded, PersonFault, PersonHere } from "../ports/console/people.ts";
import type { Passwords } from "../ports/console/sign-in.ts";
import type { Records } from "../ports/store.ts";
import { type Account, type DeskId, NO_DESK, ROLES, type Role } from "../records.ts";
import { peopleWords } from "../reply/console/people.ts";
import { met } from "../staff/met.ts";
import {
  changing,
  hasOtherManager,
  loginOf,
  mustChange,
  nameFrom,
  personId,
  withPassword,
  withRole,
} from "./accounts.ts";
import type { ConsoleParts } from "./parts.ts";

export interface PeopleParts extends Pick<ConsoleParts, "desk" | "store" | "clock"> {
  readonly passwords: Pick<Passwords, "made" | "hashed">;
}

export function consolePeople(parts: PeopleParts): ConsolePeople {
  const { desk, store } = parts;
  return {
    list: () =>
      store.within(NO_DESK, async (records) => {
        const all = await records.accounts.list();
        const here = all.flatMap((account) => {
          const role = roleAt(account, desk);
          return role === undefined ? [] : [{ account, role }];
        });
        return Promise.all(here.map(({ account, role }) => shown(records, account, role)));
      }),
    add: (person, by) => added(parts, person, by),
    change: (login, role, by) => changed(parts, { login, role }, by),
  };
}

async function shown(records: Records, account: Account, role: Role): Promise<PersonHere> {
  const { login, name, isDisabled, password } = account;
  const signsInBy = password === undefined ? "elsewhere" : "password";
  return { login, name, isDisabled, role, signsInBy, hasStartPassword: await mustChange(records, account) };
}

async function added(parts: PeopleParts, person: NewPerson, by: ConsolePerson): Promise<PersonAdded> {
  const { desk, store, clock, passwords } = parts;
  const [login, role] = [loginOf(person.login), roleFrom(person.role)];
  if (login === undefined) return fault("login");
  if (role === undefined) return fault("role");
  const startPassword = person.way === "elsewhere" ? undefined : passwords.made();
  const password = startPassword === undefined ? undefined : await passwords.hashed(startPassword);
  const now = clock.now();
  const isKnown = (await store.within(desk, ({ staff }) => staff.get(personId(login)))) !== undefined;
  const end = await store.within(NO_DESK, async (records) => {
    await changing(records, by.id, now);
    const before = await records.accounts.get(login);
    if (before?.isDisabled) return fault("disabled");
    if (before !== undefined && roleAt(before, desk) !== undefined) return fault("here");
    if (before !== undefined) {
      const isTheirs = isKnown || (await manages(records, by, before));
      if (!isTheirs) return fault("of-others");
      await records.accounts.save(withRole(before, desk, role));
      return { kind: "added" as const, login, name: before.name, startPassword: undefined };
    }
    const name = nameFrom(person.name);
    if (name === undefined) return fault("name");
    const account = { login, name, password: undefined, subject: undefined, isDisabled: false, createdAt: now };
    await records.accounts.save(withRole({ ...account, roles: {} }, desk, role));
    if (password !== undefined) await withPassword(records, login, { password, isStart: true }, now);
    return { kind: "added" as const, login, name, startPassword };
  });
  if (end.kind === "fault") return end;
  await tell(parts, { act: "person-add", by, login, detail: peopleWords.detail(undefined, role), name: end.name });
  return { kind: "added", login, startPassword: end.startPassword };
}

/** At any desk: whose people they are, and whose start passwords were theirs to pass on. */
async function manages({ accounts }: Records, { login }: ConsolePerson, other: Account): Promise<boolean> {
  const own = (await accounts.get(login))?.roles ?? {};
  return Object.keys(other.roles).some((desk) => roleAt({ roles: own }, desk as DeskId) === "manager");
}

interface RoleChange {
  readonly login: string;
  readonly role: string;
}

async function changed(parts: PeopleParts, { login, role: typed }: RoleChange, by: ConsolePerson) {
  const { desk, store, clock } = parts;
  const role = roleFrom(typed);
  if (role === undefined && typed !== "") return "role";
  const end = await store.within(NO_DESK, async (records) => {
    await changing(records, by.id, clock.now());
    const account = await records.accounts.get(login);
    const before = account && roleAt(account, desk);
    if (account === undefined || before === undefined) return "not-here" as const;
    const isLast = before === "manager" && role !== "manager" && !(await hasOtherManager(records, desk, login));
    if (isLast) return "last-manager" as const;
    await records.accounts.save(withRole(account, desk, role));
    return { before, name: account.name };
  });
  if (typeof end === "string") return end;
  const act = role === undefined ? "person-remove" : "person-role";
  if (end.before !== role) {
    await tell(parts, { act, by, login, detail: peopleWords.detail(end.before, role), name: end.name });
  }
  return undefined;
}

interface Told {
  readonly act: string;
  readonly by: ConsolePerson;
  readonly login: string;
  readonly name: string;
  readonly detail: string;
}

/** The one who was given a role is known at the desk by name from now on. */
async function tell({ desk, store, clock }: PeopleParts, { act, by, login, name, detail }: Told): Promise<void> {
  const at = clock.now();
  await store.within(desk, async (records) => {
    await met(records, by, at);
    await met(records, { id: personId(login), name, isMember: true }, at);
    await records.audit.add({ at, actor: by.id, act, subject: personId(login), detail });
  });
}

const fault = (what: PersonFault) => ({ kind: "fault", fault: what }) as const;
const roleFrom = (typed: string): Role | undefined => ROLES.find((role) => role === typed);
const roleAt = ({ roles }: Pick<Account, "roles">, desk: DeskId): Role | undefined =>
  Object.hasOwn(roles, desk) ? roles[desk] : undefined;
