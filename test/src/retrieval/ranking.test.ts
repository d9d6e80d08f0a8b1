import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { query } from "../../../src/retrieval/query.ts";
import { type Ranking, ranking } from "../../../src/retrieval/ranking.ts";

let desk: Assembly;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
});

const rankingOf = (texts: readonly { readonly heading?: string; readonly text: string }[]): Ranking =>
  ranking(
    texts.map(({ heading = "", text }) => ({
      heading: desk.tokenizer.tokens(heading),
      text: desk.tokenizer.tokens(text),
    })),
  );
const asked = (text: string) => query(text, desk.tokenizer);
const entries = (index: Ranking, text: string, limit = 10) =>
  index.rank(asked(text), { limit }).map(({ entry }) => entry);

const TEXTS = [
  { text: "図書館は毎日あいています。" },
  { heading: "評価", text: "協働した事業は、終わったあとに振り返ります。" },
  { text: "事業の評価は市と団体が行います。" },
  { text: "事業を募集します。" },
];

describe("the entries of a ranking", () => {
  test("come best first, and only those that share something with the question", () => {
    const found = rankingOf(TEXTS).rank(asked("事業の評価"), { limit: 10 });
    expect(found.map(({ entry }) => entry)).not.toContain(0);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    expect(found.every(({ score }) => score > 0)).toBe(true);
  });
  test("are found by a word of their heading alone", () => expect(entries(rankingOf(TEXTS), "評価")).toContain(1));
  test("with equal scores keep their order", () => {
    const same = { text: "市民が提案する。" };
    expect(entries(rankingOf([same, same, { text: "ほかのこと" }, same]), "市民の提案")).toEqual([0, 1, 3]);
    expect(entries(rankingOf([same, same, same]), "市民の提案", 2)).toEqual([0, 1]);
  });
  test.each([1, 2, 3])("are the first %i of all when no more are wanted", (limit) => {
    const index = rankingOf(TEXTS);
    expect(entries(index, "事業の評価", limit)).toEqual(entries(index, "事業の評価").slice(0, limit));
  });
  test("are none when none are wanted", () => expect(entries(rankingOf(TEXTS), "事業の評価", 0)).toEqual([]));
  test("are only those accepted, the best of them at the top", () => {
    const index = rankingOf(TEXTS);
    const accepts = (entry: number) => entry !== entries(index, "事業の評価")[0];
    const found = index.rank(asked("事業の評価"), { limit: 2, accepts }).map(({ entry }) => entry);
    expect(found).toEqual(entries(index, "事業の評価").slice(1, 3));
  });
  test("are none for a question without words", () => expect(entries(rankingOf(TEXTS), "？！")).toEqual([]));
  test("are none in an empty index", () => {
    const empty = rankingOf([]);
    expect([empty.entries, entries(empty, "評価"), empty.holding("評価")]).toEqual([0, [], 0]);
  });
  test("stay the same however many questions came between", () => {
    const index = rankingOf(TEXTS);
    const first = index.rank(asked("事業の評価"), { limit: 5 });
    index.rank(asked("図書館はあいていますか"), { limit: 1 });
    expect(index.rank(asked("事業の評価"), { limit: 5 })).toEqual(first);
  });
});

describe("points that an entry has already", () => {
  const index = () => rankingOf(TEXTS);
  test("are added to what its words bring", () => {
    const plain = index().rank(asked("事業の評価"), { limit: 10 });
    const given = Float64Array.of(0, 0, 0, 100);
    const [first, ...others] = index().rank(asked("事業の評価"), { limit: 10, given });
    expect(first!.entry).toBe(3);
    expect(first!.score).toBeCloseTo(100 + plain.find(({ entry }) => entry === 3)!.score, 9);
    expect(others).toEqual(plain.filter(({ entry }) => entry !== 3));
  });
  test("bring an entry in of which no word was asked", () => {
    const given = Float64Array.of(1, 0, 0, 0);
    expect(index().rank(asked("？"), { limit: 10, given })).toEqual([{ entry: 0, score: 1 }]);
  });
  test("stay as they were, and are forgotten by the next question", () => {
    const whole = index();
    const given = Float64Array.of(1, 1, 1, 1);
    whole.rank(asked("事業の評価"), { limit: 10, given });
    expect(given).toEqual(Float64Array.of(1, 1, 1, 1));
    expect(whole.rank(asked("？"), { limit: 10 })).toEqual([]);
  });
});

test("it knows in which entries a word stands, in their order", () => {
  const index = rankingOf(TEXTS);
  expect([...index.entriesWith("事業")]).toEqual([1, 2, 3]);
  expect([...index.entriesWith("評価")]).toEqual([1, 2]);
  expect([...index.entriesWith("公園")]).toEqual([]);
});
test("it knows in how many entries a word stands, heading or text", () => {
  const index = rankingOf(TEXTS);
  expect(["評価", "事業", "図書館", "公園"].map((term) => index.holding(term))).toEqual([2, 3, 1, 0]);
});

describe("the score of a passage is the sum of its reasons", () => {
  const QUESTIONS = [
    "協働とは何ですか",
    "どうやって事業を提案すればいいですか",
    "市民活動団体って、うちみたいな小さい町内会も入るんですか？",
    "ほじょきんは ありますか",
    "平成12年の方針",
    "市民活動支縁センターの ﾎﾞﾗﾝﾃｨｱ",
    "How do we propose a project to the city?",
    "評価 仕組み 比較",
  ];
  test.each(QUESTIONS.flatMap((text) => [[text, ""] as const, [text, "補助金の審査はどうなりますか"] as const]))(
    "%s (%s)",
    (text, context) => {
      const hits = desk.search.hits(desk.search.asked(text, context), { cities: [], limit: 200 });
      expect(hits.length).toBeGreaterThan(0);
      for (const { score, reasons } of hits) {
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
        expect(reasons.every(({ points, weight }) => points > 0 && weight > 0)).toBe(true);
        expect(reasons.map(({ points }) => points)).toEqual(reasons.map(({ points }) => points).sort((a, b) => b - a));
      }
    },
  );
});
