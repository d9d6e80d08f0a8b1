import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaseNumber } from "../../src/records.ts";
import { conversationWords } from "../../src/reply/conversation.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { inJapan } from "../fixtures/test-clock.ts";
import { type LineDesk, lineDesk, PUSH } from "./line-desk.ts";
import type { Resident } from "./resident.ts";

const { ja } = conversationWords;
const NUMBER = 1 as CaseNumber;
/** A Friday night; the Monday after it is a holiday, 勤労感謝の日. */
const NIGHT = "2026-11-20T22:00";
const MORNING = inJapan("2026-11-24T09:05");
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, "工事の写真")]);
const PHOTO_ID = "700000000000000001";

let desk: LineDesk;
let resident: Resident;
beforeEach(async () => {
  desk = await lineDesk({ at: NIGHT });
  await desk.start();
  resident = desk.resident(userId(1));
});
afterEach(async () => {
  expect(desk.wrongs()).toEqual([]);
  await desk.close();
});

const morningCame = () => desk.passes(MORNING - desk.now());
/** Runs a command that must succeed. @returns what it prints */
async function cases(...words: readonly string[]): Promise<string> {
  const { status, out, err } = await desk.cases(...words);
  expect([status, err]).toEqual([0, ""]);
  return out;
}
const mediaFolder = () => join(desk.dataDir, "media");

async function photoSent(): Promise<string> {
  const event = desk.line.events.image(resident.id, { message: PHOTO_ID });
  desk.line.setContent(PHOTO_ID, { bytes: PHOTO, type: "image/jpeg" });
  return resident.sends(event);
}

test("a wish at night becomes a case that people answer on the next day on which they work, from the terminal into LINE", async () => {
  await resident.writes("小平市の補助金の締切を来週まで延ばしてもらえますか。電話は090-1234-5678です");
  const opened = await resident.writes("職員と話したい");
  expect(opened).toMatch(/^ご相談（1番）を受け付けました。協働センターの担当の人が、ここでお答えします。/u);
  expect(opened).toContain("今は受付時間の外です。次は火曜日の9時からです。");
  expect(resident.offers()).toEqual([ja.buttons.withdraw]);

  await morningCame();
  expect(resident.reads()).toBe("");
  expect(await cases()).toMatch(/^1 +受付中 .+ - +小平市 .+2026-11-20 22:00/mu);
  await cases("take", "1", "--as", "木村");
  await cases("answer", "1", "締切は延ばせません。事情をうかがえますか。", "--as", "木村");
  expect(resident.reads()).toBe("締切は延ばせません。事情をうかがえますか。");
  const answer = resident.arrivals().at(-1);
  expect(answer).toMatchObject({ by: "push", key: expect.stringMatching(UUID) });
  expect(answer?.message).toMatchObject({ sender: { name: ja.person } });

  expect(await resident.writes("小平市の協働とは何ですか。工程表もあります")).toBe("");
  const shown = await cases("show", "1");
  expect(shown).toContain("担当中（担当 木村）");
  expect(shown).toMatch(/住民\n +小平市の協働とは何ですか。工程表もあります/u);

  await cases("close", "1", "--as", "木村");
  expect(resident.reads()).toBe(`${ja.cases.closed({ number: NUMBER, days: 14 })}\n${ja.cases.rate}`);
  expect(await resident.presses("少し解決した")).toContain(ja.cases.ratingWord);
  expect(await resident.writes("ていねいな説明でした")).toBe(ja.cases.ratingWordKept);
  expect(await cases("show", "1")).toMatch(/評価 +少し解決した +ていねいな説明でした/u);
  expect(desk.calls(PUSH)).toHaveLength(2);

  const questions = await cases("questions");
  expect(questions).toContain("補助金の締切を来週まで延ばしてもらえますか。電話は［電話番号］です");
  expect(questions).not.toContain("090-1234-5678");
  const audit = (await cases("audit")).trim().split("\n");
  expect(audit.map((line) => line.split(/ {2,}/u).slice(1))).toEqual([
    ["木村", "case-close", "case 1"],
    ["木村", "case-answer", "case 1"],
    ["木村", "case-take", "case 1"],
  ]);
});

test("while a person has the case the machine answers what a button asks it, and the person keeps the talk", async () => {
  await resident.writes("職員と話したい");
  await morningCame();
  await cases("take", "1");
  await cases("answer", "1", "担当の原です。");
  resident.reads();
  expect(await resident.presses(ja.buttons.askDesk)).toBe(ja.cases.askDesk);
  expect(await resident.writes("小平市の協働とは何ですか")).toContain("出典：小平市協働の推進に関する指針");
  expect(await resident.writes("よろしくお願いします")).toBe("");
  expect(await cases("show", "1")).toContain("よろしくお願いします");
});

test("a closed case can be opened again by its button and goes on with the person who had it", async () => {
  await resident.writes("職員と話したい");
  await morningCame();
  await cases("take", "1");
  await cases("answer", "1", "担当の原です。");
  await cases("close", "1");
  resident.reads();
  expect(await resident.presses(ja.buttons.reopen)).toContain(ja.cases.reopened);
  expect(await cases()).toMatch(/^1 +(?:受付中|担当中)/mu);
});

test("a photo that came into an open case is kept for its person, and gone once it is unsent", async () => {
  await resident.writes("職員と話したい");
  expect(await photoSent()).toBe(ja.unreadable.kept);
  const [id = "", ...others] = readdirSync(mediaFolder());
  expect(others).toEqual([]);
  expect(readFileSync(join(mediaFolder(), id))).toEqual(PHOTO);
  expect(statSync(join(mediaFolder(), id)).mode & 0o077).toBe(0);
  expect(await cases("show", "1")).toMatch(new RegExp(`■ ファイル\\n +${id} +image/jpeg`, "u"));
  expect(await cases("file", id, "photo.jpg")).toContain("photo.jpg に書きました（image/jpeg）");
  expect(readFileSync(join(desk.folder, "photo.jpg"))).toEqual(PHOTO);

  expect(await resident.sends(desk.line.events.unsend(resident.id, PHOTO_ID))).toBe("");
  await vi.waitFor(() => expect(existsSync(join(mediaFolder(), id))).toBe(false));
  const shown = await cases("show", "1");
  expect(shown).toContain("［送信取り消し］");
  expect(shown).not.toContain(id);
  expect(await desk.cases("file", id, "again.jpg")).toMatchObject({ status: 1, out: "" });
});

test("words that are unsent are gone from the case, the kept questions and the database's file", async () => {
  const event = desk.line.events.text(resident.id, "職員と話したい。ひみつの空き家のことで");
  await resident.sends(event);
  const { message } = event as { message?: { id: string } };
  expect(await cases("show", "1")).toContain("ひみつの空き家");
  expect(await resident.sends(desk.line.events.unsend(resident.id, message!.id))).toBe("");
  expect(await cases("show", "1")).not.toContain("ひみつの空き家");
  expect(desk.filesWith("ひみつの空き家")).toEqual([]);
  await desk.stop();
  expect(desk.filesWith("ひみつの空き家")).toEqual([]);
  expect(desk.filesWith(resident.id)).toEqual(["madoguchi.sqlite"]);
});

test("whoever wants every record gone is asked once, and then no file of the desk holds a word, a photo or an id of theirs", async () => {
  const other = desk.resident(userId(2));
  await other.writes("小平市の図書館の協働とは何ですか");
  const first = desk.line.events.text(
    resident.id,
    "小平市の補助金の締切を延ばしてもらえますか。わかばだいの自治会です",
  );
  await resident.sends(first);
  await resident.writes("職員と話したい");
  await photoSent();
  await morningCame();
  await cases("take", "1");
  await cases("answer", "1", "わかばだいの件は、確かめてからお返事します。");
  await cases("note", "1", "わかばだいの会長に電話");
  await cases("close", "1");
  resident.reads();
  expect(readdirSync(mediaFolder())).toHaveLength(1);
  expect(await resident.writes("わたしの記録を消して")).toBe(ja.records.eraseAsk);
  expect(resident.offers()).toEqual([ja.buttons.erase, ja.buttons.keep]);
  expect(await resident.presses(ja.buttons.keep)).toBe(ja.records.kept);
  expect(await desk.count("select count(*) as n from messages where text like '%わかばだい%'")).toBeGreaterThan(0);
  await resident.writes("わたしの記録を消して");
  expect(await resident.presses(ja.buttons.erase)).toBe(ja.records.erased);

  for (const word of [resident.id, "わかばだい", PHOTO_ID]) expect(desk.filesWith(word)).toEqual([]);
  expect(await cases("audit")).toContain("records-erased");
  // What LINE delivers once more does not bring the person back.
  await desk.deliver(desk.line.events.again(first));
  expect(resident.reads()).toBe("");
  await desk.stop();
  expect(readdirSync(mediaFolder())).toEqual([]);
  for (const word of [resident.id, "わかばだい", PHOTO_ID]) expect(desk.filesWith(word)).toEqual([]);
  for (const word of [other.id, "図書館の協働"]) expect(desk.filesWith(word)).toEqual(["madoguchi.sqlite"]);
});

test("the wish to have every record gone waits for an open case, and is done when its person closes it", async () => {
  await resident.writes("職員と話したい。わかばだいの自治会です");
  await photoSent();
  await resident.writes("わたしの記録を消して");
  expect(await resident.writes("はい")).toBe(ja.records.eraseWithCase);
  await morningCame();
  expect(await cases("show", "1")).toContain("住民が記録の消去を希望しています");
  await cases("take", "1");
  expect(await cases("close", "1")).toContain("その人の記録をすべて消しました");
  expect(resident.reads()).toBe(ja.records.erased);
  for (const word of [resident.id, "わかばだい", PHOTO_ID]) expect(desk.filesWith(word)).toEqual([]);
  expect(readdirSync(mediaFolder())).toEqual([]);
});
