import { describe, expect, test } from "vitest";
import type { PostContent } from "../../../../src/ports/staff.ts";
import type { CaseNumber, Post } from "../../../../src/records.ts";
import { staffTicked } from "../../../../src/staff/shown/digest.ts";
import { inJapan } from "../../../fixtures/test-clock.ts";
import { HARA, MORI, type StaffedDesk, type StaffedDeskOptions, staffedDesk } from "../staffed-desk.ts";

/** What stands in the outbox for the room of staff, oldest first. */
const told = ({ within }: StaffedDesk) =>
  within(async ({ outbox }) =>
    (await outbox.list(["waiting"], 100))
      .filter(({ channel, peer }) => channel === "slack" && peer === "room:")
      .flatMap(({ sayings }) => sayings.map((saying) => (saying as { post: Post }).post))
      .reverse()
      .map((post) => `${post.what} ${(post as { day: string }).day}`),
  );

/** Moves the clock to a time in Japan and ticks. */
async function at(desk: StaffedDesk, time: string): Promise<boolean> {
  desk.clock.advance(inJapan(time) - desk.clock.now());
  return desk.within((records) => staffTicked(desk.house, records, desk.clock.now()));
}

/** A desk at which a case came on Friday evening; the 16th of November 2026 is a Monday. */
async function withCase(options: StaffedDeskOptions = {}) {
  const desk = await staffedDesk({ at: "2026-11-13T20:00", ...options });
  const { number } = await desk.caseOf("a");
  return { desk, number };
}

describe("the digest", () => {
  test("comes at opening, once, and not before, over a weekend and a holiday", async () => {
    const holidays = { named: (day: string) => (day === "2026-11-16" ? "休日" : undefined), knownUntil: "2030-12-31" };
    const { desk } = await withCase({ holidays, settings: { summaryMinutes: 1439 } });
    for (const closed of ["2026-11-13T20:01", "2026-11-14T09:00", "2026-11-16T09:00", "2026-11-17T08:59"]) {
      expect(await at(desk, closed)).toBe(false);
    }
    expect(await at(desk, "2026-11-17T09:00")).toBe(true);
    for (const later of ["2026-11-17T09:01", "2026-11-17T16:59"]) expect(await at(desk, later)).toBe(false);
    expect(await told(desk)).toEqual(["digest 2026-11-17"]);
    expect(await at(desk, "2026-11-18T09:00")).toBe(true);
    expect(await told(desk)).toEqual(["digest 2026-11-17", "digest 2026-11-18"]);
  });

  test("comes late after an outage, until closing", async () => {
    const { desk } = await withCase({ settings: { summaryMinutes: 1439 } });
    expect(await at(desk, "2026-11-16T17:00")).toBe(false);
    expect(await at(desk, "2026-11-17T16:59")).toBe(true);
    expect(await told(desk)).toEqual(["digest 2026-11-17"]);
  });

  test("does not come for a case that came while people were there", async () => {
    const desk = await staffedDesk({ at: "2026-11-16T09:00" });
    await desk.caseOf("a");
    expect(await at(desk, "2026-11-16T09:00")).toBe(false);
    await desk.caseOf("b");
    expect(await at(desk, "2026-11-16T09:01")).toBe(false);
    expect(await told(desk)).toEqual([]);
  });

  test.each<[string, (desk: StaffedDesk, number: CaseNumber) => Promise<unknown>, boolean]>([
    ["comes for what somebody has taken and not answered", (desk, number) => desk.takenBy(HARA, number), true],
    [
      "does not come for what was answered, though the resident answers after opening",
      async (desk, number) => {
        await desk.takenBy(HARA, number);
        await desk.answeredBy(HARA, number, "はい");
        desk.clock.advance(inJapan("2026-11-16T09:00") - desk.clock.now());
        await desk.acts(async (work, records) =>
          work.byResident(records, (await records.cases.get(number))!, { kind: "resident-writes" }),
        );
      },
      false,
    ],
    [
      "comes for what was answered, and to which the resident wrote before opening",
      async (desk, number) => {
        await desk.takenBy(HARA, number);
        await desk.answeredBy(HARA, number, "はい");
        await desk.acts(async (work, records) =>
          work.byResident(records, (await records.cases.get(number))!, { kind: "resident-writes" }),
        );
      },
      true,
    ],
    [
      "does not come for what was closed",
      (desk, number) => desk.acts((work, records) => work.close(records, number, HARA, "solved")),
      false,
    ],
  ])("%s", async (_, act, expected) => {
    const { desk, number } = await withCase();
    await act(desk, number);
    expect(await at(desk, "2026-11-16T09:01")).toBe(expected);
  });

  test("comes at nine on working days where nobody knows the hours", async () => {
    const holidays = { named: (day: string) => (day === "2026-11-16" ? "休日" : undefined), knownUntil: "2026-11-16" };
    const { desk } = await withCase({ profile: { hours: undefined }, holidays });
    for (const free of ["2026-11-15T09:00", "2026-11-16T09:00", "2026-11-17T08:59"]) {
      expect(await at(desk, free)).toBe(false);
    }
    expect(await at(desk, "2026-11-17T09:00")).toBe(true);
  });
});

describe("the summary", () => {
  const SUMMARY = { settings: { summaryMinutes: 17 * 60 + 30 } };

  test("comes at its time, also after closing, once", async () => {
    const { desk } = await withCase(SUMMARY);
    expect(await at(desk, "2026-11-16T17:29")).toBe(false);
    expect(await at(desk, "2026-11-16T17:30")).toBe(true);
    expect(await at(desk, "2026-11-16T17:31")).toBe(false);
    expect(await told(desk)).toEqual(["summary 2026-11-16"]);
  });

  test("comes late on its day and never of the day before", async () => {
    const { desk } = await withCase(SUMMARY);
    expect(await at(desk, "2026-11-16T23:59")).toBe(true);
    expect(await at(desk, "2026-11-18T00:00")).toBe(false);
    expect(await told(desk)).toEqual(["summary 2026-11-16"]);
  });

  test("does not come on a day on which it stays closed", async () => {
    const { desk } = await withCase(SUMMARY);
    for (const closed of ["2026-11-14T17:30", "2026-11-15T17:30"]) expect(await at(desk, closed)).toBe(false);
  });

  test("comes from Monday to Friday where nobody knows the hours", async () => {
    const { desk } = await withCase({ ...SUMMARY, profile: { hours: undefined } });
    expect(await at(desk, "2026-11-14T17:30")).toBe(false);
    await at(desk, "2026-11-16T17:30");
    expect(await told(desk)).toContain("summary 2026-11-16");
  });

  test("does not come where nothing happened and nothing waits, nor for what happens later that day", async () => {
    const desk = await staffedDesk({ at: "2026-11-16T10:00", ...SUMMARY });
    expect(await at(desk, "2026-11-16T17:30")).toBe(false);
    await desk.caseOf("a");
    expect(await at(desk, "2026-11-16T17:31")).toBe(false);
    expect(await told(desk)).toEqual([]);
  });

  test("comes where cases only wait, or were only closed", async () => {
    const { desk, number } = await withCase(SUMMARY);
    expect(await at(desk, "2026-11-16T17:30")).toBe(true);
    desk.clock.advance(inJapan("2026-11-17T10:00") - desk.clock.now());
    await desk.acts((work, records) => work.close(records, number, HARA, "solved"));
    expect(await at(desk, "2026-11-17T17:30")).toBe(true);
    expect(await at(desk, "2026-11-18T17:30")).toBe(false);
  });
});

test("each is a row of its own that answers no event", async () => {
  const { desk } = await withCase({ settings: { summaryMinutes: 0 } });
  await at(desk, "2026-11-16T09:00");
  const rows = await desk.within(({ outbox }) => outbox.list(["waiting"], 10));
  expect(rows.map(({ causeEvent, sayings }) => [causeEvent, sayings.length])).toEqual([
    [undefined, 1],
    [undefined, 1],
  ]);
  expect(new Set(rows.map(({ retryKey }) => retryKey)).size).toBe(2);
});

test("of what is told nothing is kept where the transaction fails", async () => {
  const { desk } = await withCase();
  desk.clock.advance(inJapan("2026-11-16T09:00") - desk.clock.now());
  const failed = desk.within(async (records) => {
    await staffTicked(desk.house, records, desk.clock.now());
    throw new RangeError("the disk is full");
  });
  await expect(failed).rejects.toThrow(RangeError);
  expect(await told(desk)).toEqual([]);
  expect(await at(desk, "2026-11-16T09:01")).toBe(true);
});

describe("what the digest says", () => {
  const digest = async (desk: StaffedDesk) =>
    (await desk.read({ what: "digest", day: "2026-11-13" })) as Extract<PostContent, { what: "digest" }> | undefined;
  const numbers = async (desk: StaffedDesk) => (await digest(desk))?.waiting.map((card) => card.case.number);

  test("is nothing where nothing waits for a person", async () => {
    const { desk, number } = await withCase();
    await desk.takenBy(HARA, number);
    await desk.answeredBy(HARA, number, "はい");
    expect(await digest(desk)).toBeUndefined();
  });

  test("is nothing once the day is over, for the next day has its own", async () => {
    const { desk } = await withCase();
    desk.clock.advance(inJapan("2026-11-13T23:59") - desk.clock.now());
    expect(await numbers(desk)).toEqual([1]);
    desk.clock.advance(60_000);
    expect(await digest(desk)).toBeUndefined();
  });

  test("is what waits, then what somebody has, each by urgency", async () => {
    const { desk } = await withCase();
    await desk.caseOf("b", { cause: "danger" });
    for (const peer of ["c", "d"]) await desk.takenBy(MORI, (await desk.caseOf(peer)).number);
    const urgent = await desk.caseOf("e", { cause: "urgent" });
    await desk.takenBy(MORI, urgent.number);
    expect(await numbers(desk)).toEqual([2, 1, 5, 3, 4]);
    expect(await digest(desk)).toMatchObject({ more: 0, held: 3 });
  });

  test("is twenty cases and how many there are besides", async () => {
    const { desk } = await withCase();
    for (let i = 0; i < 22; i++) await desk.caseOf(`p${i}`);
    expect(await digest(desk)).toMatchObject({ day: "2026-11-13", more: 3 });
    expect(await numbers(desk)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
});
