/**
 * What stays on the page of a conversation and what goes, in a real browser: words half written, words erased, and what the
 * centre itself has to say.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { type BusyDesk, busyDesk, CONSOLE, NOTICE, pressed } from "./busy-desk.ts";
import { faults } from "./faults.ts";
import { type Site, type SiteOptions, signedIn, site, submitted } from "./site.ts";
import { answers, ask, ELSEWHERE, field, log, QUESTION } from "./talk.ts";

const words = pageWords.ja;
const { buttons, records } = conversationWords.ja;
const SECRET = "小平市の秘密の相談です。協働とは何ですか";

let chromium: Browser;
let desk: BusyDesk;
beforeAll(async () => {
  chromium = await browser();
  desk = await busyDesk(chromium);
}, 120_000);
afterAll(() => Promise.all([chromium?.close(), desk?.close()]));

let opened: Site | undefined;
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});
async function startPage(options: SiteOptions = {}): Promise<Page> {
  opened = await site(chromium, desk, options);
  return opened.page;
}
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).last().click();

test("what was erased is gone from every page that shows it, without loading one anew", async () => {
  const page = await startPage();
  await ask(page, SECRET);
  const other = await page.context().newPage();
  await other.goto("/");
  await field(other).fill("書きかけの文");
  await ask(page, "わたしの記録を消して");
  for (const one of [page, other]) await one.evaluate(() => document.body.setAttribute("data-same", "yes"));
  await press(page, buttons.erase);
  for (const one of [page, other]) {
    await log(one).getByText(records.erased).waitFor();
    expect(await one.locator("main").textContent()).not.toContain("秘密の相談");
    expect(await one.locator("article").count()).toBe(1);
    expect(await one.locator("body[data-same]").count()).toBe(1);
  }
  expect(await field(other).inputValue()).toBe("書きかけの文");
  await ask(page, QUESTION);
  await log(other).getByText(QUESTION).waitFor();
});

test.each([true, false])(
  "words that are half written outlive the press of an example, with scripts: %s",
  async (on) => {
    const page = await startPage({ javaScriptEnabled: on });
    await page.getByLabel("小平市").check();
    await field(page).fill("\n書きかけの <質問>");
    await submitted(page, () => page.getByRole("button", { name: words.form.examples[0]! }).click());
    expect(await page.locator("article.resident .said").allTextContents()).toEqual([words.form.examples[0]!]);
    expect(await answers(page).first().locator("cite").first().textContent()).toContain("小平市");
    expect(await field(page).inputValue()).toBe("\n書きかけの <質問>");
  },
);

test("they outlive the press of a button of an answer too, and go with the question that they become", async () => {
  const page = await startPage();
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  await field(page).fill("書きかけの質問");
  await press(page, buttons.helpful);
  await log(page).getByText(conversationWords.ja.feedback.helpful).waitFor();
  expect(await field(page).inputValue()).toBe("書きかけの質問");
  await page.locator("#ask > .button").click();
  await page.locator("article.resident").getByText("書きかけの質問").waitFor();
  expect(await field(page).inputValue()).toBe("");
});

test("what the centre says stands before a question and behind an answer, line by line, and never as a quotation", async () => {
  const page = await startPage();
  expect(await page.locator("section.centre .said").textContent()).toBe(NOTICE);
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  const centre = log(page).locator("article.centre");
  expect(await centre.getByRole("heading").textContent()).toBe(words.talk.fromCentre);
  const said = centre.locator(".said");
  expect(await said.textContent()).toContain(NOTICE);
  expect(await said.evaluate((element) => getComputedStyle(element).whiteSpace)).toBe("pre-wrap");
  expect(await said.getByRole("link").getAttribute("href")).toBe("https://city.example.jp/teian");
  expect(await centre.locator("figure, blockquote").count()).toBe(0);
  const answer = log(page).locator("article.desk");
  expect(await answer.locator("blockquote").first().isVisible()).toBe(true);
  expect(await answer.textContent()).not.toContain("市民協働センター1階");
  expect(await answer.locator(".suggestion, .action").first().isVisible()).toBe(true);
  expect(await faults(page)).toEqual([]);
  await ask(page, ELSEWHERE);
  expect(await centre.count()).toBe(1);
});

test("nothing in what the centre says, is called or answers runs on a resident's page", async () => {
  const EVIL = `<img src=x onerror=alert(1)></p></textarea><script>alert(2)</script>"'&<hx-partial hx-target="body">`;
  const { page: mori, close } = await signedIn(chromium, desk, { login: "mori" });
  await mori.goto(`${CONSOLE}/notices/new`);
  await mori.locator("#words").fill("自治会");
  await mori.locator("#text").fill(EVIL);
  await mori.locator("#from").fill("2026-01-01");
  await mori.locator("#until").fill("2098-12-31");
  await pressed(mori, "保存して承認を待つ");
  const { page: hara, close: closeHara } = await signedIn(chromium, desk, { login: "hara" });
  await hara.goto(new URL(mori.url()).pathname);
  await pressed(hara, "承認する");
  await desk.terminal("cases", "set", "name", EVIL.slice(0, 60));
  const page = await startPage();
  page.on("dialog", (dialog) => opened!.complaints.push(dialog.message()));
  await page.getByText("<img src=x").first().waitFor();
  await ask(page, "国立市の自治会は市と協働できますか");
  expect(await log(page).locator("article.centre .said").first().textContent()).toContain(EVIL);
  await ask(page, "国立市の自治会とは何ですか");
  expect(await page.locator("img[src=x], script:not([src]), main hx-partial").count()).toBe(0);
  await Promise.all([close(), closeHara()]);
});
