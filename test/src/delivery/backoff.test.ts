import { describe, expect, test } from "vitest";
import { backoffMs } from "../../../src/delivery/backoff.ts";

const RANGE = { firstMs: 1_000, mostMs: 60_000 };
const ALMOST_ONE = 1 - Number.EPSILON;

test("the wait doubles with every attempt until it is capped", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => backoffMs(attempt, RANGE, ALMOST_ONE));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

describe("chance takes at most half of the wait away", () => {
  test.each([1, 2, 6, 7, 40])("at attempt %i", (attempt) => {
    const whole = backoffMs(attempt, RANGE, ALMOST_ONE);
    expect(backoffMs(attempt, RANGE, 0)).toBe(whole / 2);
    expect(backoffMs(attempt, RANGE, 0.5)).toBe(whole * 0.75);
  });
});

test("no number of attempts brings it over the cap", () => {
  for (const attempt of [31, 1_000, 2_000, Number.MAX_SAFE_INTEGER]) {
    expect(backoffMs(attempt, RANGE, ALMOST_ONE)).toBe(60_000);
  }
});

test("a first wait over the cap is the cap", () => {
  expect(backoffMs(1, { firstMs: 5_000, mostMs: 2_000 }, ALMOST_ONE)).toBe(2_000);
});
