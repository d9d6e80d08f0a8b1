import { describe, expect, test } from "vitest";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const { ja, en } = conversationWords;
const QUESTION = "小平市の協働とは何ですか";

async function withCase(options: ServedDeskOptions = {}) {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  person.reads();
  const moves = async () => (await desk.within(({ cases }) => cases.events(number))).map(({ move }) => move);
  /** The words of the messages that were added to the case. */
  const added = () =>
    desk.within(async ({ cases, messages }) => {
      const events = (await cases.events(number)).filter(({ move }) => move === "resident-writes");
      return Promise.all(events.map(async ({ message }) => (await messages.get(message!))?.text));
    });
  return { desk, person, number, moves, added };
}
async function withPerson(options: ServedDeskOptions = {}) {
  const here = await withCase(options);
  await here.desk.staff((work, records) => work.byStaff(records, here.number, "hara", { kind: "take" }));
  return here;
}

describe("while a case waits", () => {
  test("the desk goes on answering, and each message is added to the case", async () => {
    const { person, added } = await withCase();
    expect(await person.writes(QUESTION)).toContain("自治基本条例");
    expect(await person.writes("ありがとう")).toBe(
      "どういたしまして。また知りたいことがあれば、いつでも書いてください。",
    );
    await person.writes("宇宙船の燃料は何ですか");
    expect(await added()).toEqual([QUESTION, "ありがとう", "宇宙船の燃料は何ですか"]);
    expect(person.offers()).toEqual([]);
  });

  test("danger is answered with where help is", async () => {
    const { person, added } = await withCase();
    const read = await person.writes("もう死にたい");
    expect(read.startsWith("命や体の危険があるときは、すぐに119番")).toBe(true);
    expect(await added()).toEqual(["もう死にたい"]);
  });

  test.each([
    ["もう死にたい", "urgent"],
    ["つらいです。誰にも相談できません", "urgent"],
    [QUESTION, "normal"],
  ])("it is %j that makes it %s", async (text, priority) => {
    const { person } = await withCase();
    await person.writes(text);
    expect((await person.latestCase()).priority).toBe(priority);
  });
});

describe("once a person took the case", () => {
  test.each([QUESTION, "ありがとう", "人と話したい", "小平市です", "小平市にして", "日本語で", "はい", "人に相談する"])(
    "there is silence on %j, which is added to the case",
    async (text) => {
      const { desk, person, added } = await withPerson();
      expect(await person.writes(text)).toBe("");
      expect(await added()).toEqual([text]);
      expect((await desk.within(({ inbox }) => inbox.counts())).silent).toEqual({ "with-person": 1 });
      expect(await person.conversation()).toMatchObject({ city: undefined, language: undefined });
    },
  );

  test("danger is answered with where help is, and reaches the person all the same", async () => {
    const { person, added } = await withPerson();
    const read = await person.writes("もう死にたい");
    expect(read.startsWith("命や体の危険があるときは、すぐに119番")).toBe(true);
    expect(read.endsWith(ja.cases.withPerson)).toBe(true);
    expect(await added()).toEqual(["もう死にたい"]);
    expect(await person.latestCase()).toMatchObject({ priority: "urgent", state: "with-person" });
  });

  test.each([
    ["23:00", "命や体の危険があるときは"],
    ["10:00", ""],
  ])("a distress makes it urgent, and at %s is answered with %j", async (time, first) => {
    const { person, added } = await withPerson({ at: `2026-11-20T${time}` });
    const read = await person.writes("生きるのがつらいです");
    expect([read.startsWith(first), read === ""]).toEqual([true, first === ""]);
    expect(await added()).toEqual(["生きるのがつらいです"]);
    expect(await person.latestCase()).toMatchObject({ priority: "urgent" });
  });

  test("a yes to what the person asked erases nothing, although erasure was asked of before", async () => {
    const { desk, person, number, added } = await withPerson();
    await person.writes("わたしの記録を消して");
    await desk.staff((work, records) => work.answer(records, number, "hara", "明日の10時でよいですか"));
    person.reads();
    expect(await person.writes("はい")).toBe("");
    expect(await added()).toEqual(["はい"]);
    expect(await person.latestCase()).toMatchObject({ wishesErasure: false });
  });

  test("who chooses a city by the button may ask the machine of it at once", async () => {
    const { person, added } = await withPerson();
    await person.pressesRaw({ act: "choose-city" });
    expect(await person.presses("小平市")).toContain("知りたいことを書いてください");
    expect(await person.writes("協働とは何ですか")).toContain("自治基本条例");
    expect(await added()).toEqual([]);
    expect(await person.writes("よろしくお願いします")).toBe("");
  });

  test("what is said and offered from then on is in the language that was chosen meanwhile", async () => {
    const { desk, person, number } = await withCase();
    await person.writes("English please");
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await desk.staff((work, records) => work.answer(records, number, "hara", "Please come"));
    expect(person.offers()).toEqual([en.buttons.askDesk]);
    person.reads();
    await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
    expect(person.reads()).toBe(`${en.cases.closed({ number, days: 14 })}\n${en.cases.rate}`);
  });

  test("what is written after an answer is the person's turn", async () => {
    const { desk, person, number, moves } = await withPerson();
    await desk.staff((work, records) => work.answer(records, number, "hara", "いつのことでしょうか"));
    expect(person.reads()).toBe("いつのことでしょうか");
    const answer = person.seen.at(-1);
    expect(answer).toMatchObject({ by: "push", saying: { sender: "担当の人" } });
    expect(person.offers()).toEqual(["機械に質問する"]);
    expect(await person.latestCase()).toMatchObject({ state: "with-resident" });
    expect(await person.writes("先週のことです")).toBe("");
    expect(await person.latestCase()).toMatchObject({ state: "with-person", withResidentAt: undefined });
    expect(await moves()).toEqual(["open", "take", "answer", "resident-writes"]);
  });

  test("the machine answers one question when it is asked to, and only that", async () => {
    const { desk, person, number, added } = await withPerson();
    await desk.staff((work, records) => work.answer(records, number, "hara", "いつのことでしょうか"));
    person.reads();
    expect(await person.presses("機械に質問する")).toBe(ja.cases.askDesk);
    expect(await person.writes(QUESTION)).toContain("自治基本条例");
    expect(await added()).toEqual([]);
    expect(await person.latestCase()).toMatchObject({ state: "with-resident" });
    expect(await person.writes(QUESTION)).toBe("");
    expect(await added()).toEqual([QUESTION]);
  });

  test("danger that is told to the machine reaches the person too", async () => {
    const { person, added } = await withPerson();
    await person.writes("機械に質問する");
    expect(await person.writes("もう死にたい")).toContain("119番");
    expect(await added()).toEqual(["もう死にたい"]);
  });

  test("the machine may be asked for in words, and asks for a city that it needs", async () => {
    const { person, added } = await withPerson();
    expect(await person.writes("機械に質問する")).toBe(ja.cases.askDesk);
    expect(await person.writes("協働とは何ですか")).toContain("どの市についてお調べしますか");
    expect(await person.writes("小平市")).toContain("自治基本条例");
    expect(await added()).toEqual([]);
    expect(await person.writes("国立市")).toBe("");
  });

  test("an open question of the machine is given up with the first word to the person", async () => {
    const { person, added } = await withPerson();
    await person.writes("機械に質問する");
    await person.writes("協働とは何ですか");
    expect(await person.writes("やはり人にうかがいます")).toBe("");
    expect(await person.writes("小平市です")).toBe("");
    expect(await added()).toEqual(["やはり人にうかがいます", "小平市です"]);
  });

  test("the buttons of earlier answers still work", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes(QUESTION);
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await person.presses("ほかの市では");
    expect(person.seen.at(-1)?.saying).toMatchObject({ kind: "bundle", reply: { outcome: "compare" } });
  });

  test("records can be seen and their erasure wished for", async () => {
    const { person } = await withPerson();
    expect(await person.writes("わたしの記録を見せて")).toContain("・ご相談：1件");
    expect(await person.writes("わたしの記録を消して")).toBe(ja.records.eraseAsk);
    expect(await person.writes("はい")).toBe(ja.records.eraseWithCase);
  });

  test("what was released is answered by the desk again", async () => {
    const { desk, person, number } = await withPerson();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "release" }));
    expect(await person.writes(QUESTION)).toContain("自治基本条例");
  });
});

test("where people answer by their own ways the desk goes on answering although somebody took the case", async () => {
  const { person } = await withPerson({ profile: { caseWay: "contact", contact: "042-000-0000" } });
  expect(await person.writes(QUESTION)).toContain("自治基本条例");
  expect(await person.writes("人と話したい")).toContain("042-000-0000");
  expect(await person.pressesRaw({ act: "ask-desk" })).not.toBe(ja.cases.askDesk);
  expect(await person.cases()).toHaveLength(1);
});

test.each(["こんにちは", "人と話したい"])(
  "the machine that is asked for after %j waits for a question",
  async (before) => {
    const person = (await servedDesk()).resident();
    await person.writes(before);
    expect(await person.writes("機械に質問したい")).toMatch(/^知りたいことを、文字で書いてください。/u);
    expect(await person.writes(QUESTION)).toContain("自治基本条例");
  },
);
