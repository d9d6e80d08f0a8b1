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

const figures = ({ subjects, expected }: Expectations, search = desk.search) =>
  expectedFigures({ subjects, expected, search, cities: desk.cities });
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
  const found = figures(desk.expectations);
  expect(found["expected questions"]).toBe(ANSWERED);
  expect(found["hit@1"]).toBeGreaterThan(0.8);
  expect(found["hit@3"]).toBeGreaterThanOrEqual(found["hit@1"]!);
});
test("where no passage bears an answer out, none is right", () => {
  expect(figures(misled(desk.expectations))).toEqual({
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
  figures(watched);
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
  figures(desk.expectations, listening);
  expect(ASKED.fireworks.some((text) => text.includes("東野市"))).toBe(true);
  expect(asked).toHaveLength(ANSWERED);
  expect(asked.filter((text) => text.includes("東野"))).toEqual([]);
});
test("a search that knows none of the questions is asked as it stands", async () => {
  const bare = await twoCityDesk({}, { notes: [], elsewhere: [], talk: [] });
  const { subjects } = desk.expectations;
  const found = expectedFigures({ subjects, search: bare.search, cities: bare.cities });
  expect(found["expected questions"]).toBe(ANSWERED);
  expect(found["hit@1"]).toBeGreaterThan(0.3);
  expect(found["hit@1"]).toBeLessThanOrEqual(figures(desk.expectations)["hit@1"]!);
});
test("no notes give no figures to divide by", () => {
  const none: Expectations = { subjects: [], expected: desk.expectations.expected };
  expect(figures(none)).toEqual({ "expected questions": 0, "hit@1": 0, "hit@3": 0 });
});
