/**
 * The resident's page in a real browser, on the desk as it is delivered: what a person sees, hears and reaches by keyboard,
 * with and without scripts.
 */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { faults } from "./faults.ts";
import { type Served, type Site, STAFF, served, site, submitted } from "./site.ts";
import { answers, ask, COMPARED, ELSEWHERE, field, handedOver, log, personSays, QUESTION } from "./talk.ts";

const words = pageWords.ja;
const { buttons } = conversationWords.ja;
/** On it the texts differ, so that the desk asks back which city is meant. */
const OF_EACH_CITY = "協働とは何ですか";
const CITIES = 5;

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

const press = (page: Page, name: string) => answers(page).last().getByRole("button", { name, exact: true }).click();

/** The server's answers come without what it would keep in the browser. */
async function withoutCookies(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.context().route(`${desk.origin}/**`, async (route) => {
    const request = route.request();
    const { cookie, ...sent } = await request.allHeaders();
    const body = request.postDataBuffer();
    const answer = await fetch(request.url(), {
      method: request.method(),
      headers: sent,
      body: body && new Uint8Array(body),
    });
    const { "set-cookie": kept, "content-encoding": packed, ...headers } = Object.fromEntries(answer.headers);
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
}

describe("by keyboard alone", () => {
  test("a resident chooses a city, asks, reads the quotation, its source and its date, and rates it", async () => {
    const page = await startPage();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.skipToMain);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    while (!(await page.getByLabel("小平市").isChecked())) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.insertText(QUESTION);
    await page.keyboard.press("Tab");
    await submitted(page, () => page.keyboard.press("Enter"));

    const quotation = log(page).getByRole("figure").first();
    expect(await quotation.locator("blockquote").textContent()).toContain("協働");
    expect(await quotation.locator("cite").textContent()).toContain("小平市協働の推進に関する指針（平成30年12月改定）");
    await page.getByRole("button", { name: buttons.helpful }).focus();
    await page.keyboard.press("Enter");
    await log(page).getByText(conversationWords.ja.feedback.helpful).waitFor();
  });

  test("reading goes on at the answer, not at the top of the page", async () => {
    const page = await startPage();
    await ask(page, QUESTION);
    expect(new URL(page.url()).hash).toBe("#latest");
    await page.keyboard.press("Tab");
    const isBehind = await page.evaluate((following) => {
      const order = document.querySelector("#latest")!.compareDocumentPosition(document.activeElement!);
      return (order & following) !== 0;
    }, FOLLOWING);
    expect(isBehind).toBe(true);
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

test("without scripts the page asks, answers, asks back, compares, hands over, and is found again", async () => {
  const page = await startPage({ javaScriptEnabled: false });
  const send = (question: string) =>
    field(page)
      .fill(question)
      .then(() => submitted(page, () => page.locator("#ask > .button").click()));
  await send(OF_EACH_CITY);
  await submitted(page, () => press(page, "小平市"));
  expect(new Set(await log(page).locator(".quotation .city").allTextContents())).toEqual(new Set(["小平市"]));
  await send(COMPARED);
  expect(await log(page).getByRole("table", { name: words.comparison.caption }).isVisible()).toBe(true);
  await send("職員と話したい");
  const [, number] = /（(\d+)番）/u.exec((await page.getByRole("status").textContent())!)!;
  await personSays(desk, number!, "山田です。\nお待たせしました。");
  while ((await page.locator("article.person").count()) === 0)
    await submitted(page, () => page.getByRole("link", { name: words.talk.look }).click());
  expect(await page.locator("article.person .said").textContent()).toBe("山田です。\nお待たせしました。");
  await page.goto("/texts");
  await submitted(page, () => page.getByRole("link", { name: words.siteName }).click());
  expect(await page.locator("article.resident").first().locator(".said").textContent()).toBe(OF_EACH_CITY);
});

test("an example asks itself with one press, for the city that is chosen", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await submitted(page, () => page.getByRole("button", { name: words.form.examples[0]! }).click());
  expect(await page.locator("article.resident .said").textContent()).toBe(words.form.examples[0]!);
  expect(await log(page).locator("cite").first().textContent()).toContain("小平市");
});

test("the next answer comes into the page, in sight, the field is empty and the address as it was", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  await page.evaluate(() => document.body.setAttribute("data-same", "yes"));
  await ask(page, ELSEWHERE);
  expect(await page.evaluate(() => document.body.getAttribute("data-same"))).toBe("yes");
  expect(await field(page).inputValue()).toBe("");
  expect(await page.locator("article.resident .said").allTextContents()).toEqual([QUESTION, ELSEWHERE]);
  const { y } = (await answers(page).last().boundingBox())!;
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(page.viewportSize()!.height / 2);
});

test("a button of an answer goes on from it, without scripts as with them, and an older one still works", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  await ask(page, ELSEWHERE);
  await answers(page).first().getByRole("button", { name: buttons.otherCities }).click();
  await log(page).getByRole("table").waitFor();
  expect(await page.locator("article.resident .said").last().textContent()).toBe(buttons.otherCities);
});

test("cities are compared in a table with a row for each, at every width", async () => {
  const page = await startPage();
  await ask(page, COMPARED);
  const table = log(page).getByRole("table", { name: words.comparison.caption });
  for (const width of [1_280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await table.getByRole("row").count()).toBe(CITIES + 1);
    expect(await table.getByRole("rowheader").count()).toBe(CITIES);
  }
});

test("the language that is set is that of page and answer, and stays; quotations stay Japanese", async () => {
  const page = await startPage();
  await submitted(page, () => page.getByRole("link", { name: "English" }).click());
  expect(await page.title()).toBe(pageWords.en.siteName);
  await page.getByLabel("Kodaira").check();
  await ask(page, QUESTION);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await answers(page).first().locator(".lead").first().textContent()).not.toMatch(/[ぁ-ゖ]/u);
  expect(await log(page).locator("blockquote").first().getAttribute("lang")).toBe("ja");
  await page.locator("#ask-choices summary").click();
  await page.locator("input[value=ja-easy]").check();
  await field(page).fill(QUESTION);
  await submitted(page, () => page.locator("#ask > .button").click());
  expect(await page.locator("html").getAttribute("lang")).toBe("ja");
  expect(await page.locator("body").getAttribute("class")).toBe("ja-easy");
  expect(await answers(page).last().locator(".lead ruby").count()).toBeGreaterThan(0);
  expect(await page.locator("blockquote ruby, cite ruby, .said ruby").count()).toBe(0);
});

test("a person's answer arrives by itself, in the live region, under the person's name, and takes nothing from the field", async () => {
  const page = await startPage();
  await ask(page, QUESTION);
  const number = await handedOver(page);
  await field(page).fill("書きかけの文");
  await personSays(desk, number, "<b>原</b>です。");
  const turn = log(page).locator("article.person");
  await turn.waitFor();
  expect(await log(page).getAttribute("aria-live")).toBe("polite");
  expect(await turn.getByRole("heading").textContent()).toBe(words.talk.person(conversationWords.ja.person));
  expect(await turn.locator(".said").textContent()).toBe("<b>原</b>です。");
  expect(await field(page).inputValue()).toBe("書きかけの文");
  expect(await page.locator("article").count()).toBe(
    new Set(await page.locator("article[id]").evaluateAll((all) => all.map(({ id }) => id))).size,
  );
});

test("where to call for help is in sight at once on a telephone", async () => {
  const page = await startPage({ viewport: { width: 360, height: 640 } });
  await ask(page, "もう死にたい");
  const lead = (await answers(page).first().locator(".lead").first().boundingBox())!;
  expect(await answers(page).first().locator(".lead").first().textContent()).toContain("119");
  expect(lead.y).toBeGreaterThanOrEqual(0);
  expect(lead.y).toBeLessThanOrEqual(320);
});

test("odd letters survive the way there and back, and nothing of them runs", async () => {
  const odd = `一行目\n  "二" & '三' <script>alert(1)</script></textarea> 👨‍👩‍👧 𠮷 한국어 العربية`;
  const page = await startPage();
  page.on("dialog", (dialog) => opened!.complaints.push(dialog.message()));
  await ask(page, odd);
  await ask(page, `${odd}<hx-partial hx-target="body">`);
  const said = await page.locator("article.resident .said").allTextContents();
  expect(said).toEqual([odd, `${odd}<hx-partial hx-target="body">`]);
});

test("what is refused stays in the field, with the reason, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await startPage({ javaScriptEnabled });
    await field(page).fill(QUESTION);
    await submitted(page, () => page.locator("#ask > .button").click());
    await page.locator("#ask-hidden input[name=talk]").evaluate((input) => input.setAttribute("value", "forged"));
    await field(page).fill("もう一つ");
    await page.locator("#ask > .button").click();
    await page.getByRole("alert").getByText(words.notices.staleForm.title).waitFor();
    expect(await field(page).inputValue()).toBe("もう一つ");
    // A browser tells of the status of a page, which is what it should be.
    const status = opened!.complaints.splice(0);
    expect(status.every((complaint) => complaint.includes("403"))).toBe(true);
    if (javaScriptEnabled) await opened!.close();
  }
});

test("a browser that takes no cookie talks on in its page, which says so", async () => {
  const page = await startPage();
  await withoutCookies(page);
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  expect(await page.locator(".notice").textContent()).toContain(words.talk.cookieless.title);
  await ask(page, ELSEWHERE);
  expect(await page.locator("article.resident .said").allTextContents()).toEqual([QUESTION, ELSEWHERE]);
  expect(await faults(page)).toEqual([]);
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

test("a page and all that it gets but fonts is under 200 kB", async () => {
  const page = await startPage();
  const sizes: number[] = [];
  page.on("requestfinished", async (request) => {
    if (request.resourceType() === "font") return;
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    sizes.push(responseBodySize + responseHeadersSize);
  });
  await ask(page, COMPARED);
  for (let i = 0; i < 5; i++) await ask(page, COMPARED);
  sizes.length = 0;
  await page.context().route("**/assets/**", (route) => route.continue());
  await page.reload({ waitUntil: "networkidle" });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(200_000);
});
