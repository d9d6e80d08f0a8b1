import { describe, expect, test } from "vitest";
import { type Postings, postingsBuilder } from "../../../src/retrieval/postings.ts";
import { documentsOf } from "./random-texts.ts";

function postingsOf(documents: readonly (readonly string[])[]): Postings {
  const builder = postingsBuilder();
  for (const terms of documents) builder.add(terms);
  return builder.finish();
}

/** Term → document → count, read out of the arrays. */
function counted({ terms, starts, docs, counts }: Postings) {
  const read = (id: number) =>
    Array.from({ length: starts[id + 1]! - starts[id]! }, (_, i) => [docs[starts[id]! + i], counts[starts[id]! + i]]);
  return Object.fromEntries([...terms].map(([term, id]) => [term, read(id)]));
}

/** The same by looking through every document for every term. */
function countedNaively(documents: readonly (readonly string[])[]) {
  const terms = [...new Set(documents.flat())];
  const pairs = (term: string) =>
    documents.flatMap((words, doc) => {
      const count = words.filter((word) => word === term).length;
      return count === 0 ? [] : [[doc, count]];
    });
  return Object.fromEntries(terms.map((term) => [term, pairs(term)]));
}

describe("whatever the documents, each term holds its documents in order and how often", () => {
  test.each(Array.from({ length: 30 }, (_, seed) => [seed]))("seed %i", (seed) => {
    const documents = documentsOf(seed);
    const postings = postingsOf(documents);
    expect(counted(postings)).toEqual(countedNaively(documents));
    expect(postings.documents).toBe(documents.length);
    expect([...postings.lengths]).toEqual(documents.map((words) => words.length));
  });
});

test("more pairs than the first arrays hold lose none", () => {
  const documents = Array.from({ length: 3000 }, (_, doc) => ["all", `only${doc}`]);
  const found = counted(postingsOf(documents));
  expect(found.all).toEqual(documents.map((_, doc) => [doc, 1]));
  expect(found.only2999).toEqual([[2999, 1]]);
});

test("a count stays at 65,535 when a term stands there more often; the length goes on", () => {
  const { counts, lengths } = postingsOf([Array<string>(70_000).fill("協働")]);
  expect([...counts]).toEqual([0xffff]);
  expect([...lengths]).toEqual([70_000]);
});

test("words that every object inherits are terms like any other", () => {
  const terms = ["constructor", "__proto__", "toString"];
  const postings = postingsOf([terms]);
  expect([...postings.terms.keys()]).toEqual(terms);
  expect([...postings.counts]).toEqual([1, 1, 1]);
});

test.each([
  ["no documents", [], 0],
  ["documents without a word", [[], []], 2],
])("%s make an empty list", (_, documents, count) => {
  const postings = postingsOf(documents);
  expect(postings.documents).toBe(count);
  expect([postings.terms.size, [...postings.starts], postings.docs.length]).toEqual([0, [0], 0]);
});
