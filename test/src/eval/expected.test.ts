import { beforeAll, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { expectedFigures } from "../../../src/eval/expected.ts";
import type { Expectations } from "../../../src/retrieval/expectations.ts";
import { questionsOf, type Subject } from "../../../src/retrieval/subjects.ts";
import { ASKED, twoCityDesk } from "../../fixtures/two-cities.ts";

let desk: Assembly;
beforeAll(async () => {
  desk = await twoCityDesk();
});

const ANSWERED = [ASKED.fireworks, ASKED.kites, ASKED.library, ASKED.library].flat().length;
/** With other passages bearing the answers out than those that do. */
const misled = ({ subjects, expected }: Expectations): Expectations => ({
  expected,
  subjects: subjects.map(
    (subject): Subject =>
      subject.kind === "answer" ? { ...subject, note: { ...subject.note, passages: [] } } : subject,
  ),
});

test("only questions of answers count, each once, right where the evidence stands", () => {
  const figures = expectedFigures(desk);
  expect(figures["expected questions"]).toBe(ANSWERED);
  expect(figures["hit@1"]).toBeGreaterThan(0.8);
  expect(figures["hit@3"]).toBeGreaterThanOrEqual(figures["hit@1"]!);
});
test("where no passage bears an answer out, none is right", () => {
  expect(expectedFigures({ ...desk, expectations: misled(desk.expectations) })).toEqual({
    "expected questions": ANSWERED,
    "hit@1": 0,
    "hit@3": 0,
  });
});
test("a question is left out while it is asked", () => {
  const left: (number | undefined)[] = [];
  const { subjects, expected } = desk.expectations;
  const watched: Expectations = {
    subjects,
    expected: {
      ...expected,
      likenesses(asked, except) {
        left.push(except);
        return expected.likenesses(asked, except);
      },
    },
  };
  expectedFigures({ ...desk, expectations: watched });
  let number = -1;
  const answering = subjects.flatMap((subject) =>
    questionsOf(subject).flatMap(() => {
      number += 1;
      return subject.kind === "answer" ? [number] : [];
    }),
  );
  expect(left).toEqual(answering);
});
test("a question is asked without the names of cities, as the desk asks it", () => {
  const asked: string[] = [];
  const { search } = desk;
  const listening: typeof search = {
    ...search,
    asked(text, context) {
      asked.push(text);
      return search.asked(text, context);
    },
  };
  expectedFigures({ ...desk, search: listening });
  expect(ASKED.fireworks.some((text) => text.includes("東野市"))).toBe(true);
  expect(asked).toHaveLength(ANSWERED);
  expect(asked.filter((text) => text.includes("東野"))).toEqual([]);
});
test("no notes give no figures to divide by", () => {
  const none: Expectations = { subjects: [], expected: desk.expectations.expected };
  expect(expectedFigures({ ...desk, expectations: none })).toEqual({ "expected questions": 0, "hit@1": 0, "hit@3": 0 });
});
