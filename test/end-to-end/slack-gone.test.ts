import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { photoSent } from "./photo.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { ja } = conversationWords;
const { buttons } = caseWords;
const WEEK_MS = 7 * 86_400_000;

let at: SlackDesk;
let satou: Staff;
let resident: Resident;
/** Of the resident, and of the case that begins each test. */
let number = 0;
/** Stands in what this resident writes and in what is written of it, and nowhere else. */
let word: string;
beforeAll(async () => {
  at = await slackDesk({ at: "2025-11-21T10:00" });
  await at.start();
  satou = at.staff("satou");
});
beforeEach(async () => {
  number += 1;
  word = `わかばだい${number}丁目`;
  resident = at.desk.resident(userId(number));
  await resident.writes(`職員と話したい。${word}の空き家のことです`);
});
afterEach(() => expect(at.wrongs()).toEqual([]));
afterAll(() => at.close());

const card = () => satou.card(number);
const filesInSlack = async () => (await satou.client.files.list({ channel: at.slack.channel })).files;
const inThread = async () => satou.thread((await card()).ts);

/** @returns the id of the card */
async function closedWithNote(): Promise<string> {
  await satou.presses(buttons.take, await card());
  await satou.presses(buttons.note, await card());
  await satou.sends({ text: `${word}の会長に電話した` });
  await satou.presses(buttons.close, await card());
  await satou.sends();
  const { ts } = await card();
  expect((await satou.thread(ts)).map(wordsOf).join()).toContain(word);
  return ts;
}

async function nothingIsLeft(thread: string): Promise<void> {
  expect(await satou.thread(thread)).toEqual([]);
  expect((await satou.channel()).map(({ ts }) => ts)).not.toContain(thread);
  expect((await satou.channel()).map(wordsOf).join()).not.toContain(word);
  expect(at.desk.filesWith(word)).toEqual([]);
}

test("whoever wants every record gone is gone from Slack too: card, words, answers and files, but for what staff typed", async () => {
  await photoSent(at.desk, resident);
  await satou.presses(buttons.reply, await card());
  await satou.sends({ text: `${word}の件は火曜日に` });
  await satou.sends();
  const { ts: thread } = await card();
  await satou.writes("内輪の話", { thread });
  const asks = `<@${at.slack.botUserId}> 小平市の協働とは何ですか`;
  await satou.writes(asks, { thread });
  expect(wordsOf((await inThread()).at(-1)!)).toContain("出典：");
  expect(await filesInSlack()).toHaveLength(1);
  await resident.writes("わたしの記録を消して");
  await resident.presses(ja.buttons.erase);
  expect((await inThread()).map(wordsOf).at(-1)).toContain("住民が記録の消去を希望しています。");

  await satou.presses(buttons.close, await card());
  await satou.sends();
  expect(resident.reads()).toContain(ja.records.erased);
  expect((await satou.channel()).map(({ ts }) => ts)).not.toContain(thread);
  expect(await filesInSlack()).toEqual([]);
  const left = (await satou.thread(thread)).filter(({ files }) => files === undefined);
  expect(left.map(wordsOf)).toEqual(["内輪の話", asks]);
  expect(at.desk.filesWith(word)).toEqual([]);
});

test("the records of a closed case go from Slack at once when their resident wants it", async () => {
  const thread = await closedWithNote();
  await resident.writes("わたしの記録を消して");
  expect(await resident.presses(ja.buttons.erase)).toBe(ja.records.erased);
  await nothingIsLeft(thread);
});

test("what a resident words anew reads so in Slack", async () => {
  const line = at.desk.line.events.text(resident.id, "火曜日に行きます");
  await resident.sends(line);
  const [before] = await inThread();
  const { message } = line as { message?: { id: string } };
  await resident.sends(at.desk.line.events.edited(resident.id, message!.id, "水曜日に行きます"));
  const [after, ...more] = await inThread();
  expect([wordsOf(before!), wordsOf(after!), after?.ts]).toEqual([
    "住民\n火曜日に行きます",
    "住民\n水曜日に行きます",
    before?.ts,
  ]);
  expect(more).toEqual([]);
});

test("a card that somebody deleted is there again with the next change of its case, and its thread goes on under it", async () => {
  const { ts } = await card();
  await satou.client.apiCall("chat.delete", { token: at.slack.botToken, channel: at.slack.channel, ts });
  await at.desk.settled();
  await at.desk.cases("take", String(number), "--as", "佐藤");
  await resident.writes("地図もあります");
  expect(wordsOf(await card())).toContain("佐藤さんの番です");
  expect((await inThread()).map(wordsOf)).toEqual([
    "佐藤さんが受け持ちました。",
    `住民\n地図もあります\n<@${satou.id}>`,
  ]);
});

test("what runs out goes from Slack, too", async () => {
  const thread = await closedWithNote();
  for (let week = 0; week < 14; week++) await at.desk.passes(WEEK_MS);
  await nothingIsLeft(thread);
});
