/**
 * Cases in the console in a real browser, on the desk as it is delivered: two people at one case, and a resident who was
 * handed over from the page and back.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../adapters/world/clock.ts";
import { ONLY_DESK } from "../../src/desks.ts";
import { type Account, type CaseNumber, NO_DESK, type Role } from "../../src/records.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { PASSWORD, passwordHash } from "../fixtures/signed-in.ts";
import { browser } from "./browser.ts";
import { faults, type Served, type Site, served, site, submitted } from "./site.ts";

const { cases: words, case: own, canned } = consoleWords;
const BASE = `/console/${ONLY_DESK}`;
const STAFF: readonly (readonly [login: string, name: string, role: Role])[] = [
  ["hara", "原 花子", "counsellor"],
  ["mori", "森 太郎", "manager"],
];

let chromium: Browser;
let desk: Served;
beforeAll(async () => {
  [desk, chromium] = await Promise.all([served(), browser()]);
  const password = await passwordHash();
  for (const [login, name, role] of STAFF) {
    const roles = { [ONLY_DESK]: role } as Account["roles"];
    const account = {
      login,
      name,
      password,
      roles,
      subject: undefined,
      isDisabled: false,
      createdAt: systemClock.now(),
    };
    await desk.within(({ accounts }) => accounts.save(account), NO_DESK);
  }
  await new Promise((resolve) => setTimeout(resolve, 2_500));
});
afterAll(() => Promise.all([chromium?.close(), desk?.close()]));

const opened: Site[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    await one.close();
    // A browser tells of each refusal, also of one that is meant.
    expect(one.complaints.filter((line) => !line.includes("409 (Conflict)"))).toEqual([]);
  }
});

async function opens(path: string, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const one = await site(chromium, desk, { path, ...options });
  opened.push(one);
  return one.page;
}
async function signedIn(login: string, options = {}): Promise<Page> {
  const page = await opens("/console/-/sign-in", options);
  await page.locator("#login").fill(login);
  await page.locator("#password").fill(PASSWORD);
  await submitted(page, () => page.locator("main button[type=submit]").click());
  return page;
}

const asks = (page: Page, text: string) =>
  page
    .locator("#question")
    .fill(text)
    .then(() => page.locator("#ask > .button").click());
/** A resident on the page who wished for a person, and the number of the case. */
async function handedOver(): Promise<{ readonly resident: Page; readonly number: CaseNumber }> {
  const resident = await opens("/");
  await submitted(resident, () => asks(resident, "小平市の協働とは何ですか"));
  await asks(resident, "職員と話したい");
  await resident
    .getByRole("status")
    .getByText(/（\d+番）/u)
    .waitFor();
  const [on] = await desk.within(({ cases }) => cases.list({ limit: 1 }));
  return { resident, number: on!.number };
}
const turn = (page: Page) => page.locator("#case-now .turn");
const pressed = (page: Page, label: string) =>
  submitted(page, () => page.getByRole("button", { name: label, exact: true }).click());

test("a resident is handed over from the page to the console and back, and nobody has to look again", async () => {
  const hara = await signedIn("hara");
  await hara.goto(`${BASE}/cases?list=waiting`);
  const { resident, number } = await handedOver();
  const link = hara.getByRole("link", { name: words.page.title(number), exact: true });
  await link.waitFor();
  await submitted(hara, () => link.click());
  await pressed(hara, own.buttons.take);
  await hara.locator("#reply-text").fill("まだ書いている");
  await asks(resident, "書類も要りますか");
  const log = hara.getByRole("log");
  await log.getByText("書類も要りますか").waitFor();
  expect(await log.getAttribute("aria-live")).toBe("polite");
  expect(await hara.locator("#reply-text").inputValue()).toBe("まだ書いている");

  await hara.locator("#reply-text").fill("はい、申請書が要ります。");
  await pressed(hara, own.windows.submits.reply);
  expect(await hara.locator(".as-read").textContent()).toBe("はい、申請書が要ります。");
  expect(await hara.locator("main").textContent()).toContain(
    own.windows.reply.cost({ left: undefined, isLimited: false, isStopped: false, isOnPage: true }),
  );
  await pressed(hara, own.windows.submits.preview);
  await resident.getByRole("log").getByText("はい、申請書が要ります。").waitFor();
  await log.getByText(own.thread.fate({ kind: "sent" })).waitFor();

  await hara.locator("details.act").last().locator("summary").click();
  await pressed(hara, own.windows.submits.close);
  await resident
    .getByRole("log")
    .getByText(new RegExp(`${number}番`, "u"))
    .last()
    .waitFor();
  await asks(resident, "国立市の自治会は市と協働できますか");
  await resident.locator("article.desk").last().getByRole("figure").first().waitFor();
});

test("of two people at one case each sees what the other does, and no half-written answer is lost", async () => {
  const { number } = await handedOver();
  const [hara, mori] = await Promise.all([signedIn("hara"), signedIn("mori")]);
  await Promise.all([hara, mori].map((page) => page.goto(`${BASE}/cases/${number}`)));
  await mori.locator("#reply-text").fill("森が書きかけた返信");
  await pressed(hara, own.buttons.take);
  await turn(mori).getByText(own.card.turn("with-person", "原 花子")).waitFor();
  expect(await mori.locator("#reply-text").inputValue()).toBe("森が書きかけた返信");
  expect(await mori.getByRole("button", { name: own.buttons.take, exact: true }).count()).toBe(0);

  await pressed(mori, own.windows.submits.reply);
  await mori
    .getByRole("alert")
    .getByText(own.whisper({ kind: "taken", number, staff: "" }, "原 花子"))
    .waitFor();
  expect(await mori.locator("#reply-text").inputValue()).toBe("森が書きかけた返信");
  await pressed(hara, own.buttons.release);
  await turn(mori).getByText(own.card.turn("waiting", undefined)).waitFor();
  await pressed(mori, own.windows.submits.reply);
  await pressed(mori, own.windows.submits.preview);
  await hara.getByRole("log").getByText("森が書きかけた返信").waitFor();
  await turn(hara).getByText(own.card.turn("with-resident", "森 太郎")).waitFor();
});

test.each([true, false])(
  "a canned text and a suggestion are put into the answer, with scripts: %s",
  async (javaScriptEnabled) => {
    const { number } = await handedOver();
    const mori = await signedIn("mori", { javaScriptEnabled });
    await mori.goto(`${BASE}/canned`);
    await mori.locator("#canned-title").fill(`窓口 ${javaScriptEnabled}`);
    await mori.locator("#canned-text").fill("9時から17時です。");
    await pressed(mori, canned.save);
    await mori.goto(`${BASE}/cases/${number}`);
    await mori.locator("#reply-text").fill("こんにちは。");
    await mori.locator("#canned").selectOption({ label: `窓口 ${javaScriptEnabled}` });
    const heading = await mori.locator("h1").elementHandle();
    await mori.locator("#insert-canned").click();
    await mori.waitForFunction(() => document.querySelector("textarea")?.value.includes("17時")).catch(() => {});
    expect(await mori.locator("#reply-text").inputValue()).toBe("こんにちは。\n\n9時から17時です。");
    // With scripts the page stays, and only the section is another.
    expect(await heading!.evaluate(({ isConnected }) => isConnected).catch(() => false)).toBe(javaScriptEnabled);
    await mori.locator("#insert-suggestion").click();
    await mori.locator("[name=quote]:checked").waitFor();
    expect(await mori.locator("#reply-text").inputValue()).toMatch(/17時です。\n\n.+/su);
  },
);

test("nothing is wrong with the pages of cases, on a telephone and on a desk", async () => {
  const { number } = await handedOver();
  const mori = await signedIn("mori");
  const paths = ["/cases", "/cases?list=closed&city=hino", `/cases/${number}`, `/cases/${number}/erase`, "/canned"];
  for (const path of paths) {
    await mori.goto(`${BASE}${path}`);
    for (const width of [360, 1_280]) {
      expect([path, width, await faults(mori, width)]).toEqual([path, width, []]);
    }
  }
  await mori.goto(`${BASE}/cases/${number}`);
  for (const act of await mori.locator("details.act summary").all()) await act.click();
  expect(await faults(mori, 360)).toEqual([]);
});
