import { describe, expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { COMFORTABLE, LONGEST } from "../../../src/knowledge/cutting.ts";
import { type Outline, outline } from "../../../src/knowledge/outline.ts";
import { passages } from "../../../src/knowledge/passages.ts";
import type { CityId, Guideline, Passage } from "../../../src/model.ts";
import { AWKWARD } from "../../fixtures/awkward.ts";
import { CITIES } from "../../fixtures/cities.ts";

const MADE_UP: Guideline = {
  title: "架空市協働指針",
  kind: "指針",
  issuer: "架空市",
  issued: { printed: "令和3年4月", iso: "2021-04" },
  revised: null,
  latestMention: null,
  sha256: "",
  source: null,
};
const read = (file: string) => passages(file, "kaku" as CityId, MADE_UP, outline(file, MADE_UP));
const texts = (file: string) => read(file).map(({ text }) => text);
const lengths = (file: string) => texts(file).map((text) => text.length);

const known = corpus(CITIES);
const ofCity = (id: string) => known.passages.filter(({ city }) => city === id);
const within = (id: string, words: string): Passage => ofCity(id).find(({ text }) => text.includes(words))!;

const MARKUP = /<\/?[A-Za-z][^<>]*>|<!--|\*\*|^#{1,6}\s|^\s*[-*+]\s|^\s*\||\|\s*$/mu;

const isVerbatim = (file: string, { pieces, text }: Passage) =>
  pieces.map(({ start, end, joint }, i) => (i === 0 ? "" : joint) + file.slice(start, end)).join("") === text;

/** Sentences of running text, and list items and cells as wholes: what is not cut without need. */
function units(file: string, { pieces }: Passage): string[] {
  const found: string[] = [];
  for (const { start, end, joint, role } of pieces.filter(({ role }) => role !== "label")) {
    const last = found.at(-1);
    const begins = joint === "\n" || (role === "text" && /[。！？][」』）)\s]*$/u.test(last ?? ""));
    if (last === undefined || begins) found.push(file.slice(start, end));
    else found[found.length - 1] = last + file.slice(start, end);
  }
  return found;
}

/** Over what is comfortable, though it could have been cut: more than one unit and what introduces it. */
const isNeedlesslyLong = (file: string, passage: Passage) =>
  passage.text.length > COMFORTABLE && units(file, passage).length > 2;

/** Characters of the outline's blocks that no passage shows. */
function unshown(file: string, { blocks }: Outline, shown: readonly Passage[]): string[] {
  const isShown = new Set<number>();
  for (const { start, end } of shown.flatMap(({ pieces }) => pieces)) {
    for (let at = start; at < end; at += 1) isShown.add(at);
  }
  return blocks
    .flatMap(({ pieces }) => pieces)
    .filter(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i).some((at) => !isShown.has(at)))
    .map(({ start, end }) => file.slice(start, end));
}

describe.each(CITIES)("the passages of $name", ({ city, file }) => {
  const found = ofCity(city.id);

  test("are the file's own characters, piece by piece", () => {
    expect(found.filter((passage) => !isVerbatim(file, passage))).toEqual([]);
  });
  test("are never over 600 characters, and over 400 only where a sentence, an item or a cell is", () => {
    expect(found.filter(({ text }) => text.length > LONGEST)).toEqual([]);
    expect(found.filter((passage) => isNeedlesslyLong(file, passage))).toEqual([]);
  });
  test("show no tag and no mark of Markdown", () => {
    expect(found.filter(({ text }) => MARKUP.test(text))).toEqual([]);
  });
  test("show every piece of every block", () => {
    expect(found).not.toEqual([]);
    expect(unshown(file, known.outline(city.id)!, found)).toEqual([]);
  });
  test("are a chain in reading order, open at both ends", () => {
    const ids = found.map(({ id }) => id);
    expect(ids).toEqual(found.map((_, i) => `${city.id}-${i + 1}`));
    expect(found.map(({ previous }) => previous)).toEqual([undefined, ...ids.slice(0, -1)]);
    expect(found.map(({ next }) => next)).toEqual([...ids.slice(1), undefined]);
  });
  test("begin their citation with the guideline's title and end it with the section", () => {
    const { title } = city.guideline;
    expect(
      found.filter((p) => !p.citation.startsWith(`${title}（`) || !p.citation.endsWith(`）${p.sectionPath}`)),
    ).toEqual([]);
  });
  test("read the same when the lines end as on Windows", () => {
    const windows = file.replaceAll("\n", "\r\n");
    const again = passages(windows, city.id, city.guideline, outline(windows, city.guideline));
    expect(again.map(({ text }) => text)).toEqual(found.map(({ text }) => text));
  });
});

describe("the passages of any text", () => {
  const wrong = (isWrong: (file: string, found: Passage[]) => boolean) =>
    AWKWARD.filter((file) => isWrong(file, read(file)));

  test("are the file's own characters", () => {
    expect(wrong((file, found) => found.some((passage) => !isVerbatim(file, passage)))).toEqual([]);
  });
  test("are never over 600 characters", () => {
    expect(wrong((_, found) => found.some(({ text }) => text.length > LONGEST))).toEqual([]);
  });
  test("are over 400 only where they cannot be cut", () => {
    expect(wrong((file, found) => found.some((passage) => isNeedlesslyLong(file, passage)))).toEqual([]);
  });
  test("cut no character in half", () => {
    expect(wrong((_, found) => found.some(({ text }) => !text.isWellFormed()))).toEqual([]);
  });
  test("show no tag and no mark of Markdown", () => {
    expect(wrong((_, found) => found.some(({ text }) => MARKUP.test(text)))).toEqual([]);
  });
  test("show every piece of every block", () => {
    expect(wrong((file, found) => unshown(file, outline(file, MADE_UP), found).length > 0)).toEqual([]);
  });
});

describe("a citation", () => {
  test.each([
    [
      "kodaira",
      "実践的な協働によるまちづくり",
      "小平市協働の推進に関する指針（平成30年12月改定）3 (2) ① 協働事業の積極的な推進",
    ],
    ["kodaira", "小平市いきいき協働事業実施", "小平市協働の推進に関する指針（平成30年12月改定）協働の取組経過"],
    ["kodaira", "さらなるステップアップ", "小平市協働の推進に関する指針（平成30年12月改定）"],
    [
      "koganei",
      "評価システムを検討",
      "小金井市協働推進基本指針（発行日の記載なし（平成19年9月の数字を含む））第３章 ⑶ 協働の評価システムの構築",
    ],
    [
      "kunitachi",
      "団体又は個人。",
      "ＮＰＯ等と国立市による協働推進の指針（発行日の記載なし（平成18年度の記載を含む））１ （３） 企業",
    ],
    [
      "kunitachi",
      "必要に応じて指針",
      "ＮＰＯ等と国立市による協働推進の指針（発行日の記載なし（平成18年度の記載を含む））",
    ],
    ["hino", "同分野同士", "市民活動団体（NPO）と市との協働のための指針（平成19年3月）4 (2) ③ 市民活動団体同士の連携"],
    [
      "kokubunji",
      "総合的な窓口",
      "市民活動団体と国分寺市との協働 2004・2005（発行日の記載なし（2004・2005年の取組を含む））方針 1 情報の共有化等により、市民活動団体と市の信頼関係をつくります。",
    ],
  ])("in %s of 「%s」 is %s", (city, words, citation) => expect(within(city, words).citation).toBe(citation));

  test("names no date where the text has none at all", () => {
    const guideline = { ...MADE_UP, issued: null };
    const [passage] = passages("市です。", "kaku" as CityId, guideline, outline("市です。", guideline));
    expect(passage?.citation).toBe("架空市協働指針（発行日の記載なし）");
  });
  test("gives the headings above in words, the issuer's label with them", () => {
    expect(within("kodaira", "実践的な協働によるまちづくり").headings).toEqual([
      "今後の協働の推進に向けた取組",
      "取組の方向性",
      "協働事業の積極的な推進 重点",
    ]);
  });
});

test("Kokubunji's six conditions stand in one passage with the sentence that introduces them", () => {
  expect(within("kokubunji", "公益性のある活動").text.split("\n")).toEqual([
    "●「市民活動団体」とは、次の要件を全て満たしているもの。",
    "1. 公益性のある活動であること。～ Public interest ～",
    "(社会全体の利益を目的としていること。)",
    "2. 収益を分配しないこと。～ Not profit distributing ～",
    "(収益を関係者だけで分けないこと。)",
    "3. 民間であること。～ Private ～",
    "(市民力が源であること。)",
    "4. 自発的であること。～ Voluntary ～",
    "(誰かや何かに強制されて行うものでないこと。)",
    "5. 公に組織されていること。～ Organizations ～",
    "(会則があり、入会・退会の自由が約束されるなど、民主的に運営されていること。)",
    "6. 自己統治していること。～ Self-governing ～",
    "(政治団体・宗教団体などから運営介入を受けていないこと。)",
  ]);
});

test("a row of Kodaira's tables stands under the heads of its columns", () => {
  const { text, pieces } = within("kodaira", "小平市第2次");
  expect(text.split("\n").slice(0, 5)).toEqual([
    "時 期",
    "平成23年3月",
    "計画・条例等",
    "小平市第2次 行財政再構築プラン",
    "内 容（目標・方針）",
  ]);
  expect(pieces.map(({ role }) => role)).toEqual(["label", "text", "label", "text", "label", "text"]);
});

test("a line broken inside a word is joined without a trace, between Latin words by a space", () => {
  expect(within("kunitachi", "第１次基本計画").text).toContain("ＮＰＯ対象のアンケートに基づき");
  expect(texts("市は、公共の利益（Public\ninterest）のため、市民（まちの\n人）と進む。")).toEqual([
    "市は、公共の利益（Public interest）のため、市民（まちの人）と進む。",
  ]);
});

test.each([
  ["hino", ["2 (4) 市民活動団体と行政の協働の形態"]],
  ["kokubunji", ["方針 2 市民活動団体概念図"]],
  ["kodaira", []],
  ["koganei", []],
  ["kunitachi", []],
])("in %s a figure is missing in %j", (city, sections) => {
  expect(
    ofCity(city)
      .filter(({ figureMissing }) => figureMissing)
      .map(({ sectionPath }) => sectionPath),
  ).toEqual(sections);
});

test("Hino's 「上の図のように」 is what speaks of its figure", () => {
  expect(within("hino", "上の図のようにB, C, Dの範囲が").figureMissing).toBe(true);
});

describe("a text too long for one passage", () => {
  const said = "市民と市とは力を合わせます。";

  test("paragraphs of one section share a passage up to 400 characters", () => {
    expect(lengths(`1 目的\n\n${`${said}\n\n`.repeat(40)}`)).toEqual([389, 209]);
  });
  test("a paragraph is cut behind a sentence, not within a quotation", () => {
    const quoting = `市は「${"ともに考える。".repeat(10)}」と述べています。`;
    const found = texts(quoting.repeat(7));
    expect(found.map((text) => text.length / quoting.length)).toEqual([4, 3]);
  });
  test("a sentence of 500 characters stays whole", () => {
    const sentence = `${"市民と市とが力を合わせ、".repeat(41)}ともに進む。`;
    expect(texts(said.repeat(20) + sentence + said)).toEqual([said.repeat(20), sentence, said]);
  });
  test("a sentence of 900 characters is cut behind its commas, not within a bracket", () => {
    const clause = "市民（個人、団体、企業）と市とが力を合わせて、";
    const sentence = `${clause.repeat(40)}進む。`;
    const found = texts(sentence);
    expect(found.join("")).toBe(sentence);
    expect(found.map((text) => text.split(clause).length - 1)).toEqual([17, 17, 6]);
  });
  test("a bracket that is never closed hides no full stop", () => {
    expect(lengths(`（${said.repeat(60)}`).every((length) => length <= COMFORTABLE)).toBe(true);
    expect(texts(`（${said.repeat(60)}`).every((text) => text.endsWith("。"))).toBe(true);
  });
  test("2,000 characters without a stop are cut all the same, no character in half", () => {
    const endless = `野${"𠮷葛\u{E0100}".repeat(400)}`;
    const found = texts(endless);
    expect(found.join("")).toBe(endless);
    expect(found.every((text) => text.length <= LONGEST && text.isWellFormed() && !text.startsWith("\u{E0100}"))).toBe(
      true,
    );
  });
});

describe("a list", () => {
  const item = (n: number, length: number) =>
    `・${n}番目の${"取組を進め、".repeat(20)}`.slice(0, length - 1).concat("。");
  const introduction = "市は次のことを行います。";

  test("stays with the sentence that introduces it, apart from the sentences before", () => {
    const before = "市民と市とは力を合わせます。".repeat(28);
    expect(texts(`${before}${introduction}\n\n・広報\n・相談\n`)).toEqual([before, `${introduction}\n・広報\n・相談`]);
  });
  test("of 1,000 characters repeats its introduction before each part and no item", () => {
    const items = Array.from({ length: 10 }, (_, n) => item(n + 1, 100));
    const found = texts(`${introduction}\n\n${items.join("\n\n")}\n`);
    expect(found.map((text) => text.split("\n")[0])).toEqual([introduction, introduction, introduction, introduction]);
    expect(found.flatMap((text) => text.split("\n").slice(1))).toEqual(items);
    expect(found.every((text) => text.length <= COMFORTABLE)).toBe(true);
  });
  test("does not repeat an introduction of over 200 characters", () => {
    const long = `市は、${"ともに考え、".repeat(40)}次のことを行います。`;
    const items = Array.from({ length: 5 }, (_, n) => item(n + 1, 100));
    const found = texts(`${long}\n\n${items.join("\n\n")}\n`);
    expect(found.join("\n").split("\n")).toEqual([long, ...items]);
    expect(found.every((text) => text.length <= COMFORTABLE)).toBe(true);
  });
  test("with an item of 900 characters cuts the item under its introduction", () => {
    const long = `・${"市は、市民とともに進めます。".repeat(64)}`;
    const found = texts(`${introduction}\n\n・広報\n\n${long}\n`);
    expect(found.every((text) => text.startsWith(`${introduction}\n`) && text.length <= COMFORTABLE)).toBe(true);
    expect(found.map((text) => text.split("\n").slice(1).join("\n")).join("")).toBe(`・広報\n${long}`);
  });
});

describe("a table row", () => {
  const table = (first: string, second: string) => texts(`取組の経過\n\n年度\t内容\n${first}\t${second}\n`);

  test("of 700 characters goes on under its first cell and the head of its column", () => {
    const sentence = "市民と市とが話し合いました。";
    const found = table("平成20年度", sentence.repeat(50));
    expect(found.every((text) => text.startsWith("年度\n平成20年度\n内容\n") && text.length <= COMFORTABLE)).toBe(true);
    expect(found.map((text) => text.split("\n")[3]).join("")).toBe(sentence.repeat(50));
  });
  test("keeps to 600 characters beside a long first cell", () => {
    const sentence = `${"市民と市とが話し合い、".repeat(50)}進めました。`;
    const found = table("取組の名".repeat(38), sentence);
    expect(found.every((text) => text.length <= LONGEST)).toBe(true);
    expect(
      found
        .join("\n")
        .replaceAll(/^(?:年度|内容|(?:取組の名)+)$/gmu, "")
        .replaceAll("\n", ""),
    ).toBe(sentence);
  });
  test("keeps to 600 characters under a column head of 700", () => {
    const found = texts(`取組の経過\n\n年度\t${"内容".repeat(350)}\n20年度\t指針\n`);
    expect(found.every((text) => text.length <= LONGEST)).toBe(true);
    expect(found.join("")).toMatch(/(?:内容)+\n?指針$/u);
  });
  test("never shares a passage with another", () => {
    expect(texts("取組の経過\n\n年度\t内容\n20年度\t指針\n21年度\t条例\n")).toEqual([
      "年度\n20年度\n内容\n指針",
      "年度\n21年度\n内容\n条例",
    ]);
  });
});
