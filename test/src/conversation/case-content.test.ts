import { describe, expect, test } from "vitest";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const { ja } = conversationWords;

/** Somebody who has asked about Kodaira without choosing it, and read the answer. */
async function asked(options: ServedDeskOptions = {}) {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes("小平市の市民活動団体とは何ですか");
  const questions = () => desk.within(({ questions: kept }) => kept.list({ limit: 9 }));
  return { desk, person, questions };
}

describe("what a case holds, whichever way it begins", () => {
  const WAYS: readonly (readonly [string, (person: Awaited<ReturnType<typeof asked>>["person"]) => Promise<string>])[] =
    [
      ["by the button under the answer", (person) => person.presses(ja.buttons.person)],
      ["by the menu", (person) => person.pressesRaw({ act: "open-case" })],
      ["in words", (person) => person.writes("人に相談したいです")],
    ];

  test.each(WAYS)("%s: the question, its city and topic, and a masked copy for improvement", async (_, wish) => {
    const { person, questions } = await asked();
    await wish(person);
    const begun = await person.latestCase();
    expect(begun).toMatchObject({ asked: "小平市の市民活動団体とは何ですか", city: "kodaira" });
    expect(begun.topic).toBeDefined();
    expect(await questions()).toMatchObject([
      { text: "小平市の市民活動団体とは何ですか", why: "case", city: "kodaira", topic: begun.topic },
    ]);
  });

  test.each(WAYS)("%s where the centre answers by its own ways: city and topic, and no words", async (_, wish) => {
    const { person } = await asked({ profile: { caseWay: "contact", contact: "042-000-0000" } });
    await wish(person);
    const begun = await person.latestCase();
    expect(begun).toMatchObject({ asked: "", open: [], city: "kodaira" });
    expect(begun.topic).toBeDefined();
  });

  test("a wish with nothing asked before is no question to be kept", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes("人に相談したいです");
    expect((await person.latestCase()).asked).toBe("人に相談したいです");
    expect(await desk.within(({ questions }) => questions.list({ limit: 9 }))).toEqual([]);
  });
});

test("while a case waits, what is wanted of the machine is part of its talk too", async () => {
  const { desk, person } = await asked();
  await person.presses(ja.buttons.person);
  await person.writes("国立市にして");
  const { number } = await person.latestCase();
  const events = await desk.within(({ cases }) => cases.events(number));
  expect(events.map(({ move }) => move)).toEqual(["open", "resident-writes"]);
});

test("a state that cannot be read is told of with the next words, however long nothing is said", async () => {
  const { desk, person } = await asked();
  const here = (await person.conversation())!;
  await desk.within(({ conversations }) => conversations.save({ ...here, state: "{}" }));
  expect(await person.sends({ kind: "unsend", message: "unknown" })).toBe("");
  expect(await person.writes("こんにちは")).toContain(ja.stateLost);
  expect(await person.writes("こんにちは")).not.toContain(ja.stateLost);
});

test("a desk of one city greets without asking which", async () => {
  const desk = await servedDesk({ profile: { city: "hino" as never } });
  const read = await desk.resident().sends({ kind: "follow" });
  expect(read).not.toContain(ja.chooseCity);
  expect(read).toContain("日野市");
});

test("a group that nobody asked in reads no apology", async () => {
  const desk = await servedDesk({
    incoming: (event) => {
      if (event.kind === "text") throw new TypeError("cannot be read");
      return event;
    },
  });
  const group = desk.resident("group:G1");
  await group.writes("みんなおはよう");
  for (let i = 0; i < 6; i += 1) {
    desk.clock.advance(10_000);
    await desk.settle();
  }
  expect((await desk.within(({ inbox }) => inbox.counts())).dead).toBe(1);
  expect(group.reads()).toBe("");
});
