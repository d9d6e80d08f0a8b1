import { expect, test } from "vitest";
import { closedDaysText, hoursText } from "../../../src/handoff/hours-shown.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";

test.each([
  ["月-金 9:00-17:00", "月-金 9:00-17:00"],
  ["平日 9時-12時,13時-17時半; 土 9:00-12:00", "月-金 9:00-12:00,13:00-17:30; 土 9:00-12:00"],
  ["火-日 9:00-21:00", "火-日 9:00-21:00"],
  ["月 9:00-17:00; 水 9:00-17:00; 日 10:00-24:00", "月 9:00-17:00; 水 9:00-17:00; 日 10:00-24:00"],
])("%s is written as %s, which is read as the same again", (typed, written) => {
  const hours = openingHours(typed);
  expect(hoursText(hours)).toBe(written);
  expect(openingHours(hoursText(hours))).toEqual(hours);
});

test("closed days are written without those at New Year, which are read again by themselves", () => {
  const hours = openingHours("毎日 9:00-17:00", { closedDays: "2026-12-28、08-13..08-16" });
  expect(closedDaysText(hours)).toBe("2026-12-28, 08-13..08-16");
  expect(openingHours("毎日 9:00-17:00", { closedDays: closedDaysText(hours) })).toEqual(hours);
});
