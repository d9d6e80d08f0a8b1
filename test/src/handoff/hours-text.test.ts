import { describe, expect, test } from "vitest";
import { DeskError } from "../../../src/errors.ts";
import { type OpeningHours, WEEKDAYS } from "../../../src/handoff/hours.ts";
import { type Closings, openingHours, openingHoursFrom } from "../../../src/handoff/hours-text.ts";

const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
/** The open days of a week in short, `mon 9:00-17:00`. */
const week = ({ week }: OpeningHours) =>
  WEEKDAYS.filter((day) => week[day].length > 0).map(
    (day) => `${day} ${week[day].map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(",")}`,
  );

/** What is thrown. */
function fault(read: () => unknown): DeskError {
  try {
    read();
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error("these hours were taken");
}

const FIVE_DAYS = ["mon 9:00-17:00", "tue 9:00-17:00", "wed 9:00-17:00", "thu 9:00-17:00", "fri 9:00-17:00"];

describe("five days are read however they are written", () => {
  test.each([
    "月-金 9:00-17:00",
    "月～金 9:00～17:00",
    "月〜金 ９：００〜１７：００",
    "月ー金 9時ー17時",
    "月曜日-金曜日 9時から17時まで",
    "月曜～金曜：9:00-17:00",
    "月-金9:00-17:00",
    "月火水木金 9:00-17:00",
    "月・火・水・木・金 9:00-17:00",
    "月、火、水、木、金 9:00-17:00",
    "平日 9:00-17:00",
    "月 ～ 金 9:00 ～ 17:00",
    "mon-fri 9:00-17:00",
    "Mon–Fri 09:00 – 17:00",
    "Monday-Friday: 9:00-17:00",
    "mon, tue, wed, thu, fri 9:00-17:00",
    "weekdays 9:00-17:00",
    "月-水 9:00-17:00; 木,金 9:00-17:00; 土日 休館",
    "月-水 9:00-17:00\n木-金 9:00-17:00\n\nsat-sun closed",
    "月-水 9:00-17:00；木-金 9:00-17:00；",
  ])("%s", (text) => expect(week(openingHours(text))).toEqual(FIVE_DAYS));
});

describe("other weeks", () => {
  test.each([
    ["a pause at noon", "土 9:00-12:00,13:00-17:00", ["sat 9:00-12:00,13:00-17:00"]],
    ["a pause parted by 、", "土 9時-12時、13時-17時半", ["sat 9:00-12:00,13:00-17:30"]],
    ["minutes", "火 9時15分-20時45分", ["tue 9:15-20:45"]],
    ["midnight at both ends", "水 0:00-24:00", ["wed 0:00-24:00"]],
    ["days over the end of the week", "土-月 9:00-17:00", ["sun 9:00-17:00", "mon 9:00-17:00", "sat 9:00-17:00"]],
    ["Sunday alone", "日 9:00-17:00", ["sun 9:00-17:00"]],
    ["Sunday in full", "日曜日 9:00-17:00", ["sun 9:00-17:00"]],
    ["a weekend", "土日 9:00-17:00", ["sun 9:00-17:00", "sat 9:00-17:00"]],
    ["every day", "毎日 10:00-12:00", WEEKDAYS.map((day) => `${day} 10:00-12:00`)],
  ])("%s: %s", (_, text, expected) => expect(week(openingHours(text))).toEqual(expected));
});

describe("what is wrong is named", () => {
  test.each([
    ["", "opens on no day"],
    ["月-金 休館", "opens on no day"],
    ["月-金", "wants days and times"],
    ["9:00-17:00", "wants days and times"],
    ["いつでも", "wants days and times"],
    ["月-水-金 9:00-17:00", '"月-水-金" is no run of days'],
    ["constructor 9:00-17:00", "is no day of the week"],
    ["月- 9:00-17:00", '"" is no day of the week'],
    ["月 9:00-12:00-17:00", "is not a range of times"],
    ["月-祝 9:00-17:00", '"祝" is no day of the week'],
    ["祝 9:00-17:00", '"祝" is no day of the week'],
    ["mo 9:00-17:00", "is no day of the week"],
    ["monkey-fri 9:00-17:00", "is no day of the week"],
    ["月 9:00", "is not a range of times"],
    ["月 9:00-", "is not a range of times"],
    ["月 9-17", '"9" is no time of the day'],
    ["月 9:60-17:00", '"9:60" is no time of the day'],
    ["月 9:00-25:00", '"25:00" is no time of the day'],
    ["月 9:00-24:01", '"24:01" is no time of the day'],
    ["月 17:00-9:00", "does not end after it begins"],
    ["月 22:00-2:00", "does not end after it begins"],
    ["月 9:00-9:00", "does not end after it begins"],
    ["月 9:00-12:00,11:00-17:00", "a pause between them"],
    ["月 9:00-12:00,12:00-17:00", "a pause between them"],
    ["月 13:00-17:00,9:00-12:00", "a pause between them"],
    ["月-水 9:00-17:00; 火 9:00-12:00", "tue is given twice"],
  ])("「%s」: %s", (text, reason) => {
    const error = fault(() => openingHours(text));
    expect(error.code).toBe("settings-invalid");
    expect(error.message).toContain("opening hours");
    expect(error.message).toContain(reason);
  });
  test("by its part, not by the whole", () => {
    const error = fault(() => openingHours("月-金 9:00-17:00; 土 九時まで"));
    expect(error.facts).toEqual({ part: "土 九時まで" });
  });
});

describe("closings", () => {
  const closings = (given?: Closings) => {
    const { closedDays, closedOnHolidays } = openingHours("平日 9:00-17:00", given);
    return { closedDays, closedOnHolidays };
  };
  test("are holidays and the turn of the year unless told", () => {
    expect(closings()).toEqual({ closedDays: ["12-29..01-03"], closedOnHolidays: true });
  });
  test("may be none", () => {
    expect(closings({ closedOnHolidays: false, closedAtNewYear: false })).toEqual({
      closedDays: [],
      closedOnHolidays: false,
    });
  });
  test.each([
    ["2026-12-28, 08-13..08-16", ["2026-12-28", "08-13..08-16"]],
    ["２０２６－１２－２８、08-13 .. 08-16、", ["2026-12-28", "08-13..08-16"]],
    ["02-29", ["02-29"]],
    ["2026-12-30..2027-01-05", ["2026-12-30..2027-01-05"]],
    [" ", []],
  ])("are added to these by text 「%s」", (closedDays, expected) => {
    expect(closings({ closedDays }).closedDays).toEqual(["12-29..01-03", ...expected]);
  });
  test("are added by list", () => {
    expect(closings({ closedDays: ["2026-12-28"] }).closedDays).toEqual(["12-29..01-03", "2026-12-28"]);
  });
  test.each([
    "明日",
    "2026-13-01",
    "2027-02-29",
    "02-30",
    "8-13",
    "2026/12/28",
    "2026-12-28..01-03",
    "08-13..08-16..08-18",
    "2027-01-05..2026-12-30",
    "..",
    "08-13..",
  ])("「%s」 is refused", (closedDays) => {
    const error = fault(() => closings({ closedDays }));
    expect(error.code).toBe("settings-invalid");
    expect(error.facts).toEqual({ part: closedDays });
  });
});

describe("JSON", () => {
  test.each([
    ["text", "月-金 9:00-17:00"],
    ["text under week", { week: "月-金 9:00-17:00", closedDays: [] }],
    ["a key per weekday", Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, "9:00-17:00"]))],
    ["Japanese keys", Object.fromEntries([..."月火水木金"].map((day) => [day, ["9:00-17:00"]]))],
    ["ranges as objects", { 平日: [{ from: "9:00", to: "17:00" }], sat: [] }],
    ["keys under week", { week: { "mon-fri": "9:00-17:00", sun: "closed" }, closedOnHolidays: true }],
  ])("is read as %s", (_, json) => {
    expect(week(openingHoursFrom(json))).toEqual(FIVE_DAYS);
    expect(openingHoursFrom(json)).toMatchObject({ closedDays: ["12-29..01-03"], closedOnHolidays: true });
  });
  test("brings its closings", () => {
    const json = { mon: "9:00-17:00", closedDays: ["08-13"], closedOnHolidays: false, closedAtNewYear: false };
    expect(openingHoursFrom(json)).toMatchObject({ closedDays: ["08-13"], closedOnHolidays: false });
  });
  test.each([
    [null, "neither text nor an object"],
    [undefined, "neither text nor an object"],
    [9, "neither text nor an object"],
    [[], "neither text nor an object"],
    [{}, "opens on no day"],
    [{ monday: 9 }, '"monday": 9 is neither text nor a list'],
    [{ holiday: "9:00-17:00" }, "is no day of the week"],
    [{ mon: [{ from: 9, to: 17 }] }, "is neither"],
    [{ mon: "9:00-17:00", 月: "9:00-17:00" }, "mon is given twice"],
    [{ week: { mon: "9:00-17:00" }, tue: "9:00-17:00" }, "either under week"],
    [{ week: 5 }, "neither text nor an object"],
    [{ mon: "9:00-17:00", closedDays: 5 }, '"closedDays"'],
    [{ mon: "9:00-17:00", closedDays: [5] }, '"closedDays"'],
    [{ mon: "9:00-17:00", closedOnHolidays: "no" }, '"closedOnHolidays"'],
    [{ mon: "9:00-17:00", closedAtNewYear: 0 }, '"closedAtNewYear"'],
  ])("%j is refused: %s", (json, reason) => {
    const error = fault(() => openingHoursFrom(json));
    expect(error.code).toBe("settings-invalid");
    expect(error.message).toContain(reason);
  });
});
