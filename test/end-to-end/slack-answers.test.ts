import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { SHORTCUTS } from "../../adapters/slack/requests/interactions.ts";
import { QUOTA_EVERY_MS } from "../../src/delivery/housekeeping.ts";
import { conversationWords } from "../../src/reply/conversation.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { inJapan } from "../fixtures/test-clock.ts";
import { PUSH } from "./line-desk.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { offersOf, wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { ja } = conversationWords;
const { buttons, windows, thread: threadSays } = caseWords;

let at: SlackDesk;
let satou: Staff;
let resident: Resident;
/** Of the resident, and of the case that begins each test. */
let number = 0;
/** Calls before the test's own. */
let before = 0;
beforeAll(async () => {
  at = await slackDesk({ at: "2025-11-21T10:00" });
  await at.start();
  satou = at.staff("satou");
});
beforeEach(async () => {
  number += 1;
  resident = at.desk.resident(userId(number));
  await resident.writes("職員と話したい。空き家のことです");
  before = at.desk.calls(PUSH).length;
});
afterEach(() => expect(at.wrongs()).toEqual([]));
afterAll(() => at.close());

const card = () => satou.card(number);
const inThread = async () => satou.thread((await card()).ts);
const pushes = () => at.desk.calls(PUSH).length - before;

test("a message of the thread is sent by its shortcut; when it is edited the thread says that it cannot be recalled, and a correction is one more push", async () => {
  const { ts: thread } = await card();
  const ts = await satou.writes("*火曜日* に <https://example.jp|会場> で開きます", { thread });
  await satou.chooses(SHORTCUTS.send, (await inThread()).find((one) => one.ts === ts)!);
  expect(wordsOf(satou.window())).toContain(windows.reply.fromThread);
  await satou.sends();
  expect(pushes()).toBe(0);
  await satou.sends();
  expect(resident.reads()).toBe("火曜日 に 会場（https://example.jp） で開きます");

  await satou.edits(ts, "水曜日に開きます");
  const recall = (await inThread()).at(-1)!;
  expect(wordsOf(recall)).toBe(`${threadSays.recall(false)}\n${buttons.correct}`);
  expect(resident.reads()).toBe("");
  await satou.presses(buttons.correct, recall);
  expect(wordsOf(satou.window())).toContain(windows.reply.correcting);
  await satou.sends({ text: "水曜日に開きます" });
  await satou.sends();
  expect(resident.reads()).toBe("先ほどのお答えを訂正します。こちらをご覧ください。\n水曜日に開きます");
  expect(pushes()).toBe(2);
});

test("an answer that the month's quota holds back says so in its thread, and goes once it is sent again", async () => {
  at.desk.line.setQuota(200, 200);
  await at.desk.passes(QUOTA_EVERY_MS);
  await satou.presses(buttons.reply, await card());
  expect(wordsOf(satou.window())).toContain("LINEで今月送れる数を使い切っています。");
  await satou.sends({ text: "火曜日に開きます" });
  await satou.sends();
  const held = (await inThread()).at(-1)!;
  expect(wordsOf(held)).toContain("火曜日に開きます\nまだ送れていません。LINEで今月送れる数を使い切りました。");
  expect(resident.reads()).toBe("");

  at.desk.line.setQuota(500);
  await satou.presses(buttons.again, held);
  expect(resident.reads()).toBe("火曜日に開きます");
  const sent = (await inThread()).at(-1)!;
  expect(sent.ts).toBe(held.ts);
  expect(wordsOf(sent)).toBe("佐藤さんの返信\n火曜日に開きます\n住民に送りました。");
});

test("a resident who blocked the desk is not said to have been answered", async () => {
  await resident.sends(at.desk.line.events.unfollow(resident.id));
  await satou.presses(buttons.reply, await card());
  expect(wordsOf(satou.window())).toContain("送っても届きません");
  await satou.sends({ text: "火曜日に開きます" });
  await satou.sends();
  const shown = (await inThread()).at(-1)!;
  expect(wordsOf(shown)).toContain("届いていません。住民がこの窓口をブロックしています。");
  expect(offersOf([shown])).toEqual([]);
  expect(pushes()).toBe(0);
});

test("a case can be handed on, given another time, let go and taken by the next, and each is told in its thread", async () => {
  const suzuki = at.staff("suzuki");
  await satou.presses(buttons.take, await card());
  await satou.presses(buttons.handOn, await card());
  expect(await satou.sends({ to: at.staff("yamamoto").id })).toEqual({
    "desk.field.to": caseWords.fault({ kind: "not-member" }),
  });
  expect(await satou.sends({ to: suzuki.id })).toEqual({});
  await suzuki.presses(buttons.due, await card());
  expect(await suzuki.sends({ at: inJapan("2025-11-20T12:00") / 1_000 })).toEqual({
    "desk.field.at": caseWords.fault({ kind: "in-the-past" }),
  });
  expect(await suzuki.sends({ at: inJapan("2025-11-21T15:00") / 1_000 })).toEqual({});
  await suzuki.presses(buttons.release, await card());
  expect((await inThread()).map(wordsOf)).toEqual([
    "佐藤さんが受け持ちました。",
    `<@${suzuki.id}> 佐藤さんから鈴木さんに、担当が替わりました。`,
    "鈴木さんが期限を変えました。期限は11月21日（金）15:00です。",
    "鈴木さんが手放しました。受け持つ人を待っています。",
  ]);
  expect(wordsOf(await card())).toContain("受け持つ人を待っています");
  expect(resident.reads()).toBe("");
});

test("of two who wrote an answer to a case that waits one sends it, and the other is told who has the case", async () => {
  const both = [satou, at.staff("suzuki")] as const;
  const shown = await card();
  for (const one of both) {
    await one.presses(buttons.reply, shown);
    await one.sends({ text: "火曜日に開きます" });
  }
  await Promise.all(both.map((one) => one.sends()));
  expect(pushes()).toBe(1);
  const told = (await inThread()).map(wordsOf);
  expect(told).toHaveLength(2);
  const [holder] = /^.+?さん/u.exec(told[0]!)!;
  const refusals = both.flatMap((one) => (one.hasWindow() ? wordsOf(one.window()) : []));
  expect(refusals).toEqual([`受付${number}番は、${holder}が受け持っています。`]);
});

test("an answer is not sent into a case that its resident withdrew while it was written", async () => {
  await satou.presses(buttons.reply, await card());
  await satou.sends({ text: "火曜日に開きます" });
  await resident.presses(ja.buttons.withdraw);
  await satou.sends();
  expect(wordsOf(satou.window())).toBe(caseWords.whisper({ kind: "not-open" }, undefined));
  expect(pushes()).toBe(0);
});
