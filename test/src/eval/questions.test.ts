import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../../src/assemble.ts";
import { answeredRow } from "../../../src/eval/answered.ts";
import { jsonLines } from "../../../src/eval/files.ts";
import { type AnsweredRow, expectation, type QuestionRow, questionRow, scored } from "../../../src/eval/questions.ts";
import type { Desk } from "../../../src/ports/desk.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { DEV_SET, need, SCORER } from "./shared.ts";

const GUIDELINES = new Map(CITIES.map(({ city, file }) => [city.id as string, file]));
const folder = mkdtempSync(join(tmpdir(), "questions-"));
afterAll(() => rmSync(folder, { recursive: true }));

let desk: Desk;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  ({ desk } = await assemble(places));
});

const BARE: QuestionRow = { id: "a", question: "一", city: null, history: [], asker: "resident" };
describe("a question row", () => {
  test("is read without what it expects", () => {
    const row = {
      id: 7,
      lang: "ja",
      question: "協働とは",
      city: "hino",
      history: ["市民とは"],
      expect: { outcome: "answer" },
    };
    const read = { id: "7", question: "協働とは", city: "hino", history: ["市民とは"], asker: "resident" };
    expect(questionRow(row)).toEqual(read);
  });
  test("may leave out city and history", () => {
    expect(questionRow({ id: "a", question: "" })).toEqual({ ...BARE, question: "" });
  });
  test("may have null or an empty text for no city, and null for no history", () => {
    for (const city of [null, ""]) {
      expect(questionRow({ id: "a", question: "一", city, history: null })).toEqual(BARE);
    }
  });
  test.each([
    ["resident", "resident"],
    ["staff", "staff"],
    ["center", "staff"],
    ["foreign", "resident"],
    [undefined, "resident"],
    [7, "resident"],
  ])("of the persona %j is asked by %s", (persona, asker) => {
    expect(questionRow({ id: "a", question: "一", persona })).toEqual({ ...BARE, asker });
  });
  test.each([
    ["an id", { question: "協働とは" }],
    ["a question", { id: "a" }],
    ["a city", { id: "a", question: "協働とは", city: 3 }],
    ["a history", { id: "a", question: "協働とは", history: "市民とは" }],
    ["a history", { id: "a", question: "協働とは", history: [1] }],
  ])("without a usable one is told to want %s", (what, row) => {
    expect(questionRow(row)).toContain(what.slice(what.indexOf(" ") + 1));
  });
  test("without an expected outcome cannot be scored", () => {
    expect(expectation({ id: "a", question: "協働とは" })).toBe("has no expected outcome");
  });
});

describe("what was answered is scored", () => {
  const passage = (city: string, text: string) => ({ city, text, source: "", score: 1 });
  const RIGHT = passage("hino", "市民活動とは市民活動の言葉である");
  const TEXTS = new Map([
    ["hino", "市民活動とは、\n市民活動の言葉である。\n協働の評価をします。"],
    ["kodaira", "小平の協働の評価です。"],
  ]);
  const want = (outcome: string, evidence: unknown = [], city: readonly string[] = []) =>
    expectation({ id: "1", expect: { outcome, evidence, city } }) as Exclude<ReturnType<typeof expectation>, string>;
  const figures = (
    expected: ReturnType<typeof want>,
    outcome: string,
    ...passages: AnsweredRow["passages"][number][]
  ) => scored([expected], [{ id: "1", outcome, passages, reply: "" }], TEXTS);
  const EVALUATION = want("answer", ["協働の評価をします"]);

  test.each([
    [
      "right and first",
      "answer",
      ["協働の評価をします。"],
      { "hit@1": 1, "right answer shown first": 1, "missed answers": 0 },
    ],
    [
      "right and second",
      "answer",
      ["市民活動とは、", "協働の評価を\nします。"],
      { "hit@1": 0, "hit@3": 1, "MRR@10": 0.5 },
    ],
    [
      "found but not shown",
      "decline",
      ["協働の評価をします。"],
      { "hit@1": 1, "right answer shown first": 0, "missed answers": 1 },
    ],
    ["in other words", "answer", ["協働の評価をしますね、必ず。"], { "hit@1": 0, notVerbatim: 1 }],
    ["not found", "answer", ["市民活動とは、"], { "hit@5": 0, "MRR@10": 0 }],
  ])("%s", (_, outcome, texts, expected) => {
    const passages = texts.map((text) => passage("hino", text));
    expect(figures(EVALUATION, outcome, ...passages)).toMatchObject(expected);
  });
  test("with a passage over 600 characters it counts for nothing", () => {
    const long = "協働の評価をします。".repeat(61);
    const texts = new Map([["hino", long]]);
    const rows = [{ id: "1", outcome: "answer", passages: [passage("hino", long)], reply: "" }];
    expect(scored([EVALUATION], rows, texts)).toMatchObject({ "hit@1": 0, notVerbatim: 1 });
  });
  test("by city where two are compared, and by the first two passages of each", () => {
    const comparison = want("compare", { hino: ["協働の評価をします"], kodaira: ["小平の協働の評価"] });
    const both = [passage("hino", "協働の評価をします。"), passage("kodaira", "小平の協働の評価です。")];
    expect(figures(comparison, "compare", ...both)["compare cells hit"]).toBe(1);
    expect(figures(comparison, "compare", both[0]!)["compare cells hit"]).toBe(0.5);
    const third = [passage("hino", "市民活動とは、"), passage("hino", "市民活動とは、"), both[0]!];
    expect(figures(comparison, "compare", ...third)["compare cells hit"]).toBe(0);
  });
  test("as false where it should have been declined or handed over", () => {
    for (const outcome of ["decline", "handoff"])
      expect(figures(want(outcome), "answer", RIGHT)).toMatchObject({ "false answers": 1, "outcome accuracy": 0 });
  });
  test("as right where asking back was expected and every city is shown instead", () => {
    const clarify = want("clarify", [], ["hino", "kodaira"]);
    const both = [passage("hino", "協働の評価をします。"), passage("kodaira", "小平の協働の評価です。")];
    expect(figures(clarify, "answer", ...both)["outcome accuracy"]).toBe(1);
    expect(figures(clarify, "answer", both[0]!)["outcome accuracy"]).toBe(0);
  });
});

describe("on the development questions", () => {
  const read = () => {
    const answers = jsonLines(DEV_SET, questionRow).rows.map((row) => answeredRow(desk, row));
    return { answers, expected: jsonLines(DEV_SET, expectation).rows };
  };
  const byScorer = (answers: readonly AnsweredRow[]): Record<string, number> => {
    const path = join(folder, "answers.jsonl");
    writeFileSync(path, answers.map((row) => JSON.stringify(row)).join("\n"));
    const printed = execFileSync(process.execPath, [SCORER, DEV_SET, path, "--json"], { encoding: "utf8" });
    return (JSON.parse(printed) as { figures: Record<string, number> }).figures;
  };

  test("every figure is the one that the field's scorer prints", (context) => {
    need(context, DEV_SET, SCORER);
    const { answers, expected } = read();
    expect(scored(expected, answers, GUIDELINES)).toEqual(byScorer(answers));
  });
  test("so it is where answers are missing, wrong or none", (context) => {
    need(context, DEV_SET, SCORER);
    const { answers, expected } = read();
    const spoilt = answers.flatMap((row, i) => {
      if (i % 5 === 0) return [];
      const outcome = ["answer", "decline", "clarify", "compare"][i % 4]!;
      const passages = row.passages.map((p) => (i % 3 === 0 ? { ...p, text: `${p.text}加えた言葉がここに` } : p));
      return [{ ...row, outcome, passages: passages.toReversed() }];
    });
    expect(scored(expected, spoilt, GUIDELINES)).toEqual(byScorer(spoilt));
  });
});

describe("a right answer is shown first for 80 of 100 questions, and an answer is false or missed for 1 of 9 at most", () => {
  test.for([
    ["the development set", DEV_SET],
    ["what residents ask", "test/questions/residents.jsonl"],
    ["what staff and foreigners ask", "test/questions/staff.jsonl"],
  ] as const)("on %s", ([, path], context) => {
    need(context, path);
    const answers = jsonLines(path, questionRow).rows.map((row) => answeredRow(desk, row));
    const figures = scored(jsonLines(path, expectation).rows, answers, GUIDELINES);
    expect(figures.rows).toBeGreaterThan(100);
    expect(figures).toMatchObject({ unanswered: 0, notVerbatim: 0 });
    expect(figures["right answer shown first"]).toBeGreaterThan(0.8);
    expect(figures["right answer in first 3"]).toBeGreaterThan(0.89);
    expect(figures["missed answers"]).toBeLessThan(0.11);
    expect(figures["false answers"]).toBeLessThan(0.11);
    expect(figures["compare cells hit"]).toBeGreaterThan(0.9);
    expect(figures["outcome accuracy"]).toBeGreaterThan(0.92);
  });
});
