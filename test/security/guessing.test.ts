/**
 * What lets somebody in (cookies, tokens of forms, links, passwords) is good for what it was made for and nothing beside:
 * guessed, planted, carried elsewhere or tried again and again, it opens nothing.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MISSES_PER_MINUTE } from "../../adapters/web/private/limits.ts";
import { percentile } from "../../src/eval/metrics.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { type PageVisitor, pageVisitor } from "../fixtures/page-visitor.ts";
import { type Browser, browser, PASSWORD } from "../fixtures/signed-in.ts";
import { type AttackedDesk, attackedDesk, NORTH, SOUTH } from "./attacked-desk.ts";

const DOOR = "/console/-/sign-in";
const SECRET = "小平市でわたしだけが知りたいこと";

let desk: AttackedDesk;
let secure: AttackedDesk;
beforeAll(async () => {
  desk = await attackedDesk();
  secure = await attackedDesk({ BASE_URL: "https://desk.example.jp" });
});
afterAll(() => Promise.all([desk?.close(), secure?.close()]));

describe("the conversation of a resident", () => {
  const PLACES = [`/desks/${NORTH}`, `/desks/${NORTH}/widget`, `/desks/${SOUTH}`];
  const signedIdOf = ({ cookie = "" }: PageVisitor) => cookie.slice(cookie.indexOf("=") + 1);

  test("is opened by its cookie at its own place of its own desk alone, and by no token of a form", async () => {
    const own = await desk.resident();
    await own.says(SECRET);
    const { talk = "" } = own.hidden();
    for (const path of PLACES) {
      const thief = pageVisitor(desk.origin, { path });
      await thief.opens();
      const name = thief.cookie!.split("=")[0]!;
      for (const value of [signedIdOf(own), talk, `${signedIdOf(own).split(".")[0]}.${talk.split(".")[1]}`]) {
        thief.cookie = `${name}=${value}`;
        const isOwn = path === PLACES[0] && value === signedIdOf(own);
        expect([path, (await thief.opens()).html.includes(SECRET)]).toEqual([path, isOwn]);
      }
    }
  });

  test("is written into by no form but one that was made for this browser, this desk and this place", async () => {
    const own = await desk.resident();
    await own.says(SECRET);
    for (const path of PLACES) {
      const attacker = await desk.resident({ path });
      for (const talk of [
        attacker.hidden().talk!,
        signedIdOf(own),
        signedIdOf(attacker),
        "",
        "x.y",
        `${own.hidden().talk}.`,
      ]) {
        const { status } = await own.posts({ ...own.hidden(), talk, text: "攻撃者が書いた文" });
        expect([path, talk === own.hidden().talk, status]).toEqual([path, false, 403]);
      }
    }
    const { status } = await own.posts({ ...own.hidden(), text: "よそから" }, { "Sec-Fetch-Site": "cross-site" });
    expect(status).toBe(403);
    expect((await own.opens()).html).not.toMatch(/攻撃者が書いた文<|よそから</u);
  });

  test("is never one that an answer to another site's form put a browser into", async () => {
    const attacker = await desk.resident();
    await attacker.says(SECRET);
    const victim = pageVisitor(desk.origin, { path: PLACES[0]! });
    await victim.posts({ ...attacker.hidden(), text: "x" }, { "Sec-Fetch-Site": "cross-site" });
    expect(victim.cookie?.includes(attacker.hidden().talk!.split(".")[0]!) ?? false).toBe(false);
    expect((await victim.opens()).html).not.toContain(SECRET);
  });
});

describe("where the desk is reached over TLS", () => {
  test.each([
    ["the page", `/desks/${NORTH}`, `__Host-madoguchi.${NORTH}`],
    ["the page of another desk", `/desks/${SOUTH}`, `__Host-madoguchi.${SOUTH}`],
    ["the widget", `/desks/${NORTH}/widget`, `__Host-madoguchi-widget.${NORTH}`],
    ["the door of the console", DOOR, "__Host-madoguchi_console_visitor"],
  ])("the cookie of %s is one that no other host and nobody on the way can plant", async (_, path, name) => {
    const [line = ""] = (await fetch(`${secure.origin}${path}`)).headers.getSetCookie();
    expect(line.startsWith(`${name}=`)).toBe(true);
    for (const part of ["; Path=/;", "; HttpOnly", "; Secure"]) expect(line).toContain(part);
    expect(line).not.toMatch(/domain=/iu);
    const isFramed = path.endsWith("widget");
    expect(line.includes("SameSite=None; Partitioned")).toBe(isFramed);
    expect(line.includes("SameSite=Lax")).toBe(!isFramed);
  });

  test("a conversation or a session that was planted under the name without the prefix is passed over", async () => {
    const attacker = await secure.resident();
    await attacker.says(SECRET);
    const value = attacker.cookie!.split("=")[1]!;
    const victim = await secure.resident({ headers: { cookie: `madoguchi=${value}; madoguchi.${NORTH}=${value}` } });
    expect(victim.html).not.toContain(SECRET);
    const own = await secure.as("manager");
    const session = own.cookies.get("__Host-madoguchi_console")!;
    expect((await own.get("/console/-/account")).status).toBe(200);
    const other = secure.stranger();
    other.cookies.set("madoguchi_console", session);
    expect((await other.get("/console/-/account")).status).toBe(303);
    await own.post("/console/-/sign-out");
    expect(own.cookies.has("__Host-madoguchi_console")).toBe(false);
  });
});

describe("passwords", () => {
  const tries = async (one: Browser, login: string, password: string, headers: Record<string, string> = {}) => {
    await one.get(DOOR, headers);
    return (await one.post(DOOR, { login, password }, headers)).status;
  };

  test("who guesses one waits, whatever address a header claims, however the login is written, in however many browsers", async () => {
    const login = "counsellor";
    for (let i = 0; i < 5; i++) {
      const headers = {
        "X-Forwarded-For": `203.0.113.${i}`,
        Forwarded: `for=203.0.113.${i}`,
        "X-Real-IP": `203.0.113.${i}`,
      };
      expect(await tries(desk.stranger(), login, `guess ${i}`, headers)).toBe(401);
    }
    for (const written of [
      "counsellor",
      " Counsellor",
      "COUNSELLOR ",
      "ｃｏｕｎｓｅｌｌｏｒ",
      "counsellor\0",
      "\u3000counſellor",
    ]) {
      expect([written, await tries(desk.stranger(), written, PASSWORD)]).toEqual([written, 429]);
    }
    const planted = desk.stranger();
    for (const name of ["madoguchi_console_known", "madoguchi_console_visitor"])
      planted.cookies.set(name, "a".repeat(64));
    expect(await tries(planted, login, PASSWORD)).toBe(429);
  });

  test("many guesses at once are looked at as few as one after the other", async () => {
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const one = browser(desk.origin);
        await one.get(DOOR);
        return one;
      }),
    );
    const ends = await Promise.all(
      browsers.map((one, i) => one.post(DOOR, { login: "viewer", password: `guess ${i}` })),
    );
    expect(ends.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  test("whether a login is known is not told by how long the refusal takes, or by a letter of it", async () => {
    const times: Record<string, number[]> = { manager: [], "nobody-at-all": [] };
    const pages = new Set<string>();
    for (let i = 0; i < 4; i++) {
      for (const login of Object.keys(times)) {
        const one = desk.stranger();
        await one.get(DOOR);
        const start = performance.now();
        const { status, text } = await one.post(DOOR, { login, password: "wrong" });
        times[login]!.push(performance.now() - start);
        pages.add(text.replaceAll(login, "").replace(/name="csrf" value="[^"]*"/u, ""));
        expect([status, text.includes(consoleWords.signIn.refused)]).toEqual([401, true]);
      }
    }
    expect(pages.size).toBe(1);
    const [known, unknown] = Object.values(times).map((all) => percentile(all, 0.5)) as [number, number];
    // A look-up alone would take a twentieth of the time.
    expect(known / unknown).toBeLessThan(4);
    expect(unknown / known).toBeLessThan(4);
  });

  test.each([
    "https://evil.example/console",
    "//evil.example",
    "/console/north//evil.example",
    "/console/north/cases?x=1",
    "/console/%2f%2fevil.example",
    "/console/north/..%2f..",
    "/console/north\u2028",
    "/CONSOLE/north",
    "javascript:alert(1)//console/north",
  ])("after signing in nobody is led to %s", async (to) => {
    await desk.account({ login: "led", roles: { [NORTH]: "viewer" } as never });
    const one = desk.stranger();
    await one.get(`${DOOR}?to=${encodeURIComponent(to)}`);
    const { location } = await one.post(DOOR, { login: "led", password: PASSWORD, to });
    expect(location).toMatch(/^\/console(?:\/north\/\/evil\.example)?$/u);
    expect(new URL(location!, "https://desk.example.jp").host).toBe("desk.example.jp");
  });
});

test("links to private pages are guessed in vain, and soon no more, whatever address a header claims", async () => {
  const seen: number[] = [];
  for (let i = 0; i <= MISSES_PER_MINUTE; i++) {
    const headers = { "X-Forwarded-For": `198.51.100.${i}` };
    const method = i % 2 === 0 ? "GET" : "HEAD";
    const { status, headers: got } = await fetch(`${desk.origin}/private/${String(i).padStart(22, "A")}`, {
      method,
      headers,
    });
    seen.push(status);
    expect(got.get("referrer-policy")).toBe("no-referrer");
  }
  expect(seen.slice(0, -1).every((status) => status === 404)).toBe(true);
  expect(seen.at(-1)).toBe(429);
});
