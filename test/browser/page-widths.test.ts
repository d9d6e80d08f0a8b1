/**
 * Every kind of page of a resident in a real browser, in each language, from the narrowest telephone to a desk.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../src/model.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { faults, WIDTHS } from "./faults.ts";
import { type Served, type Site, STAFF, served, site, submitted } from "./site.ts";
import { ask, COMPARED, ELSEWHERE, handedOver, personSays, QUESTION } from "./talk.ts";

let chromium: Browser;
let desk: Served;
beforeAll(async () => {
  [desk, chromium] = await Promise.all([served({ staff: STAFF }), browser()]);
});
afterAll(() => Promise.all([chromium?.close(), desk?.close()]));

let opened: Site | undefined;
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});

async function startPage(options: BrowserContextOptions = {}): Promise<Page> {
  opened = await site(chromium, desk, options);
  return opened.page;
}

const inLanguage = (question: string) => async (page: Page, language: Language) => {
  await page.locator("input[name=city][value=kodaira]").check();
  await page.locator(`input[name=language][value="${language}"]`).check();
  await ask(page, question);
  for (const summary of await page.locator("main summary").all()) await summary.click();
};
const pages: [string, (page: Page, language: Language) => Promise<unknown>][] = [
  ["the start page", (page, language) => page.goto(`/?language=${language}`)],
  ["an answer, unfolded", inLanguage(QUESTION)],
  ["a comparison, unfolded", inLanguage(COMPARED)],
  ["a declined question", inLanguage(ELSEWHERE)],
  ["small talk", inLanguage("こんにちは")],
  ["where to call for help", inLanguage("もう死にたい")],
  [
    "a case with a person's answer",
    async (page, language) => {
      await inLanguage(QUESTION)(page, language);
      await personSays(desk, await handedOver(page), "原です。https://city.example.jp/a をご覧ください。");
      await page.locator("article.person").waitFor();
    },
  ],
  ["a question that is one long word", inLanguage("a".repeat(3_000))],
  ["a question that is one long line", inLanguage("協".repeat(3_000))],
];
/** In one language as wide as in another. */
const LONG = ["a question that is one long word", "a question that is one long line"];
const cases = pages.flatMap(([name, open]) =>
  (LONG.includes(name) ? (["ja"] as const) : LANGUAGES).map((language) => [name, language, open] as const),
);

test.each(cases)(
  "%s in %s has no fault that axe knows, fits the width, and can be pressed with a finger",
  async (_, language, open) => {
    const page = await startPage({ viewport: { width: WIDTHS[0]!, height: 800 } });
    await open(page, language);
    expect(await faults(page)).toEqual([]);
  },
);

test("neither has a page that says what went wrong, nor one on which a desk is chosen among several", async () => {
  const page = await startPage();
  await page.goto("/nowhere");
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(pageWords.ja.notices.notFound.title);
  expect(await faults(page)).toEqual([]);
  await page.goto("/");
  await page.locator("#question").evaluate((element) => element.removeAttribute("maxlength"));
  await page.locator("#question").fill("長".repeat(6_000));
  await submitted(page, () => page.locator("#ask > .button").click());
  expect(await page.locator(".notice").textContent()).toContain("5,000");
  expect(await faults(page)).toEqual([]);
  // The browser tells of both refusals.
  expect(opened!.complaints.splice(0)).toHaveLength(2);

  const several = await served({
    desks: [
      { id: "north", name: "北市民協働センター" },
      { id: "south", name: "南市民協働センター" },
    ],
  });
  for (const language of LANGUAGES) {
    const choice = await site(chromium, several, { path: `/?language=${language}` });
    expect(await faults(choice.page)).toEqual([]);
    await submitted(choice.page, () => choice.page.getByRole("link", { name: "南市民協働センター" }).click());
    expect(new URL(choice.page.url()).pathname).toBe("/desks/south");
    expect(await faults(choice.page)).toEqual([]);
    expect(choice.complaints).toEqual([]);
    await choice.close();
  }
  await several.close();
}, 60_000);
