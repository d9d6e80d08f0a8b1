/**
 * Accounts of the console, from a terminal: the first one is made here, and so is whatever concerns more than one desk.
 *
 * A password is typed without being shown, or read from a pipe; never taken from the words of the command, which other
 * users of the machine can read.
 */

import { parseArgs } from "node:util";
import { argon2Passwords } from "../../adapters/world/passwords.ts";
import { config } from "../config.ts";
import {
  accountNamed,
  changing,
  hasOtherManager,
  loginOf,
  nameFrom,
  personId,
  withPassword,
  withRole,
} from "../console/accounts.ts";
import { passwordFault } from "../console/passwords.ts";
import { DeskError } from "../errors.ts";
import type { Records, Store } from "../ports/store.ts";
import { type Account, type DeskId, NO_DESK, ROLES, type Role } from "../records.ts";
import { frameWords } from "../reply/console/frame.ts";
import { peopleWords } from "../reply/console/people.ts";
import { signInWords } from "../reply/console/sign-in.ts";
import type { Status } from "./case-commands.ts";
import { safe, table } from "./layout.ts";
import { opened, room } from "./room.ts";
import type { Surroundings } from "./surroundings.ts";

interface Options {
  readonly desk?: string | undefined;
  readonly as?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly oidc?: boolean | undefined;
  readonly start?: boolean | undefined;
}

interface At {
  readonly around: Surroundings;
  readonly store: Store;
  readonly options: Options;
  /** Who acts, for the trail. */
  readonly staff: string;
}

interface Command {
  readonly act: (at: At, login: string, words: readonly string[]) => Promise<void>;
  /** Words behind the command: the login first. */
  readonly words: number;
  readonly options: readonly (keyof Options)[];
}

const COMMANDS: Readonly<Record<string, Command>> = {
  list: { act: list, words: 0, options: [] },
  add: { act: add, words: 1, options: ["name", "role", "oidc", "start"] },
  role: { act: setRole, words: 2, options: [] },
  password: { act: setPassword, words: 1, options: ["start"] },
  disable: { act: (at, login) => setDisabled(at, login, true), words: 1, options: [] },
  enable: { act: (at, login) => setDisabled(at, login, false), words: 1, options: [] },
  "sign-out": { act: signOut, words: 1, options: [] },
};

/** @param args - what follows `user` */
export async function user(args: readonly string[], around: Surroundings): Promise<Status> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { desk: text, as: text, name: text, role: text, oidc: flag, start: flag },
  });
  const [name = "list", ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw usage(`${name} という操作はありません`);
  if (words.length !== command.words) throw usage(`${name} の後の言葉の数が違います`);
  const known: readonly string[] = ["desk", "as", ...command.options];
  const stray = Object.keys(values).find((option) => !known.includes(option));
  if (stray !== undefined) throw usage(`--${stray} は ${name} には使えません`);
  const login = words[0] === undefined ? "" : loginOf(words[0]);
  if (login === undefined) throw new DeskError("usage", peopleWords.faults.login);
  const staff = values.as?.trim() || around.environment.DESK_STAFF?.trim() || around.user();
  if (staff === undefined) throw usage("だれがするのかわかりません。--as NAME か DESK_STAFF で名前を書いてください");
  const store = await opened(config(around.environment), around);
  try {
    await command.act({ around, store, options: values, staff }, login, words);
    return 0;
  } finally {
    await store.close();
  }
}

async function list({ around, store }: At): Promise<void> {
  const accounts = await store.within(NO_DESK, (records) => records.accounts.list());
  const rows = accounts.map(({ login, name, roles, password, isDisabled }) => [
    login,
    safe(name),
    Object.entries(roles)
      .map(([desk, role]) => `${desk}:${frameWords.roles[role]}`)
      .join(" ") || "-",
    peopleWords.ways[password === undefined ? "elsewhere" : "password"],
    isDisabled ? peopleWords.disabled : "",
  ]);
  around.print(table(rows).join("\n") || "アカウントはありません。npm run user -- add LOGIN --role manager で作れます");
}

async function add(at: At, login: string): Promise<void> {
  const { around, store, options } = at;
  const role = roleFrom(options.role ?? "counsellor");
  const name = nameFrom(options.name ?? login);
  if (name === undefined) throw usage(peopleWords.faults.name);
  if (options.oidc && options.start) throw usage("--oidc と --start は一緒に使えません");
  const desk = await deskOf(at);
  const before = await store.within(NO_DESK, ({ accounts }) => accounts.get(login));
  if (before !== undefined) {
    throw new DeskError("usage", `${login} はもうあります。役割は npm run user -- role ${login} ROLE で変えられます`);
  }
  const given = options.oidc ? undefined : await newPassword(at, login);
  const now = around.clock.now();
  await store.within(NO_DESK, async (records) => {
    await changing(records, at.staff, now);
    const account = { login, name, password: undefined, subject: undefined, isDisabled: false, createdAt: now };
    await records.accounts.save(withRole({ ...account, roles: {} }, desk, role));
    if (given !== undefined) await withPassword(records, login, given, now);
  });
  await tell(at, { act: "person-add", login, desks: [desk], detail: peopleWords.detail(undefined, role) });
  around.print(`${login} を窓口 ${desk} の${frameWords.roles[role]}にしました`);
  if (given?.isStart) around.print(startWords(given.typed));
}

async function setRole(at: At, login: string, [, typed = ""]: readonly string[]): Promise<void> {
  const { around } = at;
  const role = typed === "none" ? undefined : roleFrom(typed);
  const desk = await deskOf(at);
  const before = await changed(at, login, async (records, account) => {
    const had = account.roles[desk];
    const isLast = had === "manager" && role !== "manager" && !(await hasOtherManager(records, desk, login));
    if (isLast) around.warn(`窓口 ${desk} に管理者がいなくなりました`);
    return withRole(account, desk, role);
  });
  const act = role === undefined ? "person-remove" : before.roles[desk] === undefined ? "person-add" : "person-role";
  await tell(at, { act, login, desks: [desk], detail: peopleWords.detail(before.roles[desk], role) });
  around.print(`${login}：窓口 ${desk} で ${peopleWords.detail(before.roles[desk], role)}`);
}

async function setPassword(at: At, login: string): Promise<void> {
  const { around, store } = at;
  const account = await store.within(NO_DESK, (records) => accountNamed(records, login));
  const given = await newPassword(at, login);
  const now = around.clock.now();
  await store.within(NO_DESK, (records) => withPassword(records, login, given, now));
  await tell(at, { act: "person-password", login, desks: desksOf(account), detail: "" });
  around.print(`${login} のパスワードを変え、すべてのブラウザーでサインアウトしました`);
  if (given.isStart) around.print(startWords(given.typed));
}

async function setDisabled(at: At, login: string, isDisabled: boolean): Promise<void> {
  const { around } = at;
  const account = await changed(at, login, async (records, before) => {
    if (isDisabled) await records.sessions.removeOf(login);
    return { ...before, isDisabled };
  });
  await tell(at, { act: isDisabled ? "person-disable" : "person-enable", login, desks: desksOf(account), detail: "" });
  around.print(isDisabled ? `${login} を停止しました` : `${login} を再開しました`);
}

async function signOut(at: At, login: string): Promise<void> {
  const { around, store } = at;
  const account = await store.within(NO_DESK, async (records) => {
    await records.sessions.removeOf(login);
    return accountNamed(records, login);
  });
  await tell(at, { act: "person-sign-out", login, desks: desksOf(account), detail: "" });
  around.print(`${login} をすべてのブラウザーでサインアウトしました`);
}

/** @returns the account as it was */
function changed(
  { store, around, staff }: At,
  login: string,
  change: (records: Records, account: Account) => Promise<Account>,
): Promise<Account> {
  return store.within(NO_DESK, async (records) => {
    await changing(records, staff, around.clock.now());
    const before = await accountNamed(records, login);
    await records.accounts.save(await change(records, before));
    return before;
  });
}

interface Given {
  readonly password: string;
  readonly isStart: boolean;
  /** To be told once. */
  readonly typed: string;
}

async function newPassword({ around, options }: At, login: string): Promise<Given> {
  const passwords = argon2Passwords();
  const isStart = options.start === true;
  const typed = isStart ? passwords.made() : await around.secret(`${signInWords.account.after}：`);
  if (!isStart && around.isTyped() && typed !== (await around.secret(`${signInWords.account.again}：`))) {
    throw new DeskError("usage", signInWords.account.unlike);
  }
  const fault = passwordFault(typed, login);
  if (fault !== undefined) throw new DeskError("usage", signInWords.account.faults[fault]);
  return { password: await passwords.hashed(typed), isStart, typed };
}

const startWords = (password: string) =>
  `${peopleWords.onceTitle}：${password}\n7日以内に、本人が自分のパスワードに変えます`;

/** The one that `--desk` names, or the only one. */
async function deskOf({ around, options }: At): Promise<DeskId> {
  const at = await room({ desk: options.desk, staff: options.as }, around);
  try {
    return at.profile.id;
  } finally {
    await at.close();
  }
}

const desksOf = ({ roles }: Account): readonly DeskId[] => Object.keys(roles) as DeskId[];

function roleFrom(typed: string): Role {
  const role = ROLES.find((one) => one === typed || frameWords.roles[one] === typed);
  if (role === undefined) throw usage(`役割は ${ROLES.join("、")} のどれかです`);
  return role;
}

interface Told {
  readonly act: string;
  readonly login: string;
  readonly desks: readonly DeskId[];
  readonly detail: string;
}

async function tell({ store, around, staff }: At, { act, login, desks, detail }: Told): Promise<void> {
  const entry = { at: around.clock.now(), actor: staff, act, subject: personId(login), detail };
  for (const desk of desks) await store.within(desk, ({ audit }) => audit.add(entry));
}

const usage = (message: string) => new DeskError("usage", message);
