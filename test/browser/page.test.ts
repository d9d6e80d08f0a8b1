/**
 * The resident's page in a real browser: what a person sees, hears and reaches by keyboard, with and without scripts.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Language, Reply } from "../../src/model.ts";
import type { Desk } from "../../src/ports/desk.ts";
import type { Texts } from "../../src/ports/texts.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { faults, type Site, site, submitted } from "./site.ts";
import { testDesk } from "./test-desk.ts";

const words = pageWords.ja;
const QUESTION = "どうやって事業を提案すればいいですか";
/** No guideline on collaboration says anything of it. */
const ELSEWHERE = "住民票の写しがほしい";
const COMPARED = "各市の協働の定義を比べてください";
/** On it the texts differ, so that the desk asks back which city is meant. */
const OF_EACH_CITY = "協働とは何ですか";
const WIDTHS = [320, 1_280];

let chromium: Browser;
let desk: Desk;
let texts: Texts;
beforeAll(async () => {
  ({ desk, texts } = await testDesk());
  chromium = await browser();
});
afterAll(() => chromium?.close());

let opened: Site | undefined;
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});

async function startPage(options: BrowserContextOptions = {}): Promise<Page> {
  opened = await site(chromium, { desk, texts }, options);
  return opened.page;
}

const field = (page: Page) => page.locator("#question");
const history = (page: Page) => page.getByRole("group", { name: words.form.historyTitle }).getByRole("button");
const answer = (page: Page) => page.locator("#answer");

async function ask(page: Page, question: string): Promise<void> {
  await field(page).fill(question);
  await submitted(page, () => page.locator("#ask > .button").click());
}

/** Asks, and makes sure that the desk understood what the test is about. */
async function reached(page: Page, question: string, outcome: Reply["outcome"]): Promise<void> {
  await ask(page, question);
  expect(await page.locator("main").getAttribute("class")).toBe(`${outcome}-page`);
}

async function inLanguage(page: Page, language: Language, question: string): Promise<void> {
  await page.locator("input[name=city][value=kodaira]").check();
  await page.locator(`input[name=language][value="${language}"]`).check();
  await ask(page, question);
  expect(await page.locator("body").getAttribute("class")).toBe(language);
}

describe("by keyboard alone", () => {
  test("a resident chooses a city, asks, and reads the quotation, its source and its date", async () => {
    const page = await startPage();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.skipToMain);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    while (!(await page.getByLabel("小平市").isChecked())) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.insertText(QUESTION);
    await page.keyboard.press("Tab");
    expect(
      await page
        .locator("input[name=language]")
        .first()
        .evaluate((e) => e === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Tab");
    await submitted(page, () => page.keyboard.press("Enter"));

    expect(await page.title()).toContain(QUESTION);
    const quotation = answer(page).getByRole("figure").first();
    expect(await quotation.locator("blockquote").textContent()).toContain("協働");
    expect(await quotation.locator("cite").textContent()).toContain("小平市協働の推進に関する指針（平成30年12月改定）");
    expect(await page.getByLabel("小平市").isChecked()).toBe(true);
  });

  test("Enter on a choice asks what is in the field, and presses none of the reply's buttons", async () => {
    const page = await startPage();
    await ask(page, QUESTION);
    await field(page).fill(ELSEWHERE);
    await page.getByLabel("小平市").focus();
    await submitted(page, () => page.keyboard.press("Enter"));
    expect(await page.locator(".asked-text").textContent()).toBe(ELSEWHERE);
  });

  test("reading goes on at the answer, not at the top of the page", async () => {
    const page = await startPage();
    await ask(page, QUESTION);
    expect(new URL(page.url()).hash).toBe("#answer");
    await page.keyboard.press("Tab");
    const order = await page.evaluate(() => {
      const focused = document.activeElement!;
      return document.querySelector("#answer h1")!.compareDocumentPosition(focused);
    });
    expect(order & FOLLOWING).toBeTruthy();
  });

  test("whatever has the focus shows it", async () => {
    const page = await startPage();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => {
        const focused = document.activeElement!;
        return getComputedStyle(focused.closest(".choice") ?? focused).outlineWidth;
      });
      expect(outline).toBe("4px");
    }
  });
});

/** The DOM's constant for "comes after"; the tests themselves run outside the browser. */
const FOLLOWING = 4;

test("without scripts the page asks, answers, unfolds and asks again", async () => {
  const page = await startPage({ javaScriptEnabled: false });
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  const heading = page.getByRole("heading", { level: 1, name: words.answer.title.answer });
  expect(await heading.isVisible()).toBe(true);
  const around = answer(page).locator("details").first();
  await around.locator("summary").click();
  expect(await around.locator("blockquote").first().isVisible()).toBe(true);
  await ask(page, ELSEWHERE);
  expect(await page.locator("h1").textContent()).toBe(words.answer.title.decline);
  await submitted(page, () => page.getByRole("button", { name: QUESTION }).first().click());
  expect(await heading.isVisible()).toBe(true);
});

test("an example asks itself with one press, for the city that is chosen", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await submitted(page, () => page.getByRole("button", { name: words.form.examples[0]! }).click());
  expect(await page.locator(".asked").textContent()).toContain(words.form.examples[0]!);
  expect(await answer(page).locator("cite").first().textContent()).toContain("小平市");
});

test("a question that each city answers in its own way is asked back, and a button is the city's answer", async () => {
  const page = await startPage({ javaScriptEnabled: false });
  await reached(page, OF_EACH_CITY, "clarify");
  await submitted(page, () => answer(page).getByRole("button", { name: "小平市" }).click());
  await page.locator("main.answer-page, main.decline-page").waitFor();
  expect(await page.getByLabel("小平市").isChecked()).toBe(true);
  expect(await page.locator(".asked-text").textContent()).toBe(OF_EACH_CITY);
  expect(await history(page).allInnerTexts()).toEqual([OF_EACH_CITY]);
  const cities = await page.locator(".quotation .city").allInnerTexts();
  expect(new Set(cities)).toEqual(new Set(["小平市"]));
});

test("a reply's button goes on with the conversation, the city and the language", async () => {
  const page = await startPage({ javaScriptEnabled: false });
  await inLanguage(page, "en", QUESTION);
  const button = answer(page).locator("button.action").first();
  const text = await button.getAttribute("value");
  await submitted(page, () => button.click());
  expect(await page.locator("main").getAttribute("class")).toBe("compare-page");
  expect(await page.locator(".asked-text").textContent()).toBe(text);
  expect(await page.getByLabel("Kodaira").isChecked()).toBe(true);
  expect(await page.getByLabel("English").isChecked()).toBe(true);
  const history = page.getByRole("group", { name: pageWords.en.form.historyTitle }).getByRole("button");
  expect(await history.allInnerTexts()).toEqual([QUESTION, text]);
});

test("cities are compared in a table with a row for each", async () => {
  const page = await startPage();
  await reached(page, COMPARED, "compare");
  const table = page.getByRole("table", { name: words.comparison.caption });
  expect(await table.getByRole("row").count()).toBe(desk.cities.length + 1);
  expect(await table.getByRole("rowheader").allInnerTexts()).toEqual(desk.cities.map(({ names }) => names.ja));
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await table.getByRole("row").count()).toBe(desk.cities.length + 1);
});

test("the language that is set is that of page and answer, and stays; quotations stay Japanese", async () => {
  const page = await startPage({ javaScriptEnabled: false });
  await submitted(page, () => page.getByRole("link", { name: "English" }).click());
  expect(await page.title()).toBe(pageWords.en.siteName);
  expect(await page.getByLabel("English").isChecked()).toBe(true);
  await page.getByLabel("Kodaira").check();
  await ask(page, QUESTION);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.locator("h1").textContent()).toBe(pageWords.en.answer.title.answer);
  expect(await answer(page).locator(".lead").textContent()).not.toMatch(/[ぁ-ゖ]/u);
  expect(await answer(page).locator("blockquote").first().getAttribute("lang")).toBe("ja");
  await page.getByLabel("やさしい").check();
  await ask(page, QUESTION);
  expect(await page.locator("html").getAttribute("lang")).toBe("ja");
  expect(await answer(page).locator(".lead ruby").count()).toBeGreaterThan(0);
  expect(await page.locator("blockquote ruby, cite ruby, .asked-text ruby").count()).toBe(0);
});

test("without a language set, an English question is answered on an English page", async () => {
  const page = await startPage();
  await ask(page, "How can I propose a project in Kodaira?");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.locator("input[name=language]:checked").getAttribute("value")).toBe("");
});

test("where to call for help is in sight at once on a telephone", async () => {
  const page = await startPage({ viewport: { width: 360, height: 640 } });
  await ask(page, "もう死にたい");
  const lead = (await answer(page).locator(".lead").boundingBox())!;
  expect(await answer(page).locator(".lead").textContent()).toContain("119");
  expect(lead.y).toBeGreaterThanOrEqual(0);
  expect(lead.y + lead.height).toBeLessThanOrEqual(640);
});

test("odd letters survive the way there and back, and nothing of them runs", async () => {
  const odd = `一行目\n  "二" & '三' <script>alert(1)</script></textarea> 👨‍👩‍👧 𠮷 한국어 العربية`;
  const page = await startPage();
  page.on("dialog", (dialog) => opened!.complaints.push(dialog.message()));
  await ask(page, odd);
  expect(await page.locator(".asked-text").textContent()).toBe(odd);
  await ask(page, QUESTION);
  const again = page.locator("#ask button[name=ask]").first();
  expect(await again.getAttribute("value")).toBe(odd);
  await submitted(page, () => again.click());
  expect(await page.locator(".asked-text").textContent()).toBe(odd);
});

test("the conversation shows the last six questions, the latest last", async () => {
  const page = await startPage();
  for (let i = 1; i <= 8; i++) await ask(page, `協働の質問${i}`);
  expect(await history(page).allInnerTexts()).toEqual([3, 4, 5, 6, 7, 8].map((i) => `協働の質問${i}`));
});

test("going back shows the earlier answer again", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  await ask(page, ELSEWHERE);
  await page.goBack();
  expect(await page.locator(".asked-text").textContent()).toBe(QUESTION);
  expect(await answer(page).locator("cite").first().isVisible()).toBe(true);
});

test("the universal-design font comes from here and is the one that is shown", async () => {
  const page = await startPage();
  const fonts = await page.evaluate(async () => {
    await document.fonts.ready;
    const loaded = [...document.fonts].filter(({ status }) => status === "loaded");
    return {
      weights: [...new Set(loaded.map(({ weight }) => weight))].sort(),
      names: [...new Set(loaded.map(({ family }) => family.replaceAll('"', "")))],
      isShown: ["400", "700"].map((weight) => document.fonts.check(`${weight} 16px "BIZ UDPGothic"`, "協働")),
    };
  });
  expect(fonts).toEqual({ weights: ["400", "700"], names: ["BIZ UDPGothic"], isShown: [true, true] });
});

describe("on a telephone and on a desk", () => {
  const pages: [string, (page: Page) => Promise<unknown>][] = [
    ["the start page", async () => {}],
    [
      "an answer with its surroundings unfolded",
      async (page) => {
        await page.getByLabel("小平市").check();
        await ask(page, QUESTION);
        for (const summary of await page.locator("summary").all()) await summary.click();
      },
    ],
    ["a declined question", (page) => reached(page, ELSEWHERE, "decline")],
    [
      "a comparison, unfolded",
      async (page) => {
        await reached(page, COMPARED, "compare");
        for (const summary of await page.locator("summary").all()) await summary.click();
      },
    ],
    ["a question back", (page) => reached(page, OF_EACH_CITY, "clarify")],
    ["a hand-off", (page) => reached(page, "職員と話したい", "handoff")],
    ["where to call for help", (page) => reached(page, "もう死にたい", "handoff")],
    ["small talk", (page) => reached(page, "こんにちは", "chat")],
    ["the start page with readings", (page) => page.goto(`${page.url()}?language=ja-easy`)],
    ["an answer with readings", (page) => inLanguage(page, "ja-easy", QUESTION)],
    ["a comparison with readings", (page) => inLanguage(page, "ja-easy", COMPARED)],
    ["an answer in English", (page) => inLanguage(page, "en", "How can I propose a project in Kodaira?")],
    ["a question without words", (page) => ask(page, " ")],
    ["a question that is one long word", (page) => ask(page, "a".repeat(3_000))],
    ["a question that is one long line", (page) => ask(page, "協".repeat(3_000))],
  ];

  test.each(pages)(
    "%s has no fault that axe knows, fits the width, and can be pressed with a finger",
    async (_, open) => {
      const page = await startPage({ viewport: { width: WIDTHS[0]!, height: 800 } });
      await open(page);
      for (const width of WIDTHS) expect(await faults(page, width), `at ${width} px`).toEqual([]);
    },
  );
});
