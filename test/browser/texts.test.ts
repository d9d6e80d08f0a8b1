/**
 * The guidelines in full in a real browser: from a citation to its place, the search by keyboard, and on paper.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model.ts";
import { pageWords } from "../../src/reply/page.ts";
import { delivered } from "../fixtures/served-desk.ts";
import { browser } from "./browser.ts";
import { faults, WIDTHS } from "./faults.ts";
import { type Served, type Site, served, site, submitted } from "./site.ts";

const words = pageWords.ja;

let chromium: Browser;
let desk: Served;
beforeAll(async () => {
  [desk, chromium] = await Promise.all([served(), browser()]);
});
afterAll(() => Promise.all([chromium?.close(), desk?.close()]));

let opened: Site | undefined;
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  opened = await site(chromium, desk, { path, ...options });
  return opened.page;
}

/** It stands in the window, at least with its beginning. */
const isInView = async (page: Page, selector: string): Promise<boolean> => {
  const { y, height } = (await page.locator(selector).boundingBox())!;
  return y >= 0 && Math.min(y + height, y + 40) <= page.viewportSize()!.height;
};
const outline = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element);
    return { outline: `${outlineWidth} ${outlineStyle}`, backgroundColor };
  });

test("a citation leads from the answer to its place in the full text, in view and marked, without scripts", async () => {
  const page = await open("/", { javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
  await page.getByLabel("日野市").check();
  await page.locator("#question").fill("協働の評価はどうしますか");
  await submitted(page, () => page.locator("#ask > .button").click());
  const figure = page.locator("#log").getByRole("figure").first();
  const quoted = await figure.locator("blockquote p, blockquote li").allTextContents();
  await submitted(page, () => figure.getByRole("link", { name: words.texts.place }).click());

  const target = page.locator(":target");
  expect(await target.getAttribute("id")).toMatch(/^p\d+$/u);
  expect(await target.locator("p:not(.remark), li").allTextContents()).toEqual(quoted);
  expect(await isInView(page, ":target")).toBe(true);
  expect((await outline(page, ":target")).outline).toBe("3px solid");
  expect((await outline(page, ":target")).backgroundColor).not.toBe(
    (await outline(page, ".passage:not(:target) >> nth=0")).backgroundColor,
  );
  await page.goBack();
  expect(await figure.isVisible()).toBe(true);
});

test("forced colours leave the mark visible", async () => {
  const page = await open("/texts/kodaira#p5", { forcedColors: "active" });
  expect((await outline(page, "#p5")).outline).toBe("3px solid");
});

test("the contents lead to every section, and it is marked", async () => {
  const page = await open("/texts/kodaira");
  const links = page.getByRole("navigation", { name: words.texts.text.contents }).getByRole("link");
  expect(await links.count()).toBe(
    (await delivered()).texts.of("kodaira")!.sections.filter(({ title }) => title !== "").length,
  );
  for (const link of await links.all()) {
    await link.focus();
    await page.keyboard.press("Enter");
    expect(await page.locator(":target").textContent()).toBe(await link.textContent());
    expect(await isInView(page, ":target")).toBe(true);
  }
});

test("a search is done and its first find read by keyboard alone", async () => {
  const page = await open("/texts");
  const tab = () => page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  await tab();
  await page.keyboard.press("Enter");
  await tab();
  expect(await focused()).toBe("query");
  await page.keyboard.insertText("中間支援組織");
  await tab();
  while (!(await page.getByLabel("国立市").isChecked())) await page.keyboard.press("ArrowDown");
  await submitted(page, () => page.keyboard.press("Enter"));

  expect(new URL(page.url()).hash).toBe("#found");
  expect(await page.title()).toContain("中間支援組織");
  expect(await page.locator("#query").inputValue()).toBe("中間支援組織");
  expect(await page.getByLabel("国立市").isChecked()).toBe(true);
  expect(await isInView(page, "#found")).toBe(true);
  await tab();
  await submitted(page, () => page.keyboard.press("Enter"));
  expect(new URL(page.url()).pathname).toBe("/texts/kunitachi");
  expect(await page.locator(":target").textContent()).toContain("中間支援組織");
});

test("from a guideline the desk is asked about that city, in the language in which it was read", async () => {
  const page = await open("/texts/hino?language=en");
  await submitted(page, () => page.getByRole("link", { name: pageWords.en.texts.text.ask }).click());
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.getByLabel("Hino").isChecked()).toBe(true);
});

test("on paper there are no forms and no ways to go, and the text is whole", async () => {
  const page = await open("/texts/kodaira#p5");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".skip", "nav.contents", ".languages", ".site-footer", ".ways"])
    expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
  expect(await page.locator(".facts").isVisible()).toBe(true);
  for (const passage of await page.locator(".passage").all()) expect(await passage.isVisible()).toBe(true);
  const kept = await page
    .locator(".full-text h2")
    .first()
    .evaluate((element) => getComputedStyle(element).breakAfter);
  expect(kept).toBe("avoid");

  await page.goto("/texts?q=協働");
  expect(await page.locator("form").isVisible()).toBe(false);
  expect(await page.locator(".place").first().isVisible()).toBe(false);
  expect(await page.locator("blockquote").first().isVisible()).toBe(true);
});

test("what a source is labelled stands beside it or over it, never on it", async () => {
  const page = await open("/texts?q=協働");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const label = (await page.locator(".source-label").first().boundingBox())!;
    const cite = (await page.locator("cite").first().boundingBox())!;
    expect(label.width).toBeGreaterThan(20);
    expect(cite.x >= label.x + label.width || cite.y >= label.y + label.height, `at ${width} px`).toBe(true);
  }
});

/** With their form and words in the language of the page; the guidelines themselves are Japanese. */
const PATHS = [
  ["the corner", "/texts?"],
  ["what a search found", "/texts?q=協働&"],
  ["a search that found nothing", "/texts?q=xyzzy&"],
  ["a city that there is not", "/texts?q=協働&city=edo&"],
  ["the deepest guideline", "/texts/kunitachi?"],
] as const;
const ALWAYS_JAPANESE = [
  ["the guideline with the most sections", "ja", "/texts/hino?"],
  ["the largest guideline, with tables", "ja", "/texts/kodaira?"],
] as const;
const PAGES = LANGUAGES.flatMap((language) => PATHS.map(([name, path]) => [name, language, path] as const));
test.each([...PAGES, ...ALWAYS_JAPANESE])(
  "%s in %s has no fault that axe knows, fits the width, and can be pressed with a finger",
  async (_, language, path) => {
    const page = await open(`${path}language=${language}`);
    // The browser tells of a page that came as a refusal; that is what was asked for here.
    opened!.complaints.splice(0, path.includes("edo") ? 1 : 0);
    expect(await faults(page)).toEqual([]);
  },
);
