/**
 * The private page of a case that began in LINE, in a real browser: with and without scripts, on a phone, by keyboard.
 */

import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model.ts";
import type { CaseNumber } from "../../src/records.ts";
import { privateWords } from "../../src/reply/private.ts";
import { type LineDesk, lineDesk } from "../end-to-end/line-desk.ts";
import { latestLink } from "../end-to-end/private-browser.ts";
import type { Resident } from "../end-to-end/resident.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { browser } from "./browser.ts";
import { faults } from "./faults.ts";
import { listening, submitted } from "./site.ts";

const { line, page: words } = privateWords.ja;
const NUMBER = 1 as CaseNumber;
const SECRET = "家族に知られたくないことです";
const ANSWER = "水曜にお電話ください";

let chromium: Browser;
let desk: LineDesk;
let resident: Resident;
let context: BrowserContext | undefined;
let complaints: string[] = [];
beforeAll(async () => {
  chromium = await browser();
});
afterAll(() => chromium?.close());
afterEach(async () => {
  await context?.close();
  expect(complaints.splice(0)).toEqual([]);
  expect(desk.wrongs()).toEqual([]);
  await desk.close();
});

/** A case in LINE, and the page that its link leads to. */
async function atTheDoor(options: BrowserContextOptions = {}): Promise<Page> {
  desk = await lineDesk({
    at: "2026-11-20T10:00",
    settings: { PRIVATE_PAGE: "always", BASE_URL: "http://localhost" },
  });
  await desk.start();
  resident = desk.resident(userId(1));
  await resident.writes("職員と話したい");
  context = await chromium.newContext({ ...options, baseURL: desk.origin });
  const page = await context.newPage();
  complaints = listening(page, [desk.origin]);
  await page.goto(latestLink(resident));
  return page;
}

async function inside(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await atTheDoor(options);
  await submitted(page, () => page.getByRole("button", { name: words.door.open }).click());
  return page;
}

async function answered(text: string): Promise<void> {
  await desk.cases("take", String(NUMBER));
  await desk.cases("answer", String(NUMBER), text);
}

const log = (page: Page) => page.getByRole("log");
const field = (page: Page) => page.getByLabel(words.form.label);

test("from a LINE case: the link is opened, the resident writes, and a person's answer arrives while the page is open", async () => {
  const page = await inside();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(words.caseTitle(NUMBER));
  await field(page).fill(SECRET);
  await submitted(page, () => page.getByRole("button", { name: words.form.submit }).click());
  expect(await log(page).getByRole("article").allTextContents()).toEqual([expect.stringContaining(SECRET)]);

  await field(page).fill("書きかけの文");
  await answered(ANSWER);
  expect(resident.reads()).toContain(line.answered);
  await log(page).getByText(ANSWER).waitFor();
  expect(await field(page).inputValue()).toBe("書きかけの文");
  expect(await log(page).getByRole("article").count()).toBe(2);

  await desk.cases("close", String(NUMBER));
  await log(page).getByText(words.notices.closed.title).waitFor();
  expect(JSON.stringify(resident.arrivals())).not.toMatch(new RegExp(`${SECRET}|${ANSWER}`, "u"));
});

test("without scripts it opens, takes what is written, and shows the answer to who looks again", async () => {
  const page = await inside({ javaScriptEnabled: false });
  await field(page).fill(SECRET);
  await submitted(page, () => page.getByRole("button", { name: words.form.submit }).click());
  await answered(ANSWER);
  await submitted(page, () => page.getByRole("link", { name: words.look }).click());
  expect(await log(page).textContent()).toContain(SECRET);
  expect(await log(page).textContent()).toContain(ANSWER);
});

test("by keyboard alone a resident opens the link, writes and leaves", async () => {
  const page = await atTheDoor();
  const reach = async (name: string) => {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
      if (focused === name) return;
    }
    expect.unreachable(`${name} is not reached`);
  };
  await reach(words.door.open);
  await submitted(page, () => page.keyboard.press("Enter"));
  while (!(await field(page).evaluate((element) => element === document.activeElement)))
    await page.keyboard.press("Tab");
  await page.keyboard.insertText(SECRET);
  await reach(words.form.submit);
  await submitted(page, () => page.keyboard.press("Enter"));
  expect(await log(page).textContent()).toContain(SECRET);
  await reach(words.leave.button);
  await submitted(page, () => page.keyboard.press("Enter"));
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(words.notices.left.title);
});

test("axe finds nothing, and nothing is too small or too wide, on any of its pages in any language", async () => {
  const page = await atTheDoor();
  const found = async () => {
    return (await faults(page)).map((fault) => `${page.url()}: ${fault}`);
  };
  expect(await found()).toEqual([]);
  await submitted(page, () => page.getByRole("button", { name: words.door.open }).click());
  await field(page).fill(`https://example.jp/${"長".repeat(300)}${"w".repeat(300)}`);
  await submitted(page, () => page.getByRole("button", { name: words.form.submit }).click());
  await answered(`${ANSWER} https://city.example.jp/${"w".repeat(100)}`);
  for (const language of LANGUAGES) {
    for (const path of ["/private", "/private/erase"]) {
      await page.goto(`${path}?language=${language}`);
      expect(await found()).toEqual([]);
    }
  }
  await desk.cases("close", String(NUMBER));
  await page.goto("/private");
  expect(await found()).toEqual([]);
});

test("whatever else its pages have to say, they say without a fault", async () => {
  const page = await inside();
  const told = async (at: Page, title: string) => {
    await at.getByText(title).first().waitFor();
    expect([title, await faults(at)]).toEqual([title, []]);
  };
  const { notices } = words;
  await field(page).fill(" \n");
  await submitted(page, () => page.getByRole("button", { name: words.form.submit }).click());
  await told(page, notices.blank.title);
  await page.locator("#write input[name=csrf]").evaluate((input) => input.setAttribute("value", "forged"));
  await field(page).fill(SECRET);
  await submitted(page, () => page.getByRole("button", { name: words.form.submit }).click());
  await told(page, notices.stale.title);
  expect(await field(page).inputValue()).toBe(SECRET);

  const elsewhere = await chromium.newContext({ baseURL: desk.origin });
  const other = await elsewhere.newPage();
  await other.goto(latestLink(resident));
  await told(other, notices.elsewhere.title);
  await other.goto(`/private/${"A".repeat(22)}`);
  await told(other, notices.gone.title);
  await elsewhere.close();

  await page.goto("/private/erase");
  await submitted(page, () => page.getByRole("button", { name: words.erase.sure }).click());
  await told(page, notices.eraseWithCase.title);
  await page.goto("/private");
  await submitted(page, () => page.getByRole("button", { name: words.leave.button }).click());
  await told(page, notices.left.title);
  // The browser tells of the status of a page, which is what it should be.
  expect(complaints.splice(0).filter((line) => !/status of 4\d\d/u.test(line))).toEqual([]);
});
