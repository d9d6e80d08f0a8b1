import { describe, expect, test } from "vitest";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type Resident, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";

const { ja, en } = conversationWords;
const QUESTION = "小平市の協働とは何ですか";

async function overwrite(desk: ServedDesk, person: Resident, state: string): Promise<void> {
  const here = (await person.conversation())!;
  await desk.within(({ conversations }) => conversations.save({ ...here, state }));
}

describe("a state that cannot be read", () => {
  test.each([
    ["broken", "{"],
    ["of a newer version", '{"version":2,"isWelcomed":true,"recent":[],"misses":0}'],
  ])("is dropped with a sentence, once: %s", async (_, state) => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes("小平市にして");
    await overwrite(desk, person, state);
    const read = await person.writes(QUESTION);
    expect(read.startsWith(`${ja.stateLost}\n`)).toBe(true);
    expect(read).toContain("自治基本条例");
    expect(read).not.toContain("https://city.example.jp/privacy");
    expect(await person.conversation()).toMatchObject({ city: "kodaira" });
    expect(await person.writes(QUESTION)).not.toContain(ja.stateLost);
    expect(desk.log).toEqual([]);
  });

  test("does not touch an open case", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes("人と話したい");
    await overwrite(desk, person, "{");
    expect(await person.writes("人と話したい")).toContain("ご相談（1番）は受け付けています");
  });
});

describe("an event that fails each time", () => {
  const BROKEN = "これは壊れています";
  async function poisoned() {
    const desk = await servedDesk({
      incoming(event) {
        if (event.kind === "text" && event.text === BROKEN) throw new RangeError(`cannot read ${event.text}`);
        return event;
      },
    });
    const person = desk.resident("user:U-poison");
    return { desk, person };
  }
  /** Lets it be tried until nothing waits, second by second. @returns seconds that it took */
  async function waited({ clock, settle, within }: ServedDesk): Promise<number> {
    for (let seconds = 0; ; seconds++) {
      await settle();
      const { waiting } = await within(({ inbox }) => inbox.counts());
      if (waiting === 0 || seconds > 120) return seconds;
      clock.advance(1_000);
    }
  }

  test("is tried five times within 30 seconds, put aside, and the resident is told and offered a person", async () => {
    const { desk, person } = await poisoned();
    await person.writes("こんにちは");
    expect(await person.writes(BROKEN)).toBe("");
    expect(await waited(desk)).toBeLessThanOrEqual(30);
    expect(person.reads()).toBe(`${ja.apology}\n${ja.orPerson}`);
    expect(person.offers()).toEqual(["人に相談する"]);
    const tries = desk.log.filter((line) => line.startsWith("an event could not be worked"));
    expect(tries).toHaveLength(5);
    const dead = await desk.within(({ inbox }) => inbox.dead(10));
    expect(dead).toMatchObject([{ channel: "line", error: "RangeError" }]);
    expect(await person.presses("人に相談する")).toContain("ご相談（1番）を受け付けました");
  });

  test("holds up what the same person wrote later, which goes on in order, and nobody else", async () => {
    const { desk, person } = await poisoned();
    await person.writes("こんにちは");
    await person.writes(BROKEN);
    desk.clock.advance(1);
    expect(await person.writes(QUESTION)).toBe("");
    expect(await desk.resident("user:U2").writes(QUESTION)).toContain("自治基本条例");
    desk.clock.advance(1);
    await person.writes("ありがとう");
    await waited(desk);
    const read = person.reads();
    const order = [ja.apology, "自治基本条例", "どういたしまして"].map((words) => read.indexOf(words));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test("is apologised for in the language of the talk", async () => {
    const { desk, person } = await poisoned();
    await person.writes("What is collaboration in Kodaira?");
    await person.writes(BROKEN);
    await waited(desk);
    expect(person.reads()).toBe(`${en.apology}\n${en.orPerson}`);
  });

  test("is apologised for without the offer of a person where a case is open", async () => {
    const { desk, person } = await poisoned();
    await person.writes("人と話したい");
    await person.writes(BROKEN);
    await waited(desk);
    expect(person.reads()).toBe(ja.apology);
    expect(person.offers()).toEqual([]);
  });

  test("leaves neither the words nor the person's id in the log", async () => {
    const { desk, person } = await poisoned();
    await person.writes(BROKEN);
    await waited(desk);
    expect(desk.log.length).toBeGreaterThan(4);
    const log = desk.log.join("\n");
    for (const words of [BROKEN, "壊れて", "U-poison"]) expect(log).not.toContain(words);
  });
});

test("nothing that a resident wrote, and no id of a person, stands in the log", async () => {
  const desk = await servedDesk({ content: () => ({ kind: "failed" }) });
  const person = desk.resident("user:U-secret");
  for (const text of [QUESTION, "宇宙船もぐら号の燃料は？", "人と話したい", "わたしの記録を見せて", "もう死にたい"]) {
    await person.writes(text);
  }
  await person.sends({
    kind: "unreadable",
    message: "x",
    what: "image",
    fileName: "もぐら.jpg",
    bytes: 1,
    isFetchable: true,
  });
  await person.sends({ kind: "unknown", name: "dance" });
  await person.sends({ kind: "standby" });
  expect(desk.log).toEqual(['an event of unknown kind was passed over {"desk":"test","kind":"dance"}']);
});

test("events that need no answer end in silence, each with its reason", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  for (const incoming of [{ kind: "unknown", name: "x" }, { kind: "standby" }, { kind: "unfollow" }] as const) {
    expect(await person.sends(incoming)).toBe("");
  }
  const nobody = desk.resident("");
  expect(await nobody.writes(QUESTION)).toBe("");
  const { silent, answered } = await desk.within(({ inbox }) => inbox.counts());
  expect([silent, answered]).toEqual([{ "unknown-kind": 1, standby: 1, stopped: 1, nobody: 1 }, 0]);
});

test("a repetition of an event that was answered says nothing twice", async () => {
  const person = (await servedDesk()).resident();
  const text = { kind: "text", message: "m-once", text: QUESTION, isMentioned: false } as const;
  expect(await person.sends(text, "once")).toContain("自治基本条例");
  expect(await person.sends(text, "once")).toBe("");
});
