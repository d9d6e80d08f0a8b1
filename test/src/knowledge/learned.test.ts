import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verdictWeights } from "../../../src/dialogue/judge.ts";
import { kindModel, kindWeights } from "../../../src/dialogue/kinds.ts";
import { SIGNALS } from "../../../src/dialogue/signals.ts";
import { DeskError } from "../../../src/errors.ts";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { type Learned, learnedFile, readLearned } from "../../../src/knowledge/learned.ts";
import { loadKnowledge, loadNotebook } from "../../../src/knowledge/load.ts";
import { SUBJECT_KINDS } from "../../../src/retrieval/subjects.ts";

const SMALL: Learned = {
  of: "0123456789abcdef",
  kinds: ["answer", "silent"],
  hashes: Uint32Array.of(0, 7, 2 ** 31, 2 ** 32 - 1),
  weights: Float32Array.of(0, 0.0625, -0.0625, 1, -1, 7.9375, -7.9375, 2.5),
  rarity: Float32Array.of(0, 0.05, 6, 12.75),
  unseen: 9.5,
  signals: ["bias", "ahead"],
  verdicts: { answer: [0, -0.001], decline: [12.345, 40] },
};
const read = (text: string) => readLearned("knowledge/learned.json", text);

describe("what was learned", () => {
  test("is read as it was written, its numbers in whole steps", () => {
    const found = read(learnedFile(SMALL));
    expect(found.hashes).toEqual(SMALL.hashes);
    expect(found.weights).toEqual(SMALL.weights);
    expect([...found.rarity].map((value) => value.toFixed(3))).toEqual(["0.000", "0.050", "6.000", "12.750"]);
    expect(found).toMatchObject({ kinds: SMALL.kinds, signals: SMALL.signals });
    expect(found.unseen).toBeCloseTo(9.5, 9);
    for (const [name, row] of Object.entries(SMALL.verdicts))
      for (const [i, value] of row.entries()) expect(found.verdicts[name]?.[i]).toBeCloseTo(value, 9);
  });
  test("is written the same when it was read", () => {
    const file = learnedFile(SMALL);
    expect(learnedFile(read(file))).toBe(file);
  });
  test("is the nearest step of what lies between, and the last step of what lies beyond", () => {
    const weights = Float32Array.of(0.03, 0.032, -0.03, 0.09, 100, -100, 0.5, -0.5);
    const steps = [...read(learnedFile({ ...SMALL, weights })).weights].map((weight) => weight * 16);
    expect(steps).toEqual([0, 1, 0, 1, 127, -127, 8, -8].map((n) => (n === 0 ? expect.closeTo(0) : n)));
  });
  test("may be nothing", () => {
    const nothing: Learned = {
      ...SMALL,
      hashes: new Uint32Array(),
      weights: new Float32Array(),
      rarity: new Float32Array(),
    };
    expect(read(learnedFile(nothing))).toMatchObject({ hashes: new Uint32Array(), weights: new Float32Array() });
  });
  test("says that it is not to be edited, and ends in a line end", () => {
    expect(learnedFile(SMALL)).toMatch(/npm run train.*not to be edited/u);
    expect(learnedFile(SMALL)).toMatch(/\}\n$/u);
  });
});

describe("a file that is not what was written is refused by name and with what to do", () => {
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(learnedFile(SMALL)), ...change });
  test.each([
    ["it is not JSON", "{"],
    ["it is empty", ""],
    ["it is a list", "[]"],
    ["a part is missing", changed({ weights: undefined })],
    ["a part is none of ours", changed({ extra: 1 })],
    ["it is of another version, with features by name", changed({ features: "w花火" })],
    ["a list is too short", changed({ rarity: "AA==" })],
    ["a list is too long", changed({ weights: `${"AAAA".repeat(4)}` })],
    ["a kind is missing", changed({ kinds: ["answer"] })],
    ["a number is no whole step", changed({ unseen: 1.5 })],
    ["its letters are no base64", changed({ hashes: "花火" })],
    ["half a hash is missing", changed({ hashes: Buffer.alloc(14).toString("base64") })],
  ])("where %s", (_, text) => {
    expect(() => read(text)).toThrow(DeskError);
    expect(() => read(text)).toThrow(/^knowledge\/learned\.json .*npm run train/u);
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "knowledge-invalid", cause: expect.anything() }));
  });
});

describe("knowledge/learned.json", () => {
  const learned = read(readFileSync("knowledge/learned.json", "utf8"));

  test("was learned from the notes as they are: else run npm run train", () => {
    const { passages } = corpus(loadKnowledge("knowledge").cities);
    expect(learned.of).toBe(loadNotebook("knowledge", passages).checksum);
  });
  test("is of the kinds and the signals that the code has", () => {
    expect(learned.kinds).toEqual(SUBJECT_KINDS);
    expect(learned.signals).toEqual(SIGNALS);
    expect(verdictWeights(learned)).toBe(learned.verdicts);
  });
  test("has thousands of features, each once", () => {
    expect(learned.hashes.length).toBeGreaterThan(5000);
    expect(new Set(learned.hashes).size).toBe(learned.hashes.length);
  });
  test("has hardly a weight that its steps are too few for", () => {
    const beyond = learned.weights.filter((weight) => Math.abs(weight) >= 127 / 16).length;
    expect(beyond / learned.weights.length).toBeLessThan(0.001);
    expect(learned.weights.some((weight) => Math.abs(weight) > 1)).toBe(true);
  });
  test("is written the same when it was read: it was not edited by hand", () => {
    expect(learnedFile(learned)).toBe(readFileSync("knowledge/learned.json", "utf8"));
  });
  test("tells something of a question that has nothing it knows", () => {
    const none = { hashes: Uint32Array.of(1), weights: Float32Array.of(1), words: 1 };
    const shares = kindModel(kindWeights(learned)).shares(none, undefined);
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

test("weights that were learned for other signals are refused", () => {
  expect(() => verdictWeights(SMALL)).toThrow(/other signals.*npm run train/u);
  expect(verdictWeights(undefined)).toBeUndefined();
});
