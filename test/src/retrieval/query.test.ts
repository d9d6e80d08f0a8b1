import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { type QueryAids, query } from "../../../src/retrieval/query.ts";
import { FIELDS, WEIGHTS } from "../../../src/retrieval/weights.ts";

let desk: Assembly;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
});

const asked = (text: string, aids: QueryAids = {}) => query(text, desk.tokenizer, aids).terms;
const inField = (field: string, text: string, aids: QueryAids = {}) =>
  asked(text, aids).flatMap((t) => (t.field === field ? [t.term] : []));

describe("a question becomes terms of four fields", () => {
  test.each([
    ["words", ["補助", "審査"]],
    ["heading", ["補助", "審査"]],
    ["readings", ["ほじょ", "しんさ"]],
    ["bigrams", ["補助", "助の", "の審", "審査"]],
  ])("%s: %j", (field, expected) => expect(inField(field, "補助の審査")).toEqual(expected));

  test("in the order of the fields", () => {
    const order = asked("補助の審査").map(({ field }) => FIELDS.indexOf(field));
    expect(order).toEqual([...order].sort());
  });
  test("each with the weight of its field and kind", () => {
    const [verb] = asked("手伝う").filter(({ field }) => field === "heading");
    expect(verb).toEqual({
      field: "heading",
      term: "手伝う",
      from: "手伝う",
      covers: ["手伝う"],
      weight: WEIGHTS.fields.heading * WEIGHTS.kinds.verb,
    });
  });
  test("a ramble counts no word twice", () => {
    const keys = asked("補助、補助、それから補助の審査と審査。".repeat(50)).map(
      ({ field, term }) => `${field} ${term}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
  test("ruby is left out", () => expect(asked("協働（きょうどう）の原則")).toEqual(asked("協働の原則")));
  test.each(["", " \n", "？！😀", "\ud83d"])("%j has no terms", (text) => expect(asked(text)).toEqual([]));
});

describe("aids add terms and remember what was typed", () => {
  const AIDS: QueryAids = {
    lexicon: { official: [], expansions: () => [{ from: "お金", covers: ["お金"], terms: ["補助金"], weight: 0.4 }] },
    kana: { within: () => [{ from: "きょうどう", covers: ["きょうどう"], term: "協働" }] },
    typos: { within: () => [{ from: "役割分但", covers: ["役割分但"], terms: ["役割", "分担"] }] },
  };
  test.each([
    ["補助金", "お金", 0.4],
    ["協働", "きょうどう", WEIGHTS.kana],
    ["分担", "役割分但", WEIGHTS.typo],
  ])("%s from %s", (term, from, weight) => {
    const found = asked("質問", AIDS).filter((t) => t.term === term);
    expect(found).toEqual([
      { field: "words", term, from, covers: [from], weight: weight * WEIGHTS.fields.words },
      { field: "heading", term, from, covers: [from], weight: weight * WEIGHTS.fields.heading },
    ]);
  });
  test("the weightier wins where a word was typed and hinted at", () => {
    const found = asked("補助金", AIDS).find(({ field, term }) => field === "words" && term === "補助金");
    expect(found).toMatchObject({ from: "補助金", weight: WEIGHTS.fields.words * WEIGHTS.kinds.compound });
  });
  test("what the lexicon made of the question is told apart", () => {
    const { expansions } = query("質問", desk.tokenizer, AIDS);
    expect(expansions).toEqual([{ from: "お金", covers: ["お金"], terms: ["補助金"], weight: 0.4 }]);
    expect(query("質問", desk.tokenizer).expansions).toEqual([]);
  });
});
