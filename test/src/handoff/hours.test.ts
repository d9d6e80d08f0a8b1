import { describe, expect, test } from "vitest";
import {
  afterOpenTime,
  closing,
  dayOf,
  firstAnswerDue,
  firstOpening,
  isOpen,
  minutesOf,
  nextOpening,
  type OpeningHours,
  openingAt,
  openTimeBetween,
  startOf,
  WEEKDAYS,
} from "../../../src/handoff/hours.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import type { Holidays } from "../../../src/ports/world.ts";

/** The real ones from November 2026 to January 2027. */
const NAMES: Readonly<Record<string, string>> = {
  "2026-11-03": "文化の日",
  "2026-11-23": "勤労感謝の日",
  "2027-01-01": "元日",
  "2027-01-11": "成人の日",
};
const HOLIDAYS: Holidays = { named: (day) => NAMES[day], knownUntil: "2027-12-31" };

const WEEKDAYS_9_TO_17 = openingHours("月-金 9:00-17:00");
const WITH_SATURDAY = openingHours("月-金 9:00-17:00; 土 9:00-12:00,13:00-17:00");
/** As many citizens' centres: closed on Mondays, open late. */
const CENTRE = openingHours("火-日 9:00-21:30", { closedOnHolidays: false });

/** An instant from Japan's clock, `11-23 09:00`, or `2027-01-04 09:00`. */
const japan = (text: string) =>
  Date.parse(`${text.length === "11-23 09:00".length ? "2026-" : ""}${text.replace(" ", "T")}+09:00`);
/** An instant as Japan's clock shows it. */
const told = (at: number | undefined) =>
  at === undefined ? undefined : new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

describe("it is open", () => {
  // 2026-11-16 is a Monday.
  test.each([
    ["on a weekday", "11-16 10:00", WEEKDAYS_9_TO_17, true],
    ["from the first minute", "11-16 09:00", WEEKDAYS_9_TO_17, true],
    ["but not just before", "11-16 08:59", WEEKDAYS_9_TO_17, false],
    ["until the last minute", "11-16 16:59", WEEKDAYS_9_TO_17, true],
    ["but not at the end", "11-16 17:00", WEEKDAYS_9_TO_17, false],
    ["not at night, when it is still the day before in UTC", "11-17 03:00", WEEKDAYS_9_TO_17, false],
    ["not on a Saturday", "11-21 10:00", WEEKDAYS_9_TO_17, false],
    ["on a Saturday that has hours", "11-21 10:00", WITH_SATURDAY, true],
    ["but not over its noon", "11-21 12:30", WITH_SATURDAY, false],
    ["not on a holiday that is a Monday", "11-23 10:00", WEEKDAYS_9_TO_17, false],
    ["not on a holiday in the week", "11-03 10:00", WEEKDAYS_9_TO_17, false],
    ["on a holiday where that is said", "11-03 10:00", CENTRE, true],
    ["on a Sunday evening where that is said", "11-22 21:29", CENTRE, true],
    ["not from 12-29 on", "12-29 10:00", WEEKDAYS_9_TO_17, false],
    ["on 12-28", "12-28 10:00", WEEKDAYS_9_TO_17, true],
    ["not up to 01-03", "2027-01-03 10:00", CENTRE, false],
    ["on 01-04", "2027-01-04 10:00", WEEKDAYS_9_TO_17, true],
  ])("%s (%s)", (_, at, hours, expected) => expect(isOpen(japan(at), hours, HOLIDAYS)).toBe(expected));

  test("until the end of the opening under way", () => {
    expect(closing(japan("11-21 10:00"), WITH_SATURDAY, HOLIDAYS)).toBe(12 * 60);
    expect(closing(japan("11-21 13:00"), WITH_SATURDAY, HOLIDAYS)).toBe(17 * 60);
    expect(closing(japan("11-21 12:00"), WITH_SATURDAY, HOLIDAYS)).toBeUndefined();
  });

  test("to midnight where it closes at 24:00, and from midnight where it opens at 0:00", () => {
    const late = openingHours("月 18:00-24:00; 火 0:00-2:00");
    expect(closing(japan("11-16 23:59"), late, HOLIDAYS)).toBe(24 * 60);
    expect(closing(japan("11-17 00:00"), late, HOLIDAYS)).toBe(2 * 60);
    expect(isOpen(japan("11-18 00:00"), late, HOLIDAYS)).toBe(false);
    expect(nextOpening(japan("11-16 23:59"), late, HOLIDAYS)).toMatchObject({ day: "2026-11-17", fromMinutes: 0 });
  });

  test("not where nobody knows the hours", () => {
    expect(isOpen(japan("11-16 10:00"), undefined, HOLIDAYS)).toBe(false);
  });

  test("not beyond the known calendar, unless holidays do not matter", () => {
    const ending = { ...HOLIDAYS, knownUntil: "2026-11-16" };
    expect(isOpen(japan("11-16 10:00"), WEEKDAYS_9_TO_17, ending)).toBe(true);
    expect(isOpen(japan("11-17 10:00"), WEEKDAYS_9_TO_17, ending)).toBe(false);
    expect(isOpen(japan("11-17 10:00"), CENTRE, ending)).toBe(true);
  });
});

describe("closed days", () => {
  const closedOn = (...closedDays: string[]) =>
    openingHours("毎日 9:00-17:00", { closedDays, closedOnHolidays: false, closedAtNewYear: false });
  test.each([
    ["a day is closed in its year", closedOn("2026-12-28"), "2026-12-28 10:00", false],
    ["but not in the next", closedOn("2026-12-28"), "2027-12-28 10:00", true],
    ["a day of every year is closed in each", closedOn("08-13"), "2027-08-13 10:00", false],
    ["a range is closed at its first day", closedOn("08-13..08-16"), "2026-08-13 10:00", false],
    ["and its last", closedOn("08-13..08-16"), "2026-08-16 10:00", false],
    ["but not behind it", closedOn("08-13..08-16"), "2026-08-17 10:00", true],
    ["a range over the year's end is closed before it", closedOn("12-27..01-05"), "2026-12-31 10:00", false],
    ["and after it", closedOn("12-27..01-05"), "2027-01-05 10:00", false],
    ["but not in summer", closedOn("12-27..01-05"), "2026-07-01 10:00", true],
    [
      "a range of full dates is closed over the year's end",
      closedOn("2026-12-30..2027-01-04"),
      "2027-01-04 10:00",
      false,
    ],
    ["but not a year on", closedOn("2026-12-30..2027-01-04"), "2027-12-31 10:00", true],
  ])("%s", (_, hours, at, expected) => expect(isOpen(japan(at), hours, HOLIDAYS)).toBe(expected));
});

describe("the next opening", () => {
  test.each([
    ["before opening is today's", "11-17 03:00", WEEKDAYS_9_TO_17, "2026-11-17", "tue", 540, 0],
    ["while open is tomorrow's", "11-16 10:00", WEEKDAYS_9_TO_17, "2026-11-17", "tue", 540, 1],
    ["at the very minute of opening is tomorrow's", "11-16 09:00", WEEKDAYS_9_TO_17, "2026-11-17", "tue", 540, 1],
    ["in the evening is tomorrow's", "11-16 23:59", WEEKDAYS_9_TO_17, "2026-11-17", "tue", 540, 1],
    [
      "on Friday evening before a long weekend is Tuesday's",
      "11-20 18:00",
      WEEKDAYS_9_TO_17,
      "2026-11-24",
      "tue",
      540,
      4,
    ],
    ["over noon is after it", "11-21 12:30", WITH_SATURDAY, "2026-11-21", "sat", 780, 0],
    ["before the year's end is after 01-03", "12-28 17:00", WEEKDAYS_9_TO_17, "2027-01-04", "mon", 540, 7],
    ["on a closed Monday is Tuesday's", "11-16 10:00", CENTRE, "2026-11-17", "tue", 540, 1],
  ])("%s", (_, at, hours, day, weekday, fromMinutes, daysAhead) => {
    const expected = { kind: "opens", day, weekday: WEEKDAYS.indexOf(weekday as "mon"), fromMinutes, daysAhead };
    expect(nextOpening(japan(at), hours, HOLIDAYS)).toEqual(expected);
  });

  const never: OpeningHours = { ...WEEKDAYS_9_TO_17, closedDays: ["01-01..12-31"] };
  const inSixtyDays: OpeningHours = { ...CENTRE, closedDays: ["2026-11-16..2027-01-14"] };
  test("is unknown where nobody knows the hours, or it does not open within 60 days", () => {
    expect(nextOpening(japan("11-16 10:00"), undefined, HOLIDAYS)).toEqual({ kind: "unknown" });
    expect(nextOpening(japan("11-16 10:00"), never, HOLIDAYS)).toEqual({ kind: "unknown" });
    expect(nextOpening(japan("11-16 10:00"), inSixtyDays, HOLIDAYS)).toMatchObject({
      day: "2027-01-15",
      daysAhead: 60,
    });
    expect(nextOpening(japan("11-15 22:00"), inSixtyDays, HOLIDAYS)).toEqual({ kind: "unknown" });
  });
  test("is unknown where the calendar ends before", () => {
    const ending = { ...HOLIDAYS, knownUntil: "2026-11-20" };
    expect(nextOpening(japan("11-19 18:00"), WEEKDAYS_9_TO_17, ending)).toMatchObject({ day: "2026-11-20" });
    expect(nextOpening(japan("11-20 18:00"), WEEKDAYS_9_TO_17, ending)).toEqual({ kind: "unknown" });
    // A day without hours is closed whatever the calendar says.
    const saturday = { ...HOLIDAYS, knownUntil: "2026-11-21" };
    expect(nextOpening(japan("11-21 10:00"), WEEKDAYS_9_TO_17, saturday)).toEqual({ kind: "unknown" });
  });
});

test("what is said of now is until when it is open, or when it opens", () => {
  expect(openingAt(japan("11-16 10:00"), WEEKDAYS_9_TO_17, HOLIDAYS)).toEqual({ kind: "open", untilMinutes: 17 * 60 });
  expect(openingAt(japan("11-16 18:00"), WEEKDAYS_9_TO_17, HOLIDAYS)).toMatchObject({ kind: "opens", daysAhead: 1 });
  expect(openingAt(japan("11-16 10:00"), undefined, HOLIDAYS)).toEqual({ kind: "unknown" });
});

describe("opening time passes", () => {
  const HOUR_MS = 3_600_000;
  test.each([
    ["as any other while it is open", "11-16 10:00", 2, "2026-11-16 12:00"],
    ["up to the last minute", "11-16 10:00", 7, "2026-11-16 17:00"],
    ["from one day into the next", "11-16 16:00", 2, "2026-11-17 10:00"],
    ["from the next opening at night", "11-16 23:00", 1, "2026-11-17 10:00"],
    ["not over a long weekend", "11-20 16:00", 2, "2026-11-24 10:00"],
    ["not at the year's end", "12-28 16:30", 1, "2027-01-04 09:30"],
    ["over many days", "11-16 09:00", 40, "2026-11-20 17:00"],
  ])("%s", (_, at, hours, expected) => {
    expect(told(afterOpenTime(japan(at), hours * HOUR_MS, WEEKDAYS_9_TO_17, HOLIDAYS))).toBe(expected);
  });
  test("not over noon", () => {
    expect(told(afterOpenTime(japan("11-21 11:00"), 2 * HOUR_MS, WITH_SATURDAY, HOLIDAYS))).toBe("2026-11-21 14:00");
  });
  test("none at all is now, even at night", () => {
    expect(afterOpenTime(japan("11-16 23:00"), 0, WEEKDAYS_9_TO_17, HOLIDAYS)).toBe(japan("11-16 23:00"));
  });
  test("as nobody can say where hours or calendar are unknown", () => {
    expect(afterOpenTime(japan("11-16 10:00"), HOUR_MS, undefined, HOLIDAYS)).toBeUndefined();
    const ending = { ...HOLIDAYS, knownUntil: "2026-11-16" };
    expect(afterOpenTime(japan("11-16 16:00"), 2 * HOUR_MS, WEEKDAYS_9_TO_17, ending)).toBeUndefined();
  });
});

describe("it was open between two instants", () => {
  test.each([
    ["for as long as lies between, on one day", "11-16 10:00", "11-16 12:30", 2.5],
    ["from opening on, for what came before it", "11-16 03:00", "11-16 10:00", 1],
    ["up to closing, for what was done after it", "11-16 16:00", "11-16 20:00", 1],
    ["not over night", "11-16 16:00", "11-17 10:00", 2],
    ["not over a long weekend", "11-20 16:00", "11-24 10:00", 2],
    ["not on a holiday", "11-23 09:00", "11-23 17:00", 0],
    ["not on Saturday and Sunday", "11-21 00:00", "11-23 00:00", 0],
    ["not at the year's end", "12-28 16:30", "2027-01-04 09:30", 1],
    ["not in one night", "11-16 22:00", "11-17 06:00", 0],
    ["for a whole week of work", "11-16 00:00", "11-21 00:00", 40],
    ["over months in which it never opens too", "11-16 16:00", "2027-02-01 10:00", 2],
    ["for no time within one instant", "11-16 10:00", "11-16 10:00", 0],
    ["for no time backwards", "11-16 12:00", "11-16 10:00", 0],
  ])("%s", (_, from, to, expected) => {
    const closedLong = openingHours("月-金 9:00-17:00", { closedDays: "2026-11-17..2027-01-31" });
    const hours = to === "2027-02-01 10:00" ? closedLong : WEEKDAYS_9_TO_17;
    expect(openTimeBetween(japan(from), japan(to), hours, HOLIDAYS)).toBe(expected * 3_600_000);
  });
  test("but not over noon", () => {
    expect(openTimeBetween(japan("11-21 11:00"), japan("11-21 14:00"), WITH_SATURDAY, HOLIDAYS)).toBe(2 * 3_600_000);
  });
  test("as long as it takes until that much opening time has passed", () => {
    for (let from = japan("11-16 00:00"); from < japan("11-30 00:00"); from += 7_777_777) {
      const to = afterOpenTime(from, 12_345_678, WITH_SATURDAY, HOLIDAYS)!;
      expect(openTimeBetween(from, to, WITH_SATURDAY, HOLIDAYS)).toBe(12_345_678);
    }
  });
  test("as nobody can say where hours or calendar are unknown", () => {
    expect(openTimeBetween(japan("11-16 10:00"), japan("11-16 11:00"), undefined, HOLIDAYS)).toBeUndefined();
    const ending = { ...HOLIDAYS, knownUntil: "2026-11-16" };
    const between = (to: string) => openTimeBetween(japan("11-16 10:00"), japan(to), WEEKDAYS_9_TO_17, ending);
    expect([between("11-16 18:00"), between("11-17 10:00")]).toEqual([7 * 3_600_000, undefined]);
  });
});

describe("the first opening of a day", () => {
  test.each([
    ["is told before it", "11-16 00:00", WEEKDAYS_9_TO_17, "2026-11-16 09:00"],
    ["and after it", "11-16 23:59", WEEKDAYS_9_TO_17, "2026-11-16 09:00"],
    ["is the first of two", "11-21 14:00", WITH_SATURDAY, "2026-11-21 09:00"],
    ["is none on a holiday", "11-23 10:00", WEEKDAYS_9_TO_17, undefined],
    ["is none on a Sunday", "11-22 10:00", WEEKDAYS_9_TO_17, undefined],
    ["is unknown where the hours are", "11-16 10:00", undefined, undefined],
  ])("%s", (_, at, hours, expected) => expect(told(firstOpening(japan(at), hours, HOLIDAYS))).toBe(expected));
});

test("days and minutes are those of Japan", () => {
  const [last, first] = [japan("11-16 23:59"), japan("11-17 00:00")];
  expect([last, first].map(dayOf)).toEqual(["2026-11-16", "2026-11-17"]);
  expect([last, first].map(minutesOf)).toEqual([1439, 0]);
  expect(startOf("2026-11-17")).toBe(first);
});

describe("the first answer is due when people have been there for one opening day, the reminder at half of it", () => {
  test.each([
    ["Monday at ten: Tuesday at ten", "11-16 10:00", "2026-11-17 10:00", "2026-11-16 14:00"],
    ["Monday before opening: Monday when it closes", "11-16 03:00", "2026-11-16 17:00", "2026-11-16 13:00"],
    ["Monday's last minute: Tuesday's last minute", "11-16 16:59", "2026-11-17 16:59", "2026-11-17 12:59"],
    ["Monday at closing, so for Tuesday", "11-16 17:00", "2026-11-17 17:00", "2026-11-17 13:00"],
    ["Monday night, so for Tuesday", "11-16 23:00", "2026-11-17 17:00", "2026-11-17 13:00"],
    ["Saturday, so for Monday", "11-14 10:00", "2026-11-16 17:00", "2026-11-16 13:00"],
    ["Friday at four before a long weekend: Tuesday", "11-20 16:00", "2026-11-24 16:00", "2026-11-24 12:00"],
    ["a holiday, so for the day after", "11-23 10:00", "2026-11-24 17:00", "2026-11-24 13:00"],
    ["the last afternoon of the year's work: 01-04", "12-28 16:00", "2027-01-04 16:00", "2027-01-04 12:00"],
  ])("%s", (_, at, dueAt, remindAt) => {
    const due = firstAnswerDue(japan(at), WEEKDAYS_9_TO_17, HOLIDAYS);
    expect([told(due?.dueAt), told(due?.remindAt)]).toEqual([dueAt, remindAt]);
  });
  test("a pause at noon ends no day", () => {
    const due = firstAnswerDue(japan("11-20 18:00"), WITH_SATURDAY, HOLIDAYS);
    expect([told(due?.dueAt), told(due?.remindAt)]).toEqual(["2026-11-21 17:00", "2026-11-21 13:30"]);
  });
  test("never where hours or calendar are unknown", () => {
    expect(firstAnswerDue(japan("11-16 10:00"), undefined, HOLIDAYS)).toBeUndefined();
    const ending = { ...HOLIDAYS, knownUntil: "2026-11-16" };
    expect(firstAnswerDue(japan("11-16 10:00"), WEEKDAYS_9_TO_17, ending)).toBeUndefined();
  });
  test("the reminder comes before, and both are whole milliseconds", () => {
    for (let at = japan("11-16 00:00"); at < japan("11-30 00:00"); at += 3_333_333) {
      const { dueAt, remindAt } = firstAnswerDue(at, WITH_SATURDAY, HOLIDAYS)!;
      expect(Number.isInteger(remindAt)).toBe(true);
      expect(remindAt).toBeGreaterThan(at);
      expect(dueAt).toBeGreaterThan(remindAt);
    }
  });
});
