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
test.each(["ほかの市では？", "5市の評価", "What about other cities?"])(
  "%s asks of all, whatever was chosen",
  (text) => {
    expect(read(text, "kodaira").cities).toEqual([]);
  },
);
test("a city is looked for in the first 5,000 characters", () => {
  expect(read(`${"市民の".repeat(1_600)}、小平`).cities).toEqual(["kodaira"]);
  expect(read(`${"市民の".repeat(33_334)}、小平`).cities).toEqual([]);
});
