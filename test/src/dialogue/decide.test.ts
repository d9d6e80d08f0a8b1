import { describe, expect, test } from "vitest";
import { decide, THRESHOLDS } from "../../../src/dialogue/decide.ts";
import type { CityId, Hit, Passage } from "../../../src/model.ts";

const HITS: readonly Hit[] = [{ passage: { id: "kodaira-1" } as unknown as Passage, score: 5, reasons: [] }];
const CITIES = ["kodaira" as CityId];
interface Given {
  hits?: readonly Hit[];
  knownShare?: number;
  isElsewhere?: boolean;
}
const decided = (text: string, { hits = HITS, knownShare = 1, isElsewhere = false }: Given = {}) =>
  decide(text, { cities: CITIES, hits, knownShare, isElsewhere });

describe("a question", () => {
  test("for which the texts have the words is answered", () => {
    expect(decided("協働とは")).toEqual({ kind: "answer", cities: CITIES, hits: HITS });
    expect(decided("協働とは", { knownShare: THRESHOLDS.leastKnownShare }).kind).toBe("answer");
  });
  test("for which they have too few is declined, and what came near is kept", () => {
    expect(decided("住民票", { knownShare: THRESHOLDS.leastKnownShare - 0.01 })).toEqual({
      kind: "decline",
      reason: "not-written",
      cities: CITIES,
      hits: HITS,
    });
  });
  test("about another town is declined without quoting ours", () => {
    expect(decided("三鷹市の補助金", { isElsewhere: true })).toEqual({
      kind: "decline",
      reason: "other-town",
      cities: [],
      hits: [],
    });
  });
  test("that no passage fits is declined", () => {
    expect(decided("住民票", { hits: [] })).toMatchObject({ kind: "decline", reason: "not-written" });
  });
});

test.each(["", " \n\t　", "？！、。", "😀👍", "\u0000\u001b", "\ud83d"])("%j counts as nothing typed", (text) =>
  expect(decided(text)).toEqual({ kind: "decline", reason: "nothing-typed", cities: CITIES, hits: [] }),
);
test.each(["協", "a", "1", "Что", "تعاون", "協働😀"])("%j counts as something typed", (text) =>
  expect(decided(text).kind).toBe("answer"),
);
