import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { kindModel } from "../../../src/dialogue/kinds.ts";
import { findings, SIGNALS, type SignalName } from "../../../src/dialogue/signals.ts";
import type { CityId } from "../../../src/model.ts";
import { SUBJECT_KINDS } from "../../../src/retrieval/subjects.ts";

let here: Assembly;
beforeAll(async () => {
  here = await assemble({ knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
});
const found = (text: string, city?: string, limit = 3) =>
  findings({ search: here.search, kinds: kindModel(undefined) }, here.search.asked(text, ""), {
    city: city as CityId | undefined,
    limit,
  });
const measured = (text: string, city?: string) => {
  const { signals } = found(text, city);
  return Object.fromEntries(SIGNALS.map((name, i) => [name, signals[i]!])) as Record<SignalName, number>;
};

test("each signal has a name of its own, and a number in its range", () => {
  expect(new Set(SIGNALS).size).toBe(SIGNALS.length);
  for (const text of ["協働とは何ですか", "", "xyzzy", "補助金はいくらですか", "あ".repeat(5000)]) {
    for (const city of [undefined, "hino", "kunitachi"]) {
      expect(found(text, city).signals).toHaveLength(SIGNALS.length);
      for (const [name, value] of Object.entries(measured(text, city))) {
        const least = name === "ahead" ? -1 : name.startsWith("sounds ") ? Math.log(0.001) / 3 : 0;
        expect(value, `${name} of ${text.slice(0, 20)}`).toBeGreaterThanOrEqual(least - 1e-6);
        expect(value, `${name} of ${text.slice(0, 20)}`).toBeLessThanOrEqual(1 + 1e-6);
      }
    }
  }
});

describe("what is found", () => {
  test("is of the city asked about, and no more than asked for", () => {
    const { hits, rivals } = found("協働とは何ですか", "koganei", 2);
    expect(hits).toHaveLength(2);
    expect(new Set(hits.map(({ passage }) => passage.city))).toEqual(new Set(["koganei"]));
    for (const kind of ["answer", "silent", "person"] as const) {
      expect(rivals[kind]?.subject.city ?? "koganei").toBe("koganei");
    }
  });
  test("is the likeliest subject of each kind, as told by the signals", () => {
    const { rivals } = found("ありがとうございました", "koganei");
    expect(rivals.chat?.subject.act).toBe("thanks");
    const signals = measured("ありがとうございました", "koganei");
    for (const kind of SUBJECT_KINDS) expect(signals[`like ${kind}`]).toBe(rivals[kind]?.likeness ?? 0);
  });
});

describe("the signals tell", () => {
  test("a question that the city's text has all words for from one that it has none for", () => {
    expect(measured("協働の原則", "koganei")).toMatchObject({ "in text": 1, "in city": 1, stranger: 0 });
    expect(measured("火星探査機", "koganei")).toMatchObject({ "in text": 0, abroad: 0 });
  });
  test("a word that stands in another city's text only", () => {
    const away = measured("いきいき協働事業提案制度", "hino");
    const home = measured("いきいき協働事業提案制度", "kodaira");
    expect(away.abroad).toBeGreaterThan(home.abroad);
    expect(home.abroad).toBe(0);
  });
  test("a thing that is asked for and missing from one that the best passage holds", () => {
    expect(measured("担当の電話番号を教えてください", "kokubunji")).toMatchObject({
      "thing held": 1,
      "thing missing": 0,
    });
    expect(measured("協働とは何ですか", "kokubunji")).toMatchObject({ "thing held": 0, "thing missing": 0 });
    expect(measured("協働の原則はいくらですか", "koganei")).toMatchObject({ "thing held": 0, "thing missing": 1 });
  });
});
