/**
 * The door of the console and its frame in a real browser: signing in and out, who may do what, and the way by keyboard.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/records.ts";
import { consoleWords as words } from "../../src/reply/console/console.ts";
import { browser } from "./browser.ts";
import { CLERKS, CONSOLE, pressed } from "./busy-desk.ts";
import { PASSWORD, type Served, served, signedIn, site, submitted } from "./site.ts";
import { ask, handedOver, QUESTION } from "./talk.ts";

const DOOR = "/console/-/sign-in";

let chromium: Browser;
let desk: Served;
let number: string;
beforeAll(async () => {
  [desk, chromium] = await Promise.all([served({ staff: Object.values(CLERKS) }), browser()]);
  const { page, close } = await site(chromium, desk);
  await ask(page, QUESTION);
  number = await handedOver(page);
  await close();
});
afterAll(() => Promise.all([chromium?.close(), desk?.close()]));

test("whoever is not signed in is led to the door, and from there to where they wished to go", async () => {
  const { page, complaints, close } = await site(chromium, desk, { path: `${CONSOLE}/figures` });
  expect(new URL(page.url()).pathname).toBe(DOOR);
  await page.getByLabel(words.signIn.login).fill("kubo");
  await page.getByLabel(words.signIn.password).fill(PASSWORD);
  await submitted(page, () => page.keyboard.press("Enter"));
  expect(new URL(page.url()).pathname).toBe(`${CONSOLE}/figures`);
  expect(complaints).toEqual([]);
  await close();
});

test("a wrong password says no more than that, keeps the login that was typed, and lets nobody in", async () => {
  const { page, close } = await site(chromium, desk, { path: DOOR });
  await page.locator("#login").fill("kubo");
  await page.locator("#password").fill("not the password");
  await pressed(page, words.signIn.submit);
  expect(await page.getByRole("alert").textContent()).toContain(words.signIn.refused);
  expect(await page.locator("#login").inputValue()).toBe("kubo");
  expect(await page.locator("#password").inputValue()).toBe("");
  await page.goto(`${CONSOLE}/cases`);
  expect(new URL(page.url()).pathname).toBe(DOOR);
  await close();
});

test("without a script and by keyboard alone one signs in, changes a role and signs out", async () => {
  await desk.terminal("user", "add", "helper", "--name", "助っ人", "--role", "viewer");
  const { page, close } = await site(chromium, desk, { path: `${CONSOLE}/people`, javaScriptEnabled: false });
  const reach = async (selector: string) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      if (await page.locator(selector).evaluate((element) => element === document.activeElement)) return;
    }
    expect.unreachable(`${selector} is not reached`);
  };
  await reach("#login");
  await page.keyboard.insertText("mori");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText(PASSWORD);
  await submitted(page, () => page.keyboard.press("Enter"));
  const role = `select[aria-label="${words.people.roleOf("助っ人")}"]`;
  await reach(role);
  await page.keyboard.insertText(words.frame.roles.counsellor);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await submitted(page, () => page.keyboard.press("Enter"));
  await page.getByText(words.people.changed).waitFor();
  expect(await page.locator(role).inputValue()).toBe("counsellor");
  await reach(".who button");
  await submitted(page, () => page.keyboard.press("Enter"));
  await page.getByText(words.signIn.signedOut).waitFor();
  await page.goto(`${CONSOLE}/people`);
  expect(new URL(page.url()).pathname).toBe(DOOR);
  await close();
});

test("the way past the header leads to the page, and the menu says where one is", async () => {
  const { page, close } = await signedIn(chromium, desk, { login: "mori" });
  await page.goto(`${CONSOLE}/people`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#main");
  const menu = page.getByRole("navigation", { name: words.frame.navigation });
  expect(await menu.locator("[aria-current=page]").allTextContents()).toEqual([words.people.title]);
  expect(await page.locator(".who-name").textContent()).toBe(`森 太郎（${words.frame.roles.manager}）`);
  await close();
});

const acts = (page: Page, names: readonly string[]) =>
  Promise.all(names.map((name) => page.locator("main").getByRole("button", { name, exact: true }).count()));
const ACTS = [words.case.buttons.take, words.settings.save, words.people.add, words.canned.save] as const;

test.each<[Role, readonly number[]]>([
  ["viewer", [0, 0, 0, 0]],
  ["counsellor", [1, 0, 0, 0]],
  ["manager", [1, 1, 1, 1]],
])(
  "a %s is offered what the role may do and nothing else, and an address that is typed changes nothing of it",
  async (role, may) => {
    const { page, close } = await signedIn(chromium, desk, { login: CLERKS[role].login });
    const paths = [`/cases/${number}`, "/settings", "/people", "/canned"];
    for (const [at, path] of paths.entries()) {
      const status = (await page.goto(`${CONSOLE}${path}`))!.status();
      expect([path, status]).toEqual([path, path === "/people" && role !== "manager" ? 403 : 200]);
      const [offered] = await acts(page, [ACTS[at]!]);
      expect([path, offered! > 0]).toEqual([path, may[at] === 1]);
    }
    await close();
  },
);

test("a page that is open when its session ends leads to the door by itself", async () => {
  const { page, close } = await signedIn(chromium, desk, { login: "kubo" });
  await page.goto(`${CONSOLE}/cases`);
  await desk.terminal("user", "sign-out", "kubo");
  await page.waitForURL((url) => url.pathname === DOOR);
  await close();
});
