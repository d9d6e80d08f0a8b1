import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../src/assemble.ts";
import { type Corpus, corpus } from "../../src/knowledge/corpus.ts";
import type { City, CityId, Section, Span } from "../../src/model.ts";
import { type FullText, passagePath, TEXTS_PATH, type Texts, textPath } from "../../src/ports/texts.ts";
import { texts } from "../../src/texts.ts";
import { AWKWARD } from "../fixtures/awkward.ts";
import { CITIES } from "../fixtures/cities.ts";
import { knowledgeWithSixthCity } from "../fixtures/sixth-city.ts";

const PLACES = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: () => {} };

let here: Assembly;
beforeAll(async () => {
  here = await assemble(PLACES);
});

const passagesOf = ({ passages }: Corpus, { id }: City) => passages.filter(({ city }) => city === id);
const headed = ({ sections }: FullText) => sections.filter(({ number, title }) => number !== "" || title !== "");
const printed = ({ number, title, label, depth }: Section | FullText["sections"][number]) => ({
  number,
  title,
  label,
  depth,
});
/** The text as a contents page and a thumb through it would show it: headings, and the numbers of the passages under each. */
const leafed = ({ sections }: FullText) =>
  sections.map(({ anchor, depth, number, title, passages }) =>
    [`${anchor}:${depth}`, number, title, ...passages.map(({ anchor }) => anchor)]
      .filter((part) => part !== "")
      .join(" "),
  );

/** Stretches of the file that stand in none of the spans, white space left out. */
function uncovered(file: string, spans: readonly Span[]): string[] {
  const covered = new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
  return [...file.matchAll(/\S/gu)].filter(({ index }) => !covered.has(index)).map(([sign]) => sign);
}
/** A run of kanji, katakana or letters. */
const WORD = /[\p{Script=Han}々]{2,6}|[ァ-ヴー]{3,}|[A-Za-z]{3,}/gu;
const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, "");

describe.each(CITIES)("the full text of $name", ({ city, file }) => {
  const read = () => ({ text: here.texts.of(city.id)!, own: passagesOf(here.corpus, city) });
  const shown = (text: FullText) => text.sections.flatMap(({ passages }) => passages);

  test("holds each passage once, in reading order", () => {
    const { text, own } = read();
    expect(shown(text).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  });
  test("holds each heading once, as it is printed, in its order", () => {
    const { sections } = here.corpus.outline(city.id)!;
    expect(headed(read().text).map(printed)).toEqual(sections.slice(1).map(printed));
  });
  test("gives each passage word for word", () => {
    const { text, own } = read();
    expect(shown(text).map(({ lines }) => lines)).toEqual(own.map((passage) => here.corpus.lines(passage)));
    expect(shown(text).filter(({ id, lines }) => !here.corpus.isVerbatim(id, lines))).toEqual([]);
  });
  test("puts each passage under the heading that its citation names", () => {
    const { text, own } = read();
    const paths = text.sections.flatMap(({ path, passages }) => passages.map(() => path));
    expect(paths).toEqual(own.map(({ sectionPath }) => sectionPath));
  });
  test("says of each passage whether its figure is missing", () => {
    const { text, own } = read();
    expect(shown(text).map(({ figureMissing }) => figureMissing)).toEqual(own.map((p) => p.figureMissing));
  });
  test("has an address of its own for each section and each passage, and citations lead to it", () => {
    const { text } = read();
    const anchors = text.sections.flatMap(({ anchor, passages }) => [anchor, ...passages.map((p) => p.anchor)]);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(shown(text).filter(({ id, anchor }) => passagePath(id) !== `${textPath(city.id)}#${anchor}`)).toEqual([]);
  });
  test("has no empty section but under a heading", () => {
    expect(read().text.sections.filter((s) => s.passages.length === 0 && s.number === "" && s.title === "")).toEqual(
      [],
    );
  });
  test("holds every letter of the file but page numbers, contents page, markup and the title printed again", () => {
    const { text } = read();
    const { sections, furniture } = here.corpus.outline(city.id)!;
    const pieces = shown(text).flatMap(({ id }) => here.corpus.passage(id)!.pieces);
    const headings = sections.flatMap(({ spans }) => spans);
    expect(uncovered(file, [...pieces, ...headings, ...furniture])).toEqual([]);
    const inFile = sections.slice(1).map(({ spans }) => spans.map((s) => file.slice(s.start, s.end)).join(""));
    expect(headed(text).map(({ number, title, label }) => letters(number + title + label))).toEqual(
      inFile.map(letters),
    );
    const title = sections[0]!.spans.map((s) => file.slice(s.start, s.end)).join("");
    expect(letters(text.city.guideline.title).startsWith(letters(title))).toBe(true);
  });
});

test("a heading over other headings stays, though no passage stands right under it", () => {
  expect(leafed(here.texts.of("koganei")!).slice(0, 5)).toEqual([
    "s1:1 はじめに p1 p2",
    "s2:1 第１章 協働が注目されるようになった社会的背景",
    "s3:2 ⑴ 協働の社会的背景 p3 p4",
    "s4:2 ⑵ 小金井市における協働の背景 p5 p6",
    "s5:1 第２章 協働の基本内容",
  ]);
});
test("what stands before the first heading is a section without one", () => {
  expect(leafed(here.texts.of("kodaira")!)[0]).toBe("s0:0 p1");
});
test("an imprint behind the last section stands under no heading", () => {
  expect(leafed(here.texts.of("hino")!).slice(-2)).toEqual(["s34:3 ④ 協働事業の評価 p33", "s35:0 p34"]);
});
test("an item behind the sections of its siblings stands where it is printed, in the section above them", () => {
  const { sections } = here.texts.of("kunitachi")!;
  const at = sections.findIndex(({ title }) => title === "企業");
  expect(sections.slice(at, at + 2)).toMatchObject([
    { title: "企業", depth: 3, path: "１ （３） 企業" },
    { number: "", title: "", depth: 2, path: "１ （３） 協働の主体は" },
  ]);
});

test("there is no text of a city that the desk does not know", () => {
  expect(["", "mitaka", "../hino", "__proto__"].map((id) => here.texts.of(id))).toEqual(Array(4).fill(undefined));
});
test("the cities are those of the desk, in its order", () => {
  expect(here.texts.cities).toEqual(here.desk.cities);
  expect(here.texts.cities.map(({ id }) => here.texts.of(id)?.city)).toEqual(here.texts.cities);
});

test("any text keeps its passages and headings, each once, in order and under its own", () => {
  const { city } = CITIES[0]!;
  const wrong = AWKWARD.filter((file) => {
    const known = corpus([{ city, file }]);
    const text = texts({ corpus: known, search: here.search }).of(city.id)!;
    const shown = text.sections.flatMap(({ path, passages }) => passages.map(({ id }) => [id, path]));
    const own = known.passages.map(({ id, sectionPath }) => [id, sectionPath]);
    const headings = known.outline(city.id)!.sections.slice(1).map(printed);
    const isSame = JSON.stringify(shown) === JSON.stringify(own);
    return !isSame || JSON.stringify(headed(text).map(printed)) !== JSON.stringify(headings);
  });
  expect(wrong).toEqual([]);
});

describe("a search", () => {
  const find = (query: string, city?: string, limit = 3) => here.texts.find(query, city as CityId | undefined, limit);
  const said = (found: ReturnType<Texts["find"]>) => found.map(({ lines }) => lines.map(({ text }) => text).join("\n"));

  test("for the words of a passage brings it among the first three", () => {
    const missed = here.corpus.passages.filter(({ text, city }) => {
      const words = text.slice(0, 100);
      return ![find(words), find(words, city)].every((found) => said(found).includes(text));
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });
  test("for a word that stands in few passages brings one of them, or one under a heading of that word, first", () => {
    const words = new Set(here.corpus.passages.flatMap(({ text }) => text.match(WORD) ?? []));
    const holds = (word: string) => (text: string) => text.includes(word);
    const rare = [...words].filter((word) => here.corpus.passages.filter(({ text }) => holds(word)(text)).length <= 3);
    expect(rare.length).toBeGreaterThan(500);
    const missed = rare.filter((word) => {
      const first = here.corpus.passage(find(word)[0]?.id);
      return ![...(first?.headings ?? []), first?.text ?? ""].some(holds(word));
    });
    expect(missed).toEqual([]);
  });
  test.each([
    ["two words of one passage, parted by a space", "印刷機等機材　貸出"],
    ["the same parted by a sign", "印刷機等機材、貸出"],
    ["with readings", "印刷機（いんさつき）等機材の 貸出（かしだし）"],
    ["with a joiner within a word", "印刷機\u200b等機材の貸出"],
  ])("for %s brings it first", (_, query) => {
    expect(said(find(query))[0]).toContain("印刷機等機材の貸出");
  });
  test("for the words of a heading brings what stands under it", () => {
    expect(find("情報の共有化", "koganei")[0]?.path).toBe("第３章 ⑴ 情報の共有化");
  });
  test("looks past the signs within a word", () => {
    expect(said(find("阪神淡路大震災"))[0]).toContain("阪神・淡路大震災");
  });
  test.each([
    ["印刷機は借りられますか", "kodaira", "印刷機等機材の貸出"],
    ["NPO法人を作る相談", "hino", "NPO法人格取得"],
    ["自治会は入りますか", "kunitachi", "自治会、商店会、老人クラブ"],
    ["もうけてもいいですか", "koganei", "営利を目的としない活動"],
    ["市民活動団体の条件", "kokubunji", "会則があり"],
    ["プロポーザル", undefined, "プロポーザル"],
    ["ﾎﾞﾗﾝﾃｨｱ", undefined, "ボランティア"],
    ["earthquake", undefined, "大震災"],
    ["電話番号 日野市", "hino", "042-581-4112"],
    ["平成19年9月末現在", undefined, "平成１９年９月末現在"],
  ])("for 「%s」 in %s finds 「%s」", (query, city, words) => {
    expect(said(find(query, city))).toContainEqual(expect.stringContaining(words));
  });
  test("tells of each passage its city, section and words", () => {
    const [first] = find("印刷機等機材の貸出", "kodaira");
    const passage = here.corpus.passage(first!.id)!;
    expect(first).toEqual({
      city: here.corpus.city("kodaira"),
      id: passage.id,
      path: passage.sectionPath,
      lines: here.corpus.lines(passage),
    });
  });
  test("of one city finds passages of no other, of all cities those of several", () => {
    expect(new Set(find("協働の評価", "hino", 200).map(({ city }) => city.id))).toEqual(new Set(["hino"]));
    expect(new Set(find("協働", undefined, 200).map(({ city }) => city.id)).size).toBe(CITIES.length);
  });
  test("finds each passage once and no more than asked for", () => {
    const ids = find("協働", undefined, 200).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([0, 1, 7].map((limit) => find("協働", undefined, limit).length)).toEqual([0, 1, 7]);
  });
  test.each(["", " \u3000\n\t", "？！…", "「」", "👍", "\u0000\u200b\ufeff", "%_'\"<>&;--", "~".repeat(5000)])(
    "for no word finds nothing: %j",
    (query) => expect(find(query)).toEqual([]),
  );
  test("in a city that the desk does not know finds nothing", () => expect(find("協働", "mitaka")).toEqual([]));
  test.each([
    ["a ramble", "みんなのお祭りのチラシのことで、".repeat(320)],
    ["one sign again and again", "あ".repeat(5000)],
    ["halves of characters", "\ud842".repeat(2500) + "協働".repeat(1250)],
    ["what grows when it is normalised", "㌀".repeat(5000)],
  ])("for 5,000 characters is harmless: %s", (_, query) => {
    expect(find(query, undefined, 20).length).toBeLessThanOrEqual(20);
  });
});

test("a sixth city is read and found without a change", async () => {
  const six = await assemble({ ...PLACES, knowledgeDir: knowledgeWithSixthCity() });
  expect(leafed(six.texts.of("wakabano")!)).toEqual([
    "s0:0 p1",
    "s1:1 はじめに p2",
    "s2:1 第１章 まちづくりの考え方",
    "s3:2 ⑴ まちづくりの担い手",
    "s4:3 市民 p3",
    "s5:3 市民団体 p4",
    "s6:2 ⑵ 守ること p5",
    "s7:1 第２章 まちづくりの進め方",
    "s8:2 ⑴ 小川守り助成金 p6",
    "s9:3 ① 申請 p7",
    "s10:3 ② 報告 p8",
    "s11:2 ⑵ 雪かき隊 p9",
    "s12:1 これまでの歩み p10 p11",
    "s13:0 p12",
  ]);
  const found = (query: string) => six.texts.find(query, undefined, 3).map(({ id }) => passagePath(id));
  expect(found("小川守り助成金")[0]).toBe(`${TEXTS_PATH}/wakabano#p6`);
  expect(found("雪かきはだれがしますか")).toContain(`${TEXTS_PATH}/wakabano#p9`);
});
