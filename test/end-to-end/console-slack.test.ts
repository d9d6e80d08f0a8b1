import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance } from "../../adapters/world/clock.ts";
import { ONLY_DESK } from "../../src/desks.ts";
import { type Account, NO_DESK } from "../../src/records.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { type Browser, browser, passwordHash } from "../fixtures/signed-in.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { buttons } = caseWords;

let at: SlackDesk;
let resident: Resident;
let satou: Staff;
let hara: Browser;
beforeEach(async () => {
  at = await slackDesk({ at: "2025-11-21T10:00" });
  await at.start();
  resident = at.desk.resident(userId(1));
  satou = at.staff("satou");
  const store = await openStore({ dataDir: at.desk.dataDir, chance: systemChance });
  const roles = { [ONLY_DESK]: "counsellor" } as Account["roles"];
  const account = { login: "hara", name: "原", subject: undefined, roles, isDisabled: false, createdAt: at.desk.now() };
  const password = await passwordHash();
  await store.within(NO_DESK, ({ accounts }) => accounts.save({ ...account, password }));
  await store.close();
  hara = browser(at.desk.origin);
  await hara.signIn("hara");
});
afterEach(async () => {
  expect(at.wrongs()).toEqual([]);
  await at.close();
});

const PAGE = `/console/${ONLY_DESK}/cases/1`;
const card = async () => wordsOf(await satou.card(1));
const thread = async () => (await satou.thread((await satou.card(1)).ts)).map(wordsOf);
async function posts(form: string, fields: Record<string, string> = {}) {
  const { text } = await hara.get(PAGE);
  const inside = new RegExp(`action="${PAGE}${form}"[\\s\\S]*?</form>`, "u").exec(text)?.[0] ?? "";
  const id = /name="form" value="([^"]+)"/u.exec(inside)?.[1];
  const answer = await hara.post(PAGE + form, { ...(id !== undefined && { form: id }), ...fields });
  await at.desk.settled();
  return answer;
}

test("what is done in the console shows on Slack's card and in its thread, and Slack's in the console", async () => {
  await resident.writes("小平市の協働とは何ですか");
  await resident.writes("職員と話したい");
  expect(await card()).toContain("受け持つ人を待っています");

  await posts("/take");
  expect(await card()).toContain("原さんの番です");
  await posts("/note", { text: "会長に電話した" });
  resident.reads();
  await posts("/reply", { text: "火曜日に説明会があります。", do: "send" });
  expect(resident.reads()).toBe("火曜日に説明会があります。");
  const shown = await thread();
  expect(shown[0]).toBe("原さんが受け持ちました。");
  expect(shown[1]).toContain("会長に電話した");
  expect(shown[2]).toContain("火曜日に説明会があります。");
  expect(shown[2]).toContain(caseWords.thread.fate({ kind: "sent" }));

  await satou.presses(buttons.reply, await satou.card(1));
  expect(wordsOf(satou.window())).toBe(caseWords.whisper({ kind: "taken", number: 1 as never, staff: "" }, "原"));

  await posts("/release");
  await satou.presses(buttons.take, await satou.card(1));
  expect(await card()).toContain("佐藤さんの番です");
  const late = await posts("/take");
  expect(late.status).toBe(409);
  expect(late.text).toContain("受付1番は、佐藤さんが受け持っています。");
  expect(late.text).toContain("佐藤さんの番です");
});

test("of a claim in Slack and one in the console at the same time one wins, and the other is told", async () => {
  await resident.writes("職員と話したい");
  const before = await satou.card(1);
  const { text } = await hara.get(PAGE);
  expect(text).toContain(`${PAGE}/take`);
  const [answer] = await Promise.all([hara.post(`${PAGE}/take`), satou.pressesAtOnce(buttons.take, before)]);
  await at.desk.settled();
  const isHaras = answer.status === 303;
  expect(await card()).toContain(isHaras ? "原さんの番です" : "佐藤さんの番です");
  expect(isHaras ? satou.whispers() : [answer.status]).toEqual(
    isHaras ? ["受付1番は、原さんが受け持っています。"] : [409],
  );
  expect(await thread()).toEqual([isHaras ? "原さんが受け持ちました。" : "佐藤さんが受け持ちました。"]);
});
