import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { japaneseHolidays } from "../../../adapters/holidays/holidays.ts";
import { DeskError } from "../../../src/errors.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "holidays-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a file with this content. */
function written(content: string): string {
  const file = join(folder, "holidays.txt");
  writeFileSync(file, content);
  return file;
}

function fault(file: string): DeskError {
  try {
    japaneseHolidays({ file });
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error("this file was taken");
}

describe("national holidays", () => {
  const holidays = japaneseHolidays();
  test.each([
    ["a fixed day", "2026-11-23", "勤労感謝の日"],
    ["a Monday", "2026-10-12", "スポーツの日"],
    ["an equinox as announced", "2027-03-21", "春分の日"],
    ["a Monday instead of a Sunday", "2027-03-22", "春分の日 振替休日"],
    ["a day between two holidays", "2026-09-22", "休日"],
  ])("%s is one: %s %s", (_, day, name) => expect(holidays.named(day)).toBe(name));
  test.each(["2026-11-24", "2026-12-29", "2027-01-04", "2051-01-01"])("%s is none", (day) => {
    expect(holidays.named(day)).toBeUndefined();
  });
  test("are known until the end of the last year that the package holds", () => {
    expect(holidays.knownUntil).toBe("2050-12-31");
    expect(holidays.named("2050-11-23")).toBe("勤労感謝の日");
  });
});

describe("a file of further days", () => {
  test("adds to the national holidays and renames them", () => {
    const file = written("\uFEFF# 臨時休館\r\n\r\n2027-01-04 仕事始め休館\r\n2026-11-23\t館内 整備日\n");
    const holidays = japaneseHolidays({ file });
    expect(holidays.named("2027-01-04")).toBe("仕事始め休館");
    expect(holidays.named("2026-11-23")).toBe("館内 整備日");
    expect(holidays.named("2026-11-03")).toBe("文化の日");
  });
  test("does not make the calendar longer", () => {
    expect(japaneseHolidays({ file: written("2060-01-04 休館") }).knownUntil).toBe("2050-12-31");
  });
  test("may be empty", () => {
    expect(japaneseHolidays({ file: written("") }).named("2026-11-03")).toBe("文化の日");
  });
  test.each(["2027-01-04", "2027-02-29 休館", "2027-13-01 休館", "2027/01/04 休館", "01-04 休館", "休館"])(
    "is refused for the line 「%s」, by its number",
    (line) => {
      const file = written(`2027-01-04 休館\n# なお\n${line}\n`);
      const error = fault(file);
      expect(error.code).toBe("holidays-invalid");
      expect(error.facts).toEqual({ file, line: 3 });
      expect(error.message).toContain(`${file}:3: `);
    },
  );
  test("that is not there is named", () => {
    const file = join(folder, "none.txt");
    const error = fault(file);
    expect(error.code).toBe("holidays-invalid");
    expect(error.facts).toEqual({ file });
    expect(error.cause).toBeInstanceOf(Error);
  });
});
