import { beforeAll, describe, expect, test } from "vitest";
import type { Assembly } from "../../../src/assemble.ts";
import { VERDICTS } from "../../../src/dialogue/judge.ts";
import { type KindShares, kindModel, kindWeights } from "../../../src/dialogue/kinds.ts";
import { SIGNALS } from "../../../src/dialogue/signals.ts";
import { type Trained, trained } from "../../../src/eval/train.ts";
import { learnedFile, readLearned } from "../../../src/knowledge/learned.ts";
import type { CityId } from "../../../src/model.ts";
import { SUBJECT_KINDS, type SubjectKind } from "../../../src/retrieval/subjects.ts";
import { EAST, twoCityDesk, WEST } from "../../fixtures/two-cities.ts";

const trainedOn = ({ corpus, expectations, search, cities }: Assembly): Trained =>
  trained({
    checksum: "0",
    cities: corpus.cities.map(({ id }) => id),
    expectations,
    search,
    withoutCities: cities.withoutNames,
  });

let desk: Assembly;
let found: Trained;
beforeAll(async () => {
  desk = await twoCityDesk();
  found = trainedOn(desk);
});

describe("training twice", () => {
  test("over the same desk gives the same, bit for bit", () => expect(trainedOn(desk)).toEqual(found));
  test("over the same knowledge gives the same file", async () => {
    expect(learnedFile(trainedOn(await twoCityDesk()))).toBe(learnedFile(found));
  });
  test("after questions were asked in between gives the same", () => {
    desk.desk.reply({ text: "花火大会はありますか", city: undefined, history: [] });
    expect(trainedOn(desk)).toEqual(found);
  });
});

describe("what is learned", () => {
  test("has a weight for each kind and feature, and for each verdict and signal", () => {
    expect(found.kinds).toEqual(SUBJECT_KINDS);
    expect(found.signals).toEqual(SIGNALS);
    expect(found.weights).toHaveLength(found.hashes.length * SUBJECT_KINDS.length);
    expect(found.rarity).toHaveLength(found.hashes.length);
    expect(Object.keys(found.verdicts)).toEqual(VERDICTS);
    for (const row of Object.values(found.verdicts)) expect(row).toHaveLength(SIGNALS.length);
  });
  test("holds numbers only", () => {
    const all = [...found.weights, ...found.rarity, found.unseen, ...Object.values(found.verdicts).flat()];
    expect(all.every(Number.isFinite)).toBe(true);
    expect(all.some((value) => value !== 0)).toBe(true);
  });
  test("tells most questions right that were left out", () => {
    for (const share of [found.rightKind, found.rightVerdict]) {
      expect(share).toBeGreaterThan(0.6);
      expect(share).toBeLessThanOrEqual(1);
    }
  });
});

describe("obvious kinds are told apart, in questions that were never seen", () => {
  const likeliest = (shares: KindShares) =>
    SUBJECT_KINDS.reduce((best, kind) => (shares[kind] > shares[best] ? kind : best), "answer" as SubjectKind);
  const soundsLike = (text: string, city?: CityId, learned = kindWeights(found)) =>
    likeliest(kindModel(learned).shares(desk.search.asked(text, "").features, city));

  test.each([
    ["図書室の本のこと", "answer"],
    ["粗大ごみの曜日はいつ", "elsewhere"],
    ["燃えるごみの袋", "elsewhere"],
    ["担当の職員と話したい", "handoff"],
    ["賞金の額はいくら", "silent"],
  ] as const)("%s sounds like %s", (text, kind) => expect(soundsLike(text, EAST)).toBe(kind));
  test("for each city by itself, for one text holds what another lacks", () => {
    const sure = (city: CityId) =>
      kindModel(kindWeights(found)).shares(desk.search.asked("賞金の額はいくら", "").features, city).silent;
    expect(sure(EAST)).toBeGreaterThan(sure(WEST));
  });
  test("and just so after they were written to a file and read again", () => {
    const again = kindWeights(readLearned("learned.json", learnedFile(found)));
    for (const text of ["図書室の本のこと", "粗大ごみの曜日はいつ"])
      expect(soundsLike(text, EAST, again)).toBe(soundsLike(text, EAST));
  });
});

describe("a desk that has learned", () => {
  let learned: Assembly;
  beforeAll(async () => {
    learned = await twoCityDesk({}, { learned: found });
  });
  const outcome = (text: string, city: CityId | undefined) => learned.desk.reply({ text, city, history: [] }).outcome;
  test.each([
    ["what the text says is answered", "図書室はどこにありますか", EAST, "answer"],
    ["so it is for the other city", "凧あげの会場はどこですか", WEST, "answer"],
    ["what only the other city has is declined", "花火大会の河原はどこ", WEST, "decline"],
    ["a known gap is declined", "賞金はいくらですか", EAST, "decline"],
    ["another office's matter is declined", "粗大ごみの日はいつ", EAST, "decline"],
    ["who greets is greeted", "こんにちは", undefined, "chat"],
    ["who asks for a person gets one", "職員と話したいです", undefined, "handoff"],
  ] as const)("%s: %s", (_, text, city, expected) => expect(outcome(text, city)).toBe(expected));
});
