import { describe, expect, test } from "vitest";
import { outline } from "../../../src/knowledge/outline.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { blocks, cut, furniture, read, SAID, tree } from "../../fixtures/outlined.ts";

describe("Hino's contents page", () => {
  const { city, file } = CITIES.find(({ city }) => city.id === "hino")!;
  const hino = outline(file, city.guideline);
  const contents = cut(
    file,
    hino.furniture.filter(({ kind }) => kind === "contents"),
  );

  test("is set aside from <目次> to its last entry", () => {
    expect([contents[0], contents.at(-1)]).toEqual(["<目次>", "④ 協働事業の評価"]);
  });
  test("misnames ③, and the body's 連携 is the heading", () => {
    expect(contents).toContain("③ 市民活動団体同士の提携");
    expect(
      tree(hino)
        .filter((line) => /提携|同士の連携/u.test(line))
        .map((line) => line.trim()),
    ).toEqual(["③ 市民活動団体同士の連携"]);
  });
});

describe("furniture is no text", () => {
  test("page numbers and the title printed again are set aside, the first title is the root's", () => {
    const file = `架空市協働指針\n\n1 目的\n\n${SAID}\n\n- 3 -\n\f架空市協働指針\n\n2 原則\n\n${SAID}\n\np. 4\n\n６ページ\n`;
    expect(furniture(file).filter((line) => !line.startsWith("markup"))).toEqual([
      "page-number: 3 -",
      "running-title: 架空市協働指針",
      "page-number: p. 4",
      "page-number: ６ページ",
    ]);
    expect(cut(file, read(file).sections[0]!.spans)).toEqual(["架空市協働指針"]);
    expect(blocks(file)).toEqual([`paragraph: ${SAID}`, `paragraph: ${SAID}`]);
  });
  test("a number without a dash is a page's where it counts on through the file", () => {
    const page = `${SAID}\n\n${SAID}\n\n`;
    expect(furniture(`${page}3\n\n${page}４\n\n${page}6/12\n`)).toEqual([
      "page-number: 3",
      "page-number: ４",
      "page-number: 6/12",
    ]);
  });
  test.each([[["30", "20", "30"]], [["1", "2", "3"]]])("numbers that count no pages are text: %j", ([a, b, c]) => {
    const file = `評価の点\n\n公益性\n${a}\n実現性\n${b}\n計画性\n${c}\n`;
    expect(furniture(file)).toEqual([]);
    expect(blocks(file).join()).toMatch(new RegExp(`${a}.*${b}.*${c}`, "u"));
  });
  test("a number at the edge of a page is the page's", () => {
    expect(furniture(`１　目的\n\n${SAID}\n7\n\f${SAID}\n`)).toEqual(["page-number: 7"]);
  });
  test("numbers that count right above short lines are those of headings", () => {
    const file = `１\n目的\n\n${SAID}\n\n２\n原則\n\n${SAID}\n`;
    expect(tree(read(file))).toEqual(["１ 目的", "２ 原則"]);
    expect(furniture(file)).toEqual([]);
  });
  test.each([
    [
      "whose first entry stands again below",
      `目次\n1 目的 …… 1\n2 提携 …… 2\n\n1 目的\n\n${SAID}\n\n2 連携\n\n${SAID}\n`,
    ],
    [
      "whose first entry the body words otherwise",
      `もくじ\n1 もくてき … 1\n2 提携 …… 2\n\n1 目的\n\n${SAID}\n\n2 連携\n\n${SAID}\n`,
    ],
  ])("a contents page %s is set aside, and the body decides", (_, file) => {
    expect(furniture(file)).toHaveLength(3);
    expect(tree(read(file))).toEqual(["1 目的", "2 連携"]);
  });
  test.each([
    [
      "the body puts numbers before its entries, and a glossary repeats one",
      "目次\n協働とは … 1\n進め方 … 2\n\n１　協働とは\n\n協働とは、力です。\n\n２　進め方\n\n市です。\n\n用語集\n\n協働とは\n\n力のこと。",
      ["目次", "協働とは … 1", "進め方 … 2"],
    ],
    [
      "its first entry never stands again",
      `目次\nごあいさつ ……… 1\n１ 目的 ……… 1\n\n令和２年４月\n\n１ 目的\n\n${SAID}\n`,
      ["目次", "ごあいさつ ……… 1", "１ 目的 ……… 1"],
    ],
    [
      "the body words them otherwise",
      `目次\n１ 趣旨\n２ 原則\n\n１ 策定の趣旨\n\n${SAID}\n`,
      ["目次", "１ 趣旨", "２ 原則"],
    ],
    ["a sentence stands before the next time", `目次\n協働とは\n\n${SAID}\n\n協働とは\n\n${SAID}\n`, ["目次"]],
  ])("a contents page ends with its entries where %s", (_, file, expected) => {
    expect(furniture(file)).toEqual(expected.map((line) => `contents: ${line}`));
  });
});
