import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { type QuestionField, questionField } from "../../../src/retrieval/question-field.ts";
import { questionsOf } from "../../../src/retrieval/subjects.ts";
import { ASKED, twoCityDesk } from "../../fixtures/two-cities.ts";

const WEIGHTS = { weight: 2, k: 4 };
/** Where no word of any question stands. */
const EMPTY = 50;

let desk: Assembly;
let field: QuestionField;
beforeAll(async () => {
  desk = await twoCityDesk();
  field = made();
});
/** As if each subject were answered by an entry of its own, of the same number. */
function made(weights = WEIGHTS, entriesOf = desk.expectations.subjects.map((_, number) => [number])): QuestionField {
  return questionField(desk.expectations.expected, entriesOf, EMPTY + 1, weights);
}
const terms = (text: string, context = "") => desk.search.asked(text, context).terms;
const numberOf = (question: string) => desk.expectations.expected.questions.indexOf(question);
/** The entry of the subject that expects this question. */
const entryOf = (question: string) =>
  desk.expectations.subjects.findIndex((subject) => questionsOf(subject).includes(question));
const points = (text: string, { except, of = field }: { except?: number | undefined; of?: QuestionField } = {}) => {
  const found = new Float64Array(EMPTY + 1);
  of.add(terms(text), except, found);
  return found;
};

const [FIREWORKS, KITES, LIBRARY, PRIZE] = [ASKED.fireworks[0], ASKED.kites[0], ASKED.library[0], ASKED.prize[0]];

describe("a passage gets points", () => {
  test("for a word of the questions that it answers, and no other does", () => {
    const found = points("凧");
    expect(found[entryOf(KITES)]).toBeGreaterThan(0);
    expect([...found].filter((value) => value !== 0)).toHaveLength(1);
  });
  test("for words of two questions that were never asked together", () => {
    const [both, one, other] = ["本と部屋", "本", "部屋"].map((text) => points(text)[entryOf(LIBRARY)]!);
    expect(both).toBeCloseTo(one! + other!, 9);
  });
  test("the more, the more of its questions have the word, as far as k lets them count", () => {
    const pointsFor = (k: number, except?: number) =>
      points("花火", { of: made({ weight: 2, k }), except })[entryOf(FIREWORKS)]!;
    expect(pointsFor(4)).toBeGreaterThan(pointsFor(4, numberOf(FIREWORKS)));
    expect(pointsFor(0)).toBeCloseTo(pointsFor(0, numberOf(FIREWORKS)), 9);
    expect(pointsFor(0)).toBeGreaterThan(pointsFor(4));
    expect(pointsFor(4)).toBeGreaterThan(pointsFor(40));
  });
  test("the more, the fewer passages have the word in their questions", () => {
    const everywhere = made(
      WEIGHTS,
      desk.expectations.subjects.map((_, number) => [number, EMPTY]),
    );
    const rare = points("凧")[entryOf(KITES)]!;
    expect(points("凧", { of: everywhere })[entryOf(KITES)]).toBeLessThan(rare);
  });
  test("by the weight of the field", () => {
    const double = made({ ...WEIGHTS, weight: 2 * WEIGHTS.weight });
    expect(points("凧", { of: double })[entryOf(KITES)]).toBeCloseTo(2 * points("凧")[entryOf(KITES)]!, 9);
    expect([...points("凧", { of: made({ ...WEIGHTS, weight: 0 }) })].every((value) => value === 0)).toBe(true);
  });
  test("beside those that it has", () => {
    const found = new Float64Array(EMPTY + 1).fill(5);
    field.add(terms("凧"), undefined, found);
    expect([found[entryOf(KITES)]! > 5, found[EMPTY]]).toEqual([true, 5]);
  });
  test.each(["", "？！", "宇宙船", "xyzzy"])("but none for what no question says: %j", (text) => {
    expect([...points(text)].every((value) => value === 0)).toBe(true);
  });
  test("for the first hundred words of a ramble", () => {
    const ramble = Array.from({ length: 120 }, (_, i) => `宇宙${i}号`).join("、");
    expect(points(`凧。${ramble}`)[entryOf(KITES)]).toBeGreaterThan(0);
    expect(points(`${ramble}。凧`)[entryOf(KITES)]).toBe(0);
  });
});

describe("a question that is left out", () => {
  test("brings none of its own words", () => {
    const [summer] = ASKED.fireworks.filter((text) => text.includes("夏"));
    expect(points("夏")[entryOf(FIREWORKS)]).toBeGreaterThan(0);
    expect(points("夏", { except: numberOf(summer!) })[entryOf(FIREWORKS)]).toBe(0);
  });
  test("leaves those that another question brings", () => {
    const whole = points("花火")[entryOf(FIREWORKS)]!;
    const left = points("花火", { except: numberOf(FIREWORKS) })[entryOf(FIREWORKS)]!;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(whole);
  });
  test("of another subject changes nothing", () => {
    expect(points("凧", { except: numberOf(PRIZE) })).toEqual(points("凧"));
  });
});

describe("the reasons", () => {
  test("of an entry add up to its points", () => {
    for (const text of ["図書室はどこですか", "花火と凧", "河原の花火大会を一緒に開きたい", "宇宙船", ""]) {
      for (const [entry, value] of points(text).entries()) {
        const sum = field.reasons(terms(text), undefined, entry).reduce((all, reason) => all + reason.points, 0);
        expect(sum).toBeCloseTo(value, 9);
      }
    }
  });
  test("name the field, the word, and the word as it was typed", () => {
    const reasons = field.reasons(terms("ライブラリー"), undefined, entryOf(LIBRARY));
    expect(reasons).toContainEqual(
      expect.objectContaining({ field: "questions", term: "図書室", from: "ライブラリー" }),
    );
    for (const { points: own, weight } of reasons) expect([own > 0, weight > 0]).toEqual([true, true]);
  });
  test("tell what comes from the question before", () => {
    const reasons = field.reasons(terms("凧", "図書室はどこですか"), undefined, entryOf(LIBRARY));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every(({ isContext }) => isContext === true)).toBe(true);
    expect(field.reasons(terms("凧"), undefined, entryOf(KITES))[0]).not.toHaveProperty("isContext");
  });
});
