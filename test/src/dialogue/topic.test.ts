import { describe, expect, test } from "vitest";
import { topicOf as read, toThePoint } from "../../../src/dialogue/topic.ts";

const namesSomething = (text: string) => /[協働補助評価委託活動拠点費用主体]|grant/u.test(text);
const topicOf = (text: string, history: readonly string[] = [], isNamed = false) =>
  read({ text, history, isNamed }, namesSomething);

describe("a question is read", () => {
  test("by itself where nothing was asked before", () => {
    expect(topicOf("協働とは")).toEqual({ text: "協働とは", context: "", goesOn: false, wantsOther: false });
    expect(topicOf("評価").text).toBe("評価");
  });
  test("in the light of the latest before it", () => {
    expect(topicOf("費用はどうなりますか", ["協働とは", "補助金の審査"])).toEqual({
      text: "費用はどうなりますか",
      context: "補助金の審査",
      goesOn: false,
      wantsOther: false,
    });
  });
  test("past messages that name nothing", () => {
    expect(topicOf("費用はどうなりますか", ["補助金の審査", "", " \n", "なるほど"]).context).toBe("補助金の審査");
  });
  test.each(["評価は？", "補助は", "委託"])("by itself, however short, where it names something: %s", (text) => {
    expect(topicOf(text, ["活動拠点はありますか"])).toMatchObject({ text, goesOn: false });
  });
});

describe("the question before is asked once more by", () => {
  const BEFORE = "協働の主体は誰ですか";
  test.each(["じゃあ は？", " ", "What about ?", "だとどうですか"])("%j, which names nothing", (text) => {
    expect(topicOf(text, [BEFORE])).toMatchObject({ text: BEFORE, context: "", goesOn: false });
  });
  test.each(["じゃあ は？", "and ?"])("%j, which names only a city, and goes on from it", (text) => {
    expect(topicOf(text, [BEFORE], true)).toMatchObject({ text: BEFORE, goesOn: true });
  });
  test.each([
    "もっと詳しく",
    "もっと くわしく",
    "もっと くわしく おしえて",
    "もう少し詳しい説明",
    "続きは？",
    "具体的には？",
    "Tell me more",
    "Can you give me more details?",
  ])("%j, which asks for more of it", (text) => {
    expect(topicOf(text, [BEFORE])).toMatchObject({ text: BEFORE, goesOn: true, wantsOther: false });
  });
  test.each(["ほかには？", "ほかに何かありますか", "他にはありますか？", "Anything else?", "What else?"])(
    "%j, which wants what was not shown",
    (text) => expect(topicOf(text, [BEFORE])).toMatchObject({ text: BEFORE, goesOn: true, wantsOther: true }),
  );
});

describe("what only asked for more is passed over when the next is read", () => {
  const MORE = (text: string) => namesSomething(text) || /詳し|くわし|tell/iu.test(text);
  test.each([
    ["もっと詳しく", "じゃあ は？"],
    ["もっと くわしく", "もっと くわしく"],
    ["Tell me more", "Tell me more"],
  ])("%s, then %s", (asked, text) => {
    const found = read({ text, history: ["協働の主体は誰ですか", asked], isNamed: true }, MORE);
    expect(found).toMatchObject({ text: "協働の主体は誰ですか", context: "", goesOn: true });
  });
  test("but not what it asks for more of", () => {
    expect(topicOf("費用はどうなりますか", ["協働とは", "補助についてもっと詳しく"]).context).toBe(
      "補助についてもっと詳しく",
    );
  });
});

describe("nothing goes on", () => {
  test.each(["もっと詳しく", "ほかには？"])("from nothing: %s", (text) => {
    expect(topicOf(text)).toEqual({ text, context: "", goesOn: false, wantsOther: false });
  });
  test("where more is asked of something else", () => {
    expect(topicOf("補助についてもっと詳しく", ["評価は"])).toMatchObject({ context: "評価は", goesOn: false });
  });
});

describe("a greeting before the point is passed over", () => {
  test.each([
    ["こんにちは。協働とは何ですか", "協働とは何ですか"],
    ["すみません、補助はありますか", "補助はありますか"],
    ["お世話になっております。評価について", "評価について"],
    ["Hello, is there a grant?", "is there a grant?"],
    ["Hi! any grant?", "any grant?"],
  ])("%s", (text, point) => expect(topicOf(text).text).toBe(point));
  test("of the question before as well", () => {
    expect(topicOf("もっと詳しく", ["こんにちは。協働とは"]).text).toBe("協働とは");
  });
  test.each(["こんにちは", "こんにちは！", "Hello", "すみません"])("but not where nothing follows: %s", (text) => {
    expect(topicOf(text).text).toBe(text);
  });
});

describe("what is said around a question", () => {
  test.each([
    ["こんにちは。評価はしますか", "評価はしますか"],
    ["お世話になっております。山田です。補助の条件は？", "補助の条件は？"],
    ["評価はしますか。よろしくお願いします。", "評価はしますか。"],
    ["評価はしますか？ありがとうございます。", "評価はしますか？"],
    ["Hi there! Is there a grant? Thank you very much", "Is there a grant? "],
    ["テストです。評価はしますか", "評価はしますか"],
  ])("is left out: %s", (said, point) => expect(toThePoint(said).trim()).toBe(point.trim()));
  test.each(["こんにちは", "よろしくお願いします。", "ありがとうございました", "Hi there!"])(
    "is kept where it is all that was said: %s",
    (said) => expect(toThePoint(said)).toBe(said),
  );
  test("may be a run of 5,000 stops", () => {
    expect(toThePoint("。".repeat(5000))).toBe("。".repeat(5000));
  });
});

test("a question word alone asks of the matter before", () => {
  expect(topicOf("いくら？", ["補助とは"])).toMatchObject({ text: "補助とは いくら？", context: "", goesOn: true });
});
