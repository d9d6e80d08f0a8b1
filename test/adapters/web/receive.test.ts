import { describe, expect, test } from "vitest";
import { SEARCH_UNITS } from "../../../adapters/web/limits.ts";
import { chosenCity, chosenLanguage, field, receiveSearch } from "../../../adapters/web/receive.ts";
import { cities } from "./sample.ts";

describe("a field", () => {
  test.each([
    ["is taken as it was written", { text: " 協働 とは？\t" }, " 協働 とは？\t"],
    ["has the line ends that were typed", { text: "一\r\n二\n三\r四" }, "一\n二\n三\r四"],
    ["that comes twice is the first", { text: ["一", "二"] }, "一"],
    ["has nothing that no store can keep", { text: "a\0b\uD83D" }, "ab\uFFFD"],
    ["that is blank is blank", { text: "" }, ""],
    ["that is an object is none", { text: { toString: "x" } }, undefined],
    ["that is a number is none", { text: 1 }, undefined],
    ["that is not there is none", {}, undefined],
    ["of no body is none", undefined, undefined],
    ["of what is no object is none", "text=x", undefined],
  ])("%s", (_, fields, expected) => expect(field(fields, "text")).toBe(expected));

  test("that every object has is none", () => expect(field({}, "constructor")).toBeUndefined());
});

test.each([
  ["ja-easy", "ja-easy"],
  ["en", "en"],
  ["", undefined],
  ["fr", undefined],
  ["constructor", undefined],
])("the language %j is %j", (language, expected) => expect(chosenLanguage({ language })).toBe(expected));

test.each([
  ["kodaira", "kodaira"],
  ["", undefined],
  ["edo", undefined],
  ["constructor", undefined],
])("the city %j is %j", (city, expected) => expect(chosenCity({ city }, cities)).toBe(expected));

describe("a search", () => {
  test.each([
    ["of a known city is of it", { q: "協働", city: "hino" }, { query: "協働", city: "hino", isUnknownCity: false }],
    ["of no city is of all", { q: "協働", city: "" }, { query: "協働", city: undefined, isUnknownCity: false }],
    ["of another city says so", { q: "協働", city: "edo" }, { query: "協働", city: undefined, isUnknownCity: true }],
    ["without words looks for nothing", {}, { query: "", city: undefined, isUnknownCity: false }],
  ])("%s", (_, fields, expected) => expect(receiveSearch(fields, cities)).toEqual(expected));

  test("that is too long is cut, and never within a character", () => {
    const query = (q: string) => receiveSearch({ q }, cities).query;
    expect(query("協".repeat(SEARCH_UNITS + 1))).toHaveLength(SEARCH_UNITS);
    expect(query(`${"協".repeat(SEARCH_UNITS - 1)}😀`)).toBe("協".repeat(SEARCH_UNITS - 1));
    expect(query(`${"協".repeat(SEARCH_UNITS - 2)}😀`)).toBe(`${"協".repeat(SEARCH_UNITS - 2)}😀`);
  });
});
