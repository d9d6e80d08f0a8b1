import { describe, expect, test } from "vitest";
import { shares, VERDICTS, type VerdictWeights, verdictWeights } from "../../../src/dialogue/judge.ts";
import { SIGNALS } from "../../../src/dialogue/signals.ts";
import { DeskError } from "../../../src/errors.ts";
import type { Learned } from "../../../src/knowledge/learned.ts";

const row = (first: number): number[] => SIGNALS.map((_, i) => (i === 0 ? first : 0));
const WEIGHTS: VerdictWeights = { answer: row(2), decline: row(0), handoff: row(0), chat: row(-1) };
const learned = (part: Partial<Learned>): Learned =>
  ({ signals: SIGNALS, verdicts: WEIGHTS, ...part }) as unknown as Learned;

describe("learned weights", () => {
  test("are taken where they are for the desk's own signals", () => {
    expect(verdictWeights(learned({}))).toEqual(WEIGHTS);
  });
  test("are none where nothing was learned", () => expect(verdictWeights(undefined)).toBeUndefined());
  test.each<[string, Partial<Learned>]>([
    ["other signals", { signals: ["bias", "loudness"] }],
    ["a signal too few", { signals: SIGNALS.slice(1) }],
    ["the same signals in another order", { signals: SIGNALS.toReversed() }],
    ["a verdict that is missing", { verdicts: { answer: row(1) } }],
    ["a row that is too short", { verdicts: { ...WEIGHTS, chat: [1] } }],
  ])("are refused for %s", (_, part) => {
    const taken = () => verdictWeights(learned(part));
    expect(taken).toThrow(DeskError);
    expect(taken).toThrow(expect.objectContaining({ code: "knowledge-invalid" }));
    expect(taken).toThrow("npm run train");
  });
});

describe("shares", () => {
  test("sum to 1 and follow the weights", () => {
    const found = shares(row(1), WEIGHTS);
    expect(Object.keys(found)).toEqual([...VERDICTS]);
    expect(Object.values(found).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(found.answer).toBeGreaterThan(found.decline);
    expect(found.decline).toBe(found.handoff);
    expect(found.chat).toBeLessThan(found.handoff);
  });
  test("are even where no signal is seen", () => {
    expect(shares(row(0), WEIGHTS)).toEqual({ answer: 0.25, decline: 0.25, handoff: 0.25, chat: 0.25 });
  });
  test("stay numbers whatever the weights", () => {
    expect(shares(row(1), { ...WEIGHTS, answer: row(1e6) })).toEqual({ answer: 1, decline: 0, handoff: 0, chat: 0 });
  });
});
