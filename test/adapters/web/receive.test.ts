import { expect, test } from "vitest";
import { HISTORY_QUESTIONS, QUESTION_UNITS } from "../../../adapters/web/limits.ts";
import { askIn, beginning, nextHistory, receive } from "../../../adapters/web/receive.ts";
import { cities } from "./sample.ts";

const text = (form: unknown) => receive(form, cities).question.text;
const history = (...asked: string[]) => receive({ history: asked }, cities).question.history;

test("a form is a question with its city and history", () => {
  expect(receive({ question: "協働とは", city: "hino", history: ["一", "二"] }, cities)).toEqual({
    question: { text: "協働とは", city: "hino", history: ["一", "二"] },
    isCut: false,
    isUnknownCity: false,
  });
});

test.each([
  ["spaces around and inside stay", "　 協 働\t とは \n"],
  ["markup stays", "<script>alert('&')</script>"],
  ["lone surrogates and control characters stay for the desk to judge", "\uD83D\u0000\u202E"],
  ["emoji and other scripts stay", "👨‍👩‍👧 한국어 العربية"],
])("%s", (_, question) => expect(text({ question })).toBe(question));

test("the line ends that a form doubles are single again", () => {
  expect(text({ question: "一行目\r\n二行目" })).toBe("一行目\n二行目");
});

test("a button's own question goes before what stands in the field", () => {
  expect(text({ question: "書きかけ", ask: "協働とは" })).toBe("協働とは");
});

test.each([
  ["a city's button goes before all else", { in: askIn(cities[1]!.id, "一|二\n三") }, "一|二\n三", "hino"],
  ["without a bar it is no such button", { in: "hino" }, "押した", "kodaira"],
  ["a bar alone is a blank question without a city", { in: "|" }, "", undefined],
])("%s", (_, field, text, city) => {
  const { question } = receive({ question: "書いた", ask: "押した", city: "kodaira", ...field }, cities);
  expect(question).toEqual({ text, city, history: [] });
});

test.each([
  ["the question that waits for its city is not asked twice", "二", "1", ["一"]],
  ["what answers in words has it before", "小平市", "1", ["一", "二"]],
  ["without a question that waits, the same is asked again", "二", "", ["一", "二"]],
])("%s", (_, question, open, expected) => {
  expect(receive({ question, open, history: ["一", "二"] }, cities).question.history).toEqual(expected);
});

test.each([
  ["ja", "ja"],
  ["ja-easy", "ja-easy"],
  ["en", "en"],
  ["", undefined],
  ["fr", undefined],
  ["constructor", undefined],
])("the language %j is %j", (language, expected) => {
  expect(receive({ question: "x", language }, cities).question.language).toBe(expected);
});

test.each([
  ["no body", undefined],
  ["an empty body", {}],
  ["a body that is no object", "question=x"],
  ["a field that is an object", { question: { toString: "x" }, city: {}, history: { 0: "x" } }],
  ["numbers", { question: 1, city: 2, history: [3] }],
])("%s is a question without words", (_, form) => {
  expect(receive(form, cities).question).toEqual({ text: "", city: undefined, history: [] });
});

test("of a field that comes twice, the first counts", () => {
  expect(text({ question: ["一", "二"] })).toBe("一");
});

test.each([
  ["a known city is taken", "kodaira", "kodaira", false],
  ["no city means all of them", "", undefined, false],
  ["a city that the desk does not know is told apart from none", "edo", undefined, true],
  ["a property of every object is no city", "constructor", undefined, true],
])("%s", (_, chosen, expected, isUnknownCity) => {
  const received = receive({ question: "x", city: chosen }, cities);
  expect(received.question.city).toBe(expected);
  expect(received.isUnknownCity).toBe(isUnknownCity);
});

test("a question of the longest length is whole, and one longer is cut and says so", () => {
  const longest = "協".repeat(QUESTION_UNITS);
  expect(receive({ question: longest }, cities)).toMatchObject({ question: { text: longest }, isCut: false });
  expect(receive({ question: `${longest}働` }, cities)).toMatchObject({ question: { text: longest }, isCut: true });
});

test.each([
  ["a pair over the edge is left out whole", "ab😀", 3, "ab"],
  ["a pair before the edge stays", "a😀b", 3, "a😀"],
  ["a lone half at the edge is no pair", "ab\uD83Dc", 3, "ab\uD83D"],
  ["a lone half elsewhere changes nothing", "\uDE00a😀", 3, "\uDE00a"],
  ["a short text stays", "😀", 5, "😀"],
  ["nothing stays nothing", "", 5, ""],
])("%s", (_, whole, units, expected) => expect(beginning(whole, units)).toBe(expected));

test("the history keeps the latest questions and drops blank ones", () => {
  expect(history("一", " ", "二", "三", "四", "", "五", "六", "七")).toEqual(["二", "三", "四", "五", "六", "七"]);
});

test("the next history ends with this question, once, and is never too long", () => {
  const asked = ["一", "二", "三", "四", "五", "六"];
  const next = (question: string) => nextHistory({ text: question, city: undefined, history: asked });
  expect(next("七")).toEqual(["二", "三", "四", "五", "六", "七"]);
  expect(next("三")).toEqual(["一", "二", "四", "五", "六", "三"]);
  expect(next(" \n")).toEqual(asked);
  expect(next("七")).toHaveLength(HISTORY_QUESTIONS);
});
