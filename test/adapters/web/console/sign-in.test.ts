import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { placeInside } from "../../../../adapters/web/console/own-pages.ts";
import { type DeskId, NO_DESK } from "../../../../src/records.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { DESK } from "../../../fixtures/served-desk.ts";
import { type Browser, NAMES, OTHER_DESK, PASSWORD, type SignedIn, signedIn } from "../../../fixtures/signed-in.ts";

const DOOR = "/console/-/sign-in";
const ACCOUNT = "/console/-/account";
const SESSION = "madoguchi_console";
const KNOWN = "madoguchi_console_known";
const HOUR_MS = 3_600_000;
const words = consoleWords.signIn;

let at: SignedIn;
beforeAll(async () => {
  at = await signedIn();
});
afterAll(() => at.close());
/** Failures of one test are over before the next. */
afterEach(() => at.desk.clock.advance(25 * HOUR_MS));

const tries = async (one: Browser, login: string, password: string) => {
  await one.get(DOOR);
  return one.post(DOOR, { login, password });
};
const isIn = async (one: Browser) => (await one.get(ACCOUNT)).status === 200;
const password = (before: string, after: string, again = after) => ({
  "password-before": before,
  "password-after": after,
  "password-again": again,
});

test("who is not signed in is led to the door, and in from there to where they wanted", async () => {
  const one = at.stranger();
  const { status, location } = await one.get(`${at.base}/people`);
  expect([status, location]).toEqual([303, `${DOOR}?to=${encodeURIComponent(`${at.base}/people`)}`]);
  const { text } = await one.get(location!);
  const to = /name="to" value="([^"]*)"/u.exec(text)![1]!;
  const entered = await one.post(DOOR, { login: " Manager ", password: PASSWORD, to });
  expect([entered.status, entered.location]).toEqual([303, `${at.base}/people`]);
  expect((await one.get(entered.location!)).status).toBe(200);
});

describe("the cookie of a session", () => {
  test("is out of reach of scripts, goes with no form of another site, and to the console alone", async () => {
    const { headers } = await tries(at.stranger(), "viewer", PASSWORD);
    const [line] = headers.getSetCookie().filter((one) => one.startsWith(`${SESSION}=`));
    expect(line).toMatch(/^madoguchi_console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Lax$/u);
  });

  test("goes by https alone where the desk is reached by it", async () => {
    const secure = await signedIn({ baseUrl: "https://desk.example.jp" });
    const { headers } = await tries(secure.stranger(), "viewer", PASSWORD);
    await secure.close();
    for (const line of headers.getSetCookie()) expect(line).toContain("; Secure");
  });

  test("is a new one at each sign-in: what a browser was given before signs nobody in", async () => {
    const one = at.stranger();
    const planted = "A".repeat(43);
    one.cookies.set(SESSION, planted);
    await one.signIn("viewer");
    const first = one.cookies.get(SESSION)!;
    expect(first).not.toBe(planted);
    await tries(one, "viewer", PASSWORD);
    expect(one.cookies.get(SESSION)).not.toBe(first);
    const thief = at.stranger();
    thief.cookies.set(SESSION, planted);
    expect(await isIn(thief)).toBe(false);
  });

  test("stands in the store as a digest only", async () => {
    const one = await at.as("viewer");
    const token = one.cookies.get(SESSION)!;
    const kept = await at.desk.store.within(NO_DESK, ({ sessions }) => sessions.get(token));
    expect(kept).toBeUndefined();
  });

  test.each([["x"], ["A".repeat(43)], ["A".repeat(5_000)], ["%00"], ["../../etc"], ["a=b"]])(
    "that was guessed as %s leads to the door",
    async (value) => {
      const one = at.stranger();
      one.cookies.set(SESSION, value);
      expect(await one.get(`${at.base}/cases`)).toMatchObject({ status: 303 });
    },
  );
});

describe("a session", () => {
  test("is over after eight hours without an act, and a page that asks by itself is none", async () => {
    const one = await at.as("viewer");
    at.desk.clock.advance(7 * HOUR_MS);
    expect(await isIn(one)).toBe(true);
    at.desk.clock.advance(7 * HOUR_MS);
    expect((await one.get(`${at.base}/change?since=0`, { "HX-Request": "true" })).status).not.toBe(401);
    at.desk.clock.advance(HOUR_MS + 1);
    expect(await isIn(one)).toBe(false);
  });

  test("is over after a day, however busy", async () => {
    const one = await at.as("viewer");
    for (let hours = 0; hours < 23; hours += 1) {
      at.desk.clock.advance(HOUR_MS);
      expect(await isIn(one)).toBe(true);
    }
    at.desk.clock.advance(HOUR_MS);
    expect(await isIn(one)).toBe(false);
  });

  test("ends by signing out, which takes a form of ours", async () => {
    const one = await at.as("viewer");
    const token = one.cookies.get(SESSION)!;
    expect((await one.postRaw("/console/-/sign-out")).status).toBe(403);
    expect(await isIn(one)).toBe(true);
    const { location } = await one.post("/console/-/sign-out");
    expect((await one.get(location!)).text).toContain(words.signedOut);
    one.cookies.set(SESSION, token);
    expect(await isIn(one)).toBe(false);
  });

  test("ends everywhere at once where that is asked for", async () => {
    const [one, other, another] = [await at.as("viewer"), await at.as("viewer"), await at.as("manager")];
    await one.post("/console/-/sign-out-everywhere");
    expect(await Promise.all([one, other, another].map(isIn))).toEqual([false, false, true]);
  });

  test("is of no use at the next request once the account is out of use or its role is gone", async () => {
    await at.account({ login: "leaver", roles: { [DESK]: "manager" } as never });
    const one = at.stranger();
    await one.signIn("leaver");
    const path = `${at.base}/people`;
    expect((await one.get(path)).status).toBe(200);
    await at.account({ login: "leaver", roles: { [DESK]: "viewer" } as never });
    expect((await one.get(path)).status).toBe(403);
    await at.account({ login: "leaver", roles: {} });
    expect((await one.get(path)).status).toBe(404);
    await at.account({ login: "leaver", roles: { [DESK]: "manager" } as never, isDisabled: true });
    expect((await one.get(path)).status).toBe(303);
  });
});

describe("what is refused says the same", () => {
  test("for a wrong password, an unknown login, no login, an account out of use and one without a password", async () => {
    await at.account({ login: "disabled", isDisabled: true });
    await at.account({ login: "elsewhere", password: undefined });
    const all = [
      ["viewer", "not the password"],
      ["nobody", PASSWORD],
      ["", ""],
      ["<script>alert(1)</script>", "x"],
      ["viewer", "x".repeat(5_000)],
      ["disabled", PASSWORD],
      ["elsewhere", ""],
    ] as const;
    for (const [login, wrong] of all) {
      const { status, text } = await tries(at.stranger(), login, wrong);
      expect([login, status]).toEqual([login, 401]);
      expect(text).toContain(words.refused);
      expect(text).not.toContain("<script>alert");
      if (wrong !== "" && wrong !== "x") expect(text).not.toContain(wrong);
    }
  });

  test.each(["viewer", "nobody at all"])(
    "and makes whoever tries on as 「%s」 wait, longer each time",
    async (login) => {
      const one = at.stranger();
      for (let count = 0; count < 5; count += 1) expect((await tries(one, login, "wrong")).status).toBe(401);
      const { status, headers, text } = await tries(one, login, PASSWORD);
      expect([status, headers.get("retry-after")]).toEqual([429, "30"]);
      expect(text).toMatch(/\d\d:\d\d を過ぎたら/u);
      at.desk.clock.advance(30_000);
      expect((await tries(one, login, "wrong")).status).toBe(401);
      expect((await tries(one, login, "wrong")).headers.get("retry-after")).toBe("60");
      for (let count = 0; count < 8; count += 1) {
        at.desk.clock.advance(15 * 60_000);
        expect((await tries(one, login, "wrong")).status).toBe(401);
      }
      expect((await tries(one, login, "wrong")).headers.get("retry-after")).toBe("900");
    },
  );
});

test("a stranger who fails under a name does not keep its owner out of a browser that is known", async () => {
  const own = await at.as("counsellor");
  await own.post("/console/-/sign-out");
  const stranger = at.stranger();
  for (let count = 0; count < 6; count += 1) await tries(stranger, "counsellor", "wrong");
  expect((await tries(stranger, "counsellor", PASSWORD)).status).toBe(429);
  expect((await tries(own, "counsellor", PASSWORD)).status).toBe(303);
  // What tells a browser is good for the account that signed in there, and for no other.
  stranger.cookies.set(KNOWN, (await at.as("viewer")).cookies.get(KNOWN)!);
  expect((await tries(stranger, "counsellor", PASSWORD)).status).toBe(429);
});

test("a known browser is made to wait as well once its own guesses are many", async () => {
  const own = await at.as("counsellor");
  for (let count = 0; count < 5; count += 1) expect((await tries(own, "counsellor", "wrong")).status).toBe(401);
  expect((await tries(own, "counsellor", PASSWORD)).status).toBe(429);
});

test("who tries many names from one network waits too", async () => {
  for (let count = 0; count < 30; count += 1) {
    expect((await tries(at.stranger(), `guess${count}`, "wrong")).status).toBe(401);
  }
  expect((await tries(at.stranger(), "guess-once-more", "wrong")).status).toBe(429);
});

describe("the form of the door", () => {
  test("is taken from the browser that was given it alone", async () => {
    const one = at.stranger();
    const form = { login: "viewer", password: PASSWORD };
    expect(await one.postRaw(DOOR, form)).toMatchObject({ status: 403 });
    const other = at.stranger();
    const { text } = await other.get(DOOR);
    const csrf = /name="csrf" value="([^"]+)"/u.exec(text)![1]!;
    await one.get(DOOR);
    const refused = await one.postRaw(DOOR, { ...form, csrf });
    expect([refused.status, refused.text.includes(words.staleForm)]).toEqual([403, true]);
    expect(refused.text).toContain('value="viewer"');
    expect(one.cookies.has(SESSION)).toBe(false);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/console/../evil",
    "/console//evil.example",
    "/console/\\evil",
    "javascript:alert(1)",
    "/console/test\r\nSet-Cookie: a=b",
    "/elsewhere",
    "/console/-/sign-out",
  ])("leads nobody to %s", async (to) => {
    expect(placeInside(to)).toBeUndefined();
    const one = at.stranger();
    const { text } = await one.get(`${DOOR}?to=${encodeURIComponent(to)}`);
    expect(text).toContain('name="to" value=""');
    const { location } = await one.post(DOOR, { login: "viewer", password: PASSWORD, to });
    expect(location).toBe("/console");
  });
});

describe("one's own account", () => {
  test("takes another password, which ends every other session and keeps this browser in", async () => {
    await at.account({ login: "changer", roles: { [DESK]: "viewer" } as never });
    const [one, other] = [at.stranger(), at.stranger()];
    await one.signIn("changer");
    await other.signIn("changer");
    const before = one.cookies.get(SESSION);
    const { status, text } = await one.post(ACCOUNT, password(PASSWORD, "another long password"));
    expect([status, text.includes(words.account.changed)]).toEqual([200, true]);
    expect(one.cookies.get(SESSION)).not.toBe(before);
    expect(await Promise.all([one, other].map(isIn))).toEqual([true, false]);
    expect((await tries(other, "changer", PASSWORD)).status).toBe(401);
    expect((await tries(other, "changer", "another long password")).status).toBe(303);
  });

  test.each([
    [password("wrong", "another long password"), words.account.faults.wrong],
    [password(PASSWORD, "short"), words.account.faults.short],
    [password(PASSWORD, "x".repeat(201)), words.account.faults.long],
    [password(PASSWORD, PASSWORD), words.account.faults.same],
    [password(PASSWORD, "another long password", "another"), words.account.unlike],
    [password(PASSWORD, "A.Long.Login.Name"), words.account.faults.login],
  ])("refuses %o", async (form, said) => {
    await at.account({ login: "a.long.login.name", roles: { [DESK]: "viewer" } as never });
    const one = at.stranger();
    await one.signIn("a.long.login.name");
    const { status, text } = await one.post(ACCOUNT, form);
    expect([status, text.includes(said)]).toEqual([400, true]);
    expect((await tries(at.stranger(), "a.long.login.name", PASSWORD)).status).toBe(303);
  });

  test("is no way to guess the password from a session left open", async () => {
    const one = await at.as("counsellor");
    for (let count = 0; count < 5; count += 1) await one.post(ACCOUNT, password("wrong", "another long password"));
    expect(await one.post(ACCOUNT, password(PASSWORD, "another long password"))).toMatchObject({ status: 429 });
  });
});

describe("desks", () => {
  test("of whom there is one opens at once, and of several one is chosen", async () => {
    const one = await at.as("viewer");
    expect(await one.get("/console")).toMatchObject({ status: 303, location: at.base });
    await at.account({ login: "both", roles: { [DESK]: "viewer", [OTHER_DESK]: "manager" } as never });
    const both = at.stranger();
    await both.signIn("both");
    const { text } = await both.get("/console");
    expect(text).toContain(`href="${at.base}"`);
    expect(text).toContain(`href="${at.otherBase}"`);
    expect((await both.get(`${at.base}/cases`)).text).toContain(`href="${at.otherBase}"`);
    expect((await one.get(`${at.base}/cases`)).text).not.toContain(at.otherBase);
  });

  test("of whom there is none: that is said", async () => {
    await at.account({ login: "alone", roles: { gone: "manager", constructor: "manager" } as never });
    const one = at.stranger();
    await one.signIn("alone");
    expect((await one.get("/console")).text).toContain(words.noDesk);
    expect((await one.get("/console/constructor/cases")).status).toBe(404);
    expect((await one.get("/console/__proto__/cases")).status).toBe(404);
  });
});

test("names are shown as they were written, and never as markup", async () => {
  const { text } = await (await at.as("viewer")).get(`${at.base}/cases`);
  expect(text).toContain("森 &lt;b&gt;閲覧&lt;/b&gt;");
  expect(text).not.toContain(NAMES.viewer);
});

test("signing in and out stands in the trail of the desk", async () => {
  const one = await at.as("viewer");
  await one.post("/console/-/sign-out");
  const trail = await at.desk.store.within(DESK as DeskId, ({ audit }) => audit.latest(2));
  expect(trail.map(({ actor, act }) => [actor, act])).toEqual([
    ["console:viewer", "sign-out"],
    ["console:viewer", "sign-in"],
  ]);
});
