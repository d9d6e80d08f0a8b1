import { describe, expect, test } from "vitest";
import { PAUSE_MS } from "../../../src/conversation/counting.ts";
import type { CityId } from "../../../src/model.ts";
import type { MessageId } from "../../../src/records.ts";
import { type ServedDesk, type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const ANSWERED = "小平市の協働とは何ですか";
const UNANSWERED = "宇宙船の燃料は何ですか";
const ALWAYS = { from: "2000-01-01", until: "2100-01-01" };

/** What was counted on all days, each as `conversation line kodaira ja`. */
async function counts(desk: ServedDesk): Promise<Record<string, number>> {
  const sums = await desk.within(({ facts }) => facts.sums(ALWAYS));
  const found: Record<string, number> = {};
  for (const { what, channel, city, language, count } of sums) {
    const key = `${what} ${channel} ${city ?? "-"} ${language}`;
    found[key] = (found[key] ?? 0) + count;
  }
  return found;
}
async function opened(options: ServedDeskOptions = {}) {
  const desk = await servedDesk(options);
  return { desk, person: desk.resident() };
}

describe("a conversation", () => {
  test("is counted once, with the city and language of what was answered first", async () => {
    const { desk, person } = await opened();
    await person.writes(ANSWERED);
    await person.writes("ありがとう");
    expect(await counts(desk)).toEqual({
      "answered line kodaira ja": 1,
      "conversation line kodaira ja": 1,
      "talk line - ja": 1,
    });
  });

  test("begins with the first message, not with following", async () => {
    const { desk, person } = await opened();
    await person.sends({ kind: "follow" });
    expect(await counts(desk)).toEqual({});
    await person.writes("Hello");
    expect(await counts(desk)).toMatchObject({ "conversation line - en": 1 });
  });

  test("begins anew after a day of silence, and not before", async () => {
    const { desk, person } = await opened({ profile: { city: "kodaira" as CityId } });
    const begun = async () => (await counts(desk))["conversation line kodaira ja"];
    await person.writes("こんにちは");
    desk.clock.advance(PAUSE_MS - 1);
    await person.writes("こんにちは");
    desk.clock.advance(PAUSE_MS - 1);
    await person.writes("こんにちは");
    expect(await begun()).toBe(1);
    desk.clock.advance(PAUSE_MS);
    await person.writes("こんにちは");
    expect(await begun()).toBe(2);
  });

  test("goes on when a case in it is closed", async () => {
    const { desk, person } = await opened();
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
    await person.writes("こんにちは");
    expect(await counts(desk)).toMatchObject({ "conversation line - ja": 1 });
  });

  test("of a group is counted when the desk is spoken to, not when people talk among themselves", async () => {
    const { desk } = await opened();
    const group = desk.resident("group:G1");
    await group.writes("明日は何時ですか");
    expect(await counts(desk)).toEqual({});
    await group.mentions(ANSWERED);
    expect(await counts(desk)).toEqual({ "answered line kodaira ja": 1, "conversation line kodaira ja": 1 });
  });
});

describe("what the desk says", () => {
  test("is counted by what it was: an answer, a question back, nothing found", async () => {
    const { desk, person } = await opened();
    await person.writes("協働とは何ですか");
    await person.presses("小平市");
    await person.writes("小平市と国立市を協働について比べて");
    await person.writes(UNANSWERED);
    await person.writes("？？？");
    expect(await counts(desk)).toEqual({
      "answered line kodaira ja": 2,
      "asked-back line - ja": 1,
      "conversation line - ja": 1,
      "declined line kodaira ja": 1,
      "talk line kodaira ja": 1,
    });
  });

  test("is counted on the day in Japan", async () => {
    const { desk, person } = await opened({ at: "2026-11-20T23:59" });
    await person.writes("こんにちは");
    desk.clock.advance(60_000);
    await person.writes("こんにちは");
    const sums = await desk.within(({ facts }) => facts.sums(ALWAYS));
    expect(sums.filter(({ what }) => what === "talk").map(({ day }) => day)).toEqual(["2026-11-20", "2026-11-21"]);
  });
});

test("a rating counts by its first word, however often it is changed", async () => {
  const { desk, person } = await opened();
  await person.writes(ANSWERED);
  await person.presses("役に立った");
  await person.presses("役に立たなかった");
  await person.presses("役に立った");
  const found = await counts(desk);
  expect([found["helpful line kodaira ja"], found["unhelpful line kodaira ja"]]).toEqual([1, undefined]);
});

test("what was counted holds no id and no word, and stays when all records are erased", async () => {
  const { desk, person } = await opened();
  await person.writes(ANSWERED);
  const before = await counts(desk);
  await person.writes("私の記録を消して");
  await person.presses("消す");
  expect(await person.conversation()).toBeUndefined();
  expect(await counts(desk)).toEqual(before);
  const facts = await desk.within(({ facts: all }) => all.sums(ALWAYS));
  for (const fact of facts)
    expect(Object.keys(fact).sort()).toEqual(["channel", "city", "count", "day", "language", "what"]);
});

describe("a question that was answered", () => {
  const kept = (desk: ServedDesk) => desk.within(({ questions }) => questions.list({ limit: 10 }));

  test("is kept masked with its topic, and with that topic once it did not help", async () => {
    const { desk, person } = await opened();
    await person.writes("小平市の協働とは何ですか。返事は042-341-1234へ");
    const [question] = await kept(desk);
    expect(question).toMatchObject({ why: "answered", city: "kodaira", topic: "meaning", asker: "resident" });
    expect(question?.text).toContain("［電話番号］");
    await person.presses("役に立たなかった");
    expect(await kept(desk)).toMatchObject([{ id: question?.id, why: "unhelpful", topic: "meaning" }]);
  });

  test("is not kept for what a button asks in words of ours", async () => {
    const { desk, person } = await opened();
    await person.writes(ANSWERED);
    await person.presses("ほかの市では");
    expect((await kept(desk)).map(({ text }) => text)).toEqual([ANSWERED]);
  });

  test("goes with the messages, where one that was not stays without its person", async () => {
    const { desk, person } = await opened();
    await person.writes(ANSWERED);
    await person.writes(UNANSWERED);
    await desk.passes(91 * PAUSE_MS);
    expect(await kept(desk)).toMatchObject([{ text: UNANSWERED, conversation: undefined }]);
  });

  test("goes when its message is unsent", async () => {
    const { desk, person } = await opened();
    await person.sends({ kind: "text", message: "m-own", text: ANSWERED, isMentioned: false });
    expect(await kept(desk)).toHaveLength(1);
    await person.sends({ kind: "unsend", message: "m-own" });
    expect(await kept(desk)).toEqual([]);
    expect(await desk.within(({ questions }) => questions.get("nobody's" as MessageId))).toBeUndefined();
  });
});
