import { expect, test } from "vitest";
import { beginning, clean, isBlank, pieces, shortened } from "../../../../adapters/slack/blocks/text.ts";
import { awkwardTexts } from "../../line/awkward-text.ts";

const TEXTS = awkwardTexts(11, 400, 200);

test("pieces fit, and joined they are the text", () => {
  for (const text of TEXTS) {
    for (const units of [2, 7, 40]) {
      const parts = pieces(text, units);
      expect(parts.join("")).toBe(text);
      expect(parts.filter((part) => part.length > units || part === "")).toEqual([]);
    }
  }
});

test("no cut parts a surrogate pair or a family", () => {
  expect(pieces("𠮷".repeat(5), 3)).toEqual(["𠮷", "𠮷", "𠮷", "𠮷", "𠮷"]);
  expect(beginning("あ👨‍👩‍👧‍👦", 11)).toBe("あ");
  expect(shortened("あ👨‍👩‍👧‍👦い", 12)).toBe("あ…");
  for (const text of TEXTS.map(clean)) {
    expect(pieces(text, 9).filter((piece) => !piece.isWellFormed())).toEqual([]);
    expect(beginning(text, 9).isWellFormed()).toBe(true);
  }
});

test("a text is parted at line ends, else at ends of sentences, in the second half of what fits", () => {
  expect(pieces("一行目です。\n二行目。三行", 10)).toEqual(["一行目です。\n", "二行目。三行"]);
  expect(pieces("短い。長いほうの文です。続き", 13)).toEqual(["短い。長いほうの文です。", "続き"]);
  expect(pieces("あ\nいいいいいいいいいい", 8)).toEqual(["あ\nいいいいいい", "いいいい"]);
});

test("what cannot be seen is blank", () => {
  expect(["", " \n　", "\u200b\u2060\ufeff", "\u0000"].filter((text) => !isBlank(text))).toEqual([]);
  expect(["市", "・", "\u200b。"].filter(isBlank)).toEqual([]);
});

test("cleaned, a text has whole characters and no control characters", () => {
  expect(clean("a\ud83d\r\nb\u0000\u0007\tc")).toBe("a\ufffd\nb\tc");
});
