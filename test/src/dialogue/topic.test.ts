import { describe, expect, test } from "vitest";
import { topicOf as read } from "../../../src/dialogue/topic.ts";

const namesSomething = (text: string) => /[協働補助評価委託活動拠点費用主体]/u.test(text);
const topicOf = (text: string, history: readonly string[]) => read(text, history, namesSomething);

describe("a question is read", () => {
  test("by itself where nothing was asked before", () => {
    expect(topicOf("協働とは", [])).toEqual({ text: "協働とは", context: "" });
  });
  test("in the light of the latest before it", () => {
    expect(topicOf("費用はどうなりますか", ["協働とは", "補助金の審査"])).toEqual({
      text: "費用はどうなりますか",
      context: "補助金の審査",
    });
  });
  test("as the one before it, where it says next to nothing itself", () => {
    expect(topicOf("じゃあ は？", ["協働の主体は誰ですか"])).toEqual({
      text: "協働の主体は誰ですか",
      context: "",
    });
  });
  test.each([["評価は？"], ["補助は"], ["委託"]])("by itself, however short, where it names something: %s", (text) => {
    expect(topicOf(text, ["活動拠点はありますか"]).text).toBe(text);
  });
  test.each([["じゃあ は？"], [" "], ["What about ?"], ["だとどうですか"]])("as the one before it: %s", (text) => {
    expect(topicOf(text, ["協働の主体は誰ですか"]).text).toBe("協働の主体は誰ですか");
  });
  test("by itself, however short, where nothing was asked before", () => {
    expect(topicOf("評価", []).text).toBe("評価");
  });
  test("past empty messages", () => {
    expect(topicOf("費用はどうなりますか", ["補助金の審査", "", " \n"]).context).toBe("補助金の審査");
  });
});
