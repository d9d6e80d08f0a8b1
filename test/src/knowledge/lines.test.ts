import { describe, expect, test } from "vitest";
import { blocks, furniture } from "../../fixtures/outlined.ts";

test("HTML that was never closed is markup, and its lists are lists", () => {
  const file = `1 目的\n\n<p>市と<strong>市民</strong>は、<br>力を合わせます。\n<ul class="a"> <li>話し合う <li>分かち合う\n`;
  expect(blocks(file)).toEqual(["paragraph: 市と|市民|は、|力を合わせます。", "item: 話し合う|分かち合う"]);
  expect(furniture(file)).toEqual(
    ["<p>", "<strong>", "</strong>", "<br>", '<ul class="a">', "<li>", "<li>"].map((tag) => `markup: ${tag}`),
  );
});

describe("a Markdown table", () => {
  test("gives each row the heads of its columns; bars and rule are markup", () => {
    expect(
      blocks("市の取組\n\n| 年度 | 取組 |\n| --- | :-: |\n| 20年度 | **指針**制定 |\n| 21年度 | 条例 |\n"),
    ).toEqual(["row: 年度|20年度|取組|指針|制定", "row: 年度|21年度|取組|条例"]);
  });
  test("may have an empty corner and an empty cell", () => {
    expect(blocks("市の取組\n\n| | 取組 |\n|---|---|\n| 20年度 | 指針 |\n| 21年度 | |\n")).toEqual([
      "row: 20年度|取組|指針",
      "row: 21年度|取組",
    ]);
  });
});
