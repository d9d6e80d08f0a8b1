/**
 * Japan's holidays from the package @holiday-jp/holiday_jp, and what a desk adds to them.
 *
 * The package reckons the two equinox days of later years by formula, while the law leaves them to an announcement in
 * February of the year before. Every year that the package holds counts as known all the same: nobody is promised a day
 * so far ahead, and by then an update of the package has what was announced. A day that comes in between is for the file.
 * The table is loaded when a calendar is made, not when this file is imported.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DeskError } from "../../src/errors.ts";
import type { Day, Holidays } from "../../src/ports/world.ts";

export interface HolidayOptions {
  /**
   * A file of further days, one per line: `2027-01-04 仕事始め休館`. Blank lines and lines that begin with `#` are passed
   * over. Its days do not extend `knownUntil`, for it names some days of a year, not each.
   */
  readonly file?: string | undefined;
}

/**
 * Makes the calendar.
 *
 * @returns holidays by their Japanese names; known until the end of the last year that the package holds
 * @throws DeskError `holidays-invalid` naming the file and the line that is broken
 */
export function japaneseHolidays({ file }: HolidayOptions = {}): Holidays {
  const require = createRequire(import.meta.url);
  const table: typeof import("@holiday-jp/holiday_jp") = require("@holiday-jp/holiday_jp");
  const names = new Map(Object.values(table.holidays).map(({ date, name }): [Day, string] => [date, name]));
  const lastYear = [...names.keys()].reduce((last, day) => (day > last ? day : last), "").slice(0, "2026".length);
  for (const [day, name] of file === undefined ? [] : furtherDays(file)) names.set(day, name);
  return {
    named: (day) => names.get(day),
    knownUntil: `${lastYear}-12-31`,
  };
}

function furtherDays(file: string): [Day, string][] {
  return content(file)
    .split("\n")
    .flatMap((text, i): [Day, string][] => {
      const line = text.replace("\r", "").trim();
      if (line === "" || line.startsWith("#")) return [];
      const { day, name } = /^(?<day>\d{4}-\d{2}-\d{2})\s+(?<name>\S.*)$/u.exec(line)?.groups ?? {};
      if (day === undefined || name === undefined || !isDay(day)) {
        const message = `${file}:${i + 1}: wants a day and its name, such as 2027-01-04 仕事始め休館`;
        throw new DeskError("holidays-invalid", message, { facts: { file, line: i + 1 } });
      }
      return [[day, name]];
    });
}

function content(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/u, "");
  } catch (cause) {
    const message = `Cannot read the file of further holidays at ${file}; see that it is there, or unset it`;
    throw new DeskError("holidays-invalid", message, { cause, facts: { file } });
  }
}

/** The calendar has this day: no 2027-02-30. */
function isDay(day: Day): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
