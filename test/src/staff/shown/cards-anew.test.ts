import { beforeEach, expect, test } from "vitest";
import type { Records } from "../../../../src/ports/store.ts";
import type { Case, CaseNumber } from "../../../../src/records.ts";
import { cardsAnew } from "../../../../src/staff/shown/cards-anew.ts";
import { inJapan } from "../../../fixtures/test-clock.ts";
import { HARA, type StaffedDeskOptions, staffedDesk } from "../staffed-desk.ts";

let shown: CaseNumber[];
beforeEach(() => {
  shown = [];
});

/** A desk with a case that nobody has, one that somebody has, and one that is closed; and its tick at a time. */
async function withCases(options: StaffedDeskOptions = {}) {
  const desk = await staffedDesk({ at: "2026-11-13T16:00", ...options });
  const [waiting, taken, closed] = [await desk.caseOf("a"), await desk.caseOf("b"), await desk.caseOf("c")];
  await desk.takenBy(HARA, taken.number);
  await desk.acts((work, records) => work.close(records, closed.number, HARA, "solved"));
  const changed = async (_: Records, on: Case) => void shown.push(on.number);
  const house = { ...desk.house, board: { ...desk.house.board, changed } };
  const at = (time: string): Promise<boolean> => {
    desk.clock.advance(inJapan(time) - desk.clock.now());
    return desk.within((records) => cardsAnew(house, records, desk.clock.now()));
  };
  return { at, open: [taken.number, waiting.number] };
}

test("the cards of open cases are shown anew as the desk closes and opens, once each time", async () => {
  const { at, open } = await withCases();
  for (const time of ["2026-11-13T16:00", "2026-11-13T16:59"]) expect(await at(time)).toBe(false);
  expect(shown).toEqual([]);
  expect(await at("2026-11-13T17:00")).toBe(true);
  expect(shown.toSorted()).toEqual(open.toSorted());
  for (const time of ["2026-11-13T17:01", "2026-11-15T12:00", "2026-11-16T08:59"]) expect(await at(time)).toBe(false);
  expect(await at("2026-11-16T09:00")).toBe(true);
  expect(shown).toHaveLength(4);
});

test("a desk whose hours nobody knows shows none anew", async () => {
  const { at } = await withCases({ profile: { hours: undefined } });
  for (const time of ["2026-11-13T16:00", "2026-11-13T20:00", "2026-11-16T09:00"]) expect(await at(time)).toBe(false);
  expect(shown).toEqual([]);
});
