/**
 * The core of the console in a real browser: the door, the frame, people and the trail.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleWords } from "../../src/reply/console/console.ts";
import { NAMES, PASSWORD, type SignedIn, signedIn } from "../fixtures/signed-in.ts";
import { browser } from "./browser.ts";
import { faults, type Site, site } from "./site.ts";

const words = consoleWords;
const DOOR = "/console/-/sign-in";

let chromium: Browser;
let at: SignedIn;
let open: Site | undefined;
beforeAll(async () => {
  [chromium, at] = await Promise.all([browser(), signedIn()]);
});
afterAll(async () => {
  await at.close();
  await chromium.close();
});

async function opened(path: string, options: Parameters<typeof site>[2] = {}): Promise<Site> {
  open = await site(chromium, at, { path, ...options });
  return open;
}

async function enters(page: Page, login: string): Promise<void> {
  await page.getByLabel(words.signIn.login).fill(login);
  await page.getByLabel(words.signIn.password).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith(DOOR));
}

describe.each([360, 1280])("at %i px", (width) => {
  test("no page of the core has a fault that axe knows, is too wide or misses a finger", async () => {
    const { page, complaints, close } = await opened(`${at.base}/people`);
    const found: Record<string, string[]> = { door: await faults(page, width) };
    await enters(page, "manager");
    found.people = await faults(page, width);
    for (const path of ["/audit", "/audit?actor=nobody", "/audit?from=x"]) {
      await page.goto(`${at.base}${path}`);
      found[path] = await faults(page, width);
    }
    await page.goto("/console/-/account");
    found.account = await faults(page, width);
    await page.goto(`${at.base}/people`);
    await page.locator("main #login").fill(`new-${width}`);
    await page.locator("main #name").fill("新しい人");
    await page.getByRole("button", { name: words.people.add, exact: true }).click();
    await page.getByRole("heading", { name: words.people.onceTitle }).waitFor();
    found.once = await faults(page, width);
    const noise = (complaint: string) => !complaint.includes("400 (Bad Request)");
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    expect(complaints.filter(noise)).toEqual([]);
    await close();
  });
});

test("without a script one signs in, changes a role and signs out, by the keyboard alone", async () => {
  await at.account({ login: "helper", name: "助っ人", roles: { test: "viewer" } as never });
  const { page, close } = await opened(`${at.base}/people`, { javaScriptEnabled: false });
  await enters(page, "manager");
  const role = page.getByLabel(words.people.roleOf("助っ人"));
  await role.focus();
  await role.selectOption("counsellor");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText(words.people.changed).waitFor();
  expect(await role.inputValue()).toBe("counsellor");
  await page.getByRole("button", { name: words.frame.signOut }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(words.signIn.signedOut).waitFor();
  await page.goto(`${at.base}/people`);
  expect(new URL(page.url()).pathname).toBe(DOOR);
  await close();
});

test("the way past the header leads to the page, and the menu says where one is", async () => {
  const { page, close } = await opened(`${at.base}/people`);
  await enters(page, "manager");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#main");
  const menu = page.getByRole("navigation", { name: words.frame.navigation });
  expect(await menu.locator("[aria-current=page]").allTextContents()).toEqual([words.people.title]);
  expect(await page.locator(".who-name").textContent()).toBe(`${NAMES.manager}（${words.frame.roles.manager}）`);
  await close();
});

test("what changes at the desk is shown on a page that is open, without loading it anew", async () => {
  const { page, complaints, close } = await opened(`${at.base}/cases`);
  await enters(page, "counsellor");
  await page.evaluate(() => document.body.setAttribute("data-stayed", ""));
  const { number } = await (async () => {
    const resident = at.desk.resident("user:LIVE");
    await resident.writes("小平市の協働とは何ですか");
    await resident.writes("人と話したい");
    return resident.latestCase();
  })();
  await at.look();
  await page.locator(`a[href="${at.base}/cases/${number}"]`).first().waitFor({ timeout: 10_000 });
  expect(await page.locator("body[data-stayed]").count()).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});

test("a page that is open when its session ends leads to the door by itself", async () => {
  const { page, close } = await opened(`${at.base}/cases`);
  await enters(page, "viewer");
  const other = at.stranger();
  await other.signIn("viewer");
  await other.post("/console/-/sign-out-everywhere");
  await page.waitForURL((url) => url.pathname === DOOR, { timeout: 10_000 });
  await close();
});
