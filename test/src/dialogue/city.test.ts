import { describe, expect, test } from "vitest";
import { cityReader } from "../../../src/dialogue/city.ts";
import type { CityId } from "../../../src/model.ts";
import { CITIES } from "../../fixtures/cities.ts";

const reader = cityReader(CITIES.map(({ city }) => city));
const read = (text: string, city?: string, history: readonly string[] = []) =>
  reader.read({ text, city: city as CityId | undefined, history });

const SPELLINGS = CITIES.flatMap(({ city: { id, names } }) =>
  [names.ja, names.kana, names.en, ...names.others].map((spelling) => [spelling, id] as const),
);

describe("every spelling of its file names a city", () => {
  test.each(SPELLINGS)("%s → %s", (spelling, id) => {
    for (const text of [
      spelling,
      `${spelling}の協働とは？`,
      `協働は${/^[a-z]/iu.test(spelling) ? "" : "、"}${spelling}では`,
    ])
      expect(read(text).cities).toEqual([id]);
  });
});

describe("a city is named", () => {
  test.each([
    ["without 市", "国立の指針", "kunitachi"],
    ["in hiragana before a particle", "ひのにも ありますか", "hino"],
    ["in hiragana with し", "こだいらしでは", "kodaira"],
    ["in half-width kana", "ｺﾀﾞｲﾗ", "kodaira"],
    ["in English", "What does Kokubunji say?", "kokubunji"],
    ["in English, possessive", "Koganei's rules", "koganei"],
    ["in English capitals with City", "KODAIRA CITY", "kodaira"],
    ["in full-width Latin", "Ｋｏｄａｉｒａ", "kodaira"],
    ["in Latin letters between Japanese ones", "Hinoの協働", "hino"],
    ["as the city of its citizens", "小平市民の声", "kodaira"],
    ["with ruby", "日野市（ひのし）の 人", "hino"],
    ["that is called like a word, by its full name", "国立市大学通り", "kunitachi"],
  ])("%s", (_, text, id) => expect(read(text).cities).toEqual([id]));

  test.each([
    ["a national university", "国立大学との協働"],
    ["a national park", "国立公園"],
    ["cypress", "ひのきの家"],
    ["cypress in katakana", "ヒノキ"],
    ["a name in Latin letters that begins like one", "Hinoki"],
    ["kana that end in the name", "あさひの会"],
    ["another city", "三鷹市では"],
    ["nothing", ""],
  ])("but not by %s", (_, text) => expect(read(text)).toMatchObject({ cities: [], text }));
});

describe("two cities are named", () => {
  test.each([
    ["小金井と国分寺だと", ["koganei", "kokubunji"]],
    ["日野・国分寺 比較", ["hino", "kokubunji"]],
    ["Koganei vs Hino", ["koganei", "hino"]],
    ["クニタチとコダイラ", ["kunitachi", "kodaira"]],
    ["小平市と小平", ["kodaira"]],
  ])("by %s", (text, ids) => expect([...read(text).cities].sort()).toEqual([...ids].sort()));
});

describe("the question is left without the names", () => {
  test.each([
    ["小平市の協働", " の協働"],
    ["小平市民活動支援センター", " 市民活動支援センター"],
    ["小平市市民活動支援公募事業", " 市民活動支援公募事業"],
    ["小平市民", " 市民"],
    ["くにたちNPO活動支援室", " NPO活動支援室"],
    ["Kodaira's rules", "  rules"],
  ])("%s", (text, rest) => expect(read(text).text).toBe(rest));

  test("and as typed where none is named", () => {
    const typed = "ﾎﾞﾗﾝﾃｨｱ　①　\ud83d";
    expect(read(typed, "kodaira").text).toBe(typed);
  });
});

describe("of several sources", () => {
  test("the city named beats the one chosen", () => {
    expect(read("国分寺は？", "kodaira", ["日野では？"]).cities).toEqual(["kokubunji"]);
  });
  test("the city chosen beats the one named before", () => {
    expect(read("補助は？", "kodaira", ["日野では？"]).cities).toEqual(["kodaira"]);
  });
  test("the latest named before counts", () => {
    expect(read("補助は？", undefined, ["日野では？", "国立では？", "そうですか"]).cities).toEqual(["kunitachi"]);
  });
  test("none makes no city", () => expect(read("補助は？", undefined, ["協働とは？"]).cities).toEqual([]));
});

test.each([
  ["わたしは くにたちに すんでいます", ["kunitachi"]],
  ["こだいらとこくぶんじの ちがい", ["kodaira", "kokubunji"]],
  ["ひのとこだいらで", ["hino", "kodaira"]],
])("%s names %j in whatever order they stand", (text, cities) => {
  expect([...read(text).cities].sort()).toEqual([...cities].sort());
});
test.each(["日野原さん", "日野自動車", "国立がん研究センター", "Hino Motors"])("%s names no city", (text) => {
  expect(read(text).cities).toEqual([]);
});
test("the kana of a city's citizens lose the city alone", () => {
  expect(read("こだいらしみんかつどう")).toMatchObject({ cities: ["kodaira"], text: " しみんかつどう" });
});

const ALL = CITIES.map(({ city }) => city.id);

describe("all cities are asked about, whatever was chosen, by", () => {
  test.each([
    "ほかの市では？",
    "ほかの市と比べて",
    "ほかの 市（し）は？",
    "他市の例は",
    "5市の評価",
    "５市を比べて",
    "各市の窓口",
    "どこの市で",
    "近隣の市はどうですか",
    "What about other cities?",
    "Compare with the other cities",
    "Which city has a scheme?",
    "in all five cities",
    "How does it differ between the cities?",
    "Is it so in every city?",
  ])("%s", (text) => {
    expect(read(text, "kodaira")).toMatchObject({ cities: ALL, isComparison: true, isNamed: false });
  });
  test.each([
    "ほかの市民は？",
    "他の市役所の人は",
    "どこの市議会ですか",
    "その他市民が必要と認めるもの",
    "ほかの人は",
    "5月の評価",
    "How is the work divided between the city and the group?",
    "What is the relationship between the city and citizens?",
    "Which city department is in charge?",
    "Which city plan mentions it?",
    "people from all across the city",
  ])("but not by %s", (text) => {
    expect(read(text, "kodaira")).toMatchObject({ cities: ["kodaira"], isComparison: false });
  });
});

test("what was asked before is known without the words that only asked to compare", () => {
  const { history } = read("補助は？", "kodaira", ["小平市と日野市の補助を比べて", "ほかの市と比べて", "協働とは"]);
  const [both = "", others = "", plain] = history;
  expect(both).toContain("補助");
  expect(both + others).not.toMatch(/小平|日野|比べ|市/u);
  expect(plain).toBe("協働とは");
});

describe("cities stand side by side", () => {
  const compared = (text: string, city?: string, history: readonly string[] = []) => {
    const { cities, isComparison } = read(text, city, history);
    return isComparison ? [...cities].sort() : [];
  };
  test.each([
    ["two that are named", "小平と日野の補助", undefined, [], ["hino", "kodaira"]],
    ["the one named and the one chosen", "日野とどう違いますか", "kodaira", [], ["hino", "kodaira"]],
    ["the one named and the one named before", "日野とは違うの？", undefined, ["小平の評価"], ["hino", "kodaira"]],
    ["in English", "How does it differ from Hino?", "kodaira", [], ["hino", "kodaira"]],
    ["both that were spoken of", "2つの市のちがいは？", undefined, ["小平の評価", "日野は？"], ["hino", "kodaira"]],
    ["both, in English", "Are both the same?", "kodaira", ["What about Hino?"], ["hino", "kodaira"]],
  ])("%s", (_, text, city, history, cities) => expect(compared(text, city, history)).toEqual(cities));

  test.each([
    ["one city named beside nothing", "日野は違いますか", undefined, []],
    ["one named in the place of the one chosen", "日野の補助は", "kodaira", []],
    ["the same city chosen and named", "小平はどう違うの", "kodaira", []],
    ["the same question", "同じ質問を日野で", "kodaira", []],
    ["none", "違いは何ですか", undefined, []],
  ])("but not %s", (_, text, city, history) => expect(compared(text, city, history)).toEqual([]));

  test.each([
    ["5市の評価を比べて", "評価"],
    ["ほかの市と比べて", ""],
    ["小平と日野ではどう違いますか", ""],
  ])("%s is left without what only asks to compare", (text, rest) => {
    expect(read(text, undefined, ["小平は？"]).text.replace(/[ぁ-ん、\s]/gu, "")).toBe(rest);
  });
  test("a question of one city keeps its words", () => {
    expect(read("違いを比べて", "kodaira").text).toBe("違いを比べて");
  });
});

test("a city is looked for in the first 5,000 characters", () => {
  expect(read(`${"市民の".repeat(1_600)}、小平`).cities).toEqual(["kodaira"]);
  expect(read(`${"市民の".repeat(33_334)}、小平`).cities).toEqual([]);
});
