import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { THRESHOLDS, type Thresholds } from "../../../src/dialogue/decide.ts";
import { type Decider, decider } from "../../../src/dialogue/decider.ts";
import { VERDICTS, verdictWeights } from "../../../src/dialogue/judge.ts";
import { kindModel, kindWeights } from "../../../src/dialogue/kinds.ts";
import { SIGNALS } from "../../../src/dialogue/signals.ts";
import type { CityId, Outcome } from "../../../src/model.ts";
import type { Search } from "../../../src/retrieval/search.ts";

let here: Assembly;
let decides: Decider;
beforeAll(async () => {
  here = await assemble({ knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
  decides = deciderOf();
});
/** The desk's own, but for what is told. */
function deciderOf({ search, thresholds }: { search?: Search; thresholds?: Thresholds } = {}): Decider {
  const { learned, notes } = here.notebook;
  return decider({
    search: search ?? here.search,
    kinds: kindModel(kindWeights(learned)),
    cities: here.corpus.cities.map(({ id }) => id),
    notes,
    weights: verdictWeights(learned),
    thresholds,
  });
}
const KODAIRA = "kodaira" as CityId;
const asked = (text: string) => here.search.asked(text, "");
const decided = (text: string, city?: CityId, wantsOther = false) => decides.decided(asked(text), city, { wantsOther });
const hitsOf = (outcome: Outcome) => (outcome.kind === "answer" ? outcome.hits.map(({ passage }) => passage.id) : []);

describe("what is explained", () => {
  test.each(["協働とは何ですか", "こんにちは", "住民票がほしい", "職員と話したい", "xyzzy", ""])(
    "of %j names every signal, and shares that sum to 1",
    (text) => {
      for (const cities of [[], [KODAIRA], [KODAIRA, "hino" as CityId]]) {
        const { signals } = decides.explained(asked(text), cities);
        expect(Object.keys(signals)).toEqual([...VERDICTS.map((verdict) => `share of ${verdict}`), ...SIGNALS]);
        const shares = VERDICTS.map((verdict) => signals[`share of ${verdict}`]!);
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        expect(Object.values(signals).every(Number.isFinite)).toBe(true);
      }
    },
  );
});

describe("decided is", () => {
  test("an answer of at most three passages of the city", () => {
    const outcome = decided("協働とは何ですか", KODAIRA);
    expect(outcome).toMatchObject({ kind: "answer", cities: [KODAIRA], isCityNamed: true });
    expect(hitsOf(outcome).length).toBeLessThanOrEqual(3);
  });
  test("another passage first where what was not shown is wanted", () => {
    const first = hitsOf(decided("市民活動団体への支援", KODAIRA));
    const others = hitsOf(decided("市民活動団体への支援", KODAIRA, true));
    expect(others.slice(0, first.length - 1)).toEqual(first.slice(1));
    expect(others).not.toContain(first[0]);
  });
  test("nothing other than what comes not far behind the best", () => {
    const scores = [10, 10 * THRESHOLDS.other, 10 * THRESHOLDS.other - 0.1, 0.1];
    const search: Search = {
      ...here.search,
      hits: (question, options) =>
        here.search.hits(question, options).map((hit, i) => ({ ...hit, score: scores[i] ?? 0 })),
    };
    const shown = hitsOf(decides.decided(asked("市民活動団体への支援"), KODAIRA, { wantsOther: false }));
    const scored = deciderOf({ search });
    const others = hitsOf(scored.decided(asked("市民活動団体への支援"), KODAIRA, { wantsOther: true }));
    expect(others).toEqual(shown.slice(1, 2));
  });
  test("a refusal where nothing other comes near", () => {
    const search: Search = {
      ...here.search,
      hits: (question, options) => here.search.hits(question, options).slice(0, 1),
    };
    const outcome = deciderOf({ search }).decided(asked("市民活動団体への支援"), KODAIRA, { wantsOther: true });
    expect(outcome.kind).toBe("decline");
  });
  test("an answer of the one city that has it, unless all together have none", () => {
    const OF_ONE = "あすぴあとは何ですか";
    const drawn = (overall: number) =>
      deciderOf({ thresholds: { ...THRESHOLDS, overall } }).decided(asked(OF_ONE), undefined, { wantsOther: false });
    expect(decided(OF_ONE)).toMatchObject({ kind: "answer", cities: [KODAIRA], isCityNamed: false });
    expect(drawn(0)).toEqual(decided(OF_ONE));
    expect(drawn(1.01)).toMatchObject({ kind: "decline", cities: [] });
  });
  test("a question back where several cities answer", () => {
    const outcome = decided("市民活動団体とは何ですか");
    expect(outcome.kind).toBe("clarify");
  });
  test("a refusal where none does", () => {
    expect(decided("パスポートの申請")).toMatchObject({ kind: "decline", reason: "elsewhere", cities: [] });
    expect(decided("住民票の写しがほしい", KODAIRA)).toMatchObject({ kind: "decline", cities: [KODAIRA] });
  });
});

test("talk is told from a question", () => {
  expect(decides.talk(asked("ありがとうございました"), [])).toEqual({ kind: "chat", act: "thanks" });
  expect(decides.talk(asked("協働とは何ですか"), [])).toBeUndefined();
  expect(decides.talk(asked("先月出した申請書はどうなりましたか"), [KODAIRA])).toMatchObject({
    kind: "handoff",
    cities: [KODAIRA],
  });
});

test("a comparison has a row per city in the order given, of at most two passages each", () => {
  const cities = ["hino", "koganei", "kodaira"] as CityId[];
  const outcome = decides.compared(asked("協働の評価"), cities);
  expect(outcome).toMatchObject({ kind: "compare", rows: cities.map((city) => ({ city })) });
  for (const row of outcome.kind === "compare" ? outcome.rows : []) {
    expect(row.hits.length).toBeLessThanOrEqual(2);
    expect(row.hits.every(({ passage }) => passage.city === row.city)).toBe(true);
    if (row.silent !== undefined) expect(row.hits).toEqual([]);
  }
});

test("what needs no search is decided without one", () => {
  expect(decides.nothingTyped()).toEqual({ kind: "decline", reason: "nothing-typed", cities: [], hits: [] });
  expect(decides.otherTown()).toEqual({ kind: "decline", reason: "other-town", cities: [], hits: [] });
  for (const [outcome, reason] of [
    [decides.danger([KODAIRA]), "danger"],
    [decides.wish([KODAIRA]), "wish-person"],
  ] as const)
    expect(outcome).toEqual({ kind: "handoff", reason, cities: [KODAIRA], note: undefined, hits: [] });
});
