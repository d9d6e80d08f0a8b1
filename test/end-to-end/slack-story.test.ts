import { afterEach, beforeEach, expect, test } from "vitest";
import type { CaseNumber } from "../../src/records.ts";
import { conversationWords, STICKER_SENT } from "../../src/reply/conversation.ts";
import { caseWords } from "../../src/reply/staff-cases.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { inJapan } from "../fixtures/test-clock.ts";
import { PUSH } from "./line-desk.ts";
import { photoSent } from "./photo.ts";
import type { Resident } from "./resident.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { offersOf, wordsOf } from "./slack-reading.ts";
import type { Staff } from "./staff.ts";

const { ja } = conversationWords;
const { buttons, windows, card: cardWords } = caseWords;
const NUMBER = 1 as CaseNumber;
/** A Friday night; the Monday after it is a holiday. */
const NIGHT = "2025-11-21T22:00";
const MORNING = inJapan("2025-11-25T09:05");
const QUESTION = "小平市の協働とは何ですか";
const SECTION = "小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働";
const NOTE = "会長に電話した";
const TALK = "これは内輪の話です";
const ANSWER = "市と対等の立場で進めます。説明会は火曜日です。";
const SECRET = "ひみつの一言です";

let at: SlackDesk;
let resident: Resident;
beforeEach(async () => {
  at = await slackDesk({ at: NIGHT });
  await at.start();
  resident = at.desk.resident(userId(1));
});
afterEach(async () => {
  expect(at.wrongs()).toEqual([]);
  await at.close();
});

const pushes = () => at.desk.calls(PUSH).length;
const card = () => at.staff("tanaka").card(NUMBER);
const inThread = async () => at.staff("tanaka").thread((await card()).ts);
const threadWords = async () => (await inThread()).map(wordsOf);

async function asksAtNight(): Promise<void> {
  expect(await resident.writes(QUESTION)).toContain(`出典：${SECTION}`);
  await resident.presses(ja.buttons.unhelpful);
  const opened = await resident.writes("職員と話したい");
  expect(opened).toMatch(/^ご相談（1番）を受け付けました。/u);
  expect(opened).toContain("今は受付時間の外です。次は火曜日の9時からです。");
}

async function cardAppears(): Promise<void> {
  const shown = wordsOf(await card());
  expect(shown).toMatch(/^受付1番　小平市\n受け持つ人を待っています\n/u);
  expect(shown).toContain(`${cardWords.asked}\n${QUESTION}\n`);
  expect(shown).toMatch(
    new RegExp(`${cardWords.answered}\\n自治基本条例の第3条は、.+\\n${cardWords.sections}\\n${SECTION}\\n`, "u"),
  );
  expect(shown).toContain("期限：11月25日（火）17:00");
  expect(shown).toContain("今は受付時間の外です。次は11月25日（火）9:00からです。");
  expect(await at.staff("tanaka").channel()).toHaveLength(1);
}

async function morningComes(): Promise<void> {
  await at.desk.passes(MORNING - at.desk.now());
  const channel = await at.staff("tanaka").channel();
  expect(channel.slice(1).map(wordsOf)).toEqual([
    "おはようございます。受け持つ人を待っている受付が1件あります。\n受付1番　小平市　協働の意味　期限：11月25日（火）17:00",
  ]);
}

async function strangerIsSentAway(): Promise<void> {
  const stranger = at.staff("yamamoto");
  await stranger.presses(buttons.take, await card());
  const told = await stranger.channel(await stranger.direct());
  expect(told.map(wordsOf)).toEqual([caseWords.whisper({ kind: "not-member" }, undefined)]);
  await stranger.presses(buttons.reply, await card());
  expect(wordsOf(stranger.window())).toBe(caseWords.whisper({ kind: "not-member" }, undefined));
  expect(wordsOf(await card())).toContain("受け持つ人を待っています");
}

/** @returns who has it then */
async function twoClaim(): Promise<Staff> {
  const both = [at.staff("satou"), at.staff("suzuki")] as const;
  const before = await card();
  await Promise.all(both.map((one) => one.pressesAtOnce(buttons.take, before)));
  await at.desk.settled();
  const [holder, other] = both[0].whispers().length === 0 ? both : [both[1], both[0]];
  expect(holder.whispers()).toEqual([]);
  const name = holder.id === at.slack.users.satou ? "佐藤" : "鈴木";
  expect(other.whispers()).toEqual([`受付1番は、${name}さんが受け持っています。`]);
  expect(wordsOf(await card())).toContain(`${name}さんの番です`);
  expect(await threadWords()).toEqual([`${name}さんが受け持ちました。`]);
  return holder;
}

async function talkAmongThemselves(holder: Staff): Promise<void> {
  await holder.presses(buttons.note, await card());
  expect(await holder.sends({ text: NOTE })).toEqual({});
  await holder.writes(TALK, { thread: (await card()).ts });
  const shown = await threadWords();
  expect(shown).toHaveLength(3);
  expect(shown[1]).toMatch(new RegExp(`さんの内部メモです。住民には見えません。\\n${NOTE}$`, "u"));
  expect(resident.reads()).toBe("");
  expect(pushes()).toBe(0);
}

async function answers(holder: Staff): Promise<void> {
  await holder.presses(buttons.reply, await card());
  const suggested = wordsOf(holder.window());
  expect(suggested).toContain(windows.reply.suggested);
  expect(suggested).toContain(SECTION);
  expect(await holder.sends({ text: ANSWER })).toEqual({});
  const preview = wordsOf(holder.window());
  expect(preview).toContain(windows.reply.asRead);
  expect(preview).toContain(ANSWER);
  expect(pushes()).toBe(0);
  await holder.sends();

  const read = resident.reads();
  expect(read).toMatch(new RegExp(`^${ANSWER}\\n\\n文書のことば\\n｜自治基本条例は、`, "u"));
  expect(read).toMatch(new RegExp(`\\n出典：${SECTION.replace(/[()]/gu, "\\$&")}$`, "u"));
  expect(preview).toContain(read);
  expect(resident.arrivals().at(-1)).toMatchObject({ by: "push", message: { sender: { name: "協働センター" } } });
  expect((await threadWords()).at(-1)).toMatch(
    new RegExp(`^(?:佐藤|鈴木)さんの返信\\n${ANSWER}\\n.+住民に送りました。$`, "su"),
  );
  await holder.sendsAgain();
  expect(resident.reads()).toBe("");
  expect(pushes()).toBe(1);
}

async function residentGoesOn(holder: Staff): Promise<void> {
  const { line } = at.desk;
  const before = (await inThread()).length;
  expect(await resident.writes("ありがとうございます。会場を見てください")).toBe("");
  expect(await resident.sends(line.events.sticker(resident.id))).toBe("");
  expect(await photoSent(at.desk, resident)).toBe("");
  const secret = line.events.text(resident.id, SECRET);
  await resident.sends(secret);
  const fresh = (await inThread()).slice(before);
  expect(fresh.map(wordsOf)).toEqual([
    `住民\nありがとうございます。会場を見てください\n<@${holder.id}>`,
    `住民\n${STICKER_SENT}\n<@${holder.id}>`,
    `住民\n写真が届きました（2 KB）。\n<@${holder.id}>`,
    "",
    `住民\n${SECRET}\n<@${holder.id}>`,
  ]);
  expect(fresh.map(({ files = [] }) => files.map(({ mimetype }) => mimetype))).toEqual([
    [],
    [],
    [],
    ["image/jpeg"],
    [],
  ]);

  const { message } = secret as { message?: { id: string } };
  await resident.sends(line.events.unsend(resident.id, message!.id));
  expect(await inThread()).toHaveLength(before + 4);
  expect((await threadWords()).join()).not.toContain(SECRET);
}

async function closes(holder: Staff): Promise<void> {
  await holder.presses(buttons.close, await card());
  await holder.sends();
  expect(resident.reads()).toBe(`${ja.cases.closed({ number: NUMBER, days: 14 })}\n${ja.cases.rate}`);
  expect((await threadWords()).at(-1)).toMatch(/さんが終えました（解決）。$/u);
}

async function isRated(): Promise<void> {
  expect(await resident.presses("解決した")).toContain(ja.cases.ratingWord);
  await resident.writes("ていねいな説明でした");
  const shown = wordsOf(await card());
  expect(shown).toContain("終わりました\n終わった理由：解決\n住民の評価：解決した\n");
  expect(shown).toContain("ていねいな説明でした");
  expect(offersOf((await card()).blocks ?? [])).toEqual([buttons.reopen, buttons.note, buttons.record]);
}

test("a case goes its whole way: asked in LINE at night, worked in Slack from the morning on, answered and rated in LINE", async () => {
  await asksAtNight();
  await cardAppears();
  await morningComes();
  await strangerIsSentAway();
  const holder = await twoClaim();
  await talkAmongThemselves(holder);
  await answers(holder);
  await residentGoesOn(holder);
  await closes(holder);
  await isRated();
  const { count } = at.desk;
  for (const word of [QUESTION, SECRET, TALK]) {
    expect(await count(`select count(*) as n from outbox where channel = 'slack' and sayings like '%${word}%'`)).toBe(
      0,
    );
    expect(await count(`select count(*) as n from inbox where channel = 'slack' and raw like '%${word}%'`)).toBe(0);
  }
  for (const word of [NOTE, TALK]) expect(JSON.stringify(resident.arrivals())).not.toContain(word);
  expect(pushes()).toBe(2);
  expect(await at.staff("tanaka").channel()).toHaveLength(2);
});
