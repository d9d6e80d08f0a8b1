import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import type { CityId, Passage } from "../../../src/model.ts";
import type { Coverage } from "../../../src/retrieval/coverage.ts";
import { ASKED, EAST, twoCityDesk, WEST } from "../../fixtures/two-cities.ts";

let desk: Assembly;
beforeAll(async () => {
  desk = await twoCityDesk();
});

/** A passage of the two cities that holds these letters. */
const passage = (letters: string): Passage => desk.corpus.passages.find(({ text }) => text.includes(letters))!;
function coverage(
  text: string,
  cities: readonly CityId[],
  { best, except }: { best?: string; except?: string } = {},
): Coverage {
  const asked = desk.search.asked(desk.cities.withoutNames(text), "");
  return desk.search.coverage(asked, {
    cities,
    best: best === undefined ? undefined : passage(best),
    except: except === undefined ? undefined : desk.expectations.expected.questions.indexOf(except),
  });
}
const NONE: Coverage = { inText: 0, inCity: 0, inPassage: 0, abroad: 0, stranger: 0 };

describe("the words of a question", () => {
  test("stand in the text of the city that has them", () => {
    expect(coverage("花火大会と河原", [EAST])).toMatchObject({ inText: 1, inCity: 1, abroad: 0, stranger: 0 });
  });
  test("stand abroad where only another city has them, and make it a stranger", () => {
    const { stranger, ...shares } = coverage("花火大会と河原", [WEST]);
    expect(shares).toEqual({ ...NONE, stranger: undefined, abroad: 1 });
    expect(stranger).toBeGreaterThan(0.3);
    expect(stranger).toBeLessThanOrEqual(1);
  });
  test("stand in part here and in part abroad", () => {
    const { inText, abroad } = coverage("図書室と河原", [WEST]);
    expect(inText).toBeGreaterThan(0);
    expect(abroad).toBeGreaterThan(0);
    expect(inText + abroad).toBeCloseTo(1, 6);
  });
  test("are no strangers to both cities together, named or not", () => {
    for (const cities of [[], [EAST, WEST]]) {
      expect(coverage("花火大会と牧場", cities)).toMatchObject({ inText: 1, abroad: 0, stranger: 0 });
    }
  });
  test("that stand nowhere are neither here nor abroad", () => {
    expect(coverage("宇宙船", [EAST])).toEqual(NONE);
    expect(coverage("宇宙船と河原", [WEST]).abroad).toBeLessThan(1);
  });
  test("stand in a text as what the lexicon makes of them", () => {
    expect(coverage("ライブラリー", [EAST])).toMatchObject({ inText: 1, inCity: 1 });
    expect(coverage("library", [WEST])).toMatchObject({ inText: 1, abroad: 0 });
  });
  test("stand in the city where a question that it answers has them", () => {
    expect(coverage("夏", [EAST])).toMatchObject({ inText: 0, inCity: 1, inPassage: 0 });
    expect(coverage("夏", [WEST])).toEqual(NONE);
    expect(coverage("夏", [EAST], { best: "河原" })).toMatchObject({ inText: 0, inPassage: 1 });
    expect(coverage("夏", [EAST], { best: "駅前" })).toMatchObject({ inPassage: 0 });
  });
  test("do not stand there for a question that is a known gap", () => {
    expect(coverage("賞金", [EAST])).toEqual(NONE);
  });
  test("stand in the best passage where it is theirs", () => {
    expect(coverage("河原", [EAST], { best: "河原" })).toMatchObject({ inPassage: 1 });
    expect(coverage("河原", [EAST], { best: "駅前" })).toMatchObject({ inText: 1, inPassage: 0 });
    expect(coverage("河原", [EAST])).toMatchObject({ inText: 1, inPassage: 0 });
  });
});

describe("a question that is left out", () => {
  const [, , , , , , SUMMER] = ASKED.fireworks;
  test("does not bring its own words", () => {
    expect(coverage("夏", [EAST], { except: SUMMER })).toMatchObject({ inCity: 0 });
    expect(coverage("夏", [EAST], { best: "河原", except: SUMMER })).toMatchObject({ inPassage: 0 });
  });
  test("leaves those of the text, and those that a second question brings", () => {
    expect(coverage("河原", [EAST], { except: ASKED.fireworks[5] })).toMatchObject({ inText: 1, inCity: 1 });
    const twice = coverage("部屋と本", [EAST], { except: ASKED.library[1] });
    expect(twice.inCity).toBeGreaterThan(0);
    expect(twice.inCity).toBeLessThan(1);
  });
});

test.each(["", "？！", "のはどこですか", "2024", "Ж"])("%j has nothing of content, and no share", (text) => {
  expect(coverage(text, [EAST], { best: "河原" })).toEqual(NONE);
});
test("a city without a note is measured by its text alone", async () => {
  const bare = await twoCityDesk({}, { notes: [], elsewhere: [], talk: [] });
  const found = bare.search.coverage(bare.search.asked("図書室と牧場", ""), { cities: [EAST], best: undefined });
  expect(found).toEqual({ inText: 0.5, inCity: 0.5, inPassage: 0, abroad: 0.5, stranger: 1 });
});
test("rare words weigh more", () => {
  const { inText, abroad } = coverage("図書室と牧場", [EAST]);
  expect(abroad).toBeGreaterThan(inText);
});
test("all shares are from 0 to 1, and here and abroad together no more than 1", () => {
  const rambles = ["花火大会の会場は牧場ですか河原ですか。".repeat(30), Object.values(ASKED).flat().join("、")];
  for (const text of [...Object.values(ASKED).flat(), ...rambles]) {
    for (const cities of [[], [EAST], [WEST]]) {
      const found = coverage(text, cities, { best: "河原" });
      for (const value of Object.values(found)) expect([value >= 0, value <= 1 + 1e-9]).toEqual([true, true]);
      expect(found.inText + found.abroad).toBeLessThanOrEqual(1 + 1e-9);
      expect(found.inCity).toBeGreaterThanOrEqual(found.inText);
    }
  }
});
