import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../src/model.ts";
import { type CaseNumber, type MessageId, type Press, UNANSWERED } from "../../../src/records.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type Resident, type ServedDesk, type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const { ja, en } = conversationWords;
const DAY_MS = 86_400_000;
const COLLABORATION = "小平市の協働とは何ですか";
const ASSOCIATION = "国立市の自治会は市と協働できますか";

async function known(options: ServedDeskOptions = {}): Promise<{ desk: ServedDesk; person: Resident }> {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes("こんにちは");
  return { desk, person };
}
/** The button of that label under the first message that has one. */
function firstButton({ buttons }: Resident, label: string): Press {
  const found = buttons().find((button) => button.label === label);
  if (found === undefined) throw new Error(`${label} is not offered`);
  return found.press;
}
const lastReply = ({ seen }: Resident) => {
  const last = seen.at(-1)?.saying;
  return last?.kind === "bundle" ? last.reply : undefined;
};

test("a button that is not the desk's, or no longer known, is answered kindly", async () => {
  const { person } = await known();
  expect(await person.pressesRaw(undefined)).toBe(ja.unknownButton);
});

test("a question that is pressed is asked", async () => {
  const { person } = await known();
  await person.writes(COLLABORATION);
  const [next = ""] = person.offers().slice(-1);
  await person.presses(next);
  const here = (await person.conversation())!;
  expect(here.state).toContain(next);
});

describe("a button goes on from its own message, although others were asked since:", () => {
  async function talked() {
    const { desk, person } = await known();
    await person.writes(COLLABORATION);
    await person.writes(ASSOCIATION);
    await person.writes("宇宙船の燃料は何ですか");
    return { desk, person };
  }
  test("to the other cities", async () => {
    const { person } = await talked();
    await person.pressesRaw(firstButton(person, "ほかの市では"));
    const reply = lastReply(person);
    expect(reply?.outcome).toBe("compare");
    const row = reply?.comparison.find(({ city }) => city === "kodaira");
    expect(row?.lead).toContain("自治基本条例の第3条は、協働を");
  });

  test("to more, and to more of that", async () => {
    const { desk, person } = await talked();
    await person.pressesRaw(firstButton(person, "もっと詳しく"));
    expect(lastReply(person)).toMatchObject({ outcome: "answer", matter: { city: "kodaira" } });
    const more = person.buttons().findLast(({ label }) => label === "もっと詳しく")!;
    await person.writes(ASSOCIATION);
    await person.pressesRaw(more.press);
    expect(lastReply(person)).toMatchObject({ matter: { city: "kodaira" } });
    await person.pressesRaw({ ...more.press, what: "person" } as Press);
    expect(await person.latestCase()).toMatchObject({ asked: COLLABORATION, city: "kodaira" });
    expect(desk.log).toEqual([]);
  });

  test("to a person", async () => {
    const { desk, person } = await talked();
    expect(await person.pressesRaw(firstButton(person, "人に相談する"))).toContain("ご相談（1番）を受け付けました");
    const on = await person.latestCase();
    expect(on).toMatchObject({ cause: "wish-person", asked: COLLABORATION, city: "kodaira" });
    const events = await desk.within(({ cases }) => cases.events(on.number));
    expect(events).toMatchObject([{ move: "open", actor: { kind: "resident" }, text: "wish-person" }]);
  });

  test("although two questions were written before the first was worked", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    const both = [COLLABORATION, ASSOCIATION].map((text, i) => ({
      eventId: `fast${i}`,
      peer: "user:U1" as never,
      raw: JSON.stringify({ kind: "text", message: `fast${i}`, text, isMentioned: false }),
      occurredAt: desk.clock.now() - 2_000 + i,
      replyToken: `t${i}`,
    }));
    await desk.within(({ inbox }) => inbox.receive("line", both, desk.clock.now(), () => "c-fast"));
    await desk.settle();
    const here = (await person.conversation())!;
    const all = await desk.within(({ messages }) => messages.latest(here.id, 10));
    expect(all.map(({ author }) => author)).toEqual(["resident", "desk", "resident", "desk"]);
    await person.pressesRaw(firstButton(person, "人に相談する"));
    expect((await person.latestCase()).asked).toBe(COLLABORATION);
  });
});

describe("a rating", () => {
  test("is kept with the answer, and the later one counts", async () => {
    const { desk, person } = await known();
    await person.writes(COLLABORATION);
    const press = firstButton(person, "役に立った") as Extract<Press, { act: "helpful" }>;
    const feedback = () => desk.within(({ questions }) => questions.feedback(press.message));
    expect(await person.presses("役に立った")).toBe(ja.feedback.helpful);
    expect(await feedback()).toMatchObject({ isHelpful: true });
    expect(await person.presses("役に立たなかった")).toBe(ja.feedback.unhelpful);
    expect(await feedback()).toMatchObject({ isHelpful: false });
  });

  test("that it was no help keeps the question, and offers a person at the second answer in a row", async () => {
    const { desk, person } = await known();
    await person.writes(COLLABORATION);
    expect(await person.presses("役に立たなかった")).toBe(ja.feedback.unhelpful);
    expect(await person.presses("役に立たなかった")).toBe(ja.feedback.unhelpful);
    await person.writes(ASSOCIATION);
    expect(await person.presses("役に立たなかった")).toBe(`${ja.feedback.unhelpful}\n${ja.offerPerson}`);
    const kept = await desk.within(({ questions }) => questions.list({ limit: 10 }));
    expect(kept.map(({ text, why, city }) => [text, why, city]).sort()).toEqual(
      [
        [COLLABORATION, "unhelpful", "kodaira"],
        [ASSOCIATION, "unhelpful", "kunitachi"],
      ].sort(),
    );
  });

  test("that it helped ends the counting", async () => {
    const { person } = await known();
    await person.writes(COLLABORATION);
    await person.presses("役に立たなかった");
    await person.presses("役に立った");
    await person.writes(ASSOCIATION);
    expect(await person.presses("役に立たなかった")).toBe(ja.feedback.unhelpful);
  });
});

test("a person can be had by the button under an answer whose question was unsent", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  await person.writes(COLLABORATION);
  await person.sends({ kind: "unsend", message: "m1" });
  expect(await person.presses("もっと詳しく")).toBe(ja.unknownButton);
  expect(await person.presses("人に相談する")).toContain("ご相談（1番）を受け付けました");
  expect(await person.latestCase()).toMatchObject({ asked: "", open: [] });
});

test("where people answer by their own ways a case that is opened again tells which, and asks for no words", async () => {
  const person = (await servedDesk({ profile: { caseWay: "contact", contact: "042-000-0000" } })).resident();
  await person.writes("人と話したい");
  await person.presses("相談を取り下げる");
  const read = await person.presses("もう一度相談する");
  expect(read).toContain("042-000-0000");
  expect(read).not.toContain(ja.cases.reopened);
});

test("the id of a message in another person's conversation does nothing", async () => {
  const { desk, person } = await known();
  await person.writes(COLLABORATION);
  const { message } = firstButton(person, "役に立った") as Extract<Press, { act: "helpful" }>;
  const other = desk.resident("user:U2");
  await other.writes("こんにちは");
  const presses: Press[] = [
    { act: "helpful", isHelpful: false, message },
    { act: "go-on", what: "person", message },
    { act: "go-on", what: "more", message },
    { act: "go-on", what: "more", message: "nobody's" as MessageId },
  ];
  for (const press of presses) expect(await other.pressesRaw(press)).toBe(ja.unknownButton);
  expect(await desk.within(({ questions }) => questions.feedback(message))).toBeUndefined();
  const unanswered = await desk.within(({ questions }) => questions.list({ whys: UNANSWERED, limit: 10 }));
  expect([unanswered, await other.cases()]).toEqual([[], []]);
});

test("the number of another person's case does nothing", async () => {
  const { desk, person } = await known();
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  const other = desk.resident("user:U2");
  await other.writes("こんにちは");
  const presses: Press[] = [
    { act: "withdraw", number },
    { act: "reopen", number },
    { act: "rate", number, rating: 1 },
    { act: "withdraw", number: 99 as CaseNumber },
  ];
  for (const press of presses) expect(await other.pressesRaw(press)).toBe(ja.unknownButton);
  expect(await person.latestCase()).toMatchObject({ state: "waiting", rating: undefined });
});

describe("in a group a button", () => {
  test.each<Press>([
    { act: "open-case" },
    { act: "erase", isSure: true },
    { act: "ask-desk" },
    { act: "withdraw", number: 1 as CaseNumber },
    { act: "rate", number: 1 as CaseNumber, rating: 3 },
    { act: "helpful", isHelpful: true, message: "m" as MessageId },
  ])("$act is for a talk between two", async (press) => {
    const group = (await servedDesk()).resident("group:G1");
    await group.mentions(COLLABORATION);
    expect(await group.pressesRaw(press)).toBe(ja.group.onlyAlone);
    expect([(await group.cases()).length, (await group.conversation()) === undefined]).toEqual([0, false]);
  });
});

describe("a case that was closed", () => {
  async function closed() {
    const { desk, person } = await known();
    await person.writes(COLLABORATION);
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await desk.staff((work, records) => work.answer(records, number, "hara", "お答えします"));
    desk.clock.advance(60_000);
    person.reads();
    await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
    return { desk, person, number, told: person.reads() };
  }

  test("is told with ratings and the way back, and the talk starts afresh", async () => {
    const { person, number, told } = await closed();
    expect(told).toBe(`${ja.cases.closed({ number, days: 14 })}\n${ja.cases.rate}`);
    expect(person.offers()).toEqual(["解決しなかった", "少し解決した", "解決した", "もう一度相談する"]);
    expect((await person.conversation())?.state).toContain(COLLABORATION);
    await person.writes("こんにちは");
    expect((await person.conversation())?.state).not.toContain(COLLABORATION);
  });

  test("is rated, with a word if the resident likes", async () => {
    const { person } = await closed();
    expect(await person.presses("少し解決した")).toBe(`${ja.cases.rated}${ja.cases.ratingWord}`);
    expect(person.offers()).toEqual(["もう一度相談する"]);
    expect(await person.writes("早いお返事でした")).toBe(ja.cases.ratingWordKept);
    expect(await person.latestCase()).toMatchObject({ rating: 2, ratingWord: "早いお返事でした", state: "closed" });
    expect(await person.writes("早いお返事でした")).not.toBe(ja.cases.ratingWordKept);
  });

  test.each([COLLABORATION, "協働とは何ですか", "人と話したい", "もう死にたい"])(
    "does not swallow %j after its rating",
    async (question) => {
      const { person } = await closed();
      await person.presses("解決した");
      expect(await person.writes(question)).not.toContain(ja.cases.ratingWordKept);
      const [, rated] = [...(await person.cases())].reverse().map(({ ratingWord }) => ratingWord);
      expect([rated ?? "", (await person.cases()).at(-1)?.ratingWord]).toEqual(["", ""]);
    },
  );

  test.each(["ふつうでした", "特になし", "満足しています", "もう少し早く返事がほしかった", "担当の人が優しかった"])(
    "takes %j for a word on how it went",
    async (word) => {
      const { person } = await closed();
      await person.presses("解決した");
      expect(await person.writes(word)).toBe(ja.cases.ratingWordKept);
      expect(await person.cases()).toMatchObject([{ ratingWord: word }]);
    },
  );

  test("keeps what was asked as unanswered where it was not solved", async () => {
    const { desk, person } = await closed();
    await person.presses("解決しなかった");
    const kept = await desk.within(({ questions }) => questions.list({ limit: 10 }));
    expect(kept.map(({ text, why }) => [text, why])).toContainEqual([COLLABORATION, "unhelpful"]);
    const here = (await person.conversation())!;
    const all = await desk.within(({ messages }) => messages.latest(here.id, 50));
    const asked = all.find(({ text }) => text === COLLABORATION);
    expect(kept.find(({ why }) => why === "unhelpful")?.id).toBe(asked?.id);
  });

  test("is opened again within 14 days, and waits anew", async () => {
    const { desk, person, number } = await closed();
    desk.clock.advance(14 * DAY_MS);
    const read = await person.presses("もう一度相談する");
    expect(read.startsWith(`${ja.cases.reopened}\nご相談（${number}番）は受け付けています。`)).toBe(true);
    const on = await person.latestCase();
    expect(on).toMatchObject({ number, state: "waiting", assignee: undefined, closedAt: undefined });
    expect(on.dueAt).toBeGreaterThan(desk.clock.now());
  });

  test("is not opened again, nor rated, after that", async () => {
    const { desk, person } = await closed();
    desk.clock.advance(14 * DAY_MS + 1);
    expect(await person.presses("もう一度相談する")).toBe(ja.cases.tooLateToReopen);
    expect(person.offers()).toEqual(["人に相談する"]);
    expect(await person.pressesRaw({ act: "rate", number: 1 as CaseNumber, rating: 3 })).toBe(ja.unknownButton);
    expect(await person.latestCase()).toMatchObject({ state: "closed", rating: undefined });
  });

  test("takes what is written once it is open again, although a word on it was awaited", async () => {
    const { desk, person, number } = await closed();
    await person.presses("解決した");
    await person.presses("もう一度相談する");
    expect(await person.writes("やはり困っています")).not.toContain(ja.cases.ratingWordKept);
    const events = await desk.within(({ cases }) => cases.events(number));
    expect(events.at(-1)).toMatchObject({ move: "resident-writes" });
    const { message } = events.at(-1)!;
    expect((await desk.within(({ messages }) => messages.get(message!)))?.text).toBe("やはり困っています");
  });

  test("takes what is written once staff opened it again, likewise", async () => {
    const { desk, person, number } = await closed();
    await person.presses("解決した");
    await desk.staff((work, records) => work.reopen(records, number, "mori"));
    person.reads();
    expect(await person.writes("やはり困っています")).toBe("");
    const events = await desk.within(({ cases }) => cases.events(number));
    expect(events.at(-1)).toMatchObject({ move: "resident-writes" });
    expect((await person.latestCase()).ratingWord).toBe("");
  });

  test("lies as it was where another is open by then", async () => {
    const { person, number } = await closed();
    const back = firstButton(person, "もう一度相談する");
    await person.writes("人と話したい");
    expect(await person.pressesRaw(back)).toContain("ご相談（2番）は受け付けています");
    expect((await person.cases()).map((on) => [on.number, on.state])).toEqual([
      [2, "waiting"],
      [number, "closed"],
    ]);
  });
});

test("a case is withdrawn once, and can be opened again", async () => {
  const { person } = await known();
  await person.writes("人と話したい");
  const press = firstButton(person, "相談を取り下げる");
  expect(await person.pressesRaw(press)).toBe(ja.cases.withdrawn);
  expect(await person.latestCase()).toMatchObject({ state: "closed", closeReason: "withdrawn" });
  expect(await person.pressesRaw(press)).toBe(ja.unknownButton);
  expect(await person.presses("もう一度相談する")).toContain(ja.cases.reopened);
});

test("the buttons of a case answer in its language, although nothing was chosen", async () => {
  const { desk, person } = await known();
  await person.writes("I want to talk to a person");
  const { number } = await person.latestCase();
  await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
  person.reads();
  expect(await person.presses("Solved")).toBe(`${en.cases.rated}${en.cases.ratingWord}`);
  expect(await person.presses("Open request again")).toContain(en.cases.reopened);
  expect(await person.presses("Cancel my request")).toBe(en.cases.withdrawn);
});

describe("where nobody takes cases a pressed wish for a person is told whom to turn to, and no more", () => {
  test.each(LANGUAGES)("in %s", async (language) => {
    const { person } = await known({ profile: { caseWay: "none" } });
    await person.pressesRaw({ act: "language", language });
    const read = await person.pressesRaw({ act: "open-case" });
    expect(read).toMatch(/市役所|main desk of city hall/u);
    expect(read.endsWith(conversationWords[language].cases.noCases)).toBe(true);
    expect(await person.cases()).toEqual([]);
  });
});
