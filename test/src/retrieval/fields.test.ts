import { describe, expect, test } from "vitest";
import { bigrams, FIELD_TERMS } from "../../../src/retrieval/fields.ts";
import type { Term, Tokens } from "../../../src/text/tokenize.ts";

describe("pairs of letters", () => {
  test.each([
    ["overlap", "市民活動", ["市民", "民活", "活動"]],
    ["skip white space and punctuation", "市、民 \n「活」", ["市民", "民活"]],
    ["are none for one letter", "市", []],
    ["are none for an empty text", "", []],
  ])("%s", (_, text, expected) => expect(bigrams(text)).toEqual(expected));
});

describe("of a heading and its text", () => {
  const term = (word: string, reading: string): Term => ({ term: word, reading, kind: "word", start: 0, end: 0 });
  const tokens = (normalized: string, terms: readonly Term[]): Tokens => ({ normalized, terms, morphemes: [] });
  const entry = {
    heading: tokens("評価", [term("評価", "ひょうか")]),
    text: tokens("市が行う", [term("市", "し"), term("npo", "")]),
  };
  test.each([
    ["words", ["評価", "市", "npo"]],
    ["heading", ["評価"]],
    ["readings", ["ひょうか"]],
    ["bigrams", ["評価", "市が", "が行", "行う"]],
  ] as const)("the field %s holds %j", (field, expected) => expect(FIELD_TERMS[field](entry)).toEqual(expected));
});
