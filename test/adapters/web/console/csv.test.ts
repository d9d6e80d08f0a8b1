import { expect, test } from "vitest";
import { csv } from "../../../../adapters/web/console/csv.ts";

test.each([
  ["plain words", "協働", "協働"],
  ["a comma", "a,b", '"a,b"'],
  ["a quotation mark", 'a"b', '"a""b"'],
  ["a line end", "a\nb", '"a\nb"'],
  ["a formula", "=1+1", `"'=1+1"`],
  ["a formula behind room", " \t=1+1", `"' \t=1+1"`],
  ["a wide formula", "＝1+1", `"'＝1+1"`],
  ["a call", "@SUM(A1)", `"'@SUM(A1)"`],
  ["a sum", "+81 42", `"'+81 42"`],
  ["a negative number", "-12.5", "-12.5"],
  ["nothing", "", ""],
])("%s stands in its cell as text", (_, text, cell) => {
  expect(csv([[text, "x"]])).toBe(`\uFEFF${cell},x\r\n`);
});
