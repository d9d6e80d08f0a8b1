import { expect, test } from "vitest";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";
import { HOUR_MS } from "./case-sample.ts";

const ALWAYS = { from: "2000-01-01", until: "2100-01-01" };

/** A case that waits, opened on a Friday at ten, at a desk that is open from Tuesday to Sunday, from nine to five. */
async function waiting(options: ServedDeskOptions = {}) {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  const answer = () =>
    desk.staff(async (work, records) => {
      const on = await records.cases.get(number);
      if (on?.state === "waiting") await work.byStaff(records, number, "hara", { kind: "take" });
      await work.answer(records, number, "hara", "お答えします");
    });
  const count = async (what: string) =>
    (await desk.within(({ facts }) => facts.sums(ALWAYS)))
      .filter((sum) => sum.what === what)
      .reduce((sum, { count: more }) => sum + more, 0);
  const waits = async () =>
    (await desk.within(({ facts }) => facts.values("first-answer", ALWAYS))).map(({ value }) => value / HOUR_MS);
  return { desk, person, number, answer, count, waits };
}

test("a case that begins was handed over, and counts once however much is written into it", async () => {
  const { person, count } = await waiting();
  await person.writes("補助金のことです");
  await person.writes("人と話したい");
  expect(await count("handed-over")).toBe(1);
});

test("the first answer counts alone, with the hours for which it was open until then", async () => {
  const { desk, answer, waits } = await waiting();
  // Seven hours of Friday and one of Saturday.
  desk.clock.advance(24 * HOUR_MS);
  await answer();
  desk.clock.advance(HOUR_MS);
  await answer();
  expect(await waits()).toEqual([8]);
});

test("a case that was reopened waits anew for its first answer", async () => {
  const { desk, number, answer, waits, count } = await waiting();
  desk.clock.advance(HOUR_MS);
  await answer();
  await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
  desk.clock.advance(2 * HOUR_MS);
  await desk.staff((work, records) => work.reopen(records, number, "hara"));
  desk.clock.advance(3 * HOUR_MS);
  await answer();
  expect(await waits()).toEqual([1, 3]);
  expect([await count("handed-over"), await count("closed")]).toEqual([1, 1]);
});

test("where nobody knows the hours a first answer is left out, for nobody could say how long it took", async () => {
  const { answer, waits } = await waiting({ profile: { hours: undefined } });
  await answer();
  expect(await waits()).toEqual([]);
});

test("a case counts as closed whoever closes it", async () => {
  const { person, count } = await waiting();
  await person.presses("相談を取り下げる");
  expect(await count("closed")).toBe(1);
});

test("what was undone is not counted", async () => {
  const { desk, number, count } = await waiting();
  await expect(desk.staff((work, records) => work.answer(records, number, "hara", "お答えします"))).rejects.toThrow();
  expect([await count("first-answer"), await count("closed")]).toEqual([0, 0]);
});
