import { describe, expect, test } from "vitest";
import type { CaseNumber, ConversationId, KeptQuestion, MessageId } from "../../../../src/records.ts";
import { median, summaryOf } from "../../../../src/staff/shown/figures.ts";
import { inJapan } from "../../../fixtures/test-clock.ts";
import { DAY_MS, HARA, HOUR_MS, type StaffedDesk, type StaffedDeskOptions, staffedDesk } from "../staffed-desk.ts";

/** A Monday. */
const DAY = "2026-11-16";

const summary = ({ within, house }: StaffedDesk, day = DAY) => within((records) => summaryOf(records, house, day));

const question = (id: string, of: Partial<KeptQuestion> = {}): KeptQuestion => ({
  id: id as MessageId,
  conversation: `c-${id}` as ConversationId,
  text: "質問",
  city: undefined,
  language: "ja",
  why: "declined",
  asker: "resident",
  topic: undefined,
  at: inJapan(`${DAY}T10:00`),
  ...of,
});

const keep = ({ within }: StaffedDesk, kept: readonly KeptQuestion[]) =>
  within(async ({ questions }) => {
    for (const one of kept) await questions.keep(one);
  });

test.each<[string, readonly number[], number | undefined]>([
  ["nothing has none", [], undefined],
  ["one value is its own", [7], 7],
  ["of two it is the mean", [9, 4], 7],
  ["of an odd count it is the middle one", [100, 1, 10], 10],
  ["of an even count it is the mean of the middle two", [1000, 2, 10, 20], 15],
])("the median of %s", (_, values, expected) => expect(median(values)).toBe(expected));

test("a day on which nothing happened has no figures", async () => {
  expect(await summary(await staffedDesk())).toEqual({
    day: DAY,
    ...{ opened: 0, answered: 0, closed: 0, waiting: 0 },
    medianFirstAnswerMs: undefined,
    unanswered: [],
  });
});

describe("what is counted", () => {
  test("lies within the day in Japan, from its first to its last moment", async () => {
    const desk = await staffedDesk({ at: "2026-11-15T23:59" });
    const take = async (number: CaseNumber) => {
      await desk.takenBy(HARA, number);
      await desk.answeredBy(HARA, number, "はい");
      await desk.acts((work, records) => work.close(records, number, HARA, "solved"));
    };
    for (const [peer, ms] of [
      ["a", 0],
      ["b", 60_000],
      ["c", DAY_MS - 60_000],
      ["d", 60_000],
    ] as const) {
      desk.clock.advance(ms);
      const { number } = await desk.caseOf(peer);
      await take(number);
    }
    const figures = async (day: string) => {
      const { opened, answered, closed } = await summary(desk, day);
      return [opened, answered, closed];
    };
    expect(await figures("2026-11-15")).toEqual([1, 1, 1]);
    expect(await figures(DAY)).toEqual([2, 2, 2]);
    expect(await figures("2026-11-17")).toEqual([1, 1, 1]);
  });

  test("is a second answer never, and what waits is counted whenever it came", async () => {
    const desk = await staffedDesk({ at: "2026-11-13T10:00" });
    const { number } = await desk.caseOf("a");
    await desk.caseOf("b");
    await desk.takenBy(HARA, number);
    await desk.answeredBy(HARA, number, "はい");
    desk.clock.advance(3 * DAY_MS);
    await desk.answeredBy(HARA, number, "追って");
    await desk.caseOf("c");
    expect(await summary(desk)).toMatchObject({ opened: 1, answered: 0, closed: 0, waiting: 2 });
  });
});

describe("the time to the first answer", () => {
  async function answeredAfter(hours: readonly number[], options: StaffedDeskOptions = {}) {
    const desk = await staffedDesk({ at: "2026-11-13T16:00", ...options });
    const numbers: CaseNumber[] = [];
    for (const i of hours.keys()) numbers.push((await desk.caseOf(`p${i}`)).number);
    // Monday at nine.
    desk.clock.advance(3 * DAY_MS - 7 * HOUR_MS);
    let passed = 0;
    for (const [i, number] of numbers.entries()) {
      desk.clock.advance((hours[i]! - passed) * HOUR_MS);
      passed = hours[i]!;
      await desk.takenBy(HARA, number);
      await desk.answeredBy(HARA, number, "はい");
    }
    return { desk, ms: (await summary(desk)).medianFirstAnswerMs };
  }

  test("is told in opening time: an hour on Friday, none over the weekend, two on Monday", async () => {
    expect((await answeredAfter([2])).ms).toBe(3 * HOUR_MS);
  });
  test("is the middle one of several", async () => {
    expect((await answeredAfter([1, 2, 7])).ms).toBe(3 * HOUR_MS);
    expect((await answeredAfter([1, 2, 4, 7])).ms).toBe(4 * HOUR_MS);
  });
  test("is told by nobody where the hours are unknown", async () => {
    expect((await answeredAfter([1], { profile: { hours: undefined } })).ms).toBeUndefined();
  });
  test("begins anew where a case was reopened", async () => {
    const { desk } = await answeredAfter([0]);
    const { number } = await desk.within(async ({ cases }) => (await cases.list({ limit: 1 }))[0]!);
    await desk.acts((work, records) => work.close(records, number, HARA, "solved"));
    desk.clock.advance(DAY_MS);
    await desk.acts((work, records) => work.reopen(records, number, HARA));
    desk.clock.advance(HOUR_MS / 2);
    await desk.answeredBy(HARA, number, "やはり");
    expect(await summary(desk, "2026-11-17")).toMatchObject({ answered: 1, medianFirstAnswerMs: HOUR_MS / 2 });
  });
});

describe("what stayed unanswered", () => {
  test("is told by topic, most often first, what has none last among equals", async () => {
    const desk = await staffedDesk();
    await keep(desk, [
      question("1", { topic: "places" }),
      question("2"),
      question("3", { topic: "places", why: "unhelpful" }),
      question("4", { topic: "money" }),
      question("5", { topic: "gone-from-the-file" }),
      question("6", { topic: "rules" }),
    ]);
    expect((await summary(desk)).unanswered).toEqual([
      { name: "場所", count: 2 },
      { name: undefined, count: 2 },
      { name: "決まり", count: 1 },
      { name: "補助金", count: 1 },
    ]);
  });
  test("is what residents asked on that day, not what staff looked up", async () => {
    const desk = await staffedDesk();
    await keep(desk, [
      question("1", { topic: "money", asker: "staff" }),
      question("2", { topic: "places", at: inJapan(`${DAY}T00:00`) - 1 }),
      question("3", { topic: "rules", at: inJapan("2026-11-17T00:00") }),
    ]);
    expect((await summary(desk)).unanswered).toEqual([]);
  });
  test("is a case as well, once with the question with which it began", async () => {
    const desk = await staffedDesk();
    const { conversation } = await desk.caseOf("a");
    await desk.caseOf("b", { topic: "places" });
    await keep(desk, [question("1", { topic: "money", why: "case", conversation })]);
    expect((await summary(desk)).unanswered).toEqual([
      { name: "場所", count: 1 },
      { name: "補助金", count: 1 },
    ]);
  });
  test("is five topics at most", async () => {
    const desk = await staffedDesk();
    const house = { ...desk.house, topicName: (id: string) => id };
    await keep(
      desk,
      [..."abcdefg"].map((topic, i) => question(String(i), { topic })),
    );
    const { unanswered } = await desk.within((records) => summaryOf(records, house, DAY));
    expect(unanswered.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e"]);
  });
});
