import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import type { CityId, Hit } from "../../../src/model.ts";

let desk: Assembly;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  desk = await assemble(places);
});

const hits = (
  text: string,
  { city, context = "", limit = 5 }: { city?: string; context?: string; limit?: number } = {},
) => desk.search.hits(desk.search.asked(text, context), { cities: city === undefined ? [] : [city as CityId], limit });
const read = ({ passage }: Hit) => `${passage.headings.join("\n")}\n${passage.text}`;
const ids = (found: readonly Hit[]) => found.map(({ passage }) => passage.id);

describe("a question finds its passage among the first three", () => {
  const best = (text: string, city?: string) => hits(text, { ...(city && { city }), limit: 3 }).map(read);

  test.each([
    ["of one word", "公民館", "公民館"],
    ["of one word that stands once", "プロポーザル", "プロポーザル"],
    ["with a year of the West for 平成", "2000年4月", "平成１２年４月"],
    ["with a year of 平成 for 平成", "平成12年4月", "平成１２年４月"],
    ["in half-width kana", "ﾎﾞﾗﾝﾃｨｱ", "ボランティア"],
    ["in full-width letters", "ＮＰＯフェスタ", "NPOフェスタ"],
    ["with the okurigana left out", "取組の成果と課題", "取組"],
    ["with okurigana that the text leaves out", "取り組みの方向性", "取組の方向性"],
    ["without the dot of the text", "阪神淡路大震災", "阪神・淡路大震災"],
    ["in everyday words", "山分けしてもいいですか", "分配"],
    ["in English", "earthquake", "大震災"],
  ])("%s", (_, text, words) => expect(best(text)).toContainEqual(expect.stringContaining(words)));

  const BEFORE =
    "こんにちは、はじめまして。引っ越してきて三年になる者で、子どもが二人おります。近所の人たちと月に一度、お茶を飲んでいます。";
  const AFTER =
    "雨が降ったらどうしようとか、天気のことも気になりますし、主人は忙しくて来られませんし、でもみんな楽しみにしています。";
  test("within a ramble of more than 300 words", () => {
    const ramble = `${BEFORE.repeat(4)}みんなのお祭りのチラシを作るのに、印刷機は借りられますか。${AFTER.repeat(4)}`;
    expect(desk.tokenizer.tokens(ramble).morphemes.length).toBeGreaterThan(300);
    expect(best(ramble, "kodaira")).toContainEqual(expect.stringContaining("印刷機等機材の貸出"));
  });
});

test("the width in which kana are typed changes nothing", () => {
  expect(hits("ﾎﾞﾗﾝﾃｨｱ ｾﾝﾀｰ", { limit: 20 })).toEqual(hits("ボランティア センター", { limit: 20 }));
});
test.each([
  ["a space of no width", "協\u200b働の主体"],
  ["a soft hyphen", "協\u00ad働の主体"],
])("%s within a word, as pages that are copied from hold it, changes nothing", (_, text) => {
  expect(hits(text)).toEqual(hits("協働の主体"));
});
test("what stands behind the first 5,000 characters changes nothing", () => {
  const question = "補助金の審査。".repeat(715).slice(0, 5000);
  expect(hits(`${question}印刷機`)).toEqual(hits(question));
});

describe("with a city chosen", () => {
  test.each(["koganei", "kodaira", "kunitachi", "hino", "kokubunji"])("only passages of %s are found", (city) => {
    const found = hits("市民活動団体との協働を評価する", { city, limit: 200 });
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found.map(({ passage }) => passage.city))).toEqual(new Set([city]));
  });
  test("they stand in the order in which they stand among all", () => {
    const all = hits("協働の評価", { limit: 200 }).filter(({ passage }) => passage.city === "hino");
    expect(hits("協働の評価", { city: "hino", limit: 200 })).toEqual(all);
  });
  test("of two cities both are found", () => {
    const cities = ["hino", "kokubunji"] as CityId[];
    const found = desk.search.hits(desk.search.asked("協働の評価", ""), { cities, limit: 200 });
    expect(new Set(found.map(({ passage }) => passage.city))).toEqual(new Set(cities));
  });
});

describe("an earlier question", () => {
  const WITH = { city: "koganei", context: "活動拠点はありますか", limit: 200 };
  const ALONE = { city: "koganei", limit: 200 };

  test("adds to what the present one finds by itself", () => {
    const bases = ids(hits(WITH.context, ALONE))[0]!;
    const points = (found: readonly Hit[]) => found.find(({ passage }) => passage.id === bases)?.score ?? 0;
    expect(points(hits("審査する人", WITH))).toBeGreaterThan(points(hits("審査する人", ALONE)) + 1);
  });
  test("loses nothing that the present one finds", () => {
    expect(ids(hits("評価はどうしますか", WITH))).toEqual(
      expect.arrayContaining(ids(hits("評価はどうしますか", ALONE))),
    );
  });
  test("does not outweigh the present one", () => {
    expect(ids(hits("評価はどうしますか", WITH))[0]).toBe(ids(hits("評価はどうしますか", ALONE))[0]);
  });
  test("that is the same as the present one changes nothing", () => {
    expect(hits("協働の評価", { context: "協働の評価" })).toEqual(hits("協働の評価"));
  });
  test("its reasons are told apart from those of the present question", () => {
    const { reasons } = hits("評価のしくみ", WITH).find(({ reasons: all }) => all.some((r) => r.isContext))!;
    const earlier = desk.tokenizer.tokens(WITH.context).normalized;
    for (const { from, isContext } of reasons) if (isContext) expect(earlier).toContain(from);
    expect(
      hits("評価のしくみ", ALONE)
        .flatMap((hit) => hit.reasons)
        .some((r) => r.isContext),
    ).toBe(false);
  });
});

test.each(["", "？", "😀", "\ud83d", "Что такое?"])("%j finds nothing", (text) => expect(hits(text)).toEqual([]));
