import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import type { CityId, Hit } from "../../../src/model.ts";
import { WEIGHTS } from "../../../src/retrieval/weights.ts";
import { ASKED, EAST, twoCityDesk, WEST } from "../../fixtures/two-cities.ts";

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

describe("what was expected brings a passage forward", () => {
  let small: Assembly;
  /** The same texts without a note. */
  let bare: Assembly;
  beforeAll(async () => {
    small = await twoCityDesk();
    bare = await twoCityDesk({}, { notes: [], elsewhere: [], talk: [] });
  });
  const found = (text: string, { of = small, cities = [EAST] as readonly CityId[], context = "" } = {}) =>
    of.search.hits(of.search.asked(text, context), { cities, limit: 10 });
  const expectedIn = ({ reasons }: Hit) => reasons.filter(({ field }) => field === "expected");

  test("by words of which the text has none", () => {
    expect(found("夏は？", { of: bare })).toEqual([]);
    expect(found("夏は？")[0]?.passage.text).toContain("花火大会");
  });
  test("by points for its likeness, with the question it is most like as the reason", () => {
    const [hit] = found(ASKED.fireworks[0]);
    const { points, second } = WEIGHTS.likeness;
    const [reason, ...others] = expectedIn(hit!);
    expect(others).toEqual([]);
    expect(reason).toMatchObject({ term: ASKED.fireworks[0], from: ASKED.fireworks[0], weight: points });
    expect(reason!.points).toBeGreaterThan(points * (1 - second) - 1e-4);
    expect(reason!.points).toBeLessThanOrEqual(points);
  });
  test("and the note comes with it", () => {
    const [hit] = found("花火はどこ");
    expect(hit!.note).toMatchObject({ city: EAST, kind: "answer", topic: "festivals" });
    expect(hit!.note!.passages).toContain(hit!.passage.id);
  });
  test("but no note on another passage, on another city's, or none", () => {
    for (const text of Object.values(ASKED).flat()) {
      for (const { passage, note } of found(text, { cities: [] })) {
        if (note !== undefined) expect([note.city, note.passages.includes(passage.id)]).toEqual([passage.city, true]);
      }
    }
    expect(found("東野", { of: bare }).every(({ note }) => note === undefined)).toBe(true);
  });
  test("but never for a known gap or what only staff can settle", () => {
    const gaps: readonly string[] = [...ASKED.prize, ...ASKED.judge];
    for (const text of gaps) {
      for (const hit of found(text)) {
        expect(hit.note?.kind ?? "answer").toBe("answer");
        expect(expectedIn(hit).filter(({ term }) => gaps.includes(term))).toEqual([]);
      }
    }
  });
  test("in the light of the question before, by less than if it were asked again", () => {
    const library = (hits: readonly Hit[]) => hits.find(({ passage }) => passage.text.includes("図書室"))!;
    const points = (text: string, context = "") => expectedIn(library(found(text, { context })))[0]?.points ?? 0;
    const [before, now] = ["図書室はどこですか", "それの広さはどうですか"];
    expect(points(now, before)).toBeGreaterThan(points(now) * 1.2);
    expect(points(now, before)).toBeLessThan(points(before));
  });
  test("for each of two cities in turn, the best of each first", () => {
    const hits = found("図書室はどこですか", { cities: [EAST, WEST] });
    expect(new Set(hits.slice(0, 2).map(({ passage }) => passage.city))).toEqual(new Set([EAST, WEST]));
    expect(hits.slice(0, 2).every(({ passage }) => passage.text.includes("図書室"))).toBe(true);
  });
  test("from what is likest within each city, whatever is likest elsewhere", () => {
    const { answer } = small.search.rivals(small.search.asked("花火大会", ""), [WEST]);
    expect(answer?.subject.city).toBe(WEST);
    expect(small.search.rivals(small.search.asked("花火大会", ""), []).answer?.subject.city).toBe(EAST);
  });
});

describe("whether something is named", () => {
  test.each(["図書室は？", "evaluation", "2018年の指針", "花火をもっと"])("it is in %j", (text) => {
    expect(desk.search.namesSomething(text)).toBe(true);
  });
  test.each(["", "もっと詳しく", "それはいつですか", "他には？", "more details", "？", "10"])(
    "it is not in %j",
    (text) => {
      expect(desk.search.namesSomething(text)).toBe(false);
    },
  );
});

test.each(["", "？", "😀", "\ud83d", "Что такое?"])("%j finds nothing", (text) => expect(hits(text)).toEqual([]));
