/**
 * A desk in the middle of its day: people behind it, questions asked, cases in every state, texts, a notice and settings.
 *
 * All of it came about as it does in life, on the page, in the console and at the terminal.
 */

import type { Browser, Page } from "playwright-core";
import { ONLY_DESK } from "../../src/desks.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { type Member, type Served, served, signedIn, site, submitted } from "./site.ts";
import { ask, ELSEWHERE, handedOver, QUESTION, say } from "./talk.ts";

export const CONSOLE = `/console/${ONLY_DESK}`;

export const CLERKS = {
  counsellor: { login: "hara", name: "原 花子", role: "counsellor" },
  manager: { login: "mori", name: "森 太郎", role: "manager" },
  viewer: { login: "kubo", name: "久保 恵", role: "viewer" },
} as const satisfies Record<string, Member>;

export const NOTICE =
  "今年度の協働事業の提案は、12月18日まで受け付けています。\n受付：市民協働センター1階\nhttps://city.example.jp/teian";

export interface BusyDesk extends Served {
  readonly cases: Readonly<Record<"answered" | "waiting" | "closed", string>>;
}

/** @param settings - besides the desk's name */
export async function busyDesk(chromium: Browser, settings: Readonly<Record<string, string>> = {}): Promise<BusyDesk> {
  const desk = await served({
    settings: { DESK_NAME: "市民協働センター", ...settings },
    staff: Object.values(CLERKS),
  });
  const opened = await Promise.all([0, 1, 2].map(() => site(chromium, desk)));
  const [answered, closed, waiting] = opened.map(({ page }) => page) as [Page, Page, Page];
  const cases = {
    answered: await begins(answered, "小平市", QUESTION),
    closed: await begins(closed, "日野市", ELSEWHERE),
    waiting: await begins(waiting, "国立市", "自治会は市と協働できますか"),
  };
  const { terminal } = desk;
  await answeredInConsole(chromium, desk, cases.answered);
  await say(answered, "ありがとうございます。市民活動団体でなくても、事業を提案できますか");
  await terminal("cases", "--as", "原 花子", "note", cases.answered, "--", "様式の最新版は、担当課から届いたもの。");
  await terminal("cases", "take", cases.closed);
  await terminal("cases", "answer", cases.closed, "--", "住民票は市民課でお取りいただけます。");
  await terminal("cases", "close", cases.closed, "elsewhere");
  await terminal("cases", "set", "hours", "火-土 9:00-17:00");
  await written(chromium, desk);
  await Promise.all(opened.map(({ close }) => close()));
  return { ...desk, cases };
}

async function begins(page: Page, city: string, question: string): Promise<string> {
  await page.getByLabel(city).check();
  await ask(page, question);
  return handedOver(page);
}

/** The counsellor takes a case, writes a note for the others, and replies. */
async function answeredInConsole(chromium: Browser, desk: Served, number: string): Promise<void> {
  const { buttons, windows } = consoleWords.case;
  const { page, close } = await signedIn(chromium, desk, { login: "hara" });
  await page.goto(`${CONSOLE}/cases/${number}`);
  await pressed(page, buttons.take);
  await page.locator("#reply-text").fill("お問い合わせありがとうございます。\n提案の様式は、窓口でお渡ししています。");
  await pressed(page, windows.submits.reply);
  await pressed(page, windows.submits.preview);
  await page.getByRole("log").getByText("窓口でお渡し").waitFor();
  await close();
}

/** The manager writes a text for replies and a notice, and the counsellor approves that. */
async function written(chromium: Browser, desk: Served): Promise<void> {
  const { canned, notices } = consoleWords;
  const [{ page: mori, close: closeMori }, { page: hara, close: closeHara }] = await Promise.all([
    signedIn(chromium, desk, { login: "mori" }),
    signedIn(chromium, desk, { login: "hara" }),
  ]);
  await mori.goto(`${CONSOLE}/canned`);
  await mori.locator("#canned-title").fill("様式の受け取り方");
  await mori.locator("#canned-text").fill("様式は、窓口でお渡しするほか、郵送もできます。");
  await pressed(mori, canned.save);
  await mori.goto(`${CONSOLE}/notices/new`);
  await mori.locator("#words").fill("提案、募集");
  await mori.locator("#text").fill(NOTICE);
  await mori.locator("#from").fill("2026-01-01");
  await mori.locator("#until").fill("2098-12-31");
  await pressed(mori, notices.save);
  await hara.goto(new URL(mori.url()).pathname);
  await pressed(hara, notices.approve);
  await Promise.all([closeMori(), closeHara()]);
}

/** A button that brings another page. */
export const pressed = (page: Page, name: string): Promise<void> =>
  submitted(page, () => page.locator("main").getByRole("button", { name, exact: true }).first().click());
