import { describe, expect, test } from "vitest";
import { answerOf, answerText, correctionText, ownWords } from "../../../src/handoff/case-words.ts";
import { LANGUAGES, type PassageId } from "../../../src/model.ts";
import type { AnswerQuotation } from "../../../src/ports/staff.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { sample } from "./case-sample.ts";

const QUOTATION: AnswerQuotation = {
  passage: "kodaira-1" as PassageId,
  lines: [
    { role: "label", text: "定義" },
    { role: "text", text: "協働とは、共に働くことです。" },
  ],
  source: "小平市協働の指針 第1章",
};
const OWN = "お答えします。\n\n二つあります。";

describe("an answer with a quotation", () => {
  test("is read with the guideline's words and their source under the person's", () => {
    expect(answerText({ language: "ja" }, OWN, QUOTATION)).toBe(
      `${OWN}\n\n文書のことば\n｜【定義】\n｜協働とは、共に働くことです。\n出典：小平市協働の指針 第1章`,
    );
    const { bundle } = conversationWords.en;
    const english = answerText({ language: "en" }, OWN, QUOTATION);
    expect(english).toContain(`\n\n${bundle.quotation}\n`);
    expect(english).toContain(`${bundle.source}: 小平市`);
  });
  test("has the address of its place in the full text in a line of its own behind the source", () => {
    const address = "https://desk.example.jp/texts/kodaira#p1";
    expect(answerText({ language: "ja" }, OWN, { ...QUOTATION, address })).toBe(
      `${answerText({ language: "ja" }, OWN, QUOTATION)}\n${address}`,
    );
    expect(ownWords(answerText({ language: "ja" }, OWN, { ...QUOTATION, address }))).toBe(OWN);
  });
  test("is the person's words alone without one", () => {
    expect(answerText({ language: "ja" }, OWN, undefined)).toBe(OWN);
  });
});

test.each(LANGUAGES)("a person's own words are found again in what was sent in %s", (language) => {
  for (const quotation of [undefined, QUOTATION]) {
    for (const text of [OWN, correctionText({ language }, OWN)]) {
      expect(ownWords(answerText({ language }, text, quotation))).toBe(OWN);
    }
  }
  expect(ownWords(`${OWN}\n文書のことばで言えば`)).toBe(`${OWN}\n文書のことばで言えば`);
});

test("the resident reads who speaks: the name that is given, else a word for any person", () => {
  expect(answerOf(sample("with-person"), OWN, "佐藤（支援センター）")).toMatchObject([
    { sender: "佐藤（支援センター）" },
  ]);
  expect(answerOf(sample("with-person"), OWN)).toMatchObject([{ sender: conversationWords.ja.person, text: OWN }]);
});
