import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { CALL_MS } from "../../adapters/slack/calls/client.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { MINUTE_MS } from "./line-desk.ts";
import { photoSent } from "./photo.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { buttons } = caseWords;

let at: SlackDesk;
let satou: Staff;
let people = 0;
beforeAll(async () => {
  at = await slackDesk({ at: "2025-11-21T10:00" });
  await at.start();
  satou = at.staff("satou");
});
afterEach(async () => {
  await at.slack.heal();
  expect(at.wrongs()).toEqual([]);
});
afterAll(() => at.close());

/** Somebody new asks for a person. @returns the number of the case, which is also that of the person */
async function wish(): Promise<number> {
  people += 1;
  const number = people;
  const said = await at.desk.resident(userId(number)).writes(`職員と話したい。${number}丁目のことです`);
  expect(said).toContain(`ご相談（${number}番）を受け付けました。`);
  return number;
}
const cards = async (number: number) =>
  (await satou.channel()).map(wordsOf).filter((one) => one.startsWith(`受付${number}番`));
/** It stands there once, with what was asked. */
const isShown = async (number: number) =>
  expect(await cards(number)).toEqual([expect.stringContaining(`${number}丁目のこと`)]);
const inThread = async (number: number) => satou.thread((await satou.card(number)).ts);
const readiness = async () => (await fetch(`${at.desk.origin}/readyz`)).text();

test("while Slack is down for ten minutes residents are answered and cases made, and their cards appear once each when it is back", async () => {
  await at.slack.fail({ kind: "down" });
  const numbers = [await wish(), await wish(), await wish()];
  expect(await at.desk.resident(userId(1_000)).writes("小平市の協働とは何ですか")).toContain("出典：");
  for (let minute = 0; minute < 10; minute += 2) await at.desk.passes(2 * MINUTE_MS);
  await at.desk.resident(userId(numbers[0]!)).writes("地図もあります");
  expect(await satou.channel()).toEqual([]);

  await at.slack.heal();
  await at.desk.passes(MINUTE_MS);
  await at.desk.passes(MINUTE_MS);
  for (const number of numbers) await isShown(number);
  expect(await satou.channel()).toHaveLength(numbers.length);
  expect((await inThread(numbers[0]!)).map(wordsOf)).toEqual(["住民\n地図もあります"]);
});

test("a card whose posting was done and never answered stands there once", async () => {
  await at.slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  const number = await wish();
  await at.desk.passes(MINUTE_MS);
  await isShown(number);
  await satou.presses(buttons.take, await satou.card(number));
  expect(wordsOf(await satou.card(number))).toContain("佐藤さんの番です");
});

test.each([
  ["was posted", "lost"],
  ["was not posted", "swallowed"],
] as const)("a card that %s while Slack kept silent stands there once", async (_, kind) => {
  const before = at.slack.calls("chat.postMessage").length;
  await at.slack.fail({ kind, by: "silence", method: "chat.postMessage", times: 1 });
  const wished = wish();
  await vi.waitFor(() => expect(at.slack.calls("chat.postMessage")).toHaveLength(before + 1));
  at.desk.advance(CALL_MS);
  const number = await wished;
  await at.desk.passes(MINUTE_MS);
  await isShown(number);
});

test.each([
  ["a revoked token", "token_revoked", undefined],
  ["an archived channel", "is_archived", "chat.postMessage"],
  ["a channel from which the app was removed", "not_in_channel", "chat.postMessage"],
])("%s is told where people look, and the card appears once it is mended", async (_, error, method) => {
  await at.slack.fail({ kind: "refused", error, ...(method !== undefined && { method }) });
  const number = await wish();
  expect(await readiness()).toMatch(new RegExp(`^ready\\nslack desk: ${error} since 2025-11-21T01:\\S+Z$`, "u"));
  const { out } = await at.desk.cases();
  expect(out).toMatch(new RegExp(`^Slack に表示できていません.+（${error}）\\n.+1 件.+\\n${number} +受付中 `, "su"));
  const told = at.desk.log.filter((line) => line.startsWith("staff are shown nothing") && line.includes(error));
  expect(told).toHaveLength(1);
  expect(await cards(number)).toEqual([]);

  await at.slack.heal();
  await at.desk.passes(5 * MINUTE_MS);
  await isShown(number);
  expect(await readiness()).toBe("ready");
  expect((await at.desk.cases()).out).not.toContain("Slack");
});

test("while Slack wants fewer calls nothing is lost and nothing comes twice", async () => {
  await at.slack.fail({ kind: "limited", retryAfter: 30, method: "chat.postMessage", times: 3 });
  const numbers = [await wish(), await wish(), await wish()];
  await at.desk.resident(userId(numbers[0]!)).writes("地図もあります");
  for (const number of numbers) await isShown(number);
  expect((await inThread(numbers[0]!)).map(wordsOf)).toEqual(["住民\n地図もあります"]);
});

test("a photo whose upload was done and never answered stands there once", async () => {
  const number = await wish();
  const resident = at.desk.resident(userId(number));
  await at.slack.fail({ kind: "lost", by: "cut", method: "files.completeUploadExternal", times: 1 });
  await photoSent(at.desk, resident);
  await resident.writes("これです");
  await at.desk.passes(MINUTE_MS);
  const thread = await inThread(number);
  expect(thread.map(({ files = [] }) => files.length)).toEqual([0, 1, 0]);
  expect(thread.map(wordsOf)).toEqual(["住民\n写真が届きました（2 KB）。", "", "住民\nこれです"]);
});

test("a card of which nobody knows whether it arrived when the desk was stopped stands there once after its start", async () => {
  await at.slack.fail({ kind: "lost", by: "cut", method: "chat.postMessage", times: 1 });
  const number = await wish();
  await at.desk.stop();
  await at.start();
  await at.desk.passes(MINUTE_MS);
  await isShown(number);
});

test("a desk that is stopped between a case and its card posts the card once when it is started again", async () => {
  await at.slack.fail({ kind: "down" });
  const number = await wish();
  await at.desk.stop();
  await at.slack.heal();
  await at.start();
  await at.desk.passes(MINUTE_MS);
  await isShown(number);
  await satou.presses(buttons.take, await satou.card(number));
  await at.desk.stop();
  await at.start();
  await at.desk.passes(MINUTE_MS);
  expect(await cards(number)).toHaveLength(1);
  expect(await inThread(number)).toHaveLength(1);
});
