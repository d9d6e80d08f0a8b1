import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { typoWords } from "../../../src/retrieval/fuzzy.ts";

let desk: Assembly;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
});

const NAMES = ["市民活動支援センター", "相互理解", "役割分担", "活動拠点", "情報公開", "意見交換会", "協働推進検討会"];
/** Names that the words between the slashes were taken for; every word of `known` stands in the texts. */
const taken = (text: string, known: readonly string[] = []) => {
  const typos = typoWords(NAMES, desk.tokenizer, (term) => known.includes(term));
  return typos.within(desk.tokenizer.tokens(text)).map(({ from, terms }) => `${from} → ${terms[0]}`);
};

describe("a name with a typing error", () => {
  test.each([
    ["one letter of many is wrong", "市民活動支縁センターの場所", ["市民活動支縁センター → 市民活動"]],
    ["one letter of four is wrong", "相互里解とは", ["相互里解 → 相互"]],
    ["one letter is missing", "意見交換に出たい。協働推進討会は？", ["協働推進討会 → 協働"]],
    ["one letter is too many", "情報公公開について", ["情報公公開 → 情報"]],
    ["the width is another", "市民活動支縁ｾﾝﾀｰ", ["市民活動支縁センター → 市民活動"]],
  ])("is found when %s", (_, text, expected) => expect(taken(text)).toEqual(expect.arrayContaining(expected)));

  test.each([
    ["the word is known", "相互里解", ["相互", "里", "解"]],
    ["too much differs", "相合利回", []],
    ["it is shorter than four letters", "情報海", []],
    ["nothing was typed", "", []],
  ])("is looked for no more when %s", (_, text, known) => expect(taken(text, known)).toEqual([]));

  test("is looked for four times at most, however long the ramble", () => {
    const ramble = ["相互里解", "役割分但", "活動処点", "情報公海", "意見交換回", "相五理解", "役回分担"].join(
      "、それから",
    );
    expect(taken(ramble)).toHaveLength(4);
  });
});

describe("over the guidelines", () => {
  test("no heading is taken for a typing error of another", () => {
    const headings = [...new Set(desk.corpus.passages.flatMap((p) => p.headings))];
    const terms = [...headings, ...desk.corpus.passages.map((p) => p.text)].flatMap(
      (text) => desk.tokenizer.tokens(text).terms,
    );
    const known = new Set(terms.map(({ term }) => term));
    const typos = typoWords(headings, desk.tokenizer, (term) => known.has(term));
    for (const heading of headings) expect(typos.within(desk.tokenizer.tokens(heading))).toEqual([]);
  });

  const best = (text: string) => {
    const hits = desk.search.hits(desk.search.asked(text, ""), { cities: [], limit: 3 });
    return hits.map(({ passage }) => `${passage.headings.join("\n")}\n${passage.text}`).join("\n");
  };
  test.each([
    ["いきいき協動事業提案制度", "いきいき協働事業提案制度"],
    ["市民活動支縁センター", "市民活動支援センター"],
    ["市民活動支援公墓事業", "市民活動支援公募事業"],
    ["協働堆進コーナー", "協働推進コーナー"],
    ["協働の評化システム", "協働の評価システム"],
    ["阪紳・淡路大震災", "阪神・淡路大震災"],
    ["相互里解", "相互理解"],
    ["ＮＰＯ等清報連絡会", "ＮＰＯ等情報連絡会"],
    ["プロポーサル方式", "プロポーザル"],
    ["なんでも想談室", "なんでも相談室"],
  ])("%s still finds %s", (typed, meant) => expect(best(typed)).toContain(meant));
});
