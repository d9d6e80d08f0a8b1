import { describe, expect, test } from "vitest";
import { blocks, furniture, read, SAID, tree } from "../../fixtures/outlined.ts";

test("HTML that was never closed is markup, and its lists are lists", () => {
  const file = `1 目的\n\n<p>市と<strong>市民</strong>は、<br>力を合わせます。\n<ul class="a"> <li>話し合う <li>分かち合う\n`;
  expect(blocks(file)).toEqual(["paragraph: 市と|市民|は、|力を合わせます。", "item: 話し合う|分かち合う"]);
  expect(furniture(file)).toEqual(
    ["<p>", "<strong>", "</strong>", "<br>", '<ul class="a">', "<li>", "<li>"].map((tag) => `markup: ${tag}`),
  );
});

test("quote marks, fences and spaces written as entities are markup; other entities are text", () => {
  const file = "１ 目的\n\n> 市と市民は、\n\n```text\n力を&nbsp;合わせ、R&amp;D を Open&nbsp;Data で進めます。\n```\n";
  expect(furniture(file)).toEqual(["markup: >", "markup: ```text", "markup: &nbsp;", "markup: &nbsp;", "markup: ```"]);
  expect(blocks(file)).toEqual(["line: 市と市民は、", "paragraph: 力を|合わせ、R&amp;D を Open|Data で進めます。"]);
});

test.each([
  ["closed", `<h2>目的</h2>\n<p>${SAID}</p>\n<h3 class="a"><b>原則</b></h3>\n<p>${SAID}</p>\n`, ["目的", "  原則"]],
  ["left open", `<h2>目的\n<p>${SAID}\n`, ["目的"]],
  ["followed by its text", `<h2>目的</h2>${SAID}\n`, []],
])("an HTML heading needs no number: %s", (_, file, expected) => {
  expect(tree(read(file))).toEqual(expected);
  expect(blocks(file).join()).toContain(SAID);
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
  test("ends with a blank line: the next has heads of its own", () => {
    expect(
      blocks("市の取組\n\n| 区分 | 額 |\n|---|---|\n| 委託 | 高い |\n\n| 名 | 所 |\n|---|---|\n| 本庁 | 二階 |\n"),
    ).toEqual(["row: 区分|委託|額|高い", "row: 名|本庁|所|二階"]);
  });
});

describe("a table with tabs", () => {
  test("has heads where its first column tells years under a word", () => {
    expect(blocks("取組\n\n年度\t内容\n20年度\t指針\n21年度\t条例\n")).toEqual([
      "row: 年度|20年度|内容|指針",
      "row: 年度|21年度|内容|条例",
    ]);
  });
  test.each([["電話\t042-000-0000\n受付\t平日\n場所\t2階"], ["担当\t協働課\n電話\t042-000-0000\n受付\t9時から"]])(
    "has none where it tells what each row is: %j",
    (rows) => {
      expect(blocks(`連絡先\n\n${rows}\n`)).toEqual(rows.split("\n").map((line) => `row: ${line.replace("\t", "|")}`));
    },
  );
  test("keeps its columns where a row leaves the first empty", () => {
    expect(blocks("取組\n\n年度\t種類\t名\n20年度\t指針\t協働\n\t条例\t自治\n\t計画\n")).toEqual([
      "row: 年度|20年度|種類|指針|名|協働",
      "row: 年度|種類|条例|名|自治",
      "row: 年度|種類|計画|名",
    ]);
  });
  test("is not what a tab between a number and its words makes", () => {
    const file = `１\t目的\n\n${SAID}\n\n２\t原則\n\n・\t公開\n・\t対等\n`;
    expect(tree(read(file))).toEqual(["１ 目的", "２ 原則"]);
    expect(blocks(file)).toEqual([`paragraph: ${SAID}`, "item: ・\t公開", "item: ・\t対等"]);
  });
});
