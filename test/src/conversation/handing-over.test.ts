import { describe, expect, test } from "vitest";
import { japaneseHolidays } from "../../../adapters/holidays/holidays.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";
import { inJapan } from "../../fixtures/test-clock.ts";

const { ja } = conversationWords;
const NOT_HERE = "住所・電話番号・マイナンバーなどの個人情報は、ここには書かないでください。";
const DANGER = "命や体の危険があるときは、すぐに119番";
const WEEKDAYS = openingHours("月-金 9:00-17:00");

/** Somebody who has read the first contact, at a desk. */
async function known(options: ServedDeskOptions = {}) {
  const desk = await servedDesk({ holidays: japaneseHolidays(), ...options });
  const person = desk.resident();
  await person.writes("こんにちは");
  return { desk, person };
}

describe("who wishes for a person is told who answers and when,", () => {
  test.each([
    ["by day", "2026-11-20T10:00", "今日の受付は17時までです。"],
    ["a minute before closing", "2026-11-20T16:59", "今日の受付は17時までです。"],
    ["early in the morning", "2026-11-20T07:00", "今は受付時間の外です。次は今日の9時からです。"],
    ["on a week night", "2026-11-18T20:00", "今は受付時間の外です。次は木曜日の9時からです。"],
    ["on a Friday evening", "2026-11-13T17:00", "今は受付時間の外です。次は月曜日の9時からです。"],
    ["before a long weekend", "2026-11-20T20:00", "今は受付時間の外です。次は火曜日の9時からです。"],
    ["before 年末年始", "2026-12-28T20:00", "今は受付時間の外です。次は1月4日（月）の9時からです。"],
  ])("%s", async (_, at, hours) => {
    const { desk, person } = await known({ at, profile: { hours: WEEKDAYS } });
    expect(await person.writes("人と話したい")).toBe(
      `ご相談（1番）を受け付けました。協働センターの担当の人が、ここでお答えします。\n${hours}\n${NOT_HERE}`,
    );
    expect(person.offers()).toEqual(["相談を取り下げる"]);
    expect(desk.log).toEqual([]);
  });

  test("with what the people of the desk have to say where they are away, and only there", async () => {
    const outOfHours = "急ぎのときは、守衛室（042-000-0000）へ。";
    const profile = { hours: WEEKDAYS, outOfHours };
    const night = await known({ at: "2026-11-18T20:00", profile });
    const next = "今は受付時間の外です。次は木曜日の9時からです。";
    const begun = await night.person.writes("人と話したい");
    expect(begun).toContain(next);
    expect(begun.split("\n").at(-1)).toBe(outOfHours);
    expect(await night.person.writes("人と話したい")).toBe(
      `ご相談（1番）は受け付けています。お答えまでお待ちください。\n${next}\n${outOfHours}`,
    );
    const day = await known({ at: "2026-11-18T10:00", profile });
    expect(await day.person.writes("人と話したい")).not.toContain(outOfHours);
    const unknown = await known({ profile: { hours: undefined, outOfHours } });
    expect(await unknown.person.writes("人と話したい")).not.toContain(outOfHours);
  });

  test("and to look at the opening days where nobody knows the hours", async () => {
    const { person } = await known({ profile: { hours: undefined } });
    const read = await person.writes("人と話したい");
    expect(read).toContain("受付の日と時間は、こちらではわかりません。開館日をご確認ください。");
    expect(await person.latestCase()).toMatchObject({ dueAt: undefined, remindAt: undefined });
  });

  test("in the language of the wish", async () => {
    const { person } = await known();
    expect(await person.writes("I want to talk to a person")).toContain("Staff are there until 17:00 today.");
    expect(await person.latestCase()).toMatchObject({ language: "en" });
    expect(await person.writes("人（ひと）と 話（はな）したいです")).toContain("番（ばん）の 相談（そうだん）は");
  });
});

test("the first answer is due after a day of opening time, and reminded of at half of it", async () => {
  const { person } = await known({ at: "2026-11-20T10:00", profile: { hours: WEEKDAYS } });
  await person.writes("人と話したい");
  // Monday is a holiday: seven of eight hours are left of Friday, and Tuesday has eight.
  expect(await person.latestCase()).toMatchObject({
    dueAt: inJapan("2026-11-24T10:00"),
    remindAt: inJapan("2026-11-20T14:00"),
  });
});

describe("a case begins", () => {
  test("by a wish, with what was asked before it", async () => {
    const { desk, person } = await known();
    await person.writes("小平市の協働とは何ですか");
    await person.writes("人と話したい");
    const on = await person.latestCase();
    expect(on).toMatchObject({
      cause: "wish-person",
      priority: "normal",
      state: "waiting",
      asked: "小平市の協働とは何ですか",
      open: ["小平市の協働とは何ですか"],
    });
    const here = (await person.conversation())!;
    const wish = await desk.within(({ messages }) => messages.latest(here.id, 2));
    const [opened] = await desk.within(({ cases }) => cases.events(on.number));
    expect(opened).toMatchObject({ move: "open", message: wish[0]?.id });
    expect(wish[0]?.text).toBe("人と話したい");
  });

  test("by a wish that tells more, which stands open as well", async () => {
    const { person } = await known();
    const wish = "職員と話したい。会場の予約が二重になっています";
    await person.writes("小平市の協働とは何ですか");
    await person.writes(wish);
    expect(await person.latestCase()).toMatchObject({
      asked: "小平市の協働とは何ですか",
      open: ["小平市の協働とは何ですか", wish],
    });
  });

  test.each(["人と話したい", "わたしの申請はいつ終わりますか", "もう死にたい"])(
    "and what is kept of the desk's words on %j is what the resident read",
    async (text) => {
      const { desk, person } = await known();
      const read = await person.writes(text);
      const here = (await person.conversation())!;
      const [kept] = await desk.within(({ messages }) => messages.latest(here.id, 1));
      expect(kept).toMatchObject({ author: "desk", outcome: "handoff", text: read });
    },
  );

  test("by a matter that only a person can settle, of which the desk says why", async () => {
    const { desk, person } = await known();
    const read = await person.writes("申請が通るか教えて");
    expect(read.startsWith("それを決められるのは市の職員です。")).toBe(true);
    expect(read).toContain("ご相談（1番）を受け付けました。");
    expect(await person.latestCase()).toMatchObject({ cause: "decision", asked: "申請が通るか教えて" });
    const kept = await desk.within(({ questions }) => questions.list({ limit: 10 }));
    expect(kept).toMatchObject([{ text: "申請が通るか教えて", why: "case" }]);
  });

  test.each([
    ["もう死にたい", "danger"],
    ["火事です！", "danger"],
    ["つらいです。誰にも相談できません", "distress"],
  ])("with where help is as its first words, and before all others: %j", async (text, cause) => {
    const { person } = await known();
    const read = await person.writes(text);
    expect(read.startsWith(DANGER)).toBe(true);
    expect(read).toContain("ご相談（1番）を受け付けました。");
    expect(await person.latestCase()).toMatchObject({ cause, priority: "urgent" });
  });

  test("with the city of the conversation, else that of the desk", async () => {
    const { desk, person } = await known({ profile: { city: "hino" as never } });
    await person.writes("人と話したい");
    expect(await person.latestCase()).toMatchObject({ city: "hino" });
    const other = desk.resident("user:U2");
    await other.writes("小平市にして");
    await other.writes("人と話したい");
    expect(await other.latestCase()).toMatchObject({ city: "kodaira", number: 2 });
  });
});

describe("a second wish", () => {
  test("is told that the case is open, by words as by the button", async () => {
    const { person } = await known();
    await person.writes("人と話したい");
    const open = "ご相談（1番）は受け付けています。お答えまでお待ちください。\n今日の受付は17時までです。";
    expect(await person.writes("人と話したい")).toBe(open);
    expect(await person.writes("人に相談する")).toBe(open);
    expect(await person.pressesRaw({ act: "open-case" })).toBe(open);
    expect(await person.cases()).toHaveLength(1);
  });

  test("by the button is told that a person has it", async () => {
    const { desk, person } = await known();
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    expect(await person.pressesRaw({ act: "open-case" })).toBe(ja.cases.withPerson);
    expect(person.offers()).toEqual(["機械に質問する"]);
  });
});

describe("where people answer by their own ways", () => {
  const BY_CONTACT = { caseWay: "contact", contact: "042-000-0000（平日）" } as const;

  test("the case holds no words, and the resident reads whom to turn to", async () => {
    const { desk, person } = await known({ profile: BY_CONTACT });
    await person.writes("宇宙船の燃料は何ですか");
    const read = await person.writes("人と話したい");
    expect(read).toContain(
      "ご相談（1番）を記録しました。\nお答えは、次の連絡先に直接おたずねください。\n連絡先：042-000-0000（平日）",
    );
    expect(read).not.toContain("ここでお答えします");
    const on = await person.latestCase();
    expect(on).toMatchObject({ asked: "", open: [], ratingWord: "" });
    await person.writes("国立市の自治会は市と協働できますか");
    expect(await person.latestCase()).toMatchObject({ asked: "", open: [] });
    const events = await desk.within(({ cases }) => cases.events(on.number));
    expect(events.map(({ move }) => move)).toEqual(["open"]);
  });

  test("the resident is told of it at every turn, never to wait for an answer here", async () => {
    const { desk, person } = await known({ profile: BY_CONTACT });
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    expect(await person.writes("人と話したい")).toContain("042-000-0000");
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    expect(await person.pressesRaw({ act: "open-case" })).toContain("042-000-0000");
    await desk.staff((work, records) => work.close(records, number, "hara", "elsewhere"));
    person.reads();
    const read = await person.presses("もう一度相談する");
    expect(read).toContain("042-000-0000");
    for (const { saying } of person.seen) {
      if (saying.kind === "text") expect(saying.text).not.toMatch(/お待ちください|ここでお答え/u);
    }
  });
});

describe("where nobody takes cases", () => {
  test.each([
    ["人と話したい", "市役所の代表窓口にお問い合わせください。"],
    ["申請が通るか教えて", "市役所の代表窓口にお問い合わせください。"],
    ["人に相談する", "市役所の代表窓口にお問い合わせください。"],
    ["もう死にたい", DANGER],
  ])("%j is told whom to turn to, without a promise", async (text, told) => {
    const { person } = await known({ profile: { caseWay: "none" } });
    const read = await person.writes(text);
    expect(read).toContain(told);
    expect(read).not.toMatch(/受け付け|ここでお答え|お待ち/u);
    expect([await person.cases(), person.offers()]).toEqual([[], []]);
  });
});

test("the wish for a person where nobody takes cases is answered for the desk's own city", async () => {
  const profile = { caseWay: "none", city: "kodaira" as never } as const;
  const person = (await servedDesk({ profile })).resident();
  const written = await person.writes("人と話したい");
  const pressed = await person.pressesRaw({ act: "open-case" });
  expect(pressed).toContain("この指針には連絡先の記載がありません");
  expect(written).toContain("この指針には連絡先の記載がありません");
});
