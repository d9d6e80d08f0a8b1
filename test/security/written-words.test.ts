/**
 * Every text that a resident or somebody of the staff can send holds markup and scripts, and every page that shows it is
 * read by a real browser: it stands there letter for letter, and nothing of it became an element, an attribute or a script.
 */

import type { Browser as Chromium, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TEXT_FIELD } from "../../adapters/web/talk/view.ts";
import { LANGUAGES } from "../../src/model.ts";
import { browser as startChromium } from "../browser/browser.ts";
import { listening } from "../browser/site.ts";
import type { PageVisitor } from "../fixtures/page-visitor.ts";
import type { Browser } from "../fixtures/signed-in.ts";
import { type AttackedDesk, NORTH } from "./attacked-desk.ts";
import { BASE, long, parsed, TOKEN, type WrittenDesk, writtenDesk } from "./written-desk.ts";

const HOME = `/desks/${NORTH}`;

let written: WrittenDesk;
let chromium: Chromium;
let page: Page;
let desk: AttackedDesk;
let manager: Browser;
let resident: PageVisitor;
beforeAll(async () => {
  [written, chromium] = await Promise.all([writtenDesk(), startChromium()]);
  ({ desk, manager, resident } = written);
  page = await chromium.newPage();
});
afterAll(async () => {
  await Promise.all([chromium?.close(), written?.close()]);
});

/** @param names - of the texts that the page shows */
async function expectHarmless(html: string, ...names: readonly string[]): Promise<void> {
  const { faults, words } = await parsed(page, html);
  expect(faults).toEqual([]);
  for (const name of names) expect([name, words.includes(`<xss onclick=hacked=1>${name}</xss>`)]).toEqual([name, true]);
}

describe("in the console", () => {
  test.each<[string, readonly string[]]>([
    ["/cases", ["manager", "name"]],
    ["/cases/1", ["question", "in the case", "answer", "note", "canned", "manager", "file"]],
    ["/cases/1?skip=%3Cxss%3E&correct=%3Cxss%3E&done=%3Cxss%3E", ["question"]],
    ["/cases/1/erase", ["manager"]],
    ["/cases?list=%22%3E%3Cxss%3E&city=%3Cxss%3E&page=%3Cxss%3E", ["manager"]],
    ["/search", ["manager"]],
    ["/questions?outcome=%22%3E%3Cxss%3E&from=%22%3E%3Cxss%3E&page=2%22%3E", ["manager"]],
    ["/questions/again", ["manager"]],
    ["/figures?weeks=%22%3E%3Cxss%3E&from=%3Cxss%3E", ["manager"]],
    ["/canned", ["canned", "manager"]],
    ["/notices", ["notice", "manager"]],
    ["/notices?told=%3Cxss%3E", ["notice"]],
    ["/settings?saved=%3Cxss%3E", ["name", "greeting", "outOfHours", "contact", "contact:kodaira"]],
    ["/people?changed=%3Cxss%3E", ["person", "manager"]],
    ["/audit", ["manager", "canned", "notice", "name", "greeting"]],
    ["/audit?actor=%22%3E%3Cxss%3E&act=%22%3E%3Cxss%3E&from=%22%3E%3Cxss%3E", []],
    ["/state?again=%3Cxss%3E", ["manager"]],
    ["/nowhere/%3Cxss%3E", []],
  ])("nothing that was written becomes markup on %s", async (path, names) => {
    await expectHarmless((await manager.get(`${BASE}${path}`)).text, ...names);
  });

  test("nothing becomes markup on the pages of one notice, one canned text and one's own account", async () => {
    await expectHarmless((await manager.get(written.notice)).text, "notice", "manager");
    await expectHarmless((await manager.get(written.canned)).text, "canned");
    await expectHarmless((await manager.get("/console/-/account")).text, "name", "manager");
  });

  test.each<[string, string, Record<string, string>]>([
    ["a search", "/search", { q: long("typed").slice(0, 150) }],
    ["a question that is tried", "/questions/again", { text: long("typed") }],
    ["a setting that is refused", "/settings", { key: "hours", value: long("typed").slice(0, 400) }],
    [
      "a notice that is refused",
      "/notices",
      { words: long("typed"), text: long("typed"), city: long("typed"), from: long("typed"), until: "x" },
    ],
    [
      "a notice as it will be read",
      "/notices",
      {
        act: "preview",
        words: "募集",
        text: long("typed").slice(0, 480),
        city: "",
        from: "2026-01-01",
        until: "2027-01-01",
      },
    ],
    ["a canned text that is refused", "/canned", { title: long("typed"), text: long("typed") }],
    [
      "somebody who is not added",
      "/people",
      { login: long("typed"), name: long("typed"), role: long("typed"), way: "x" },
    ],
    ["an answer as it will be read", "/cases/1/reply", { do: "preview", text: long("typed") }],
    [
      "an answer that goes on being written",
      "/cases/1/reply",
      { do: "back", text: long("typed"), correcting: '"><xss>' },
    ],
    ["a note that is too long", "/cases/1/note", { text: long("typed").repeat(20) }],
    ["a time that is none", "/cases/1/due", { at: long("typed") }],
    ["a colleague who is none", "/cases/1/hand-on", { to: long("typed") }],
  ])("what comes back of %s is as it was typed", async (_, path, fields) => {
    const { text, status } = await manager.post(`${BASE}${path}`, fields);
    expect(status).toBeLessThan(500);
    await expectHarmless(text);
    expect((await parsed(page, text)).words).toMatch(/typed|hours|manager/u);
  });

  test("a form without its token shows what was typed, under whatever name, and no markup of it", async () => {
    const { text } = await manager.postRaw(`${BASE}/canned`, {
      '"><xss>': long("typed"),
      csrf: "<xss>",
      ["__proto__"]: "<xss>",
    });
    await expectHarmless(text, "typed");
  });

  test("a file that a resident sent is saved, never shown: its name is one name, and its type none that runs", async () => {
    const { headers } = await manager.get(written.file);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="file"; filename\*=UTF-8''[\w%.~-]+$/u);
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("x")).toBeNull();
  });

  test("in the file of the trail no cell begins a formula, and none is broken by a quotation mark", async () => {
    const formula = { key: "outOfHours", value: '=HYPERLINK("https://evil.example","x")' };
    expect((await manager.post(`${BASE}/settings`, formula)).status).toBe(303);
    const { text, headers } = await manager.get(`${BASE}/audit.csv`);
    expect(headers.get("content-disposition")).toMatch(/^attachment;/u);
    const cells = text
      .slice(1)
      .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)|\r\n/u)
      .map((cell) => cell.replace(/^"/u, ""));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/u.test(cell))).toEqual([]);
    expect(text).toContain('""https://evil.example""');
  });
});

describe("for residents", () => {
  test.each(LANGUAGES)("nothing becomes markup on the pages of a desk in %s", async (language) => {
    const query = `?language=${language}&city=%22%3E%3Cxss%3E&all=%3Cxss%3E`;
    await expectHarmless((await resident.opens(`${HOME}${query}`)).html, "question", "in the case", "answer", "name");
    const fresh = await desk.resident({ path: `${HOME}${query}` });
    await expectHarmless(fresh.html, "name", "notice");
    await expectHarmless((await fresh.opens(`${HOME}/widget${query}`)).html);
    await expectHarmless((await fresh.opens(`/${query}`)).html, "name");
  });

  test("what comes as pieces for a page that is shown, and what is refused, holds no markup either", async () => {
    await resident.opens();
    const news = await fetch(`${desk.origin}${HOME}/new?after=0&state=%3Cxss%3E`, {
      headers: { "HX-Request": "true", cookie: resident.cookie! },
    });
    await expectHarmless(await news.text(), "question", "answer");
    for (const fields of [
      { talk: "<xss>" },
      { ...resident.hidden(), city: '"><xss>' },
      { ...resident.hidden(), press: "w1/<xss>", shown: "<xss>" },
    ]) {
      const { html } = await resident.posts({ ...fields, [TEXT_FIELD]: long("typed") });
      await expectHarmless(html, "typed");
    }
  });

  test.each([
    ["a search", `/texts?q=${encodeURIComponent(long("typed"))}`],
    ["a search in a city", `/texts?q=x&city=%22%3E%3Cxss%3E&language=%22%3E%3Cxss%3E`],
    ["a text", "/texts/kodaira?language=%22%3E%3Cxss%3E"],
    ["what there is not", "/%3Cxss%3E"],
    ["the private page", "/private?language=%22%3E%3Cxss%3E"],
    ["the page behind a link", `/private/${TOKEN}?language=%22%3E%3Cxss%3E`],
    ["the door", "/console/-/sign-in?to=%22%3E%3Cxss%3E&out=%3Cxss%3E"],
    ["the way back from a provider", "/console/-/elsewhere/back?error=%3Cxss%3E&error_description=%3Cxss%3E"],
  ])("nothing of the address, the cookies or another header becomes markup on the page of %s", async (_, path) => {
    const headers = {
      Referer: "https://x/<xss>",
      "User-Agent": "<xss>",
      cookie: 'madoguchi="><xss>; madoguchi_private=<xss>',
      "Accept-Language": "<xss>",
    };
    const response = await fetch(`${desk.origin}${path}`, { headers });
    await expectHarmless(await response.text());
  });
});

describe("in a browser with scripts", () => {
  test("nothing that was written runs on the page of the resident, the case and the private page, live regions and all", async () => {
    const context = await chromium.newContext();
    const named = (cookie: string) => ({
      name: cookie.slice(0, cookie.indexOf("=")),
      value: cookie.slice(cookie.indexOf("=") + 1),
      url: desk.origin,
    });
    await context.addCookies([resident.cookie!, ...[...manager.cookies].map((pair) => pair.join("="))].map(named));
    const shown = await context.newPage();
    const complaints = listening(shown, [desk.origin]);
    const dialogs: string[] = [];
    shown.on("dialog", (dialog) => void dialogs.push(dialog.message()));
    const asked: string[] = [];
    shown.on("request", (request) => asked.push(request.url()));
    const isHacked = () => shown.evaluate(() => "hacked" in window || document.querySelector("xss,iframe") !== null);
    await shown.goto(`${desk.origin}${HOME}`);
    await shown.locator("#question").fill(long("typed live"));
    await shown.locator("#ask > .button").click();
    await shown.getByText("typed live").first().waitFor();
    expect(await isHacked()).toBe(false);
    await shown.goto(`${desk.origin}${BASE}/cases/1`);
    await shown.waitForTimeout(2_500);
    await shown.locator("xss, [onclick], [onerror], [onload], [onfocus]").waitFor({ state: "detached" });
    expect(await isHacked()).toBe(false);
    await shown.goto(`${desk.origin}/private/${TOKEN}`);
    await shown.locator("main form button").click();
    await shown.locator("#text").fill(long("private"));
    await shown.locator("#write button").click();
    await shown.getByText("private</xss>").first().waitFor();
    expect(await isHacked()).toBe(false);
    expect([complaints, dialogs, asked.filter((url) => url.includes("hacked"))]).toEqual([[], [], []]);
    await context.close();
  });
});
