import { describe, expect, test } from "vitest";
import { mark } from "../../../src/knowledge/headings.ts";
import { type Outline, outline } from "../../../src/knowledge/outline.ts";
import type { Span } from "../../../src/model.ts";
import { AWKWARD } from "../../fixtures/awkward.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { blocks, cut, read, SAID, tree } from "../../fixtures/outlined.ts";

const indented = (printed: string) => printed.split("\n").filter((line) => line !== "");

/** What an outline lays hands on; the head of a column stands again in each row and counts once. */
function claims({ sections, blocks, furniture }: Outline): Span[] {
  const pieces = blocks.flatMap((block) => block.pieces);
  const heads = new Map(pieces.filter((p) => p.role === "label").map((p) => [`${p.start}-${p.end}`, p]));
  const texts = pieces.filter((p) => p.role !== "label");
  return [...sections.flatMap((s) => s.spans), ...texts, ...heads.values(), ...furniture];
}

/** Stretches of the file that nobody claims or that two do; `[]` when every character has its one place. */
function misplaced(file: string, claimed: readonly Span[]): string[] {
  const sorted = [...claimed, { start: file.length, end: file.length }].sort((a, b) => a.start - b.start);
  let at = 0;
  return sorted.flatMap(({ start, end }) => {
    const between = file.slice(Math.min(at, start), Math.max(at, start));
    const found = start === at ? [] : [`${start > at ? "left over" : "claimed twice"}: ${between}`];
    at = Math.max(at, end);
    return found;
  });
}

const MARKUP = /^(?:<\/?[A-Za-z][^<>]*>|<!--.*-->|\*\*|#{1,6}|[-*+|]|[-*_=:|\s]{3,})$/su;

describe.each(CITIES)("the outline of $name", ({ city, file }) => {
  const read = outline(file, city.guideline);
  const ofKind = (wanted: string) =>
    cut(
      file,
      read.furniture.filter(({ kind }) => kind === wanted),
    );

  test("gives every character of the file one place: heading, block or furniture", () => {
    expect(misplaced(file, claims(read))).toEqual([]);
  });
  test("claims nothing outside the file and nothing empty", () => {
    expect(claims(read).filter(({ start, end }) => start < 0 || start >= end || end > file.length)).toEqual([]);
  });
  test("calls blank only what is white space, and markup only what is markup", () => {
    expect(ofKind("blank").filter((text) => /\S/u.test(text))).toEqual([]);
    expect(ofKind("markup").filter((text) => !MARKUP.test(text))).toEqual([]);
  });
  test("begins and ends every heading and every piece with a character that shows", () => {
    const pieces = read.blocks.flatMap((block) => block.pieces);
    const shown = cut(file, [...pieces, ...read.sections.flatMap((s) => s.spans)]);
    expect(shown.filter((text) => text !== text.trim())).toEqual([]);
  });
  test("puts each section below the one above it", () => {
    const { sections } = read;
    for (const { depth, parent } of sections.slice(1)) expect(sections[parent!]!.depth).toBe(depth - 1);
  });
  test("is the same when the lines end as on Windows", () => {
    const windows = outline(file.replaceAll("\n", "\r\n"), city.guideline);
    expect(tree(windows)).toEqual(tree(read));
    expect(windows.blocks.map(({ kind, section }) => [kind, section])).toEqual(
      read.blocks.map(({ kind, section }) => [kind, section]),
    );
  });
});

describe("the outline of any text", () => {
  test("gives every character one place", () => {
    expect(AWKWARD.filter((file) => misplaced(file, claims(read(file))).length > 0)).toEqual([]);
  });
  test("calls blank only what is white space, a carriage return, a form feed and a byte order mark with it", () => {
    const isWrong = (file: string) =>
      read(file).furniture.some(({ kind, start, end }) => kind === "blank" && /\S/u.test(file.slice(start, end)));
    expect(AWKWARD.filter(isWrong)).toEqual([]);
  });
});

describe("the sections of a city are those that its body prints", () => {
  const SECTIONS: Record<string, string> = {
    小金井市: `
はじめに
第１章 協働が注目されるようになった社会的背景
  ⑴ 協働の社会的背景
  ⑵ 小金井市における協働の背景
第２章 協働の基本内容
  ⑴ 協働の理念と目的
  ⑵ 協働の対象となる活動
  ⑶ 協働の原則
    ① 対等性・自主性の尊重
    ② 相互理解
    ③ 役割分担・責任の明確化
    ④ 目的・目標の共有化
  ⑷ 協働の形態
第３章 協働推進にむけた環境整備
  ⑴ 情報の共有化
  ⑵ 協働意識の向上
  ⑶ 協働の評価システムの構築
  ⑷ 活動拠点の設置
市民活動団体等の例`,
    小平市: `
1 自治基本条例における協働
2 これまでの協働の取組の総括
  (1) 協働の位置付け
  (2) これまでの取組
  (3) 取組の成果と課題
    ① 成果
    ② 課題
3 今後の協働の推進に向けた取組
  (1) 協働の今後のあり方
  (2) 取組の方向性
    ① 協働事業の積極的な推進 〔重点〕
    ② 市民が市民活動を支える仕組みづくりの支援
    ③ 関係機関等との連携による環境整備
    ④ 多様な担い手との連携・協働の推進
協働の取組経過
協働の政策的位置付け
具体的な協働の取組内容`,
    国立市: `
はじめに
１ 協働
  （１） 協働とは
  （２） なぜ協働するのか
  （３） 協働の主体は
    ＮＰＯ
    市民
    企業
２ 協働の推進
  （１） 協働のルール
  （２） 協働事業
  （３） 協働の形態
    ① 主に行政が行うもの
      事業の提示
      ＮＰＯ、市民、企業からの事業提案の受け止め
      委託
      補助
      事業協力
    ② 主にＮＰＯ、市民、企業が行うもの
      事業の提案
      情報の発信、共有
３ 協働のための環境・体制づくり
  （１） 中間支援組織
  （２） くにたちＮＰＯ活動支援室の位置づけ
  （３） 国立市の体制
  （４） 協働に対する意識づくり
  （５） 協働指針の運用マニュアルの作成`,
    日野市: `
前文
1 指針の目的
  (1) 指針の必要性
  (2) 協働のための保障
2 市民活動とは／協働とは
  (1) 市民活動の定義
  (2) 市民活動団体の定義
  (3) 協働の定義
  (4) 市民活動団体と行政の協働の形態
3 協働を促進するための基本的な考え方
  (1) 協働の基礎を築く～自主性・自立性の尊重
  (2) 協働意識を共有する～市民と行政職員の意識改革
  (3) 相互信頼を醸成する～対等な関係の構築
  (4) 地域課題を共有する～目標の共有
  (5) 公平性・透明性を確保する～協働の心構え
4 協働の進め方
  (1) 意識づくり・きっかけづくり
    ① 「まちづくりは、みんなでかかわるもの」という意識づくり
    ② 「あなたも私も地域の一員」という意識づくり
    ③ 「新たな公共的サービス」のきっかけづくり
    ④ 「意識・関心を高める」きっかけづくり
  (2) 市民活動団体による協働の促進（市民活動団体の責務）
    ① 自立した市民活動の基盤づくり
    ② 新たな担い手の育成、仲間づくり
    ③ 市民活動団体同士の連携
  (3) 行政による協働の促進（市の責務）
    ① 「協働推進」窓口（担当部署）の設置
    ② 市民活動団体への支援
    ③ 行政職員の意識改革の推進
  (4) 市民活動団体と行政による協働の促進（市民活動団体と市で進めていくこと）
    ① 市民活動を支援する中間支援組織の充実
    ② 市民活動を支援する場の活用
    ③ 協働事業推進のための仕組みづくり
    ④ 協働事業の評価`,
    国分寺市: `
「協働」とは。
「新たな公共」とは。
方針 1 情報の共有化等により、市民活動団体と市の信頼関係をつくります。
方針 2 市民活動団体と市との間で、透明性の高い「協働のしくみ」をつくります。
  市民活動団体概念図`,
  };
  const known = CITIES.filter(({ name }) => name in SECTIONS);

  test.each(known)("$name", ({ name, city, file }) => {
    expect(tree(outline(file, city.guideline))).toEqual(indented(SECTIONS[name]!));
  });
  test("all five are compared", () => expect(known).toHaveLength(5));
});

describe("a number heads a section", () => {
  test("章, ⑴ and ① stand below one another", () => {
    const file = ["第１章 背景", "⑴ 社会的背景", "① 対等", SAID, "⑵ 市の背景", SAID, "第２章 進め方", SAID].join(
      "\n\n",
    );
    expect(tree(read(file))).toEqual(
      indented(`
第１章 背景
  ⑴ 社会的背景
    ① 対等
  ⑵ 市の背景
第２章 進め方`),
    );
  });
  test.each([
    ["１．", "１．協働", "１ 協働"],
    ["（１）", "（１）協働とは", "（１） 協働とは"],
    ["方針 1", "方針 1 情報の共有", "方針 1 情報の共有"],
    ["別表 1", "別表 1　団体の一覧", "別表 1 団体の一覧"],
    ["1.", "1. 指針の目的", "1 指針の目的"],
    ["(1)", "(1) 必要性", "(1) 必要性"],
    ["1", "1 総括", "1 総括"],
    ["full-width 1", "１　総括", "１ 総括"],
    ["１）", "１）相談", "１） 相談"],
    ["2)", "2) 相談", "2) 相談"],
    ["第１", "第１　趣旨", "第１ 趣旨"],
    ["一", "一　目的", "一 目的"],
    ["第１章 without a space", "第１章総則", "第１章 総則"],
    ["第１０条の２", "第１０条の２　相談", "第１０条の２ 相談"],
    ["Ｑ１", "Ｑ１　協働とは何ですか", "Ｑ１ 協働とは何ですか"],
    ["第１条 with its title in brackets", "第１条（目的）", "第１条 （目的）"],
  ])("%s, cited as printed without the dot", (_, printed, expected) => {
    expect(tree(read(`${printed}\n\n${SAID}\n`))).toEqual([expected]);
  });
  test.each(["第１章では目的を述べます", "第２部会の報告", "第１章及び第２章", "Ａ４サイズの紙", "二人の担当"])(
    "not in %s",
    (words) => {
      expect(mark(words)).toBeUndefined();
    },
  );
  test("an answer is the text of its question", () => {
    const file = `Ｑ１　協働とは何ですか\nＡ１　${SAID}\nＱ２　誰とですか\nＡ２　${SAID}\n`;
    expect(tree(read(file))).toEqual(["Ｑ１ 協働とは何ですか", "Ｑ２ 誰とですか"]);
  });
  test("not when it heads an item of a list", () => {
    expect(blocks("1. 公益であること。\n2. 民間であること。\n")).toEqual([
      "item: 1. 公益であること。",
      "item: 2. 民間であること。",
    ]);
    expect(tree(read("① 自治会\n② 商店会\n③ 老人クラブ\n"))).toEqual([]);
  });
  test("not when a full line merely broke before a number", () => {
    const file =
      "市は、平成十年から、広く市民の声を聴くために、およそ\n12 年にわたり話し合いの場を設け、市民とともに考えて\nきました。これからも、その場を大切にしていきます。\n";
    expect(tree(read(file))).toEqual([]);
    expect(read(file).blocks).toHaveLength(1);
  });
});

describe("○, ● and ・ open a section only before running text", () => {
  test.each([
    [
      "each with its own text is a section",
      `1 主体\n\n○ＮＰＯ\n\n${SAID}\n\n●市民\n\n${SAID}\n\n・企業\n\n${SAID}`,
      ["1 主体", "  ＮＰＯ", "  市民", "    企業"],
    ],
    [
      "one before the next item is an item",
      "1 主体\n\n○企業\n\n○市\n\n2 対象\n\n・公益の活動\n\n・営利でない活動\n",
      ["1 主体", "2 対象"],
    ],
    ["the last of a list is an item though text follows", `1 主体\n\n○企業\n\n○市\n\n${SAID}`, ["1 主体"]],
    ["a sentence is an item", "1 ルール\n\n○対等である。\n\n○公開する。\n", ["1 ルール"]],
  ])("%s", (_, file, expected) => expect(tree(read(file))).toEqual(expected));

  test("the last of a list of sentences is an item too, though another kind of number follows", () => {
    expect(blocks(`(1) ルール\n\n○公開する。\n\n○見直す。\n\n(2) 事業\n\n${SAID}\n`)).toEqual([
      "item: ○公開する。",
      "item: ○見直す。",
      `paragraph: ${SAID}`,
    ]);
  });
  test("a sentence before the first of a numbered list introduces it", () => {
    expect(blocks("●「団体」とは、次を満たすもの。\n\n1. 公益であること。\n2. 民間であること。\n")).toEqual([
      "paragraph: ●「団体」とは、次を満たすもの。",
      "item: 1. 公益であること。",
      "item: 2. 民間であること。",
    ]);
  });
  test.each(["・広報\n・相談", "- 広報\n- 相談"])("a sentence before a list within it introduces it: %j", (list) => {
    expect(blocks(`○市は次のことを行う。\n${list}\n`).map((block) => block.split(":")[0])).toEqual([
      "paragraph",
      "item",
      "item",
    ]);
  });
  test("an item that follows a sibling with text belongs to the section above both", () => {
    const { sections, blocks } = read(`1 主体\n\n○市民\n\n${SAID}\n\n○市\n`);
    expect(blocks.map(({ section }) => sections[section]!.title)).toEqual(["市民", "主体"]);
  });
});

describe("an article opens a section though its sentence stands on the same line", () => {
  const file = `（目的）
第１条　この指針は、協働の進め方を定めるものとする。
２　市は、これを広く知らせる。
（定義）
第２条の２　次のとおりとする。
(1) 市民　市内に住む者をいう。
(2) 団体　市内で活動する団体をいう。

第３条　市は、見直しを行う。
`;
  test("under the title in brackets right above", () => {
    expect(tree(read(file))).toEqual(["第１条 （目的）", "第２条の２ （定義）", "第３条"]);
  });
  test("and its paragraphs and items are text of it", () => {
    const { sections, blocks } = read(file);
    const shown = blocks.map(({ section, pieces }) => [sections[section]!.number, cut(file, pieces).join("")]);
    expect(shown).toEqual([
      ["第１条", "この指針は、協働の進め方を定めるものとする。"],
      ["第１条", "２　市は、これを広く知らせる。"],
      ["第２条の２", "次のとおりとする。"],
      ["第２条の２", "(1) 市民　市内に住む者をいう。"],
      ["第２条の２", "(2) 団体　市内で活動する団体をいう。"],
      ["第３条", "市は、見直しを行う。"],
    ]);
    expect(misplaced(file, claims(read(file)))).toEqual([]);
  });
  test("also where a narrow page broke the sentence", () => {
    const narrow = "（目的）\n第１条　この指針は協働の\n進め方を定める。\n第２条　次による。\n";
    expect(tree(read(narrow))).toEqual(["第１条 （目的）", "第２条"]);
  });
  test("but one quoted from elsewhere opens none", () => {
    expect(tree(read(`１ 根拠\n\n第１２条　市民は力を合わせる。\n\n${SAID}\n`))).toEqual(["１ 根拠"]);
  });
});

describe("a mark of the same rank as an open section's", () => {
  test("nests where it begins to count below it, here and later", () => {
    const file = `３　原則\n\n1. 対等\n\n${SAID}\n\n2. 公開\n\n${SAID}\n\n４　見直し\n\n1. 時期\n\n${SAID}\n`;
    expect(tree(read(file))).toEqual(["３ 原則", "  1 対等", "  2 公開", "４ 見直し", "  1 時期"]);
  });
  test("stands beside it where it counts on", () => {
    expect(tree(read(`１．相談\n\n${SAID}\n\n2 補助\n\n${SAID}\n`))).toEqual(["１ 相談", "2 補助"]);
  });
});

describe("a heading with nothing under it", () => {
  test("is a line of the section above, so that its words can be quoted", () => {
    const file = `１　支援\n\n① 相談\n② 補助\n（審査があります。）\n③ 研修\n\n２　窓口\n\n${SAID}\n`;
    expect(tree(read(file))).toEqual(["１ 支援", "２ 窓口"]);
    expect(blocks(file).filter((block) => block.startsWith("item"))).toContain("item: ③ 研修");
  });
  test("leaves the sections around it as they are", () => {
    const file = `１　支援\n\n(1) 相談\n\n${SAID}\n\n(2) 研修\n\n２　窓口\n\n${SAID}\n`;
    const { sections, blocks } = read(file);
    expect(blocks.map(({ section }) => sections[section]!.title)).toEqual(["相談", "支援", "窓口"]);
  });
  test("stays a heading where it is a chapter's", () => {
    expect(tree(read(`第１章 背景\n\n第２章 目的\n\n${SAID}\n`))).toEqual(["第１章 背景", "第２章 目的"]);
  });
});

test("a paragraph keeps its section though the headings stand closer than the paragraphs", () => {
  const file = `
１．目的
市と市民とは、互いの立場を認め合い、まちの課題をともに

解きほぐしていきます。市と市民とは、話し合いの場を設けて、

役割と責任とを分かち合い、その経過と結果とを広く公開し、

ともに進んでいきます。

協働の考え方と進め方とを、この指針で定めていきます。

見直しの仕方も定めます。

市民とともに定めます。
２．見直し
この指針は、三年ごとに市民とともに見直し、必要な改定を
行います。
`;
  const { sections, blocks } = read(file);
  expect(blocks.map(({ section }) => sections[section]!.title)).toEqual(["目的", "目的", "目的", "目的", "見直し"]);
});

test.each([
  ["an empty file", "", [], []],
  ["white space", " \r\n\f\u3000\n", [], []],
  ["a byte order mark", "\ufeff", [], []],
  ["a rule", "---", [], []],
  ["a page number", "- 1 -", [], []],
  ["a figure", "1", [], ["line: 1"]],
  ["the title", "架空市協働指針", [], []],
  ["a heading", "# はじめに", ["はじめに"], []],
  ["a word", "市", [], ["line: 市"]],
])("%s alone is read without complaint", (_, file, sections, lines) => {
  expect(tree(read(file))).toEqual(sections);
  expect(blocks(file)).toEqual(lines);
});
