import { describe, expect, test } from "vitest";
import { NEW_STATE, written } from "../../../../src/conversation/state.ts";
import type { MessageId, Peer } from "../../../../src/records.ts";
import {
  isAlone,
  isOver,
  type Lookup,
  MOST_LOOKUPS,
  MOST_RECENT,
  NEW_LOOKUP_STATE,
  readLookup,
  withLookup,
  withSpeaker,
  writtenLookup,
} from "../../../../src/staff/look-up/state.ts";

const id = (n: number) => `message-${n}` as MessageId;
const lookup = (n: number, question = n): Lookup => ({
  answer: id(1000 + n),
  question: id(question),
  before: [id(n - 1)],
  way: "typed",
  city: undefined,
});
const after = (count: number) =>
  Array.from({ length: count }, (_, n) => lookup(n)).reduce(
    (state, one) => withLookup(state, one, true),
    NEW_LOOKUP_STATE,
  );

test("what is written is read again", () => {
  const state = withSpeaker({ ...after(3), askedAt: 5 }, "slack:U1");
  expect(readLookup(writtenLookup(state))).toEqual(state);
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["another kind", written(NEW_STATE)],
  ["a later version", writtenLookup(NEW_LOOKUP_STATE).replace('"version":1', '"version":2')],
  ["null", "null"],
  ["other shapes", '{"kind":"lookup","version":1,"recent":1,"lookups":[],"speakers":[],"askedAt":0}'],
])("%s is read as a talk that begins", (_, text) => expect(readLookup(text)).toEqual(NEW_LOOKUP_STATE));

test("of questions and answers the latest are remembered", () => {
  const { recent, lookups } = after(MOST_LOOKUPS + 5);
  expect(recent).toHaveLength(MOST_RECENT);
  expect(lookups).toHaveLength(MOST_LOOKUPS);
  expect([recent.at(-1), lookups.at(-1)?.question]).toEqual([id(MOST_LOOKUPS + 4), id(MOST_LOOKUPS + 4)]);
});

test("a question that is asked again comes last and stands once", () => {
  expect(withLookup(after(3), lookup(9, 0), true).recent).toEqual([id(1), id(2), id(0)]);
});

test("what asks nothing is answered and not carried along", () => {
  const state = withLookup(after(2), lookup(2), false);
  expect(state.recent).toEqual([id(0), id(1)]);
  expect(state.lookups).toHaveLength(3);
});

test.each([
  ["place:C1:1.0", Number.MAX_SAFE_INTEGER, false],
  ["place:D1:", 3_600_000, false],
  ["place:D1:", 3_600_001, true],
  ["user:slack:U1", 3_600_001, true],
])("a talk with %s is over %i ms after the question before: %s", (peer, ms, isIt) => {
  expect(isOver({ peer: peer as Peer }, { ...NEW_LOOKUP_STATE, askedAt: 0 }, ms)).toBe(isIt);
});

describe("who is alone with the desk", () => {
  const asked = withSpeaker(after(1), "a");
  test.each([
    ["is who asked", asked, "a", true],
    ["is nobody else", asked, "b", false],
    ["is nobody once two spoke", withSpeaker(asked, "b"), "a", false],
    ["is nobody before the desk was asked", withSpeaker(NEW_LOOKUP_STATE, "a"), "a", false],
    ["is nobody in a talk among people", { ...asked, isAmongPeople: true }, "a", false],
  ])("%s", (_, state, by, isIt) => expect(isAlone(state, by)).toBe(isIt));
  test("needs but two names to be told", () => {
    const many = ["b", "c", "d", "b"].reduce(withSpeaker, asked);
    expect(many.speakers).toEqual(["a", "b"]);
  });
});
