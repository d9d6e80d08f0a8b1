import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identityProvider } from "../../../adapters/oidc/provider.ts";
import { NO_DESK } from "../../../src/records.ts";
import { consoleWords } from "../../../src/reply/console/console.ts";
import { type OidcServer, oidcServer } from "../../fixtures/oidc-server.ts";
import { DESK } from "../../fixtures/served-desk.ts";
import { PASSWORD, type SignedIn, signedIn } from "../../fixtures/signed-in.ts";

const words = consoleWords.signIn;
const START = "/console/-/elsewhere";
/** The desk is reached there from outside; the test carries what comes back to where it really is. */
const OUTSIDE = "http://localhost:9999";
const BACK = `${OUTSIDE}${START}/back`;
const roles = { [DESK]: "counsellor" } as never;

let provider: OidcServer;
let at: SignedIn;
let told: string[];
beforeAll(async () => {
  const users = ["hara@city.example", "mori@city.example", "nobody@city.example"].map((email) => ({ email }));
  provider = await oidcServer(BACK, [...users, { email: "unverified@city.example", isVerified: false }]);
  told = [];
  const { issuer, clientId, clientSecret } = provider;
  at = await signedIn({
    provider: identityProvider({
      ...{ issuer, clientId, clientSecret, redirectUri: BACK },
      warn: ({ code }, message) => void told.push(`${code} ${message}`),
    }),
  });
});
afterAll(async () => {
  await at.close();
  await provider.close();
});

const inside = (address: string) => address.replace(OUTSIDE, "");
const account = (login: string) => at.desk.store.within(NO_DESK, ({ accounts }) => accounts.get(login));

/** @returns what the desk answers when the browser is back */
async function signsIn(email: string, one = at.stranger()) {
  const { status, location } = await one.get(START);
  expect(status).toBe(303);
  const back = await provider.picks(location!, email);
  return { one, back: inside(back), answer: await one.get(inside(back)) };
}

test("the door offers it", async () => {
  expect((await at.stranger().get("/console/-/sign-in")).text).toContain(`href="${START}"`);
});

test("it is asked with PKCE, state and nonce, each another time another", async () => {
  const [first, second] = await Promise.all([at.stranger().get(START), at.stranger().get(START)]);
  const [one, two] = [first, second].map(({ location }) => new URL(location!).searchParams);
  expect(one!.get("code_challenge_method")).toBe("S256");
  expect(one!.get("redirect_uri")).toBe(BACK);
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(one!.get(name)).toMatch(/^[\w-]{43}$/u);
    expect(one!.get(name)).not.toBe(two!.get(name));
  }
});

test("somebody is let in by the address that it verified, and by who they are there from then on", async () => {
  await at.account({ login: "hara@city.example", password: undefined, roles });
  const { one, answer } = await signsIn("hara@city.example");
  expect(answer).toMatchObject({ status: 303, location: "/console" });
  expect((await one.get(`${at.base}/cases`)).status).toBe(200);
  expect((await one.get("/console/-/account")).text).toContain(words.account.elsewhereOnly);
  const bound = await account("hara@city.example");
  expect(bound?.subject).toMatch(new RegExp(`^${provider.issuer} .+`, "u"));
  // Under another login now: the subject alone tells who it is.
  await at.account({ ...bound!, login: "hara", subject: bound!.subject });
  await at.account({ ...bound!, subject: undefined, isDisabled: true });
  const again = await signsIn("hara@city.example");
  expect(again.answer).toMatchObject({ status: 303, location: "/console" });
});

describe("nobody is let in", () => {
  test("without an account", async () => {
    const { one, answer } = await signsIn("nobody@city.example");
    expect([answer.status, answer.text.includes(words.noAccount)]).toEqual([403, true]);
    expect((await one.get("/console/-/account")).status).toBe(303);
  });

  test("by an address that was not verified", async () => {
    await at.account({ login: "unverified@city.example", password: undefined, roles });
    expect((await signsIn("unverified@city.example")).answer.status).toBe(403);
  });

  test("to an account that has a password, or is out of use, or is another's already", async () => {
    for (const as of [{}, { password: undefined, isDisabled: true }, { password: undefined, subject: "another" }]) {
      await at.account({ login: "mori@city.example", roles, ...as });
      expect((await signsIn("mori@city.example")).answer.status).toBe(403);
    }
  });

  test("twice by one code, or in a browser that did not ask, or with another state", async () => {
    await at.account({ login: "mori@city.example", roles, password: undefined });
    const { one, back } = await signsIn("mori@city.example");
    expect((await one.get(back)).status).toBe(401);
    expect((await at.stranger().get(back)).status).toBe(401);
    const other = at.stranger();
    await other.get(START);
    const { text, status } = await other.get(back);
    expect([status, text.includes(words.elsewhereRefused)]).toEqual([401, true]);
    const denied = at.stranger();
    await denied.get(START);
    expect((await denied.get(`${START}/back?error=access_denied&state=x`)).status).toBe(401);
  });

  test.each(["", "?", "?code=%00", `?code=${"x".repeat(3_000)}`, "?code=a&code=b&state=c&state=d"])(
    "by an answer such as 「%s」",
    async (query) => {
      const one = at.stranger();
      await one.get(START);
      expect((await one.get(`${START}/back${query}`)).status).toBe(401);
      one.cookies.set("madoguchi_console_elsewhere", "bm90IGpzb24");
      expect((await one.get(`${START}/back${query}`)).status).toBe(401);
    },
  );
});

test("what is told to a log names nobody", () => {
  expect(told.length).toBeGreaterThan(0);
  expect(told.join("\n")).not.toMatch(/city\.example|code=/u);
});

describe("a provider that is away", () => {
  test("is told of clearly, passwords still work, and it is asked again once it is back", async () => {
    const gone = identityProvider({
      ...{ issuer: "http://127.0.0.1:9", clientId: "a", clientSecret: "b", redirectUri: BACK, warn() {} },
    });
    const alone = await signedIn({ provider: gone });
    const one = alone.stranger();
    for (let count = 0; count < 2; count += 1) {
      const { status, text } = await one.get(START);
      expect([status, text.includes(words.elsewhereAway)]).toEqual([503, true]);
    }
    await one.signIn("viewer", PASSWORD);
    await alone.close();
  });

  test("is not offered where none is configured", async () => {
    const without = await signedIn();
    const one = without.stranger();
    expect((await one.get("/console/-/sign-in")).text).not.toContain(START);
    expect([(await one.get(START)).status, (await one.get(`${START}/back`)).status]).toEqual([404, 404]);
    await without.close();
  });
});
