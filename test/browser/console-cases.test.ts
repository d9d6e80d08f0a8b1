/**
 * Cases in the console in a real browser, on the desk as it is delivered: two people at one case, and a resident who was
 * handed over from the page and back.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { CaseNumber } from "../../src/records.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { browser } from "./browser.ts";
import { CONSOLE as BASE, CLERKS } from "./busy-desk.ts";
import { type Served, type Site, type SiteOptions, served, signedIn, site, submitted } from "./site.ts";
import { ask, handedOver } from "./talk.ts";

const { cases: words, case: own, canned } = consoleWords;

let chromium: Browser;
let desk: Served;
beforeAll(async () => {
  [desk, chromium] = await Promise.all([served({ staff: Object.values(CLERKS) }), browser()]);
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

const kept = ({ page, ...one }: Site): Page => {
  opened.push({ page, ...one });
  return page;
};
const enters = async (login: string, options: SiteOptions = {}) =>
  kept(await signedIn(chromium, desk, { login, ...options }));
const asks = (page: Page, text: string) =>
  page
    .locator("#question")
    .fill(text)
    .then(() => page.locator("#ask > .button").click());
/** A resident on the page who wished for a person, and the number of the case. */
async function atThePage(): Promise<{ readonly resident: Page; readonly number: string }> {
  const resident = kept(await site(chromium, desk));
  await ask(resident, "小平市の協働とは何ですか");
  return { resident, number: await handedOver(resident) };
}
const turn = (page: Page) => page.locator("#case-now .turn");
const pressed = (page: Page, label: string) =>
  submitted(page, () => page.getByRole("button", { name: label, exact: true }).click());

test("a resident is handed over from the page to the console and back, and nobody has to look again", async () => {
  const hara = await enters("hara");
  await hara.goto(`${BASE}/cases?list=waiting`);
  const { resident, number } = await atThePage();
  const link = hara.getByRole("link", { name: words.page.title(Number(number) as CaseNumber), exact: true });
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
  const { number } = await atThePage();
  const [hara, mori] = await Promise.all([enters("hara"), enters("mori")]);
  await Promise.all([hara, mori].map((page) => page.goto(`${BASE}/cases/${number}`)));
  await mori.locator("#reply-text").fill("森が書きかけた返信");
  await pressed(hara, own.buttons.take);
  await turn(mori).getByText(own.card.turn("with-person", "原 花子")).waitFor();
  expect(await mori.locator("#reply-text").inputValue()).toBe("森が書きかけた返信");
  expect(await mori.getByRole("button", { name: own.buttons.take, exact: true }).count()).toBe(0);

  await pressed(mori, own.windows.submits.reply);
  await mori
    .getByRole("alert")
    .getByText(own.whisper({ kind: "taken", number: Number(number) as CaseNumber, staff: "" }, "原 花子"))
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
    const { number } = await atThePage();
    const mori = await enters("mori", { javaScriptEnabled });
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
