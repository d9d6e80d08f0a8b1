import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { droppable, groups } from "../../../src/eval/breakdown.ts";
import { type AnsweredRow, type Expectation, expectation, scored } from "../../../src/eval/questions.ts";
import { ASKED, EAST, twoCityDesk, WEST } from "../../fixtures/two-cities.ts";

const TEXTS = new Map([
  [EAST as string, "図書室は駅前の会館にあり、だれでも使えます。"],
  [WEST as string, "図書室は公園のとなりにあり、だれでも使えます。"],
]);
const want = (id: string, outcome: string, data: object): Expectation =>
  expectation({ id, expect: { outcome, evidence: ["駅前"] }, ...data }) as Expectation;
const EXPECTED = [
  want("1", "answer", { lang: "ja", city: EAST }),
  want("2", "decline", { lang: "en", city: WEST }),
  want("3", "answer", { lang: "ja", city: WEST }),
  want("4", "decline", { lang: "ja" }),
  want("5", "decline", { lang: "en", city: "" }),
];
const answered = (id: string, outcome: string): AnsweredRow => ({
  id,
  outcome,
  passages: [{ city: EAST, source: "", text: "図書室は駅前の会館にあり、", score: 1 }],
  reply: "",
});
const ANSWERED = [answered("1", "answer"), answered("2", "answer"), answered("3", "decline"), answered("4", "decline")];

describe("the figures of each group", () => {
  const found = groups(EXPECTED, ANSWERED, TEXTS);
  test("come by language, city and outcome, in the order in which the groups first occur", () => {
    expect(found.map(({ grouping, name, rows }) => [grouping, name, rows])).toEqual([
      ["language", "ja", 3],
      ["language", "en", 2],
      ["city", EAST, 1],
      ["city", WEST, 2],
      ["city", "none", 2],
      ["outcome", "answer", 2],
      ["outcome", "decline", 3],
    ]);
  });
  test("are those of its rows alone", () => {
    for (const { grouping, name, figures } of found) {
      const own = EXPECTED.filter((row) => row[grouping] === name);
      const ids = new Set(own.map(({ id }) => id));
      const theirs = ANSWERED.filter(({ id }) => ids.has(id));
      expect(figures).toEqual(scored(own, theirs, TEXTS));
    }
  });
  test("name what was not answered", () => {
    expect(found.find(({ name }) => name === "none")?.figures).toMatchObject({ rows: 2, unanswered: 1 });
  });
  test("are none for no rows", () => expect(groups([], [], TEXTS)).toEqual([]));
});

describe("a subject that is dropped", () => {
  const { instead, drop } = droppable();
  let desk: Assembly;
  beforeAll(async () => {
    desk = await twoCityDesk({ instead });
  });
  const first = () => {
    const { search } = desk;
    return search.hits(search.asked(ASKED.fireworks[6], ""), { cities: [EAST], limit: 1 })[0];
  };
  const number = () => desk.expectations.subjects.findIndex((one) => "note" in one && one.note === first()?.note);

  test("is like nothing from then on, until another is", () => {
    drop(undefined);
    const fireworks = number();
    expect(first()?.note?.topic).toBe("festivals");
    drop(fireworks);
    expect(first()?.note).toBeUndefined();
    drop(fireworks + 1);
    expect(first()?.note?.topic).toBe("festivals");
    drop(undefined);
    expect(first()?.note?.topic).toBe("festivals");
  });
});
