import { describe, expect, test } from "vitest";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type Resident, type ServedDesk, type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const { ja } = conversationWords;
const ANSWERED = "小平市の協働とは何ですか";
const UNANSWERED = "宇宙船の燃料は何ですか";

async function known(options: ServedDeskOptions = {}): Promise<{ desk: ServedDesk; person: Resident }> {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes("こんにちは");
  return { desk, person };
}
const kept = (desk: ServedDesk) => desk.within(({ questions }) => questions.list({ limit: 10 }));

describe("an answer", () => {
  test("is quoted word for word with its source, and goes on from there", async () => {
    const { desk, person } = await known();
    await person.writes(ANSWERED);
    const last = person.seen.at(-1);
    if (last?.saying.kind !== "bundle") throw new Error("a bundle was expected");
    const { reply, buttons, quick } = last.saying;
    const [quotation] = reply.quotations;
    const { cities } = desk.house.desk;
    expect(cities.map(({ id }) => id)).toContain(quotation?.city);
    expect(quotation).toMatchObject({ city: "kodaira", before: [], after: [] });
    expect(quotation?.source).toContain("小平市");
    expect(last.by).toBe("reply");
    expect(buttons.map(({ label }) => label)).toEqual([
      "ほかの市では",
      "もっと詳しく",
      "人に相談する",
      "役に立った",
      "役に立たなかった",
    ]);
    expect(quick.every(({ press }) => press.act === "say")).toBe(true);
  });

  test("is kept with what it rested on, behind the question", async () => {
    const { desk, person } = await known();
    await person.writes(ANSWERED);
    const here = (await person.conversation())!;
    const [question, answer] = await desk.within(({ messages }) => messages.latest(here.id, 2));
    expect(question).toMatchObject({ author: "resident", text: ANSWERED, outcome: undefined });
    expect(answer).toMatchObject({ author: "desk", outcome: "answer", city: "kodaira" });
    expect(answer?.sections.length).toBeGreaterThan(0);
    expect(answer?.sections[0]?.source).toContain("小平市");
  });

  test("to a question without a city asks for it, with a button for each that has something to say", async () => {
    const { person } = await known();
    expect(await person.writes("協働とは何ですか")).toBe(
      "市によって書かれていることがちがいます。どの市についてお調べしますか。",
    );
    expect(person.offers()).toEqual(["日野市", "国立市", "国分寺市", "小平市", "小金井市"]);
  });

  test("needs no city to be asked for where the desk is one city's", async () => {
    const { person } = await known({ profile: { city: "kodaira" as never } });
    await person.writes("協働とは何ですか");
    expect(person.seen.at(-1)?.saying).toMatchObject({ kind: "bundle", reply: { matter: { city: "kodaira" } } });
  });
});

describe("what the desk cannot answer", () => {
  test("is kept masked, with the reason, once", async () => {
    const { desk, person } = await known();
    await person.writes("宇宙船の燃料を090-1234-5678に電話で教えて");
    const [question, ...rest] = await kept(desk);
    expect(rest).toEqual([]);
    expect(question).toMatchObject({
      text: "宇宙船の燃料を［電話番号］に電話で教えて",
      why: "declined",
      language: "ja",
    });
    expect(question?.conversation).toBe((await person.conversation())?.id);
  });

  test("offers a person at the second time in a row, not at the first", async () => {
    const { person } = await known();
    expect(await person.writes(UNANSWERED)).not.toContain(ja.offerPerson);
    expect(person.offers()).toEqual(["人に相談する"]);
    expect(await person.writes("ロケットの打ち上げはいつですか")).toContain(ja.offerPerson);
    expect(await person.presses("人に相談する")).toContain("ご相談（1番）を受け付けました");
    expect(await person.latestCase()).toMatchObject({
      cause: "offered",
      asked: "ロケットの打ち上げはいつですか",
      open: [UNANSWERED, "ロケットの打ち上げはいつですか"],
      state: "waiting",
      priority: "normal",
    });
  });

  test.each(["はい", "お願いします", "はい、お願いします", "ぜひ相談したいです", "yes please"])(
    "brings a person by %j to the offer, which is one of the next words only",
    async (yes) => {
      const { person } = await known();
      await person.writes(UNANSWERED);
      await person.writes(UNANSWERED);
      await person.writes(yes);
      expect(await person.cases()).toMatchObject([{ cause: "offered", asked: UNANSWERED, state: "waiting" }]);
      const other = (await known()).person;
      await other.writes(UNANSWERED);
      await other.writes(UNANSWERED);
      await other.writes("ありがとう");
      await other.writes("はい");
      expect(await other.cases()).toEqual([]);
    },
  );

  test("counts anew after an answer in between, while talk in between does not count", async () => {
    const { person } = await known();
    await person.writes(UNANSWERED);
    await person.writes(ANSWERED);
    expect(await person.writes(UNANSWERED)).not.toContain(ja.offerPerson);
    await person.writes("ありがとう");
    expect(await person.writes("ロケットの打ち上げはいつですか")).toContain(ja.offerPerson);
  });

  test("counts anew after the offer", async () => {
    const { person } = await known();
    await person.writes(UNANSWERED);
    await person.writes(UNANSWERED);
    expect(await person.writes(UNANSWERED)).not.toContain(ja.offerPerson);
    expect(await person.writes(UNANSWERED)).toContain(ja.offerPerson);
  });

  test("counts together with an answer that was no help", async () => {
    const { desk, person } = await known();
    await person.writes(UNANSWERED);
    await person.writes(ANSWERED);
    expect(await person.presses("役に立たなかった")).toBe(`${ja.feedback.unhelpful}\n${ja.offerPerson}`);
    expect((await kept(desk)).map(({ text, why }) => [text, why])).toContainEqual([ANSWERED, "unhelpful"]);
  });

  test.each(["", "　", "。"])("asks nothing where nothing was typed but %j", async (text) => {
    const { desk, person } = await known();
    for (const _ of [1, 2, 3]) expect(await person.writes(text)).not.toContain(ja.offerPerson);
    expect(await kept(desk)).toEqual([]);
  });

  test("to a message of signs alone is not remembered as asked", async () => {
    const { person } = await known();
    const read = await person.writes("😀");
    expect(await person.writes("。。。")).toBe(read);
    expect(await person.writes("　")).toBe(read);
    await person.writes("人と話したい");
    expect((await person.latestCase()).open).toEqual(["人と話したい"]);
  });

  test("offers nobody where nobody takes cases", async () => {
    const { person } = await known({ profile: { caseWay: "none" } });
    await person.writes(UNANSWERED);
    expect(await person.writes(UNANSWERED)).not.toContain(ja.offerPerson);
    expect(person.offers()).toEqual([]);
  });
});

describe("in a group", () => {
  const GROUP = "group:G1";
  test("there is silence unless the desk is mentioned, and then an answer that only looks up", async () => {
    const desk = await servedDesk();
    const group = desk.resident(GROUP);
    expect(await group.writes(ANSWERED)).toBe("");
    expect(await group.mentions(ANSWERED)).toContain("自治基本条例");
    expect(group.seen.at(-1)?.saying).toMatchObject({ kind: "bundle" });
    expect(group.offers()).not.toContain("人に相談する");
    expect(group.offers()).not.toContain("役に立った");
    expect(group.buttons().filter(({ press }) => press.act === "say")).toEqual([]);
    expect((await desk.within(({ inbox }) => inbox.counts())).silent).toEqual({ "not-mentioned": 1 });
  });

  test("nothing is kept as a message, and no question for improvement", async () => {
    const desk = await servedDesk();
    const group = desk.resident(GROUP);
    await group.writes("わたしたちだけの話");
    await group.mentions(UNANSWERED);
    await group.mentions(UNANSWERED);
    const here = (await group.conversation())!;
    expect(await desk.within(({ messages }) => messages.latest(here.id, 10))).toEqual([]);
    expect(await kept(desk)).toEqual([]);
    expect(here.state).not.toContain("わたしたち");
  });

  test.each(["人と話したい", "人に相談する", "申請が通るか教えて"])("%j is a matter for two", async (text) => {
    const desk = await servedDesk();
    const group = desk.resident(GROUP);
    expect(await group.mentions(text)).toContain(ja.group.onlyAlone);
    expect(await group.cases()).toEqual([]);
  });

  test("danger is answered with where help is, to everybody there", async () => {
    const group = (await servedDesk()).resident(GROUP);
    const read = await group.mentions("もう死にたい");
    expect(read.startsWith("命や体の危険があるときは、すぐに119番")).toBe(true);
    expect(await group.cases()).toEqual([]);
  });

  test("who is asked for the city chooses it for all, and goes on from the answer", async () => {
    const group = (await servedDesk()).resident(GROUP);
    await group.mentions("協働とは何ですか");
    await group.presses("小平市");
    expect(group.seen.at(-1)?.saying).toMatchObject({ kind: "bundle", reply: { matter: { city: "kodaira" } } });
    await group.presses("ほかの市では");
    expect(group.seen.at(-1)?.saying).toMatchObject({ kind: "bundle", reply: { outcome: "compare" } });
  });

  test("a button goes on from its own message, although others were asked since", async () => {
    const group = (await servedDesk()).resident(GROUP);
    await group.mentions(ANSWERED);
    const more = group.buttons().find(({ label }) => label === "もっと詳しく");
    await group.mentions("国立市の自治会は市と協働できますか");
    await group.pressesRaw(more?.press);
    expect(group.seen.at(-1)?.saying).toMatchObject({ kind: "bundle", reply: { matter: { city: "kodaira" } } });
  });
});
