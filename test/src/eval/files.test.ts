import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { beirSet, jsonLines } from "../../../src/eval/files.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file of one JSON object a line", () => {
  const path = join(folder, "rows.jsonl");

  test.each([
    ["is read in order", '{"id":"a"}\n{"id":"b"}\n', ["a", "b"]],
    ["needs no line end at the end", '{"id":"a"}', ["a"]],
    ["may have empty lines", '\n{"id":"a"}\n \n\n{"id":"b"}\n', ["a", "b"]],
    ["may have the line ends of Windows", '{"id":"a"}\r\n{"id":"b"}\r\n', ["a", "b"]],
    ["may begin with a byte order mark", '\ufeff{"id":"a"}\n', ["a"]],
    ["may be empty", "", []],
  ])("%s", (_, text, ids) => {
    writeFileSync(path, text);
    const { rows, bad } = jsonLines(path, ({ id }) => ({ id: String(id) }));
    expect({ ids: rows.map(({ id }) => id), bad }).toEqual({ ids, bad: [] });
  });
  test("goes on behind a line that is none, and says which and why", () => {
    writeFileSync(path, '{"id":"a"}\n{broken\n\n["list"]\nnull\n7\n{"id":"b"}\n{"other":1}\n');
    const { rows, bad } = jsonLines(path, ({ id }) => (typeof id === "string" ? { id } : "has no id"));
    expect(rows).toEqual([{ id: "a" }, { id: "b" }]);
    expect(bad).toEqual([
      { line: 2, reason: "is not JSON" },
      { line: 4, reason: "is not a JSON object" },
      { line: 5, reason: "is not a JSON object" },
      { line: 6, reason: "is not a JSON object" },
      { line: 8, reason: "has no id" },
    ]);
  });
  test("that is not there is refused by name", () => {
    expect(() => jsonLines(join(folder, "none.jsonl"), () => ({}))).toThrow(
      expect.objectContaining({ code: "eval-input", message: expect.stringContaining("none.jsonl") }),
    );
  });
});

describe("a BEIR folder", () => {
  const WHOLE = {
    corpus:
      '{"_id":"d1","title":"題","text":"本文"}\n{"_id":2,"text":"題なし"}\n{"_id":"d3","title":"題のみ"}\n{"_id":4.5,"title":null,"text":""}\n',
    queries: '{"_id":"q1","text":"問い"}\n',
    qrels: "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t0\n",
  };
  const written = (name: string, parts: Partial<typeof WHOLE>) => {
    const { corpus, queries, qrels } = { ...WHOLE, ...parts };
    mkdirSync(join(folder, name, "qrels"), { recursive: true });
    writeFileSync(join(folder, name, "corpus.jsonl"), corpus);
    writeFileSync(join(folder, name, "queries.jsonl"), queries);
    writeFileSync(join(folder, name, "qrels", "test.tsv"), qrels);
    return join(folder, name);
  };

  test("is read, with numbers as ids and an empty title or text where only the other is given", () => {
    expect(beirSet(written("whole", {}))).toEqual({
      documents: [
        { id: "d1", title: "題", text: "本文" },
        { id: "2", title: "", text: "題なし" },
        { id: "d3", title: "題のみ", text: "" },
        { id: "4.5", title: "", text: "" },
      ],
      queries: [{ id: "q1", text: "問い" }],
      relevance: new Map([
        [
          "q1",
          new Map([
            ["d1", 2],
            ["d3", 0],
          ]),
        ],
      ]),
    });
  });
  test.each([
    ["with a header", "query-id\tcorpus-id\tscore\nq1\td1\t1\n"],
    ["without one", "q1\td1\t1\n"],
    ["with the line ends of Windows", "query-id\tcorpus-id\tscore\r\nq1\td1\t1\r\n"],
  ])("may have judgements %s", (name, qrels) => {
    expect(beirSet(written(name, { qrels })).relevance).toEqual(new Map([["q1", new Map([["d1", 1]])]]));
  });

  const D1 = '{"_id":"d1","text":"本文"}\n';
  const Q1 = '{"_id":"q1","text":"問い"}\n';
  const NUMBER_TWICE = '{"_id":7,"text":"本文"}\n{"_id":"7","text":"本文"}\n';
  test.each([
    ["corpus.jsonl:2: is not JSON", "a document that is not JSON", { corpus: `${D1}{broken\n` }],
    ["corpus.jsonl:1: has no _id", "a document without an id", { corpus: '{"text":"本文"}\n' }],
    ["corpus.jsonl:1: has no _id", "an id that is null", { corpus: '{"_id":null,"text":"本文"}\n' }],
    ["corpus.jsonl:1: has no _id", "an id that is empty", { corpus: '{"_id":"","text":"本文"}\n' }],
    ["corpus.jsonl:1: has no _id", "an id that is a list", { corpus: '{"_id":["d1"],"text":"本文"}\n' }],
    ['corpus.jsonl:3: has the _id "d1" of an earlier line', "the same document twice", { corpus: `${D1}\n${D1}` }],
    ["corpus.jsonl:2: has the _id", "a number that another's text is", { corpus: NUMBER_TWICE }],
    ["corpus.jsonl:1: has no text", "neither title nor text", { corpus: '{"_id":"d1"}\n' }],
    ["corpus.jsonl:1: has no text", "an empty title and no text", { corpus: '{"_id":"d1","title":""}\n' }],
    ["corpus.jsonl:1: has no text", "a text that is a list", { corpus: '{"_id":"d1","title":"題","text":["本文"]}\n' }],
    ["corpus.jsonl:1: has no text", "a text that is null", { corpus: '{"_id":"d1","title":"題","text":null}\n' }],
    ["corpus.jsonl:1: has a title", "a title that is a number", { corpus: '{"_id":"d1","title":1,"text":"本文"}\n' }],
    ["queries.jsonl:2: has no _id", "a query without an id", { queries: `${Q1}{"text":"問い"}\n` }],
    ["queries.jsonl:2: has the _id", "the same query twice", { queries: Q1 + Q1 }],
    ["queries.jsonl:1: has no text", "a query without a text", { queries: '{"_id":"q1"}\n' }],
    ["test.tsv:2", "a judgement without a document", { qrels: "q1\td1\t1\nq1\n" }],
    ["test.tsv:3", "a judgement whose score is no number", { qrels: "q1\td1\t1\n\nq1\td3\tgood\n" }],
    ["test.tsv:2", "a judgement without a score", { qrels: "q1\td1\t1\nq1\td3\n" }],
  ])("is refused with %s for %s", (place, what, parts) => {
    expect(() => beirSet(written(what, parts))).toThrow(
      expect.objectContaining({ code: "eval-input", message: expect.stringContaining(place) }),
    );
  });
  test("that lacks a file is refused by the file's name", () => {
    const path = written("lacking", {});
    rmSync(join(path, "queries.jsonl"));
    expect(() => beirSet(path)).toThrow(expect.objectContaining({ message: expect.stringContaining("queries.jsonl") }));
  });
});
