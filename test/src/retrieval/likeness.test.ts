import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { wordFeature } from "../../../src/retrieval/likeness.ts";
import { questionsOf } from "../../../src/retrieval/subjects.ts";
import { WEIGHTS } from "../../../src/retrieval/weights.ts";
import { ASKED, twoCityDesk } from "../../fixtures/two-cities.ts";

let desk: Assembly;
/** The same where only the best question of a subject counts. */
let bestOnly: Assembly;
beforeAll(async () => {
  desk = await twoCityDesk();
  bestOnly = await twoCityDesk({ weights: { ...WEIGHTS, likeness: { ...WEIGHTS.likeness, second: 0 } } });
});

const featuresOf = (text: string, { search, cities }: Assembly = desk) =>
  search.asked(cities.withoutNames(text), "").features;
/** Of each subject, by the first of its questions. */
function likeness(
  text: string,
  { of = desk, except }: { of?: Assembly; except?: string } = {},
): Record<string, number> {
  const { subjects, expected } = of.expectations;
  const left = except === undefined ? undefined : expected.questions.indexOf(except);
  const found = expected.likenesses(featuresOf(text, of), left);
  return Object.fromEntries(subjects.map((subject, i) => [questionsOf(subject)[0]!, found.likeness[i]!]));
}
const likest = (text: string, options?: Parameters<typeof likeness>[1]) =>
  Object.entries(likeness(text, options)).reduce((a, b) => (b[1] > a[1] ? b : a))[0];

const [FIREWORKS] = ASKED.fireworks;
const [LIBRARY] = ASKED.library;
const [WASTE] = ASKED.waste;

describe("a question is like those that were expected", () => {
  test.each(
    Object.values(ASKED)
      .flat()
      .map((text) => [text]),
  )("%s is likest itself", (text) => {
    const { subjects, expected } = bestOnly.expectations;
    const found = expected.likenesses(featuresOf(text, bestOnly));
    const own = subjects.findIndex((subject) => questionsOf(subject).includes(text));
    // Words recognised in kana are added to what is asked and not to what was expected.
    const isKana = /^[ぁ-ゖー\s]+$/u.test(text);
    if (isKana) expect(found.likeness[own]).toBeGreaterThan(0.9);
    else expect(found.likeness[own]).toBeCloseTo(1, 5);
    expect(expected.questions[found.nearest[own]!]).toBe(text);
  });
  test.each([
    ["in other words", "花火って河原で見られるの", FIREWORKS],
    ["by its keyword alone", "図書室", LIBRARY],
    ["in kana alone", "としょしつを つかいたい", LIBRARY],
    ["in katakana", "トショシツヲ ツカイタイ", LIBRARY],
    ["in kanji for what was expected in kana", "図書室は何処ですか", LIBRARY],
    ["in half-width kana", "ﾄｼｮｼﾂ", LIBRARY],
    ["in English, by the lexicon too", "I am looking for a library", LIBRARY],
    ["with ruby", "花火大会（はなびたいかい）は ありますか", FIREWORKS],
    ["on another matter", "ごみ出しは何曜日", WASTE],
  ])("%s: %s", (_, text, subject) => expect(likest(text)).toBe(subject));

  test("from 0 to 1, to each subject", () => {
    for (const text of ["", "？", "宇宙船", "花火", FIREWORKS.repeat(50), "花火の賞金のごみ"]) {
      for (const value of Object.values(likeness(text))) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-6);
      }
    }
  });
  test.each(["", "？！", "😀", "Ж"])("%j is like none", (text) => {
    const { likeness: values, nearest } = desk.expectations.expected.likenesses(featuresOf(text));
    expect([...values].every((value) => value === 0)).toBe(true);
    expect([...nearest].every((number) => number === -1)).toBe(true);
  });
});

describe("a question in kana and the same in kanji", () => {
  test.each([
    ["はなびたいかいは ありますか", "花火大会はありますか"],
    ["としょしつは どこですか", "図書室はどこですか"],
    ["ほんが よみたい", "本が読みたい"],
    ["ごみを すてたい", "ごみを捨てたい"],
  ])("%s, %s: are like the same subject, each left out", (kana, kanji) => {
    expect(likest(kana, { except: kana })).toBe(likest(kanji, { except: kanji }));
  });
});

test("the city's name counts for nothing, in what was expected and in what is asked", () => {
  const { expected } = desk.expectations;
  expect(expected.subjectsWith(wordFeature("東野"))).toHaveLength(0);
  expect(featuresOf("西野市の図書室はどこですか")).toEqual(featuresOf("の図書室はどこですか"));
});

describe("a question that is left out", () => {
  test("is not the nearest, and its subject is less like", () => {
    const { expected, subjects } = desk.expectations;
    const number = expected.questions.indexOf(FIREWORKS);
    const without = expected.likenesses(featuresOf(FIREWORKS), number);
    const own = subjects.findIndex((subject) => questionsOf(subject).includes(FIREWORKS));
    expect(without.nearest[own]).not.toBe(number);
    expect(without.likeness[own]).toBeGreaterThan(0);
    expect(without.likeness[own]).toBeLessThan(expected.likenesses(featuresOf(FIREWORKS)).likeness[own]!);
  });
  test("counts again when the next one is asked", () => {
    const before = likeness(FIREWORKS);
    likeness(FIREWORKS, { except: FIREWORKS });
    expect(likeness(FIREWORKS)).toEqual(before);
  });
});

test("the second best question counts by its share", () => {
  const best = likeness(FIREWORKS, { of: bestOnly })[FIREWORKS]!;
  const next = likeness(FIREWORKS, { of: bestOnly, except: FIREWORKS })[FIREWORKS]!;
  const { second } = WEIGHTS.likeness;
  expect(likeness(FIREWORKS)[FIREWORKS]).toBeCloseTo((1 - second) * best + second * next, 6);
});

describe("what was never expected", () => {
  test("makes a question less like anything", () => {
    expect(likeness(`宇宙船の${FIREWORKS}`)[FIREWORKS]).toBeLessThan(likeness(FIREWORKS)[FIREWORKS]! * 0.9);
  });
  test("tells most of all, and what most questions have tells least", () => {
    const { expected } = desk.expectations;
    expect(expected.rarity(wordFeature("宇宙船"))).toBe(expected.rarity(wordFeature("")));
    expect(expected.rarity(wordFeature("花火"))).toBeLessThan(expected.rarity(wordFeature("宇宙船")));
    expect(expected.rarity(wordFeature("図書室"))).toBeLessThan(expected.rarity(wordFeature("河原")));
    expect(expected.rarity(wordFeature("図書室"))).toBeGreaterThan(0);
  });
});

test("a word about the document weighs less than one about the matter", () => {
  const { hashes, weights } = featuresOf("花火の規定");
  const weight = (term: string) => weights[hashes.indexOf(wordFeature(term))]!;
  expect(weight("規定")).toBeCloseTo(WEIGHTS.likeness.meta * weight("花火"), 6);
});

describe("a ramble", () => {
  const RAMBLE = "きのうは雨が降って、けさは晴れました。".repeat(40);

  test("is looked at for 300 letters and not much further", () => {
    expect(RAMBLE.length).toBeGreaterThan(600);
    expect(featuresOf(`${RAMBLE}${FIREWORKS}`)).toEqual(featuresOf(`${RAMBLE}${WASTE}`));
  });
  test("is like nothing much, even with the question in front", () => {
    expect(likeness(`${FIREWORKS}。${RAMBLE}`)[FIREWORKS]).toBeLessThan(likeness(FIREWORKS)[FIREWORKS]! / 2);
  });
});

describe("over the notes of the five cities", () => {
  let five: Assembly;
  beforeAll(async () => {
    five = await assemble({ knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
  });

  test("every fortieth expected question, asked word for word, is likest the subject that expects it", () => {
    const { subjects, expected } = five.expectations;
    const of = (number: number) => subjects[number]!;
    const strangers = expected.questions.flatMap((text, i) => {
      if (i % 40 !== 0) return [];
      const { likeness: values } = expected.likenesses(featuresOf(text, five));
      const best = values.indexOf(Math.max(...values));
      // Cities expect the same question word for word, and so may two subjects that share it.
      return questionsOf(of(best)).includes(text) || values[best]! < 0.6
        ? []
        : [`${text} → ${questionsOf(of(best))[0]}`];
    });
    expect(strangers.length / (expected.questions.length / 40)).toBeLessThan(0.05);
  });
});
