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
    const file = `架空市協働指針\n\n1 目的\n\n${SAID}\n\n- 3 -\n\f架空市協働指針\n\n2 原則\n\n${SAID}\n\np. 4\n\n４\n\n5/12\n`;
    expect(furniture(file).filter((line) => !line.startsWith("markup"))).toEqual([
      "page-number: 3 -",
      "running-title: 架空市協働指針",
      "page-number: p. 4",
      "page-number: ４",
      "page-number: 5/12",
    ]);
    expect(cut(file, read(file).sections[0]!.spans)).toEqual(["架空市協働指針"]);
    expect(blocks(file)).toEqual([`paragraph: ${SAID}`, `paragraph: ${SAID}`]);
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
});
