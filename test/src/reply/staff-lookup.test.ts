import { expect, test } from "vitest";
import { lookupWords } from "../../../src/reply/staff-lookup.ts";
import { CITIES } from "../../fixtures/cities.ts";

const NAMES = CITIES.map(({ name }) => name);

test("titles and the word that closes a window fit into 24 characters", () => {
  const { titles, close } = lookupWords;
  expect([...Object.values(titles), close].filter((text) => text === "" || text.length > 24)).toEqual([]);
});

test("labels fit on a button, with each city's name too", () => {
  const { keepCity, ...labels } = lookupWords.buttons;
  const all = [...Object.values(labels), ...NAMES.map(keepCity)];
  expect(all.filter((text) => text === "" || text.length > 30)).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

test.each(["メンション", "ダイレクトメッセージ", "/madoguchi 質問", "/madoguchi 市 小平", "この文を指針で調べる"])(
  "the help tells of %s",
  (way) => expect(lookupWords.help.join("\n")).toContain(way),
);

test("a city that was chosen is named, and letting go of it too is told", () => {
  expect(NAMES.filter((name) => !lookupWords.homeCity(name).includes(name))).toEqual([]);
  expect(lookupWords.homeCity(undefined)).toContain("元に戻しました");
});

test("who names an unknown city reads which there are", () => {
  expect(NAMES.filter((name) => !lookupWords.unknownCity(NAMES).includes(name))).toEqual([]);
});

test("sentences are polite and end with their stop", () => {
  const { help, homeCity, unknownCity, nothing } = lookupWords;
  const sentences = [
    ...help.filter((text) => !text.startsWith("・")),
    homeCity("小平市"),
    homeCity(undefined),
    unknownCity(NAMES),
    nothing,
  ];
  expect(sentences.filter((text) => !/(?:です|ます|ました|ません|ください)。$/u.test(text))).toEqual([]);
});
