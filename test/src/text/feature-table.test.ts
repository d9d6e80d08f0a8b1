import { describe, expect, test } from "vitest";
import { featureTable, hashOf, hashOfBoth } from "../../../src/text/feature-table.ts";
import { randomNumbers } from "../../fixtures/random-numbers.ts";

const LARGEST = 2 ** 32 - 1;

describe("the hash of a text", () => {
  // What is kept on the disk and in learned.json is known by these very numbers, reckoned once by another program.
  test.each([
    [0, "", 2_872_998_923],
    [0, "協働", 3_288_830_509],
    [1, "市民活動団体とは", 2_706_755_836],
  ])("is the same at every start: %i %j", (sort, text, expected) => expect(hashOf(sort, text)).toBe(expected));
  test("tells sorts apart that have the same letters", () => {
    expect(new Set([0, 1, 2, 3].map((sort) => hashOf(sort, "協働"))).size).toBe(4);
  });
  test("of a stretch is that of its letters", () => {
    const text = "小平市の協働とは";
    expect(hashOf(1, text, 4, 6)).toBe(hashOf(1, "協働"));
    expect(hashOf(1, text, 0)).toBe(hashOf(1, text));
    expect(hashOf(1, text, 3, 3)).toBe(hashOf(1, ""));
  });
  test("tells the order of letters, and what follows an odd letter", () => {
    const texts = ["協働", "働協", "協", "協\0", "\0協", "𠮷", "\ud842", "\udfb7", " 協働"];
    expect(new Set(texts.map((text) => hashOf(0, text))).size).toBe(texts.length);
  });
});

describe("the hash of two", () => {
  test("is the same at every start", () => expect(hashOfBoth(1, 2)).toBe(2_117_216_093));
  test("tells which comes first", () => {
    const [a, b] = [hashOf(0, "協働"), hashOf(0, "指針")];
    expect(hashOfBoth(a, b)).not.toBe(hashOfBoth(b, a));
    expect(new Set([a, b, hashOfBoth(a, a), hashOfBoth(b, b)]).size).toBe(4);
  });
});

test("every hash is a whole number of 32 bits without sign", () => {
  const random = randomNumbers(4);
  for (let i = 0; i < 2_000; i += 1) {
    const text = String.fromCharCode(...Array.from({ length: i % 9 }, () => random() * 65_536));
    const [one, both] = [hashOf(i % 5, text), hashOfBoth(Math.floor(random() * LARGEST), hashOf(0, text))];
    for (const hash of [one, both]) {
      expect([Number.isInteger(hash), hash >= 0, hash <= LARGEST]).toEqual([true, true, true]);
    }
  }
});
test("texts rarely fall together: of 50,000 no more than three", () => {
  const hashes = new Set(Array.from({ length: 50_000 }, (_, i) => hashOf(1, `特徴${i}`)));
  expect(hashes.size).toBeGreaterThanOrEqual(50_000 - 3);
});

describe("a table", () => {
  const MADE_UP = Uint32Array.from(
    new Set([0, LARGEST, ...Array.from({ length: 50_000 }, (_, i) => hashOf(2, `作り事${i}`))]),
  );
  const big = featureTable(MADE_UP);

  test("knows the place of each of its hashes", () => {
    expect(big.size).toBe(MADE_UP.length);
    const wrong = MADE_UP.filter((hash, id) => big.idOf(hash) !== id);
    expect([...wrong]).toEqual([]);
  });
  test("knows no other", () => {
    const own = new Set(MADE_UP);
    const others = Array.from({ length: 50_000 }, (_, i) => hashOf(3, `よそ${i}`)).filter((hash) => !own.has(hash));
    expect(others.length).toBeGreaterThan(49_000);
    expect(others.filter((hash) => big.idOf(hash) !== -1)).toEqual([]);
  });
  test("that is empty knows none", () => {
    const empty = featureTable(new Uint32Array());
    expect([empty.size, ...[0, 1, LARGEST].map((hash) => empty.idOf(hash))]).toEqual([0, -1, -1, -1]);
  });
  test.each([
    ["of one", [7]],
    ["of nought, which is a hash like any other", [0]],
    ["whose hashes want the same slot", [3, 3 + 2 ** 8, 3 + 2 ** 16, 3 + 2 ** 24, 3 + 2 ** 31]],
    ["whose hashes want the last slot and must go round", [LARGEST, LARGEST - 2 ** 8, LARGEST - 2 ** 16, 0]],
  ])("%s finds each", (_, hashes) => {
    const table = featureTable(Uint32Array.from(hashes));
    expect(hashes.map((hash) => table.idOf(hash))).toEqual(hashes.map((_hash, id) => id));
    expect([table.idOf(11), table.idOf(2 ** 30)]).toEqual([-1, -1]);
  });
});
