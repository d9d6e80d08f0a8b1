/**
 * Every page of the console, with something in it, as each role sees it: no fault that axe knows, nothing too wide, nothing
 * that a finger misses.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/records.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { browser } from "./browser.ts";
import { type BusyDesk, busyDesk, CLERKS, CONSOLE, pressed } from "./busy-desk.ts";
import { faults } from "./faults.ts";
import { type Site, signedIn, site, submitted } from "./site.ts";

const words = consoleWords;
const { windows, buttons } = words.case;

let chromium: Browser;
let desk: BusyDesk;
const inside = {} as Record<Role, Site>;
beforeAll(async () => {
  chromium = await browser();
  desk = await busyDesk(chromium);
  for (const { login, role } of Object.values(CLERKS)) inside[role] = await signedIn(chromium, desk, { login });
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  await desk?.close();
});

const as = (role: Role, path: string): Promise<Page> =>
  inside[role].page.goto(path.startsWith("/console") ? path : `${CONSOLE}${path}`).then(() => inside[role].page);
const hrefs = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));

/** What the menu leads to, with a word of what must stand there. */
const AREAS: Readonly<Record<string, string>> = {
  "/cases": "国立市",
  "/search": words.search.submit,
  "/questions": "住民票",
  "/figures": "小平市",
  "/canned": "様式の受け取り方",
  "/notices": "今年度の協働事業",
  "/settings": "火-土 9:00-17:00",
  "/people": "久保 恵",
  "/audit": "森 太郎",
  "/state": words.state.title,
};

test.each<[Role, readonly string[]]>([
  ["manager", []],
  ["counsellor", ["/people", "/audit"]],
  ["viewer", ["/people", "/audit"]],
])(
  "what the menu of a %s leads to has no fault, and there is something in it",
  async (role, hidden) => {
    const page = await as(role, "/cases");
    const areas = (await hrefs(page, ".menu a")).map((path) => path.slice(CONSOLE.length));
    expect(areas).toEqual(Object.keys(AREAS).filter((path) => !hidden.includes(path)));
    const found: Record<string, string[]> = {};
    for (const path of areas) {
      await as(role, path);
      expect.soft(await page.locator("main").textContent(), path).toContain(AREAS[path]);
      found[path] = await faults(page);
    }
    for (const path of [`/cases/${desk.cases.answered}`, `/cases/${desk.cases.closed}`]) {
      await as(role, path);
      found[path] = await faults(page);
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])));
  },
  120_000,
);

/** What is behind those pages: how one gets there, and where one then is. */
const BEHIND: readonly (readonly [name: string, role: Role, open: (page: Page) => Promise<unknown>, sees: string])[] = [
  ["closed cases of a city", "viewer", () => as("viewer", "/cases?list=closed&city=hino"), "日野市"],
  ["a list without a case", "viewer", () => as("viewer", "/cases?list=overdue&channel=line"), words.cases.queue.none],
  [
    "a reply that is read before it is sent",
    "counsellor",
    async (page) => {
      await as("counsellor", `/cases/${desk.cases.answered}`);
      for (const act of await page.locator("details.act summary").all()) await act.click();
      await page.locator("#reply-text").fill("お電話でもご案内できます。");
      await pressed(page, windows.submits.reply);
    },
    windows.reply.asRead,
  ],
  [
    "a reply without words",
    "counsellor",
    async (page) => {
      await as("counsellor", `/cases/${desk.cases.answered}`);
      await pressed(page, windows.submits.reply);
    },
    windows.reply.text,
  ],
  [
    "all that can be done with a case",
    "manager",
    async (page) => {
      await as("manager", `/cases/${desk.cases.waiting}`);
      await pressed(page, buttons.take);
      for (const act of await page.locator("details.act summary").all()) await act.click();
    },
    windows.submits.close,
  ],
  [
    "the question whether all is to be erased",
    "manager",
    () => as("manager", `/cases/${desk.cases.closed}/erase`),
    words.cases.forms.sure,
  ],
  [
    "what a search found",
    "viewer",
    async (page) => {
      await as("viewer", "/search");
      await page.locator("#q").fill("様式");
      await pressed(page, words.search.submit);
    },
    words.search.results,
  ],
  [
    "a question asked again, explanation and all",
    "viewer",
    async (page) => {
      await as("viewer", "/questions");
      await submitted(page, () => page.locator("main table button").first().click());
      for (const summary of await page.locator("main summary").all()) await summary.click();
    },
    words.questions.trial.title,
  ],
  ["figures of a year", "viewer", () => as("viewer", "/figures?weeks=52"), "2026"],
  [
    "a text for replies",
    "manager",
    async (page) => {
      await as("manager", "/canned");
      await submitted(page, () => page.locator(`main a[href*="/canned/"]`).first().click());
    },
    words.canned.remove,
  ],
  ["a blank notice", "counsellor", () => as("counsellor", "/notices/new"), words.notices.save],
  [
    "a notice with faults",
    "counsellor",
    async (page) => {
      await as("counsellor", "/notices/new");
      await page.locator("#words").fill("あ");
      await page.locator("#text").fill("文");
      await page.locator("#from").fill("2026-12-02");
      await page.locator("#until").fill("2026-12-01");
      await pressed(page, words.notices.save);
    },
    words.notices.faulty,
  ],
  [
    "a notice that is looked at before it is kept",
    "manager",
    async (page) => {
      await as("manager", "/notices");
      await submitted(page, () => page.locator(`main li a[href*="/notices/"]`).first().click());
      await pressed(page, words.notices.preview);
    },
    words.notices.previewHint,
  ],
  [
    "a setting that cannot be read",
    "manager",
    async (page) => {
      await as("manager", "/settings");
      await page.locator("main textarea").first().fill("いつも");
      await pressed(page, words.settings.save);
    },
    "「いつも」",
  ],
  [
    "the password of somebody new, and nobody else's",
    "manager",
    async (page) => {
      await as("manager", "/people");
      await page.locator("main #login").fill("new");
      await page.locator("main #name").fill("新しい人");
      await pressed(page, words.people.add);
    },
    words.people.onceText,
  ],
  [
    "somebody who is there already",
    "manager",
    async (page) => {
      await as("manager", "/people");
      await page.locator("main #login").fill("kubo");
      await pressed(page, words.people.add);
    },
    words.people.faults.here,
  ],
  ["the trail of a day that is none", "manager", () => as("manager", "/audit?from=x"), words.audit.title],
  ["one's own account", "viewer", () => as("viewer", "/console/-/account"), words.signIn.account.rules],
  [
    "a new password that was typed twice unlike",
    "viewer",
    async (page) => {
      await as("viewer", "/console/-/account");
      const fields = page.locator("main input[type=password]");
      for (const at of [0, 1, 2]) await fields.nth(at).fill(`something long ${at}`);
      await pressed(page, words.signIn.account.change);
    },
    words.signIn.account.unlike,
  ],
  ["what there is not", "viewer", () => as("viewer", "/cases/999"), words.frame.refusals["not-found"].text],
  ["what one may not", "viewer", () => as("viewer", "/people"), words.frame.refusals["not-allowed"].text],
  [
    "a form that is not of this session, with what was typed",
    "manager",
    async (page) => {
      await as("manager", "/canned");
      await page.locator("#canned-title").fill("書きかけの名前");
      await page.locator("#canned-text").fill("書きかけの文");
      await page
        .locator("main input[name=csrf]")
        .first()
        .evaluate((input) => input.setAttribute("value", "x"));
      await pressed(page, words.canned.save);
    },
    "書きかけの文",
  ],
];
test("letters of a chart are as large on a narrow telephone as small print may be", async () => {
  const page = await as("viewer", "/figures?weeks=12");
  await page.setViewportSize({ width: 360, height: 800 });
  const heights = await page
    .locator(".chart-text")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(12);
});

test.each(BEHIND)("%s, as a %s sees it, has no fault", async (_, role, open, sees) => {
  const { page } = inside[role];
  await open(page);
  expect(await page.locator("main").innerHTML()).toContain(sees);
  expect(await faults(page)).toEqual([]);
});

test("the door has no fault: as it is found, after a wrong password, and when it is shut to who guesses", async () => {
  const { page, close } = await site(chromium, desk, { path: "/console/-/sign-in" });
  expect(await faults(page)).toEqual([]);
  const guess = async () => {
    await page.locator("#login").fill("nobody");
    await page.locator("#password").fill("wrong password");
    await pressed(page, words.signIn.submit);
  };
  await guess();
  expect(await page.getByRole("alert").textContent()).toContain(words.signIn.refused);
  expect(await faults(page)).toEqual([]);
  await expect
    .poll(
      async () => {
        await guess();
        return page.locator("main").textContent();
      },
      { timeout: 25_000, interval: 50 },
    )
    .not.toContain(words.signIn.refused);
  expect(await faults(page)).toEqual([]);
  await close();
});

test("whoever comes with a password that another made is led to a page without faults to change it", async () => {
  const said = await desk.terminal("user", "add", "fresh", "--name", "新井 空", "--role", "viewer", "--start");
  const { page, close } = await site(chromium, desk, { path: "/console/-/sign-in" });
  await page.locator("#login").fill("fresh");
  await page.locator("#password").fill(/：(\S+)/u.exec(said)![1]!);
  await pressed(page, words.signIn.submit);
  expect(await page.locator("main").textContent()).toContain(words.signIn.account.mustChange);
  expect(await faults(page)).toEqual([]);
  await close();
});
