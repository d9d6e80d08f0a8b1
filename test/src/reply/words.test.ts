/**
 * The desk's own sentences, each said with real cities, in all three languages.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";
import { type City, type Elsewhere, LANGUAGES, type Language } from "../../../src/model.ts";
import { en } from "../../../src/reply/en.ts";
import { ja } from "../../../src/reply/ja.ts";
import { jaEasy } from "../../../src/reply/ja-easy.ts";
import type { Words } from "../../../src/reply/words.ts";
import { CITIES, KNOWLEDGE } from "../../fixtures/cities.ts";

const WORDS: Readonly<Record<Language, Words>> = { ja, "ja-easy": jaEasy, en };
const cities = CITIES.map(({ city }) => city);
const MATTERS: readonly Elsewhere[] = readFileSync(join(KNOWLEDGE, "elsewhere.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));
const KINDS = [...new Set(cities.map(({ guideline }) => guideline.kind))].filter((kind) => kind !== "指針");
const YEARS = [undefined, 0, 1, 19];
const undatedCities: readonly City[] = cities.map((city) => ({
  ...city,
  guideline: { ...city.guideline, latestMention: null },
}));

type Said = readonly (readonly [name: string, text: string])[];

/** Sentences in which nothing is quoted but names: of cities, of guidelines, of matters. */
function sentences(words: Words, language: Language): Said {
  const { decline, contact, handoff, chat } = words;
  const ofCities = cities.flatMap((city): Said => {
    const { issued, revised } = city.guideline;
    const date = revised ?? issued;
    return [
      ["ofCity", words.ofCity(city)],
      ...YEARS.flatMap((years): Said => (date === null ? [] : [["dated", words.dated(date, city, years)]])),
      ["decline.notWritten", decline.notWritten([city])],
    ];
  });
  return [
    ...ofCities,
    ...cities.map((city) => ["neutral", words.neutral(city)] as const),
    ...[...cities, ...undatedCities].map((city) => ["undated", words.undated(city)] as const),
    ...MATTERS.map(({ names }) => ["decline.elsewhere", decline.elsewhere(names[language])] as const),
    ["figureMissing", words.figureMissing],
    ["notFound", words.notFound],
    ["compared", words.compared],
    ["clarify", words.clarify],
    ["decline.nothingTyped", decline.nothingTyped],
    ["decline.notWritten", decline.notWritten([])],
    ["decline.notWritten", decline.notWritten(cities)],
    ["decline.otherTown", decline.otherTown(cities)],
    ...Object.entries(handoff).map(([name, text]) => [`handoff.${name}`, text] as const),
    ["handoffForStaff", words.handoffForStaff],
    ["clarifyForStaff", words.clarifyForStaff],
    ["declineForStaff.notWritten", words.declineForStaff.notWritten([])],
    ["declineForStaff.notWritten", words.declineForStaff.notWritten(cities)],
    ...MATTERS.map(({ names }) => ["declineForStaff", words.declineForStaff.elsewhere(names[language])] as const),
    ["grave", words.grave],
    ["contact.none", contact.none(undefined)],
    ...cities.map((city) => ["contact.none", contact.none(city)] as const),
    ...Object.entries(chat).map(([name, text]) => [`chat.${name}`, text] as const),
    ["askedAgain", words.askedAgain],
    ["privacy", words.privacy],
  ];
}

/** Sentences around a contact or a kind, as a city or the operator writes it. */
const quoting = ({ contact, notTheGuideline }: Words): Said => [
  ...KINDS.map((kind) => ["notTheGuideline", notTheGuideline(kind)] as const),
  ["contact.ofDesk", contact.ofDesk("TEL")],
  ...cities.flatMap((city) =>
    city.contacts.map(
      ({ printed, asOf }) => ["contact.ofGuideline", contact.ofGuideline(printed, city, asOf)] as const,
    ),
  ),
];

const names = (words: Words): Said => [
  ...cities.map((city) => ["cityName", words.cityName(city)] as const),
  ["further", words.further],
  ["nearest", words.nearest],
  ["related", words.related],
  ["source", words.source],
  ["silent", words.silent],
  ...Object.entries(words.actions).flatMap(
    ([name, { label, text }]): Said => [
      [`${name}.label`, label],
      [`${name}.text`, text],
    ],
  ),
];
const all = (language: Language): Said => {
  const words = WORDS[language];
  return [...sentences(words, language), ...quoting(words), ...names(words)];
};

describe("やさしい日本語", () => {
  const faults = (said: Said, options?: { readonly isName: boolean }) =>
    said.flatMap(([name, text]) => easyJapaneseFaults(text, options).map((fault) => `${name}: ${fault}`));
  /** What people say to each other has no です of its own. */
  const SET_PHRASES = ["こんにちは。", "はい。", "ごめんなさい。", "どういたしまして。", "ありがとうございます。"];
  /** The checker looks for です at the very end: not before ね, and not before an age in brackets. */
  const checkable = (text: string) =>
    SET_PHRASES.reduce((rest, phrase) => rest.replace(new RegExp(`^${phrase}`, "u"), ""), text)
      .replace(/(?<=です|ます|ました)ね(?=。)/gu, "")
      .replace(/（\d+年前（ねんまえ））(?=。)/gu, "");

  test("is easy in every sentence", () => {
    expect(faults(sentences(jaEasy, "ja-easy").map(([name, text]) => [name, checkable(text)]))).toEqual([]);
  });
  test("is easy in titles, buttons and ages", () => {
    expect(faults(names(jaEasy), { isName: true })).toEqual([]);
    expect(faults([["age", "19年前（ねんまえ）"]], { isName: true })).toEqual([]);
  });
  test("is easy around what is quoted, which stands as it is printed, without readings", () => {
    const { notTheGuideline, contact } = jaEasy;
    expect(faults([["notTheGuideline", notTheGuideline("とりくみ")]])).toEqual([]);
    for (const city of cities) {
      const [label = "", ...others] = contact.ofGuideline(["TEL"], city, null).split("\n");
      expect(faults([["contact.ofGuideline", label]], { isName: true })).toEqual([]);
      expect(faults([["contact.ofGuideline", others.join("\n")]])).toEqual([]);
    }
    expect(faults([["contact.ofDesk", contact.ofDesk("TEL")]], { isName: true })).toEqual([]);
  });
  test("names each city with its reading", () => {
    for (const city of cities) expect(jaEasy.cityName(city)).toBe(`${city.names.ja}（${city.names.kana}）`);
  });
});

describe("Japanese", () => {
  test("has no sentence of more than 80 characters, names and examples in brackets not counted", () => {
    const long = sentences(ja, "ja").flatMap(([name, text]) =>
      text
        .replace(/「[^」]*」/gu, "")
        .split(/[。\n]/u)
        .filter((sentence) => sentence.length > 80)
        .map((sentence) => `${name}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });
  test("ends each sentence with a stop", () => {
    const open = sentences(ja, "ja").filter(([, text]) => !/。$/u.test(text));
    expect(open).toEqual([]);
  });
});

describe("English", () => {
  const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
  test("has no Japanese letters but the kind of a document in its brackets and 記載なし", () => {
    const own = [
      ...sentences(en, "en"),
      ...names(en),
      ...KINDS.map((kind) => ["kind", en.notTheGuideline(kind)] as const),
    ];
    const said = own.map(([name, text]) => [name, text.replace(/「[^」]*」|\(記載なし\)/gu, "")] as const);
    expect(said.filter(([, text]) => JAPANESE.test(text))).toEqual([]);
  });
  test("has them in a contact only where the guideline prints them", () => {
    for (const city of cities) {
      for (const { printed, asOf } of city.contacts) {
        const own = en.contact
          .ofGuideline(printed, city, asOf)
          .replace(printed.join(" "), "")
          .replace(asOf ?? "", "");
        expect(own).not.toMatch(JAPANESE);
      }
    }
  });
});

describe.each(LANGUAGES)("in %s", (language) => {
  test("every word is there", () => {
    const said = all(language);
    expect(said.map(([name]) => name)).toEqual(all("ja").map(([name]) => name));
    expect(said.filter(([, text]) => text.trim() === "" || /undefined|null|NaN|\[object/u.test(text))).toEqual([]);
  });
  test("no number to call is told but those of help", () => {
    const told = [...sentences(WORDS[language], language), ...names(WORDS[language])].flatMap(
      ([, text]) => text.normalize("NFKC").match(/\d+(?:[-‐−ー]\d+)+|(?<!\d)\d{3}(?!\d)|\d{5,}/gu) ?? [],
    );
    expect(new Set(told)).toEqual(new Set(["119", "110", "0120-279-338"]));
  });
  test("who may be in danger is told all numbers of help, and first what to do", () => {
    expect(WORDS[language].grave.match(/[\d-]{3,}/gu)).toEqual(["119", "110", "0120-279-338"]);
  });
  test("each act of talk is answered in words of its own", () => {
    const said = Object.values(WORDS[language].chat);
    const repeated = said.filter((text, i) => said.indexOf(text) !== i);
    expect(repeated).toEqual([]);
  });
});
