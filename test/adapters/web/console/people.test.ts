import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_DESK } from "../../../../src/records.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { DESK } from "../../../fixtures/served-desk.ts";
import { type Browser, OTHER_DESK, PASSWORD, type SignedIn, signedIn } from "../../../fixtures/signed-in.ts";

const { people: words, signIn } = consoleWords;
const DAY_MS = 24 * 3_600_000;

let at: SignedIn;
let manager: Browser;
beforeEach(async () => {
  at = await signedIn();
  manager = await at.as("manager");
});
afterEach(() => at.close());

const adds = (fields: Record<string, string>) =>
  manager.post(`${at.base}/people`, { role: "viewer", way: "password", ...fields });
const gives = (login: string, role: string, one = manager) => one.post(`${at.base}/people/role`, { login, role });
const account = (login: string) => at.desk.store.within(NO_DESK, ({ accounts }) => accounts.get(login));
const trail = async () => {
  const all = await at.desk.within(({ audit }) => audit.latest(50));
  return all
    .filter(({ act }) => act.startsWith("person-"))
    .map(({ actor, act, subject, detail }) => [actor, act, subject, detail]);
};

describe("somebody new", () => {
  const shown = async (login = "Neu@City.example") => {
    const { status, text } = await adds({ login, name: "新しい <i>人</i>" });
    expect(status).toBe(200);
    return /class="start-password">([^<]+)</u.exec(text)![1]!;
  };

  test("is given a password that is told once, and can do nothing before choosing another", async () => {
    const start = await shown();
    expect(start).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/u);
    expect((await manager.get(`${at.base}/people`)).text).not.toContain(start);
    expect((await account("neu@city.example"))?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    const one = at.stranger();
    await one.signIn("neu@city.example", start);
    expect(await one.get(`${at.base}/cases`)).toMatchObject({ status: 303, location: "/console/-/account" });
    expect(await one.get("/console")).toMatchObject({ status: 303, location: "/console/-/account" });
    expect((await one.get("/console/-/account")).text).toContain(signIn.account.mustChange);
    const own = "a password of my own";
    const changed = { "password-before": start, "password-after": own, "password-again": own };
    expect((await one.post("/console/-/account", changed)).status).toBe(200);
    expect((await one.get(`${at.base}/cases`)).status).toBe(200);
  });

  test("cannot use that password after a week", async () => {
    const start = await shown();
    at.desk.clock.advance(7 * DAY_MS);
    await expect(at.stranger().signIn("neu@city.example", start)).rejects.toThrow(signIn.refused);
  });

  test("stands in the list and in the trail, by a name that is no markup", async () => {
    await shown();
    const { text } = await manager.get(`${at.base}/people`);
    expect(text).toContain("新しい &lt;i&gt;人&lt;/i&gt;");
    expect(text).toContain(words.startPassword);
    expect(await trail()).toEqual([["console:manager", "person-add", "console:neu@city.example", "なし → 閲覧"]]);
  });

  test("who signs in elsewhere has no password", async () => {
    const { text } = await adds({ login: "else@city.example", name: "よそ", way: "elsewhere" });
    expect(text).toContain(words.added("else@city.example"));
    expect(await account("else@city.example")).toMatchObject({
      password: undefined,
      subject: undefined,
      roles: { [DESK]: "viewer" },
    });
  });

  test.each([
    [{ login: "大文字", name: "名" }, "login"],
    [{ login: "", name: "名" }, "login"],
    [{ login: "a".repeat(101), name: "名" }, "login"],
    [{ login: "x y", name: "名" }, "login"],
    [{ login: "new", name: " \u0000 " }, "name"],
    [{ login: "new", name: "名".repeat(61) }, "name"],
    [{ login: "new", name: "名", role: "owner" }, "role"],
    [{ login: "viewer", name: "名" }, "here"],
  ] as const)("is not made of %o, and what was typed stands in the form again", async (fields, fault) => {
    const { status, text } = await adds(fields);
    expect([status, text.includes(words.faults[fault])]).toEqual([400, true]);
    expect(text).toContain(`name="login" value="${fields.login}"`);
    expect(await account("new")).toBeUndefined();
  });
});

test("an account that others made, whose password they may know, is given no role from here, and nothing of it is told", async () => {
  const before = await account("outsider");
  const { status, text } = await adds({ login: "outsider", name: "名", role: "manager" });
  expect([status, text.includes(words.faults["of-others"])]).toEqual([400, true]);
  await at.account({ login: "adrift", name: "よその名前", roles: {} });
  expect((await adds({ login: "adrift", name: "名", role: "manager" })).text).not.toContain("よその名前");
  expect([await account("outsider"), (await account("adrift"))?.roles]).toEqual([before, {}]);
});

test("who had a role here is given one again", async () => {
  await gives("viewer", "manager");
  await gives("viewer", "");
  expect((await adds({ login: "viewer", name: "名" })).status).toBe(200);
  expect((await account("viewer"))?.roles).toEqual({ [DESK]: "viewer" });
});

test("an account of another desk of one's own is given a role here and keeps its name, its password and its role there", async () => {
  await at.account({ login: "manager", roles: { [DESK]: "manager", [OTHER_DESK]: "manager" } as never });
  const before = await account("outsider");
  const { text } = await adds({ login: "outsider", name: "別の名前", role: "counsellor" });
  expect(text).not.toContain("start-password");
  expect(await account("outsider")).toEqual({ ...before, roles: { [OTHER_DESK]: "manager", [DESK]: "counsellor" } });
  const one = at.stranger();
  await one.signIn("outsider", PASSWORD);
  expect((await one.get(`${at.base}/cases`)).status).toBe(200);
});

test("an account that is out of use is given no role", async () => {
  await at.account({ login: "disabled", isDisabled: true });
  expect((await adds({ login: "disabled", name: "x" })).text).toContain(words.faults.disabled);
});

test("a role that is changed or taken away counts at the next request, and stands in the trail", async () => {
  const one = await at.as("viewer");
  expect(await gives("viewer", "manager")).toMatchObject({ status: 303, location: `${at.base}/people?changed=1` });
  expect((await one.get(`${at.base}/people`)).status).toBe(200);
  await gives("viewer", "");
  expect((await one.get(`${at.base}/people`)).status).toBe(404);
  expect(await trail()).toEqual([
    ["console:manager", "person-remove", "console:viewer", "管理者 → なし"],
    ["console:manager", "person-role", "console:viewer", "閲覧 → 管理者"],
  ]);
});

test.each([
  ["nobody", "viewer", "not-here"],
  ["outsider", "", "not-here"],
  ["viewer", "owner", "role"],
] as const)("%s is given 「%s」 in vain", async (login, role, fault) => {
  const { status, text } = await gives(login, role);
  expect([status, text.includes(words.faults[fault])]).toEqual([400, true]);
  expect((await account("outsider"))?.roles).toEqual({ [OTHER_DESK]: "manager" });
});

describe("the last manager", () => {
  test.each(["", "viewer", "counsellor"])("stays: 「%s」 is refused", async (role) => {
    await at.account({ login: "disabled", roles: { [DESK]: "manager" } as never, isDisabled: true });
    const { status, text } = await gives("manager", role);
    expect([status, text.includes(words.faults["last-manager"])]).toEqual([409, true]);
    expect((await account("manager"))?.roles).toEqual({ [DESK]: "manager" });
  });

  test("is one of two who each take the other's role away at the same time", async () => {
    await gives("viewer", "manager");
    const other = await at.as("viewer");
    await Promise.all([gives("viewer", ""), gives("manager", "", other)]);
    const roles = [await account("manager"), await account("viewer")].map((one) => one?.roles[DESK as never]);
    expect(roles.filter((role) => role === "manager")).toHaveLength(1);
  });
});
