import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { argon2Passwords } from "../../../adapters/world/passwords.ts";
import { systemTokens } from "../../../adapters/world/tokens.ts";
import { consoleDoor } from "../../../src/console/sign-in.ts";
import { type Account, type DeskId, NO_DESK } from "../../../src/records.ts";
import { peopleWords } from "../../../src/reply/console/people.ts";
import { signInWords } from "../../../src/reply/console/sign-in.ts";
import { DESK, type DeskFolder, deskFolder } from "./desk-folder.ts";

const PASSWORD = "a long enough password";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const user = (words: readonly string[], input = PASSWORD) => desk.run(["user", ...words], { input });
const account = (login: string) => desk.within(({ accounts }) => accounts.get(login), NO_DESK);
const signsIn = async (login: string, password = PASSWORD) => {
  const parts = { store: desk.store, desks: [DESK], clock: { now: () => desk.now }, tokens: systemTokens };
  const door = consoleDoor({ ...parts, passwords: argon2Passwords(), provider: undefined });
  const end = await door.signIn({ login, password, network: "n", known: undefined });
  return end.kind === "in" ? door.whose(end.token, true) : end.kind;
};
const trail = async (of: DeskId = DESK) => {
  const all = await desk.within(({ audit }) => audit.latest(10), of);
  return all
    .filter(({ act }) => act.startsWith("person-"))
    .map(({ actor, act, subject, detail }) => [actor, act, subject, detail]);
};

describe("add", () => {
  test("makes an account with the password that is piped in, and tells it nobody", async () => {
    const { status, out, err } = await user(["add", "Hara", "--name", "原 花子", "--role", "manager"]);
    expect([status, err]).toEqual([0, ""]);
    expect(out + err).not.toContain(PASSWORD);
    expect(await account("hara")).toMatchObject({ name: "原 花子", roles: { [DESK]: "manager" }, isDisabled: false });
    expect(await signsIn("hara")).toMatchObject({ account: { login: "hara" }, mustChangePassword: false });
    expect(await trail()).toEqual([["hara", "person-add", "console:hara", "なし → 管理者"]]);
  });

  test("makes a start password on request, shown once, that must be changed", async () => {
    const { out } = await user(["add", "mori", "--start"]);
    const start = /(?:[a-z2-9]{5}-){3}[a-z2-9]{5}/u.exec(out)![0];
    expect(await signsIn("mori", start)).toMatchObject({ mustChangePassword: true });
  });

  test("makes one who signs in elsewhere, without a password", async () => {
    expect((await user(["add", "mori@city.example", "--oidc"], "")).status).toBe(0);
    expect(await account("mori@city.example")).toMatchObject({ password: undefined, roles: { [DESK]: "counsellor" } });
  });

  test.each([
    [["add", "hara"], "short", signInWords.account.faults.short],
    [["add", "a.long.login"], "A.Long.Login", signInWords.account.faults.login],
    [["add", "原"], PASSWORD, peopleWords.faults.login],
    [["add", "hara", "--role", "owner"], PASSWORD, "役割は"],
    [["add", "hara", "--name", " "], PASSWORD, peopleWords.faults.name],
    [["add", "hara", PASSWORD], "", "言葉の数"],
    [["add", "hara", "--oidc", "--start"], PASSWORD, "一緒に"],
    [["list", "--role", "viewer"], "", "--role は list"],
    [["nothing"], "", "nothing という操作はありません"],
    [["password", "nobody"], PASSWORD, "nobody というアカウントはありません"],
    [["disable", "nobody"], PASSWORD, "nobody というアカウントはありません"],
    [["sign-out", "nobody"], PASSWORD, "nobody というアカウントはありません"],
  ])("%o with 「%s」 is refused", async (words, input, said) => {
    const { status, out, err } = await user(words, input);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(await account("hara")).toBeUndefined();
  });

  test("makes no second account of a login", async () => {
    await user(["add", "hara", "--role", "manager"]);
    const before = await account("hara");
    expect((await user(["add", "hara"])).status).toBe(2);
    expect(await account("hara")).toEqual(before);
  });
});

test("role gives and takes at the desk that is named, and nothing else", async () => {
  const desks = [{ id: "desk" }, { id: "hino" }];
  writeFileSync(join(desk.dataDir, "desks.json"), JSON.stringify({ desks }));
  expect((await user(["add", "hara", "--role", "manager"])).err).toContain("--desk hino");
  await user(["add", "hara", "--role", "manager", "--desk", "desk"]);
  await user(["role", "hara", "閲覧", "--desk", "hino"]);
  expect((await account("hara"))?.roles).toEqual({ desk: "manager", hino: "viewer" });
  const { err } = await user(["role", "hara", "none", "--desk", "desk"]);
  expect(err).toContain("管理者がいなくなりました");
  expect((await account("hara"))?.roles).toEqual({ hino: "viewer" });
  expect(await trail("hino" as DeskId)).toEqual([["hara", "person-add", "console:hara", "なし → 閲覧"]]);
});

describe("an account that there is", () => {
  beforeEach(async () => {
    await user(["add", "hara", "--role", "manager"]);
    await desk.within(({ sessions }) => {
      const times = { createdAt: desk.now, seenAt: desk.now, expiresAt: desk.now + 1_000 };
      return sessions.add({ hash: "h", login: "hara", ...times });
    }, NO_DESK);
  });
  const session = () => desk.within(({ sessions }) => sessions.get("h"), NO_DESK);

  test("has another password, and no session from before", async () => {
    expect((await user(["password", "hara"], "another long password")).status).toBe(0);
    expect(await signsIn("hara")).toBe("refused");
    expect(await signsIn("hara", "another long password")).toMatchObject({ account: { login: "hara" } });
    expect(await session()).toBeUndefined();
  });

  test("is put out of use and back", async () => {
    await user(["disable", "hara"]);
    expect([await signsIn("hara"), await session()]).toEqual(["refused", undefined]);
    expect((await user([])).out).toContain("停止中");
    await user(["enable", "hara"]);
    expect(await signsIn("hara")).toMatchObject({ account: { isDisabled: false } satisfies Partial<Account> });
  });

  test("is signed out everywhere", async () => {
    await user(["sign-out", "hara"]);
    expect(await session()).toBeUndefined();
    expect((await trail())[0]).toEqual(["hara", "person-sign-out", "console:hara", ""]);
  });

  test("stands in the list, without its hash", async () => {
    const { out } = await user(["list"]);
    expect(out).toBe("hara  hara  desk:管理者  パスワード\n");
  });
});
