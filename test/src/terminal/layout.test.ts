import { expect, test } from "vitest";
import { ago, indented, json, oneLine, safe, size, table, time } from "../../../src/terminal/layout.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test.each([
  ["an escape sequence", "\u001b[31m赤\u009b0m", "[31m赤0m"],
  ["a bell and a backspace", "あ\u0007\bい", "あい"],
  ["a turn of direction", "a\u202eb\u2066c\u061cd", "abcd"],
  ["a lone half of a pair", "a\ud800b", "a\ufffdb"],
])("%s does not reach the terminal", (_, text, shown) => expect(safe(text)).toBe(shown));

test("line ends and tabs stay, all line ends alike", () => {
  expect(safe("一\r\n二\r三\n\t四")).toBe("一\n二\n三\n\t四");
});

test("one line is one line, cut between letters with a sign that it was", () => {
  expect(oneLine(" 一\n\n二\t三 ", 9)).toBe("一 二 三");
  expect(oneLine("𠮷野家で会う", 4)).toBe("𠮷野家…");
  expect(oneLine("𠮷野家で", 4)).toBe("𠮷野家で");
});

test("JSON reads back as it was and holds nothing that steers", () => {
  const value = { text: "\u009b31m\u202e\u001b赤\n" };
  expect(json(value)).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  expect(JSON.parse(json(value))).toEqual(value);
});

test("columns stand one under the other, letters of two columns among them", () => {
  expect(
    table([
      ["番号", "a"],
      ["1", "市"],
      ["ｶﾅ2", "b"],
    ]),
  ).toEqual(["番号  a", "1     市", "ｶﾅ2   b"]);
  expect(table([])).toEqual([]);
});

test("indented lines leave blank ones blank", () => expect(indented("一\n\n二")).toEqual(["  一", "", "  二"]));

test("times are Japan's, whatever the machine's", () => {
  expect(time(Date.parse("2026-11-15T15:00:00Z"))).toBe("2026-11-16 00:00");
});

test.each([
  [0, "1分前"],
  [59 * MINUTE_MS, "59分前"],
  [HOUR_MS, "1時間前"],
  [24 * HOUR_MS - 1, "23時間前"],
  [24 * HOUR_MS, "1日前"],
  [-HOUR_MS, "1分前"],
])("%d ms are told as %s", (passed, told) => expect(ago(0, passed)).toBe(told));

test.each([
  [1, "1 KB"],
  [1024 * 12, "12 KB"],
  [1024 * 1024 * 2.5, "2.5 MB"],
])("%d bytes are told as %s", (bytes, told) => expect(size(bytes)).toBe(told));
