import { afterEach, expect, test } from "vitest";
import { SHORTCUTS } from "../../adapters/slack/requests/interactions.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { objects } from "../fixtures/slack-checks.ts";
import { latestLink, PAGE, type PrivateBrowser, privateBrowser, SITE } from "./private-browser.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { buttons, thread: says } = caseWords;
const SECRET = "わかばだい";
const ANSWER = "水曜にまいります";

let at: SlackDesk;
let resident: Resident;
let satou: Staff;
let browser: PrivateBrowser;
afterEach(async () => {
  expect(at.wrongs()).toEqual([]);
  await at.close();
});

async function opened(): Promise<void> {
  at = await slackDesk({ at: "2025-11-21T10:00", settings: { PRIVATE_PAGE: "always", BASE_URL: SITE } });
  await at.start();
  resident = at.desk.resident(userId(1));
  satou = at.staff("satou");
  await resident.writes("職員と話したい。空き家のことです");
  browser = privateBrowser(at.desk);
  await browser.open(latestLink(resident));
}

const inThread = async () => satou.thread((await satou.card(1)).ts);
const callsWith = (words: string) => at.slack.calls().filter(({ fields }) => JSON.stringify(fields).includes(words));

async function writes(text: string): Promise<void> {
  await browser.page();
  expect((await browser.send(PAGE, { text })).status).toBe(303);
  await at.desk.passes(1_000);
}

test("what the resident writes there is told in Slack with the way to the console, and none of it leaves for Slack or LINE", async () => {
  await opened();
  await writes(`小平市の補助金の締切はいつですか。${SECRET}の者です`);
  const told = (await inThread()).at(-1)!;
  expect(wordsOf(told)).toContain(says.onPage(false, true));
  expect(objects(told.blocks ?? []).flatMap(({ url }) => url ?? [])).toEqual([`${SITE}/console/desk/cases/1`]);

  await satou.presses(buttons.record, await satou.card(1));
  expect(wordsOf(satou.window())).toContain(says.onPage(false, false));
  await satou.presses(buttons.reply, await satou.card(1));
  expect(wordsOf(satou.window())).not.toContain("補助金");
  await satou.opensHome();
  expect(callsWith(SECRET)).toEqual([]);
  expect(callsWith("補助金")).toEqual([]);
  expect(JSON.stringify(resident.arrivals())).not.toContain(SECRET);
  expect((await browser.page()).html).toContain(SECRET);
});

test("an answer out of Slack goes to the page: LINE only tells that there is one, and the thread repeats no word of it", async () => {
  await opened();
  await satou.presses(buttons.reply, await satou.card(1));
  expect(wordsOf(satou.window())).toContain("住民だけが読めるページに載せ、返信があることだけをLINEで知らせます。");
  await satou.sends({ text: ANSWER });
  await satou.sends();
  expect(resident.reads()).toContain("お返事があります。");
  expect((await browser.page()).html).toContain(ANSWER);
  const told = wordsOf((await inThread()).at(-1)!);
  expect(told).toBe(`佐藤さんの返信\n${says.onPage(true, false)}\n${says.pageFate({ kind: "sent" })}`);
  expect(JSON.stringify(resident.arrivals())).not.toContain(ANSWER);
});

test("a correction of what stands there stands there, too, and its window begins empty", async () => {
  await opened();
  const { ts: thread } = await satou.card(1);
  const ts = await satou.writes(ANSWER, { thread });
  await satou.chooses(SHORTCUTS.send, (await inThread()).find((one) => one.ts === ts)!);
  await satou.sends();
  await satou.sends();
  await satou.edits(ts, "木曜にまいります");
  const recall = (await inThread()).at(-1)!;
  await satou.presses(buttons.correct, recall);
  expect(JSON.stringify(satou.window().blocks)).not.toContain(ANSWER);
  await satou.sends({ text: "木曜にまいります" });
  await satou.sends();
  const { html } = await browser.page();
  expect(html).toContain("先ほどのお答えを訂正します。");
  expect(html).toContain("木曜にまいります");
  expect(JSON.stringify(resident.arrivals())).not.toMatch(/曜にまいります/u);
});
