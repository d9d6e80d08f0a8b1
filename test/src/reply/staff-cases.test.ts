import { expect, test } from "vitest";
import type { CaseWhisper } from "../../../src/ports/case-words.ts";
import type { Fault } from "../../../src/ports/staff.ts";
import { CASE_MOVES, CASE_STATES, type CaseNumber } from "../../../src/records.ts";
import { caseWords } from "../../../src/reply/staff-cases.ts";

/** 2026-11-24, 16:00 in Japan. */
const AT = Date.UTC(2026, 10, 24, 7);
const NUMBER = 12 as CaseNumber;

/** Every string in it. */
const strings = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(strings);

test.each([
  [AT, "11月24日（火）16:00"],
  [Date.UTC(2026, 10, 30, 15), "12月1日（火）0:00"],
  [Date.UTC(2026, 11, 31, 16, 5), "1月1日（金）1:05"],
])("the moment %i is told in Japan's time: %s", (at, told) => expect(caseWords.time(at)).toBe(told));

test.each([
  [{ kind: "opens", day: "2026-11-24", weekday: 2, daysAhead: 3, fromMinutes: 570 }, "11月24日（火）9:30から"],
  [{ kind: "open", untilMinutes: 1020 }, ""],
  [{ kind: "unknown" }, ""],
] as const)("while the desk is %j, what is said of being outside its hours is 「%s」", (opening, told) => {
  const said = caseWords.outside(opening);
  if (told === "") expect(said).toBe("");
  else expect(said).toContain(told);
});

test.each([
  [12_000_000, "3時間20分"],
  [7_200_000, "2時間"],
  [1_500_000, "25分"],
  [10_000, "1分未満"],
])("a median of %i ms is told as %s", (medianFirstAnswerMs, told) => {
  const summary = { day: "2026-11-24", opened: 1, answered: 1, closed: 0, waiting: 0, unanswered: [] };
  expect(caseWords.days.figures({ ...summary, medianFirstAnswerMs }).at(-1)?.value).toBe(told);
});

test("labels and titles keep within a window's 24 characters", () => {
  const { buttons, windows } = caseWords;
  const labels = [...strings(buttons), ...strings([windows.titles, windows.submits, windows.cancel, windows.back])];
  expect(labels.filter((label) => label === "" || label.length > 24)).toEqual([]);
});

test("every sentence is polite and whole", () => {
  const whispers: CaseWhisper[] = [
    ...(["not-member", "not-open", "gone", "changed", "failed", "unknown-button"] as const).map((kind) => ({ kind })),
    { kind: "taken", number: NUMBER, staff: "slack:U1" },
    ...CASE_MOVES.flatMap((move) =>
      CASE_STATES.map((state) => ({ kind: "illegal", number: NUMBER, move, state }) as const),
    ),
    { kind: "sent-again", number: NUMBER },
    { kind: "nothing-to-send", number: NUMBER },
    { kind: "thanks", isHelpful: true },
    { kind: "thanks", isHelpful: false },
  ];
  const faults: Fault[] = [
    ...(["empty", "in-the-past", "is-robot", "has-it-already", "not-member"] as const).map((kind) => ({ kind })),
    { kind: "too-long", units: 2_400 },
  ];
  const said = [...whispers.map((say) => caseWords.whisper(say, "佐藤")), ...faults.map(caseWords.fault)];
  expect(said.filter((text) => !/(?:です|ます|ません|ください|でした|した)。$/u.test(text))).toEqual([]);
  expect(said.join()).not.toContain("undefined");
});

test("who is in the way of a move is named", () => {
  expect(caseWords.whisper({ kind: "taken", number: NUMBER, staff: "slack:U1" }, "佐藤")).toBe(
    "受付12番は、佐藤さんが受け持っています。",
  );
});
