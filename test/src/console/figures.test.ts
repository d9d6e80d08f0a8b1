import { describe, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { consoleFigures } from "../../../src/console/figures.ts";
import type { ConsoleParts } from "../../../src/console/parts.ts";
import type { CityId } from "../../../src/model.ts";
import type { Counts, FigurePeriod } from "../../../src/ports/console/figures.ts";
import type { DeskId, Fact } from "../../../src/records.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { testChance, testClock } from "../../fixtures/test-clock.ts";

const DESK = "test" as DeskId;
const KODAIRA = "kodaira" as CityId;
const HINO = "hino" as CityId;
const MINUTE_MS = 60_000;
const FACT: Fact = { day: "2026-11-16", what: "answered", channel: "line", city: KODAIRA, language: "ja", value: 0 };
const NOTHING: Counts = {
  conversations: 0,
  answered: 0,
  askedBack: 0,
  declined: 0,
  handedOver: 0,
  closed: 0,
  helpful: 0,
  unhelpful: 0,
  firstAnswers: 0,
  medianFirstAnswerMs: undefined,
};
const ALWAYS: FigurePeriod = { from: "2026-01-01", until: "2027-12-31" };

async function counting(facts: readonly Partial<Fact>[], at = "2026-11-21T10:00") {
  const store = await openStore({ dataDir: ":memory:", chance: testChance() });
  await store.within(DESK, async (records) => {
    for (const fact of facts) await records.facts.add({ ...FACT, ...fact });
  });
  const assembly = { corpus: { cities: CITIES.map(({ city }) => city) } };
  return consoleFigures({ desk: DESK, store, clock: testClock(at), assembly } as unknown as ConsoleParts);
}

describe("a period", () => {
  test.each([
    ["on a Saturday", "2026-11-21T10:00", 4, "2026-10-26", "2026-11-21"],
    ["on a Monday, just begun in Japan and not yet in UTC", "2026-11-23T00:30", 4, "2026-11-02", "2026-11-23"],
    ["on a Sunday, before midnight in Japan", "2026-11-22T23:59", 4, "2026-10-26", "2026-11-22"],
    ["over the end of a year", "2027-01-04T09:00", 12, "2026-10-19", "2027-01-04"],
  ])("of the last weeks begins on a Monday and ends today: %s", async (_, at, weeks, from, until) => {
    expect((await counting([], at)).lastWeeks(weeks)).toEqual({ from, until });
  });

  test.each([
    ["2026-11-01", "2026-11-21", { from: "2026-11-01", until: "2026-11-21" }],
    ["2026-11-21", "2026-11-21", { from: "2026-11-21", until: "2026-11-21" }],
    ["2026-11-22", "2026-11-21", "backwards"],
    ["2026-02-30", "2026-11-21", "no-day"],
    ["", "2026-11-21", "no-day"],
    ["2020-01-01", "2026-11-21", "too-long"],
  ])("from %s until %s is %o", async (from, until, expected) => {
    expect((await counting([])).period(from, until)).toEqual(expected);
  });
});

describe("figures", () => {
  test("add up each kind, with a median of the first answers and the number of them", async () => {
    const waits = [10, 90, 30, 50].map((minutes) => ({ what: "first-answer" as const, value: minutes * MINUTE_MS }));
    const kinds = ["conversation", "answered", "answered", "asked-back", "declined", "talk", "handed-over"] as const;
    const ratings = ["helpful", "helpful", "unhelpful", "closed"] as const;
    const figures = await counting([...[...kinds, ...ratings].map((what) => ({ what })), ...waits]);
    expect((await figures.of(ALWAYS)).total).toEqual({
      ...NOTHING,
      ...{ conversations: 1, answered: 2, askedBack: 1, declined: 1, handedOver: 1, closed: 1 },
      ...{ helpful: 2, unhelpful: 1, firstAnswers: 4, medianFirstAnswerMs: 40 * MINUTE_MS },
    });
  });

  test("have every week since anything is counted, empty ones too, over the end of a year", async () => {
    const figures = await counting([{ day: "2026-12-23" }, { day: "2027-01-03" }, { day: "2027-01-04" }]);
    const { weeks, countedSince } = await figures.of({ from: "2026-11-30", until: "2027-01-12" });
    expect(countedSince).toBe("2026-12-23");
    expect(weeks.map(({ of, counts }) => [of.name, counts.answered])).toEqual([
      ["2026-W52", 1],
      ["2026-W53", 1],
      ["2027-W01", 1],
      ["2027-W02", 0],
    ]);
  });

  test("leave out what lies before or behind the period", async () => {
    const figures = await counting(["2026-11-15", "2026-11-16", "2026-11-22", "2026-11-23"].map((day) => ({ day })));
    const { total, weeks } = await figures.of({ from: "2026-11-16", until: "2026-11-22" });
    expect([total.answered, weeks.length]).toEqual([2, 1]);
  });

  test("are told by city, channel and language, those of which there is something, what is of no city last", async () => {
    const figures = await counting([
      { city: undefined, channel: "web" },
      { city: HINO, language: "en" },
      {},
      { city: "moved-away" as CityId },
    ]);
    const { cities, channels, languages, weeks } = await figures.of(ALWAYS);
    const names = cities.map(({ of: { name } }) => name);
    expect(new Set(names.slice(0, 2))).toEqual(new Set(["日野市", "小平市"]));
    expect(names.slice(2)).toEqual(["moved-away", undefined]);
    expect(channels.map(({ of, counts }) => [of, counts.answered])).toEqual([
      ["line", 3],
      ["web", 1],
    ]);
    expect(languages.map(({ of, counts }) => [of, counts.answered])).toEqual([
      ["ja", 3],
      ["en", 1],
    ]);
    expect(weeks[0]?.counts.answered).toBe(4);
  });

  test("of a desk that counted nothing yet are empty and say so", async () => {
    expect(await (await counting([])).of(ALWAYS)).toEqual({
      ...{ period: ALWAYS, countedSince: undefined, total: NOTHING },
      ...{ weeks: [], cities: [], channels: [], languages: [] },
    });
  });
});

test("the lines of a file are one for each week, city, channel and language of which there is something, in order", async () => {
  const figures = await counting([
    { day: "2026-11-23", channel: "web" },
    { day: "2026-11-16", city: undefined },
    { day: "2026-11-22", language: "en" },
    { day: "2026-11-20" },
    { day: "2026-11-16", what: "first-answer", value: 5 * MINUTE_MS },
  ]);
  const rows = await figures.rows(ALWAYS);
  expect(
    rows.map(({ week, city, channel, language, ...counts }) => [
      ...[week.name, city.id, channel, language],
      ...[counts.answered, counts.medianFirstAnswerMs],
    ]),
  ).toEqual([
    ["2026-W47", "kodaira", "line", "ja", 1, 5 * MINUTE_MS],
    ["2026-W47", "kodaira", "line", "en", 1, undefined],
    ["2026-W47", undefined, "line", "ja", 1, undefined],
    ["2026-W48", "kodaira", "web", "ja", 1, undefined],
  ]);
});
