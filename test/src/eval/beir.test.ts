import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../../src/assemble.ts";
import { beirFigures } from "../../../src/eval/beir.ts";
import { beirSet } from "../../../src/eval/files.ts";
import type { Tokenizer } from "../../../src/text/tokenize.ts";
import { JSQUAD, need } from "./shared.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  const places = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
  ({ tokenizer } = await assemble(places));
});

const DOCUMENTS = [
  { _id: "dog", title: "犬", text: "犬は人に飼われる動物である。" },
  { _id: "cat", text: "猫は魚を食べる動物である。" },
  { _id: "tree", title: "", text: "桜は春に咲く樹木である。" },
  { _id: "river", title: "多摩川", text: "東京を流れる川である。" },
];
const QUERIES = [
  { _id: "q1", text: "人に飼われる動物の犬" },
  { _id: "q2", text: "春に咲くのは桜ですか" },
  { _id: "q3", text: "多摩川" },
  { _id: "q4", text: "judged by nobody" },
  { _id: "q5", text: "判定がすべて零の問い" },
];
/** q1 and q3 find theirs first; what q2 is said to mean stands in another document, which shares no word with it. */
const QRELS = "q1\tdog\t2\nq1\tcat\t0\nq2\triver\t1\nq3\triver\t1\nq5\tdog\t0\n";

const folder = mkdtempSync(join(tmpdir(), "beir-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, qrels: string) {
  const path = join(folder, name);
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
  mkdirSync(join(path, "qrels"), { recursive: true });
  writeFileSync(join(path, "corpus.jsonl"), lines(DOCUMENTS));
  writeFileSync(join(path, "queries.jsonl"), lines(QUERIES));
  writeFileSync(join(path, "qrels", "test.tsv"), qrels);
  return beirSet(path);
}

/** A clock that goes on by `stepMs` whenever it is looked at. */
const clock = (stepMs: number) => {
  let now = 0;
  return () => {
    now += stepMs;
    return now;
  };
};

describe("of a small set", () => {
  test("the figures are those that a hand computes", () => {
    expect(beirFigures(written("small", QRELS), tokenizer, clock(5))).toEqual({
      "hit@1": 2 / 3,
      "hit@3": 2 / 3,
      "hit@10": 2 / 3,
      "recall@10": 2 / 3,
      "mrr@10": 2 / 3,
      "ndcg@10": 2 / 3,
      documents: 4,
      queries: 3,
      buildSeconds: 0.005,
      p50Ms: 5,
      p99Ms: 5,
    });
  });
  test("a header over the judgements changes nothing", () => {
    const headed = written("headed", `query-id\tcorpus-id\tscore\n${QRELS}`);
    expect(beirFigures(headed, tokenizer, clock(5))).toEqual(beirFigures(written("bare", QRELS), tokenizer, clock(5)));
  });
  test("without a judged query every share is 0", () => {
    const figures = beirFigures(written("unjudged", ""), tokenizer, clock(5));
    expect(figures).toMatchObject({ "hit@1": 0, "mrr@10": 0, "ndcg@10": 0, documents: 4, queries: 0, p50Ms: 0 });
  });
  test("a relevant document at the second place counts half", () => {
    const figures = beirFigures(written("second", "q1\tcat\t1\n"), tokenizer, clock(5));
    expect(figures).toMatchObject({ "hit@1": 0, "hit@3": 1, "mrr@10": 0.5, "ndcg@10": 1 / Math.log2(3), queries: 1 });
  });
});

test("on JSQuAD the first hit is right for 91.5 of 100 questions, and MRR@10 is 0.942 or more", {
  timeout: 120_000,
}, (context) => {
  need(context, JSQUAD);
  const figures = beirFigures(beirSet(JSQUAD), tokenizer, () => performance.now());
  expect(figures).toMatchObject({ documents: 1145, queries: 4442 });
  expect(figures["hit@1"]).toBeGreaterThanOrEqual(0.915);
  expect(figures["mrr@10"]).toBeGreaterThanOrEqual(0.942);
});
