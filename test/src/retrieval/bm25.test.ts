import { describe, expect, test } from "vitest";
import { bm25, inverseFrequency } from "../../../src/retrieval/bm25.ts";
import { postingsBuilder } from "../../../src/retrieval/postings.ts";
import { documentsOf } from "./random-texts.ts";

const SETTINGS = { k1: 1.2, b: 0.75 };

function pointsOf(documents: readonly (readonly string[])[], settings = SETTINGS) {
  const builder = postingsBuilder();
  for (const terms of documents) builder.add(terms);
  const postings = builder.finish();
  const points = bm25(postings, settings);
  const found = new Map<string, number>();
  for (const [term, id] of postings.terms) {
    for (let pair = postings.starts[id]!; pair < postings.starts[id + 1]!; pair += 1)
      found.set(`${term} ${postings.docs[pair]}`, points[pair]!);
  }
  return found;
}

/** The formula as the paper prints it, word by word. */
function naively(documents: readonly (readonly string[])[], { k1, b }: typeof SETTINGS) {
  const mean = documents.reduce((sum, words) => sum + words.length, 0) / documents.length;
  const found = new Map<string, number>();
  for (const term of new Set(documents.flat())) {
    const holding = documents.filter((words) => words.includes(term)).length;
    const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
    for (const [doc, words] of documents.entries()) {
      const tf = words.filter((word) => word === term).length;
      if (tf === 0) continue;
      found.set(`${term} ${doc}`, (idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * words.length) / mean)));
    }
  }
  return found;
}

describe("whatever the documents, the points are those of the formula", () => {
  test.each(Array.from({ length: 30 }, (_, seed) => [seed]))("seed %i", (seed) => {
    const settings = seed % 2 === 0 ? SETTINGS : { k1: 0.6, b: 0 };
    const documents = documentsOf(seed);
    const points = pointsOf(documents, settings);
    const expected = naively(documents, settings);
    expect([...points.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [pair, value] of expected) expect(points.get(pair)).toBeCloseTo(value, 5);
  });
});

test("of two documents the shorter one with the same word earns more", () => {
  const points = pointsOf([["協働"], ["協働", "市民", "活動"], ["市民"]]);
  expect(points.get("協働 0")).toBeGreaterThan(points.get("協働 1")!);
});
test("a rare word earns more than a frequent one", () => {
  const points = pointsOf([["印刷機", "協働"], ["協働"], ["協働"]]);
  expect(points.get("印刷機 0")).toBeGreaterThan(points.get("協働 0")!);
});
test("a word repeated earns more, each time by less", () => {
  const points = pointsOf([["a"], ["a", "a"], ["a", "a", "a"], ["b"]], { k1: 1.2, b: 0 });
  const [once, twice, thrice] = [0, 1, 2].map((doc) => points.get(`a ${doc}`));
  expect(twice! - once!).toBeGreaterThan(thrice! - twice!);
  expect(thrice! - twice!).toBeGreaterThan(0);
});
test("no word ever costs points, even one that stands everywhere", () => {
  for (const value of pointsOf([["協働"], ["協働"]]).values()) expect(value).toBeGreaterThan(0);
  expect(inverseFrequency(1000, 1000)).toBeGreaterThan(0);
});
test("an empty list has no points", () => {
  expect(bm25(postingsBuilder().finish(), SETTINGS)).toHaveLength(0);
  expect(pointsOf([[], []]).size).toBe(0);
});
