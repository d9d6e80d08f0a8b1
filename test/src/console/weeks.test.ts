import { expect, test } from "vitest";
import { dayAfter, daysWithin, isDay, weekOf, weeksWithin } from "../../../src/console/weeks.ts";

// Source: ISO 8601, whose first week of a year is that of its first Thursday.
test.each([
  ["2026-11-21", "2026-W47", "2026-11-16"],
  ["2026-11-16", "2026-W47", "2026-11-16"],
  ["2026-11-15", "2026-W46", "2026-11-09"],
  ["2026-12-31", "2026-W53", "2026-12-28"],
  ["2027-01-01", "2026-W53", "2026-12-28"],
  ["2027-01-03", "2026-W53", "2026-12-28"],
  ["2027-01-04", "2027-W01", "2027-01-04"],
  ["2024-12-30", "2025-W01", "2024-12-30"],
  ["2025-12-29", "2026-W01", "2025-12-29"],
  ["2024-02-29", "2024-W09", "2024-02-26"],
])("%s lies in %s, which begins on %s", (day, name, monday) => expect(weekOf(day)).toEqual({ name, monday }));

test("the weeks of a stretch over the end of a year are all there, once each", () => {
  const weeks = weeksWithin("2026-12-24", "2027-01-12");
  expect(weeks.map(({ name }) => name)).toEqual(["2026-W52", "2026-W53", "2027-W01", "2027-W02"]);
});

test("a day alone is one week", () => expect(weeksWithin("2026-11-22", "2026-11-22")).toHaveLength(1));

test.each([
  ["2026-02-28", true],
  ["2028-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["2026-1-1", false],
  ["", false],
  ["2026-11-21T00:00", false],
  ["1999-01-01", false],
])("that %s is a day is %s", (text, isSo) => expect(isDay(text)).toBe(isSo));

test("days are counted over months and leap years, both ends included", () => {
  expect(daysWithin("2028-02-28", "2028-03-01")).toBe(3);
  expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
  expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
});
