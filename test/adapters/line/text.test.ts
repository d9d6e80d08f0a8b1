import { expect, test } from "vitest";
import { graphemes } from "../../../adapters/line/limits.ts";
import { beginning, clean, cutTo, label, pieces, piecesAtMost } from "../../../adapters/line/text.ts";
import { awkwardTexts } from "./awkward-text.ts";

const FAMILY = "👨‍👩‍👧‍👦";
const unblank = (text: string) => text.replace(/\s/gu, "");
const AWKWARD = awkwardTexts(1, 60, 400).map(clean);

test.each([
  ["control characters and blank ends go", " \u0000市\u0007民\t 。\r\n\r次\n", "市民\t 。\n\n次"],
  ["half a surrogate pair becomes a sign", "市\ud83d", "市\ufffd"],
  ["readings stay", "市（し）の 人（ひと）", "市（し）の 人（ひと）"],
  ["a blank text is empty", " 　\n\u0000", ""],
])("%s", (_, text, expected) => expect(clean(text)).toBe(expected));

test.each([
  ["what fits is whole", "市民", 2, "市民"],
  ["a family stays together", `市${FAMILY}`, 5, "市"],
  ["a grapheme longer than all the room is cut between its characters", FAMILY, 4, "👨‍"],
  ["and never inside a surrogate pair", "𠮷\u0301\u0301", 2, "𠮷"],
])("%s", (_, text, units, expected) => expect(beginning(text, units)).toBe(expected));

test.each([
  ["between paragraphs", `${"あ".repeat(6)}\n\n${"い".repeat(6)}`, ["ああああああ", "いいいいいい"]],
  ["else between lines", `${"あ".repeat(6)}\n${"い".repeat(6)}`, ["ああああああ", "いいいいいい"]],
  ["else between sentences, the bracket with its stop", "「ああああ。」いいいいい", ["「ああああ。」", "いいいいい"]],
  ["else between graphemes", `ああああああああ${FAMILY}`, ["ああああああああ", "👨‍👩‍👧‍", "👦"]],
  ["a break too early is passed by", `あ\n${"い".repeat(11)}`, [`あ\n${"い".repeat(8)}`, "いいい"]],
  ["a blank text has no piece", "", []],
])("a text is parted %s", (_, text, expected) => expect(pieces(text, 10)).toEqual(expected));

test("pieces fit, are never blank, break no pair, and joined are the text but for blanks", () => {
  for (const text of AWKWARD) {
    const found = pieces(text, 30);
    expect(unblank(found.join(""))).toBe(unblank(text));
    for (const piece of found) {
      expect(piece.length).toBeLessThanOrEqual(30);
      expect(piece.trim()).not.toBe("");
      expect(piece.isWellFormed()).toBe(true);
    }
  }
});

test("a text that would only fit if parted less nicely is not cut", () => {
  const text = `${"あ".repeat(6)}\n\n${"い".repeat(12)}`;
  expect(pieces(text, 10)).toHaveLength(3);
  expect(piecesAtMost(text, { units: 10, most: 2, mark: "…" })).toEqual([
    "ああああああ\n\nいい",
    "いいいいいいいいいい",
  ]);
});

test("a text that does not fit at all says that it was cut", () => {
  expect(piecesAtMost("あ".repeat(25), { units: 10, most: 2, mark: "…" })).toEqual([
    "あ".repeat(10),
    `${"あ".repeat(9)}…`,
  ]);
});

test("at most so many pieces come, each within its units, whatever the mark is", () => {
  for (const text of AWKWARD) {
    for (const mark of ["…", "（つづきは省きました）", "", "長".repeat(99), "\ud83d"]) {
      const found = piecesAtMost(text, { units: 40, most: 3, mark });
      expect(found.length).toBeLessThanOrEqual(3);
      expect(found.every((piece) => piece.length <= 40 && piece.trim() !== "" && piece.isWellFormed())).toBe(true);
    }
  }
});

test.each([
  ["what fits is untouched", "一行目\n二行目", 10, "一行目\n二行目"],
  [
    "a cut falls on a line end",
    "一行目の文です\n二行目の文です\n三行目の文です",
    22,
    "一行目の文です\n二行目の文です\n（略）",
  ],
  ["a line end far above is not waited for", "一\n二行目の長い長い長い長い文です", 12, "一\n二行目の長い\n（略）"],
])("%s", (_, text, units, expected) => expect(cutTo(text, units, "（略）")).toBe(expected));

test.each([
  ["twenty graphemes are a label", "👨‍👩‍👧‍👦".repeat(20), "👨‍👩‍👧‍👦".repeat(20)],
  ["of more, nineteen and a sign are", "市".repeat(21), `${"市".repeat(19)}…`],
  ["a blank one is a sign alone", " ", "…"],
])("%s", (_, text, expected) => expect(label(text)).toBe(expected));

test("a label has twenty graphemes and three hundred code units at most", () => {
  for (const text of [...AWKWARD, `a${"\u0301".repeat(5_000)}`]) {
    const shown = label(text);
    expect(graphemes(shown).length).toBeLessThanOrEqual(20);
    expect(shown.length).toBeLessThanOrEqual(300);
    expect(shown).not.toBe("");
  }
});
