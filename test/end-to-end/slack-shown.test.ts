import { afterEach, expect, test } from "vitest";
import { SHORTCUTS } from "../../adapters/slack/requests/interactions.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { objects } from "../fixtures/slack-checks.ts";
import { inJapan } from "../fixtures/test-clock.ts";
import { MINUTE_MS, PUSH } from "./line-desk.ts";
import { photoSent } from "./photo.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { buttons, card: cardWords, thread: threadSays } = caseWords;
const SECRET = "わかばだい";

let at: SlackDesk;
let resident: Resident;
let satou: Staff;
async function opened(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  at = await slackDesk({ at: "2025-11-21T10:00", settings });
  await at.start();
  resident = at.desk.resident(userId(1));
  satou = at.staff("satou");
}
afterEach(async () => {
  expect(at.wrongs()).toEqual([]);
  await at.close();
});

const inThread = async () => satou.thread((await satou.card(1)).ts);
const passesUntil = (time: string) => at.desk.passes(inJapan(time) - at.desk.now());

test("where Slack is to have no words of residents none leaves for it, however the case goes", async () => {
  await opened({ SLACK_CONTENT: "notice", BASE_URL: "https://desk.example.jp" });
  await resident.writes(`小平市の協働とは何ですか。${SECRET}です`);
  await resident.writes(`職員と話したい。${SECRET}の空き家のことです`);
  await resident.writes(`${SECRET}三丁目です`);
  await photoSent(at.desk, resident);
  await satou.presses(buttons.reply, await satou.card(1));
  await satou.sends({ text: "わかりました" });
  await satou.sends();
  expect(resident.reads()).toContain("わかりました");
  await satou.presses(buttons.record, await satou.card(1));
  await satou.presses(buttons.close, await satou.card(1));
  await satou.sends();
  await resident.presses("解決した");
  await resident.writes(`${SECRET}の者より`);
  await satou.opensHome();
  await passesUntil("2025-11-21T17:05");

  expect(wordsOf(await satou.card(1))).toContain(`話題：成果と課題\n${cardWords.wordless}`);
  // The words are read in the console.
  const addresses = objects((await satou.card(1)).blocks).flatMap(({ url }) => url ?? []);
  expect(addresses).toEqual(["https://desk.example.jp/console/desk/cases/1"]);
  expect((await inThread()).map(wordsOf)).toContain(`住民\n${cardWords.wordless}`);
  expect(at.slack.calls("upload")).toEqual([]);
  expect(JSON.stringify(at.slack.calls())).toContain("受付1番");
  expect(at.slack.calls().filter(({ fields }) => JSON.stringify(fields).includes(SECRET))).toEqual([]);
  expect(await at.desk.count(`select count(*) as n from messages where text like '%${SECRET}%'`)).toBeGreaterThan(0);
});

test("words of a resident stand there letter for letter: they ping nobody and lead nowhere, be they 5,000", async () => {
  await opened();
  const markup = "<!channel> <@U0MADOGUCHI> *太字* <https://example.jp|市役所> &lt; :smile: @here";
  await resident.writes(`小平市の協働とは何ですか ${markup}`);
  await resident.writes("職員と話したい");
  await resident.writes(markup);
  await resident.writes("長".repeat(5_000));
  expect(wordsOf(await satou.card(1))).toContain(`協働とは何ですか ${markup}\n`);
  const thread = await inThread();
  const [first, second] = thread.map(wordsOf);
  expect(first).toBe(`住民\n${markup}`);
  // In several quotations under each other, for one of Slack's texts does not hold it.
  expect(second?.replaceAll("\n", "")).toBe(`住民${"長".repeat(5_000)}`);
  const shown = [...thread, await satou.card(1)];
  expect(objects(shown).filter(({ type }) => ["user", "broadcast", "link", "emoji"].includes(String(type)))).toEqual(
    [],
  );
  for (const { text } of shown) expect(text).not.toMatch(/[<>]|太字|長/u);
});

test("a case that nobody answers is brought to mind before its time, and then to all who are about; the day ends with its figures", async () => {
  await opened();
  await resident.writes("職員と話したい");
  const outside = "今は受付時間の外です。";
  expect(wordsOf(await satou.card(1))).not.toContain(outside);
  await passesUntil("2025-11-21T17:05");
  const [, summary] = (await satou.channel()).map(wordsOf);
  expect(wordsOf(await satou.card(1))).toContain(outside);
  expect(summary).toMatch(/^11月21日（金）のまとめ\n新しい受付：1件\n.+\n待っている受付（今）：1件\n/u);
  await passesUntil("2025-11-25T09:59");
  await passesUntil("2025-11-25T10:01");
  expect(wordsOf(await satou.card(1))).not.toContain(outside);
  expect((await inThread()).map(wordsOf)).toEqual([
    "まだお返事していません。期限が近づいています。期限は11月25日（火）10:00です。",
    "<!here> 期限を過ぎましたが、まだお返事していません。期限は11月25日（火）10:00です。",
  ]);
  expect(wordsOf(await satou.card(1))).toContain(cardWords.overdue);
});

test("what staff ask the desk in the thread of a case is answered there, and a deleted message that was sent is told of", async () => {
  await opened();
  await resident.writes("職員と話したい");
  const { ts: thread } = await satou.card(1);
  await satou.writes(`<@${at.slack.botUserId}> 小平市の協働とは何ですか`, { thread });
  await satou.writes("計画はありますか", { thread });
  const [, answer, talk, ...more] = (await inThread()).map(wordsOf);
  expect(answer).toContain("出典：小平市協働の推進に関する指針");
  expect([talk, ...more]).toEqual(["計画はありますか"]);
  expect(at.desk.calls(PUSH)).toEqual([]);

  const ts = await satou.writes("火曜日です", { thread });
  await satou.chooses(SHORTCUTS.send, (await inThread()).find((one) => one.ts === ts)!);
  await satou.sends();
  await satou.sends();
  expect(resident.reads()).toContain("火曜日です");
  await satou.client.chat.delete({ channel: at.slack.channel, ts });
  await at.desk.settled();
  expect((await inThread()).map(wordsOf).at(-1)).toBe(`${threadSays.recall(true)}\n${buttons.correct}`);
});

test("their own page shows staff their cases, those that wait and how the desk is, and takes the city that they choose", async () => {
  await opened();
  await resident.writes("職員と話したい");
  await at.desk.resident(userId(2)).writes("職員と話したい");
  await satou.presses(buttons.take, await satou.card(1));
  const page = wordsOf({ blocks: await satou.opensHome() });
  expect(page).toContain("私の受付（1件）\n");
  expect(page).toContain("待っている受付（1件）\n");
  expect(page).toContain("送信：滞りはありません（送信待ち0件）");
  await satou.pressesAtHome("日野市");
  expect(wordsOf({ blocks: await satou.types("協働とは何ですか") })).toContain(
    "出典：市民活動団体（NPO）と市との協働のための指針",
  );

  const stranger = at.staff("yamamoto");
  const strange = wordsOf({ blocks: await stranger.opensHome() });
  expect(strange).toContain(caseWords.home.notMember);
  expect(strange).not.toContain("受付1番");
});

test("a closed case that staff open again goes on, and the resident is told", async () => {
  await opened();
  await resident.writes("職員と話したい");
  await satou.presses(buttons.take, await satou.card(1));
  await satou.presses(buttons.close, await satou.card(1));
  await satou.sends();
  resident.reads();
  await at.desk.passes(MINUTE_MS);
  await satou.presses(buttons.reopen, await satou.card(1));
  expect(resident.reads()).toBe("ご相談をもう一度開きました。続きを書いてください。");
  expect(wordsOf(await satou.card(1))).toContain("佐藤さんの番です");
});
