import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { type ExpectationParts, expectations } from "../../../src/retrieval/expectations.ts";
import { questionsOf } from "../../../src/retrieval/subjects.ts";
import { WEIGHTS } from "../../../src/retrieval/weights.ts";
import { noKeeper } from "../../../src/text/kept.ts";
import { lexicon } from "../../../src/text/lexicon.ts";
import { EAST, twoCityDesk } from "../../fixtures/two-cities.ts";

let desk: Assembly;
let parts: ExpectationParts;
beforeAll(async () => {
  desk = await twoCityDesk();
  const { tokenizer, cities } = desk;
  parts = {
    tokenizer,
    lexicon: lexicon([], tokenizer, WEIGHTS.expansions),
    weights: WEIGHTS,
    withoutCities: cities.withoutNames,
    keeper: noKeeper,
    ingredients: [],
  };
});

const likest = ({ subjects, expected }: Assembly["expectations"], text: string) => {
  const { likeness } = expected.likenesses(desk.search.asked(text, "").features);
  const best = likeness.indexOf(Math.max(...likeness));
  return likeness[best] === 0 ? undefined : questionsOf(subjects[best]!)[0];
};

test("questions are counted through, subject by subject, as they were written", () => {
  const { subjects, expected } = desk.expectations;
  expect(expected.questions).toEqual(subjects.flatMap(questionsOf));
  expect(expected.questions).toContain("東野市の夏の花火について知りたい");
});
test("each question belongs to its subject", () => {
  const { subjects, expected } = desk.expectations;
  for (const text of expected.questions) {
    const { nearest } = expected.likenesses(desk.search.asked(desk.cities.withoutNames(text), "").features);
    const own = subjects.findIndex((subject) => questionsOf(subject).includes(text));
    expect(expected.questions[nearest[own]!]).toBe(text);
  }
});
test("an empty notebook expects nothing, and nothing is like it", () => {
  const empty = { notes: [], topics: {}, elsewhere: [], talk: [], learned: undefined, checksum: "" };
  const { subjects, expected } = expectations(empty, parts);
  expect([subjects, expected.questions]).toEqual([[], []]);
  expect(expected.likenesses(desk.search.asked("花火", "").features)).toEqual({
    likeness: new Float64Array(0),
    nearest: new Int32Array(0),
  });
});
test("what a city's name would add is left out, and the ruby too", () => {
  const questions = ["東野市（ひがしのし）の花火（はなび）", "一", "二", "三"];
  const notebook = {
    ...desk.notebook,
    notes: [],
    elsewhere: [],
    talk: [{ outcome: "chat", act: "test", questions }],
  } as const;
  const { expected } = expectations(notebook, parts);
  const plain = expectations(
    { ...notebook, talk: [{ outcome: "chat", act: "test", questions: ["の花火", "一", "二", "三"] }] },
    parts,
  );
  const asked = desk.search.asked("花火", "").features;
  expect(expected.likenesses(asked).likeness[0]).toBeCloseTo(plain.expected.likenesses(asked).likeness[0]!, 6);
});

describe("what is kept", () => {
  /** The ingredients and the name by which the index is asked for. */
  function kept(changed: Partial<ExpectationParts>) {
    const asked: unknown[] = [];
    const keeper: ExpectationParts["keeper"] = {
      kept(name, ingredients, make) {
        asked.push([name, ...ingredients]);
        return make();
      },
    };
    expectations(desk.notebook, { ...parts, keeper, ...changed });
    return asked;
  }
  test("is known by what it was made of and by the weights", () => {
    const [first] = kept({ ingredients: ["語彙"] });
    expect(first).toEqual(expect.arrayContaining(["questions", "語彙"]));
    const weights = { ...WEIGHTS, kana: 0 };
    expect(kept({ ingredients: ["語彙"] })).toEqual([first]);
    expect(kept({ ingredients: ["語彙"], weights })).not.toEqual([first]);
    expect(kept({ ingredients: ["別の語彙"] })).not.toEqual([first]);
  });
  test("is taken as it is", () => {
    let index: unknown;
    const remember: ExpectationParts["keeper"] = {
      kept(_name, _ingredients, make) {
        const made = make();
        index = made;
        return made;
      },
    };
    const whole = expectations(desk.notebook, { ...parts, keeper: remember });
    const again = expectations(desk.notebook, { ...parts, keeper: { kept: <T>() => structuredClone(index) as T } });
    for (const text of ["花火", "図書室はどこ", "ごみ"]) expect(likest(again, text)).toBe(likest(whole, text));
    expect(again.subjects).toEqual(whole.subjects);
  });
});

test("notes of one city alone make subjects of that city", () => {
  const notes = desk.notebook.notes.filter(({ city }) => city === EAST);
  const { subjects } = expectations({ ...desk.notebook, notes, elsewhere: [], talk: [] }, parts);
  expect(subjects.map(({ kind }) => kind)).toEqual(["answer", "answer", "silent", "person"]);
});
