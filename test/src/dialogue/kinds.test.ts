import { describe, expect, test } from "vitest";
import { type KindWeights, kindModel, listed, softmax, withCity } from "../../../src/dialogue/kinds.ts";
import type { CityId } from "../../../src/model.ts";
import type { Features } from "../../../src/retrieval/likeness.ts";
import { SUBJECT_KINDS } from "../../../src/retrieval/subjects.ts";
import { featureTable } from "../../../src/text/feature-table.ts";

const HINO = "hino" as CityId;
const [WORD, PAIR, STRANGER] = [11, 22, 33];
/** Words first, as they are in any list of features. */
const features = (words: readonly number[], others: readonly number[] = []): Features => ({
  hashes: Uint32Array.from([...words, ...others]),
  weights: new Float32Array(words.length + others.length).fill(1),
  words: words.length,
});
/** The word speaks for an answer in all cities, and in Hino for a gap of the text. */
const [HINOS_WORD = 0] = withCity(features([WORD]), HINO).hashes;
const model: KindWeights = {
  features: featureTable(Uint32Array.from([WORD, PAIR, HINOS_WORD])),
  weights: Float32Array.from([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]),
  rarity: Float32Array.from([1, 1, 1]),
  unseen: 2,
};

describe("softmax", () => {
  test("makes scores into shares that sum to 1 and keep their order", () => {
    const shares = softmax(Float64Array.from([1, 3, 2]));
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect([...shares.keys()].sort((a, b) => shares[a]! - shares[b]!)).toEqual([0, 2, 1]);
  });
  test("is even for equal scores", () => expect([...softmax(new Float64Array(4))]).toEqual([0.25, 0.25, 0.25, 0.25]));
  test("holds for scores of any size", () => {
    expect([...softmax(Float64Array.from([1e6, 0]))]).toEqual([1, 0]);
    expect([...softmax(Float64Array.from([-1e6, -1e6]))]).toEqual([0.5, 0.5]);
  });
});

describe("a listed question", () => {
  test("has length 1 and only features that are known", () => {
    const { ids, values } = listed(features([WORD], [PAIR]), model);
    expect([...ids].sort()).toEqual([0, 1]);
    expect(Math.hypot(...values)).toBeCloseTo(1, 6);
  });
  test("is weaker by what was never seen", () => {
    const { ids, values } = listed(features([WORD, STRANGER]), model);
    expect(ids).toEqual([0]);
    expect(values[0]).toBeCloseTo(1 / Math.sqrt(5), 6);
  });
  test("is empty where nothing of it is known, and where nothing was asked", () => {
    expect(listed(features([STRANGER]), model)).toEqual({ ids: [], values: [] });
    expect(listed(features([]), model)).toEqual({ ids: [], values: [] });
  });
});

describe("the city asked about", () => {
  test("adds each word once more, and nothing else", () => {
    const both = withCity(features([WORD], [PAIR]), HINO);
    expect(both.hashes).toHaveLength(3);
    expect([...both.hashes]).toEqual(expect.arrayContaining([WORD, PAIR, HINOS_WORD]));
  });
  test("adds other features than another city", () => {
    expect(withCity(features([WORD]), "kodaira" as CityId).hashes).not.toContain(HINOS_WORD);
  });
  test("adds nothing where there is none", () => {
    expect(withCity(features([WORD], [PAIR]), undefined)).toEqual(features([WORD], [PAIR]));
  });
});

describe("a model of kinds", () => {
  const likeliest = (city?: CityId, asked = features([WORD])) => {
    const shares = kindModel(model).shares(asked, city);
    expect(Object.values(shares).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    return SUBJECT_KINDS.toSorted((a, b) => shares[b] - shares[a])[0];
  };
  test("tells the kind that a word speaks for", () => expect(likeliest()).toBe("answer"));
  test("tells another in a city where the word speaks for another", () => expect(likeliest(HINO)).toBe("silent"));
  test("gives even shares for what was never seen, and where nothing was learned", () => {
    const even = SUBJECT_KINDS.map(() => expect.closeTo(1 / SUBJECT_KINDS.length, 6));
    expect(Object.values(kindModel(model).shares(features([STRANGER]), undefined))).toEqual(even);
    expect(Object.values(kindModel(undefined).shares(features([WORD]), HINO))).toEqual(even);
  });
});
