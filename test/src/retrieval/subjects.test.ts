import { describe, expect, test } from "vitest";
import { library } from "../../../src/assemble.ts";
import { questionsOf, rivals, SUBJECT_KINDS, subjects } from "../../../src/retrieval/subjects.ts";
import { ASKED, EAST, twoCities, WEST } from "../../fixtures/two-cities.ts";

const { notebook } = library(twoCities());
const all = subjects(notebook);
const first = (number: number) => questionsOf(all[number]!)[0];
const numberOf = (question: string) => all.findIndex((subject) => questionsOf(subject).includes(question));

test("subjects are the notes, then what is elsewhere, then what people merely say", () => {
  expect(all.map(({ kind, city }) => [kind, city])).toEqual([
    ["answer", WEST],
    ["answer", WEST],
    ["answer", EAST],
    ["answer", EAST],
    ["silent", EAST],
    ["person", EAST],
    ["elsewhere", undefined],
    ["chat", undefined],
    ["handoff", undefined],
  ]);
});
test("each kind is among the kinds, of which an answer is the first", () => {
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(SUBJECT_KINDS));
  expect(SUBJECT_KINDS[0]).toBe("answer");
});
test("each is known by its questions", () => {
  expect(all.map((_, number) => first(number))).toEqual([
    ASKED.kites[0],
    ASKED.library[0],
    ASKED.fireworks[0],
    ASKED.library[0],
    ASKED.prize[0],
    ASKED.judge[0],
    ASKED.waste[0],
    ASKED.greeting[0],
    ASKED.person[0],
  ]);
});

describe("rivals", () => {
  const [KITES, FIREWORKS] = [numberOf(ASKED.kites[0]), numberOf(ASKED.fireworks[0])];
  /** With a likeness for some subjects, 0 for the others; the first question of each kind that was found. */
  const found = (likeness: Readonly<Record<number, number>>, cities: readonly (typeof EAST)[]) => {
    const values = Float64Array.from(all, (_, number) => likeness[number] ?? 0);
    const best = rivals(all, { likeness: values, nearest: new Int32Array(all.length) }, cities);
    return Object.fromEntries(
      Object.entries(best).map(([kind, rival]) => [kind, [questionsOf(rival.subject)[0], rival.likeness]]),
    );
  };
  const WASTE = numberOf(ASKED.waste[0]);
  const PRIZE = numberOf(ASKED.prize[0]);

  test("are the best of each kind, and a kind of which nothing is like is missing", () => {
    expect(found({ [KITES]: 0.4, [FIREWORKS]: 0.5, [PRIZE]: 0.3, [WASTE]: 0.2 }, [])).toEqual({
      answer: [ASKED.fireworks[0], 0.5],
      silent: [ASKED.prize[0], 0.3],
      elsewhere: [ASKED.waste[0], 0.2],
    });
  });
  test("are notes of the cities asked about only, and whatever belongs to no city", () => {
    const likeness = { [KITES]: 0.4, [FIREWORKS]: 0.5, [PRIZE]: 0.3, [WASTE]: 0.2 };
    expect(found(likeness, [WEST])).toEqual({ answer: [ASKED.kites[0], 0.4], elsewhere: [ASKED.waste[0], 0.2] });
    expect(found(likeness, [WEST, EAST]).answer).toEqual([ASKED.fireworks[0], 0.5]);
  });
  test("of two that are alike the first stands", () => {
    expect(found({ [KITES]: 0.5, [FIREWORKS]: 0.5 }, []).answer).toEqual([ASKED.kites[0], 0.5]);
  });
  test("are none where nothing is like", () => expect(found({}, [])).toEqual({}));
});
