import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { framedAreas } from "../../../../adapters/web/console/areas.ts";
import type { ConsoleRoute } from "../../../../adapters/web/console/route.ts";
import { ROLES } from "../../../../src/records.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { type Browser, type SignedIn, signedIn } from "../../../fixtures/signed-in.ts";

const { areas } = framedAreas({
  words: consoleWords,
  stylesheet: "/s.css",
  fonts: "/f.css",
  script: "/s.js",
  icon: "/i.svg",
});
const CORE: ConsoleRoute[] = [
  { method: "get", path: "/change", may: ROLES, handle() {} },
  { method: "get", path: "", may: ROLES, handle() {} },
];
const ROUTES = [...areas.flatMap(([, routes]) => routes), ...CORE];
/** Of what there is not: a route that lets somebody in says so, or that the form is not whole. */
const addressOf = ({ path }: ConsoleRoute) => path.replace(/\{[^}]*\}/gu, "").replace(/[:*]\w+/gu, "999");

let at: SignedIn;
let people: Record<(typeof ROLES)[number], Browser>;
let outsider: Browser;
beforeAll(async () => {
  at = await signedIn();
  const [viewer, counsellor, manager] = await Promise.all(ROLES.map((role) => at.as(role)));
  people = { viewer: viewer!, counsellor: counsellor!, manager: manager! };
  outsider = await at.outsider();
});
afterAll(() => at.close());

const asks = (one: Browser, { method, path }: ConsoleRoute, base: string) =>
  method === "get"
    ? one.get(`${base}${addressOf({ path } as ConsoleRoute)}`)
    : one.post(`${base}${addressOf({ path } as ConsoleRoute)}`);

describe.each(ROUTES.map((route) => [`${route.method} ${route.path || "(start)"}`, route] as const))(
  "%s",
  (_, route) => {
    test.each(ROLES)(`answers a %s as it says`, async (role) => {
      const { status, text, headers } = await asks(people[role], route, at.base);
      const isRefused = status === 403 && text.includes(consoleWords.frame.refusals["not-allowed"].title);
      expect({ isRefused, status: isRefused ? 403 : "other" }).toEqual(
        route.may.includes(role) ? { isRefused: false, status: "other" } : { isRefused: true, status: 403 },
      );
      expect(headers.get("cache-control")).toContain("no-store");
      expect(headers.get("content-security-policy")).toContain("script-src 'self';");
    });

    test("is not there for somebody of another desk, as a desk that there is not", async () => {
      const other = await asks(outsider, route, at.base);
      const none = await asks(outsider, route, "/console/nowhere");
      expect([other.status, none.status]).toEqual([404, 404]);
      expect(other.text).toBe(none.text);
    });

    test("is not there for the people of this desk at the other", async () => {
      expect((await asks(people.manager, route, at.otherBase)).status).toBe(404);
    });

    test("leads a stranger to the door, or refuses what they send", async () => {
      const { status, location } = await asks(at.stranger(), route, at.base);
      if (route.method === "post") expect(status).toBe(401);
      else expect([status, location?.split("?")[0]]).toEqual([303, "/console/-/sign-in"]);
    });
  },
);

const POSTS = ROUTES.filter(({ method }) => method === "post").map((route) => [route.path, route] as const);
test.each(POSTS)(
  "post %s takes no form without the token of this very session, and keeps what was typed in sight",
  async (_, route) => {
    const role = ROLES.find((one) => route.may.includes(one))!;
    const address = `${at.base}${addressOf(route)}`;
    for (const csrf of [[], ["x"], [tokenOf(await outsider.get("/console/-/account"))]]) {
      const { status, text } = await people[role].postRaw(address, {
        csrf,
        words: "大事な下書き",
        password: "秘密の言葉",
      });
      expect(status).toBe(403);
      expect(text).toContain(consoleWords.frame.refusals["stale-form"].title);
      expect(text).toContain("大事な下書き");
      expect(text).not.toContain("秘密の言葉");
    }
  },
);

test("every route has a path of its own", () => {
  const all = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(all).size).toBe(all.length);
});

test("each area has a page to which the menu leads for some role", () => {
  const leads = areas.map(([area, routes]) => [
    area,
    routes.some(({ method, path }) => method === "get" && !path.includes(":")),
  ]);
  expect(leads.filter(([, isLed]) => !isLed)).toEqual([]);
});

test.each(ROLES)("the menu shows a %s what they may see, and each of it opens", async (role) => {
  const { location } = await people[role].get(at.base);
  const { text } = await people[role].get(location!);
  const menu = /<nav class="menu".*?<\/nav>/su.exec(text)![0];
  const links = [...menu.matchAll(/href="([^"]+)"/gu)].map(([, href]) => href!);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect([link, (await people[role].get(link)).status]).toEqual([link, 200]);
  expect(links.includes(`${at.base}/people`)).toBe(role === "manager");
});

test("forms that are no forms, too long or broken are refused with a page, and nothing fails", async () => {
  const one = people.manager;
  const sent = (body: string, type = "application/x-www-form-urlencoded") =>
    fetch(`${at.origin}${at.base}/people`, {
      method: "POST",
      body,
      headers: { "Content-Type": type, cookie: [...one.cookies].map((pair) => pair.join("=")).join("; ") },
    });
  const cases = [
    [await sent("{}", "application/json"), 400, "malformed"],
    [await sent("login=%E3%81"), 400, "malformed"],
    [await sent("x=%"), 400, "malformed"],
    [await sent(`login=${"a".repeat(300_000)}`), 413, "too-large"],
    [await sent(`${"a=1&".repeat(300)}`), 413, "too-large"],
    [await sent("__proto__=1&constructor=2&csrf=a&csrf=b"), 403, "stale-form"],
  ] as const;
  for (const [response, status, kind] of cases) {
    expect([response.status, kind]).toEqual([status, kind]);
    expect(await response.text()).toContain(consoleWords.frame.refusals[kind].title);
  }
});

test("a page that asks by itself learns of a change once there is one", async () => {
  const { headers: _, ...before } = await people.viewer.get(`${at.base}/change?since=0`);
  const since = await at.desk.within(({ changes }) => changes.current());
  expect(await people.viewer.get(`${at.base}/change?since=${since}`)).toMatchObject({ status: 204 });
  await at.desk.resident().writes("人と話したい");
  await at.look();
  const changed = await people.viewer.get(`${at.base}/change?since=${since}`);
  expect([changed.status, changed.headers.get("hx-trigger")]).toEqual([200, "desk-changed"]);
  expect([200, 204]).toContain(before.status);
});

test("htmx of somebody who was signed out is led to the door, and not given its page to show as a piece", async () => {
  const { status, headers, text } = await at.stranger().get(`${at.base}/change?since=0`, { "HX-Request": "true" });
  expect([status, headers.get("hx-redirect"), text]).toEqual([401, "/console/-/sign-in", ""]);
});

function tokenOf({ text }: { readonly text: string }): string {
  return /name="csrf" value="([^"]+)"/u.exec(text)![1]!;
}
