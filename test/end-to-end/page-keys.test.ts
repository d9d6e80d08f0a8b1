import { afterEach, describe, expect, test, vi } from "vitest";
import { pageWords } from "../../src/reply/page.ts";
import { type PageDesk, pageDesk } from "./page-desk.ts";

const WAIT = { timeout: 10_000, interval: 200 };

let desk: PageDesk;
afterEach(() => desk.close());

describe("signing keys", () => {
  test("are changed by a command: the page goes on with what the key before signed, and no longer with older ones", async () => {
    desk = await pageDesk();
    await desk.start();
    const one = await desk.visitor();
    await one.says("小平市の協働とは何ですか");
    const before = one.cookie!;
    expect(await desk.keys("rotate")).toBe(0);
    await vi.waitFor(async () => {
      await one.opens();
      expect(one.cookie).not.toBe(before);
    }, WAIT);
    expect(one.words()).toContain("小平市の協働とは何ですか");
    const between = one.cookie!;
    expect(between.split(".")[0]).toBe(before.split(".")[0]);
    expect(await desk.keys("rotate")).toBe(0);
    await vi.waitFor(async () => {
      one.cookie = before;
      await one.opens();
      expect(one.words()).not.toContain("小平市の協働とは何ですか");
    }, WAIT);
    one.cookie = between;
    await one.opens();
    expect(one.words()).toContain("小平市の協働とは何ですか");
  });

  test("are told in no other way than this command", async () => {
    desk = await pageDesk();
    await desk.start();
    expect(await desk.keys()).toBe(2);
    expect(await desk.keys("show")).toBe(2);
  });
});

describe("a desk of which nothing is configured", () => {
  test("takes no cases until somebody has an account with which they are worked, and does from then on", async () => {
    desk = await pageDesk();
    await desk.start();
    const one = await desk.visitor();
    expect(await one.says("担当者と話したいです")).not.toMatch(/\d+番/u);
    await desk.hasCounsellor();
    await vi.waitFor(async () => {
      expect(await one.says("職員に代わってください")).toMatch(/\d+番/u);
    }, WAIT);
  });

  test("takes cases from the first on where the settings say so", async () => {
    desk = await pageDesk({ CASES_IN_LINE: "conversation" });
    await desk.start();
    expect(await (await desk.visitor()).says("担当者と話したいです")).toMatch(/\d+番/u);
  });
});

describe("the cookie of a conversation", () => {
  test("is out of reach of scripts and of forms of other sites, lasts as long as records do, and is for the page alone", async () => {
    desk = await pageDesk({ RETENTION_DAYS: "30" });
    const { headers } = await fetch((await desk.start()).origin);
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
    expect(headers.getSetCookie()[0]).toMatch(
      /^madoguchi=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/u,
    );
  });

  test("is sent over https alone where the desk is reached by https", async () => {
    desk = await pageDesk({ BASE_URL: "https://desk.example.jp" });
    const { origin } = await desk.start();
    expect((await fetch(origin)).headers.getSetCookie()[0]).toMatch(/; Secure$/u);
  });
});

describe("the widget", () => {
  const SITES = "https://www.city.example.jp, https://npo.example.jp:8443";

  test("is not there unless sites are configured", async () => {
    desk = await pageDesk();
    const { origin } = await desk.start();
    expect((await fetch(`${origin}/widget`)).status).toBe(404);
    expect((await fetch(`${origin}/widget.js`)).status).toBe(404);
  });

  test("may stand on exactly the sites that are configured, and every other page on none", async () => {
    desk = await pageDesk({ WIDGET_ORIGINS: SITES });
    const { origin } = await desk.start();
    const widget = await fetch(`${origin}/widget?city=hino`);
    const policy = widget.headers.get("Content-Security-Policy")!;
    expect(policy.split(";")).toContain("frame-ancestors https://www.city.example.jp https://npo.example.jp:8443");
    expect(policy).toContain("script-src 'self'");
    expect(widget.headers.get("X-Frame-Options")).toBeNull();
    expect(await widget.text()).toMatch(/value="hino" checked/u);
    for (const path of ["/", "/texts", "/new", "/nowhere", "/console"]) {
      const other = await fetch(`${origin}${path}`, { redirect: "manual" });
      expect(other.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
      expect(other.headers.get("X-Frame-Options")).toBe("DENY");
    }
  });

  test("has a cookie of its own that a frame may keep, and its talk is not that of the page", async () => {
    desk = await pageDesk({ WIDGET_ORIGINS: SITES });
    await desk.start();
    const framed = await desk.visitor({ path: "/widget" });
    const words = await framed.says("小平市の協働とは何ですか");
    expect(words).toContain("小平市協働の推進に関する指針");
    expect(framed.cookie).toMatch(/^madoguchi-widget=/u);
    const page = await desk.visitor();
    page.cookie = framed.cookie!.replace("madoguchi-widget", "madoguchi");
    await page.opens();
    expect(page.words()).not.toContain("小平市協働の推進に関する指針");
    const [cookie] = (await fetch(`${(await desk.start()).origin}/widget`)).headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/widget; Max-Age=\d+; HttpOnly; Secure; SameSite=None; Partitioned$/u);
  });

  test("goes on in the frame where the browser keeps no cookie, and says so", async () => {
    desk = await pageDesk({ WIDGET_ORIGINS: SITES });
    await desk.start();
    const framed = await desk.visitor({ path: "/widget", isCookieless: true });
    await framed.says("小平市の協働とは何ですか");
    expect(framed.words()).toContain("小平市協働の推進に関する指針");
    expect(framed.words()).toContain(pageWords.ja.talk.cookieless.title);
  });
});
