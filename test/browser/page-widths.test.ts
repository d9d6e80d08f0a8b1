/**
 * Every kind of page of a resident in a real browser, in each language, from the narrowest telephone to a desk.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../src/model.ts";
import { browser } from "./browser.ts";
import { faults, WIDTHS } from "./faults.ts";
import { type Served, type Site, STAFF, served, site } from "./site.ts";
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
const cases = pages.flatMap(([name, open]) => LANGUAGES.map((language) => [name, language, open] as const));

test.each(cases)(
  "%s in %s has no fault that axe knows, fits the width, and can be pressed with a finger",
  async (_, language, open) => {
    const page = await startPage({ viewport: { width: WIDTHS[0]!, height: 800 } });
    await open(page, language);
    expect(await faults(page)).toEqual([]);
  },
);
