import { expect, test } from "vitest";
import {
  MOST_ANSWERS,
  MOST_RECENT,
  NEW_STATE,
  readState,
  type State,
  startedAfresh,
  withAnswer,
  withoutMessage,
  withQuestion,
  written,
} from "../../../src/conversation/state.ts";
import type { CaseNumber, MessageId } from "../../../src/records.ts";

const FULL: State = {
  isWelcomed: true,
  recent: [{ message: "m1", text: "協働とは？" }],
  answers: [{ answer: "a1" as MessageId, question: "m1" }],
  open: { message: "m2", text: "自治会は？" },
  awaits: { kind: "rating-word", number: 3 as CaseNumber },
  misses: 1,
  isLastMissed: true,
  case: 3 as CaseNumber,
  spokeAt: 1_795_136_400_000,
};

test.each([
  ["a new one", NEW_STATE],
  ["one with everything", FULL],
])("what is written is read again: %s", (_, state) => expect(readState(written(state))).toEqual(state));

test("nothing is the state before the first message", () => expect(readState("")).toEqual(NEW_STATE));

test("what an earlier version left out is as at the beginning", () => {
  const { answers, awaits, isLastMissed, ...earlier } = FULL;
  expect(readState(JSON.stringify({ version: 1, ...earlier }))).toEqual({
    ...FULL,
    answers: [],
    awaits: undefined,
    isLastMissed: false,
  });
});

test.each([
  ["no JSON", "{"],
  ["null", "null"],
  ["a number", "7"],
  ["a list", "[]"],
  ["no version", JSON.stringify(FULL)],
  ["a later version", JSON.stringify({ ...FULL, version: 2 })],
  ["questions of another form", JSON.stringify({ ...FULL, version: 1, recent: ["協働とは？"] })],
  ["an open question of another form", JSON.stringify({ ...FULL, version: 1, open: "協働とは？" })],
  ["answers of another form", JSON.stringify({ ...FULL, version: 1, answers: {} })],
  ["a count that is none", JSON.stringify({ ...FULL, version: 1, misses: "1" })],
])("%s cannot be read", (_, text) => expect(readState(text)).toBeUndefined());

test("only the latest questions and answers are remembered", () => {
  const questions = Array.from({ length: MOST_RECENT + 2 }, (_, i) => ({ message: `m${i}`, text: `${i}` }));
  const { recent } = questions.reduce(withQuestion, NEW_STATE);
  expect(recent).toEqual(questions.slice(2));
  const given = Array.from({ length: MOST_ANSWERS + 2 }, (_, i) => ({ answer: `a${i}` as MessageId, question: "m" }));
  expect(given.reduce(withAnswer, NEW_STATE).answers).toEqual(given.slice(2));
});

test("a message that is taken out leaves no words", () => {
  const { recent, open } = withoutMessage(FULL, "m1");
  expect([recent, open]).toEqual([[], FULL.open]);
  expect(withoutMessage(FULL, "m2")).toEqual({ ...FULL, open: undefined });
});

test("what starts afresh remembers only that the desk was introduced", () => {
  expect(startedAfresh(FULL)).toEqual({ ...NEW_STATE, isWelcomed: true, spokeAt: FULL.spokeAt });
});
