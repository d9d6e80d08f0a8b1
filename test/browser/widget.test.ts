/**
 * The desk on another site in a real browser: one script tag, under a policy as strict as a city's site may have.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { faults, WIDTHS } from "./faults.ts";
import { type HostSite, hostSite } from "./host-site.ts";
import { listening, type Served, served, site } from "./site.ts";

const words = pageWords.ja.talk.widget;
const QUESTION = "どうやって事業を提案すればいいですか";
const HOST_STYLE = "button, iframe, div { display: none !important; }";

let chromium: Browser;
let desk: Served;
let host: HostSite;
beforeAll(async () => {
  host = await hostSite((request, response) => {
    const isStyle = request.url === "/host.css";
    response.setHeader("Content-Type", isStyle ? "text/css" : "text/html; charset=utf-8");
    response.setHeader(
      "Content-Security-Policy",
      `default-src 'self'; script-src ${desk.origin}; frame-src ${desk.origin}; style-src 'self'; img-src data:`,
    );
    response.end(isStyle ? HOST_STYLE : hostPage(request.url ?? ""));
  });
  const { port } = host;
  [desk, chromium] = await Promise.all([
    served({ settings: { WIDGET_ORIGINS: `http://localhost:${port}` } }),
    browser(),
  ]);
});
afterAll(async () => {
  await Promise.all([chromium?.close(), desk?.close()]);
  host?.close();
});

/** @param url - what stands behind it as a query goes onto the script tag */
function hostPage(url: string): string {
  const data = [...new URL(url, "http://host").searchParams].map(([name, value]) => ` data-${name}="${value}"`);
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>市のサイト</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/host.css">
<script src="${desk.origin}/widget.js"${data.join("")} async></script></head>
<body><h1>市のサイト</h1><p>お知らせ</p></body></html>`;
}

let page: Page;
let complaints: readonly string[];
afterEach(() => page?.context().close());

async function visit(query = "", name = "localhost", options: BrowserContextOptions = {}): Promise<Page> {
  page = await (await chromium.newContext(options)).newPage();
  complaints = listening(page, [`http://${name}:${host.port}`, desk.origin, "data:,"]);
  await page.goto(`http://${name}:${host.port}/${query}`);
  await page.getByRole("button").waitFor();
  return page;
}

const frame = (at: Page) => at.frameLocator("iframe");

test("by keyboard alone a resident opens the desk, asks for the site's city, reads on where it was left, and closes it", async () => {
  const at = await visit("?city=kodaira");
  await at.keyboard.press("Tab");
  await at.keyboard.press("Enter");
  await frame(at).getByLabel("小平市").waitFor();
  expect(await frame(at).getByLabel("小平市").isChecked()).toBe(true);
  expect(await at.locator("iframe").getAttribute("title")).toBe(words.frame);
  await frame(at).locator("#question").focus();
  await at.keyboard.insertText(QUESTION);
  await at.keyboard.press("Tab");
  await at.keyboard.press("Enter");
  expect(await frame(at).locator("article.desk cite").first().textContent()).toContain("小平市");
  await at.reload();
  await at.getByRole("button", { name: words.open }).click();
  expect(await frame(at).locator("article.resident .said").textContent()).toBe(QUESTION);
  await at.getByRole("button", { name: words.close }).focus();
  await at.keyboard.press("Escape");
  expect(await at.getByRole("button", { name: words.open }).getAttribute("aria-expanded")).toBe("false");
  expect(await at.locator("iframe").isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

test("the site keeps all that it had, and before the press the desk is asked for the script alone", async () => {
  const asked: string[] = [];
  page = await (await chromium.newContext()).newPage();
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`http://localhost:${host.port}/`);
  await page.getByRole("button", { name: words.open }).waitFor();
  expect(asked.filter((url) => url.startsWith(desk.origin))).toEqual([`${desk.origin}/widget.js`]);
  const body = await page.evaluate(() => [...document.body.children].map(({ tagName }) => tagName));
  expect(body).toEqual(["H1", "P", "MADOGUCHI-WIDGET"]);
  const globals = await page.evaluate(() =>
    Object.keys(window).filter((name) => /madoguchi|widget|WORDS/iu.test(name)),
  );
  expect(globals).toEqual([]);
});

test("a site that is not named may show the button, but no frame", async () => {
  const at = await visit("", "127.0.0.1");
  await at.getByRole("button", { name: words.open }).click();
  await expect.poll(() => complaints.join(" "), { timeout: 20_000 }).toContain("frame-ancestors");
  expect(await frame(at).locator("#question").count()).toBe(0);
});

test("sources lead out of the frame, for the texts are shown in none", async () => {
  const at = await visit("?city=kodaira&language=en");
  await at.getByRole("button", { name: pageWords.en.talk.widget.open }).click();
  await frame(at).locator("#question").fill(QUESTION);
  await frame(at).locator("#ask > .button").click();
  const [text] = await Promise.all([at.waitForEvent("popup"), frame(at).locator("a.place").first().click()]);
  await text.waitForLoadState();
  expect(new URL(text.url()).pathname).toBe("/texts/kodaira");
});

test.each(WIDTHS)("at %i px the button and the frame fit beside the site's own page", async (width) => {
  const at = await visit("", "localhost", { viewport: { width, height: 640 } });
  await at.getByRole("button", { name: words.open }).click();
  const { x, y, width: wide, height } = (await at.locator("iframe").boundingBox())!;
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + wide).toBeLessThanOrEqual(width);
  expect(y + height).toBeLessThanOrEqual(640);
  expect(wide).toBeGreaterThanOrEqual(280);
});

test.each(LANGUAGES)(
  "the page in the frame has no fault that axe knows, in %s, before and after a question",
  async (language) => {
    const opened = await site(chromium, desk, { path: `/widget?language=${language}` });
    ({ page } = opened);
    expect(await faults(page)).toEqual([]);
    await page.locator(`input[name=language][value="${language}"]`).check();
    await page.locator("#question").fill("各市の協働の定義を比べてください");
    await page.locator("#ask > .button").click();
    await page.locator("article.desk").first().waitFor();
    expect(await faults(page)).toEqual([]);
    expect(opened.complaints).toEqual([]);
  },
);
