import { describe, expect, test } from "vitest";
import { firstRank, ndcg, percentile, recall, share } from "../../../src/eval/metrics.ts";

const isRight = (id: string) => id.startsWith("right");

test.each([
  ["first of all", ["right1", "b", "right2"], 1],
  ["third", ["a", "b", "right1"], 3],
  ["nowhere", ["a", "b"], 0],
  ["in an empty list", [], 0],
])("the first right one stands %s", (_, ranked, rank) => expect(firstRank(ranked, isRight)).toBe(rank));

describe("recall", () => {
  const GAINS = new Map([
    ["a", 1],
    ["b", 2],
    ["c", 1],
    ["d", 1],
  ]);
  test.each([
    ["all of four", ["d", "c", "b", "a"], 1],
    ["one of four", ["x", "a", "y"], 0.25],
    ["none of four", ["x"], 0],
    ["nothing found", [], 0],
  ])("%s", (_, ranked, expected) => expect(recall(ranked, GAINS)).toBe(expected));
  test("is 0 where nothing is relevant", () => expect(recall(["a"], new Map())).toBe(0));
});

describe("nDCG takes the scores as gains", () => {
  const GAINS = new Map([
    ["best", 3],
    ["good", 2],
    ["fair", 1],
  ]);
  /** 3/log2(2) + 2/log2(3) + 1/log2(4), the best that can be. */
  const IDEAL = 4.7618595071429155;

  test.each([
    ["the ideal order", ["best", "good", "fair"], 1],
    ["the order turned round: 1 + 2/log2(3) + 3/2", ["fair", "good", "best"], 3.7618595071429155 / IDEAL],
    ["one right at the second place: 3/log2(3)", ["x", "best"], 1.8927892607143721 / IDEAL],
    ["nothing right", ["x", "y"], 0],
    ["nothing found", [], 0],
  ])("%s", (_, ranked, expected) => expect(ndcg(ranked, GAINS)).toBeCloseTo(expected, 12));

  test("a relevant one at the eleventh place earns nothing", () => {
    expect(ndcg([..."abcdefghij", "best"], GAINS)).toBe(0);
  });
  test("more than ten relevant ones cannot make ten right ones less than whole", () => {
    const many = new Map([..."abcdefghijklmno"].map((id) => [id, 1]));
    expect(ndcg([..."abcdefghij"], many)).toBeCloseTo(1, 12);
  });
  test("it is 0 where nothing is relevant", () => expect(ndcg(["a"], new Map())).toBe(0));
});

describe("the percentile by nearest rank", () => {
  const VALUES = [50, 15, 40, 20, 35];
  test.each([
    [0.05, 15],
    [0.3, 20],
    [0.4, 20],
    [0.5, 35],
    [0.99, 50],
    [1, 50],
    [0, 15],
  ])("%d of the values", (p, expected) => expect(percentile(VALUES, p)).toBe(expected));

  test("of one value is that value, of none 0", () =>
    expect([percentile([7], 0.5), percentile([], 0.5)]).toEqual([7, 0]));
  test("leaves the values in their order", () => {
    percentile(VALUES, 0.5);
    expect(VALUES).toEqual([50, 15, 40, 20, 35]);
  });
});

test("a share of nothing is 0", () => expect([share(1, 4), share(0, 0)]).toEqual([0.25, 0]));
