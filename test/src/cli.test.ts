import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CITIES } from "../fixtures/cities.ts";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm run -s ask` and `npm run -s eval` do, from the folder in which the person stands. */
function run(args: readonly string[], { input = "", from }: { input?: string; from?: string } = {}): Promise<Run> {
  const env = { ...process.env, ...(from === undefined ? {} : { INIT_CWD: from }) };
  const child = spawn(process.execPath, ["start.mjs", "src/cli.ts", ...args], { env });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...said })));
}
const lines = (text: string) => text.split("\n").filter((line) => line !== "");
const jsonOf = (text: string) => lines(text).map((line) => JSON.parse(line));

const HOW_TO_PROPOSE = "どうやって事業を提案すればいいですか";

describe("ask", () => {
  test("prints the answer and why it was found, and nothing else", async () => {
    const { status, stdout, stderr } = await run(["ask", HOW_TO_PROPOSE, "--city", "kodaira", "--explain"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^小平市の「小平市協働の推進に関する指針」/u);
    expect(stdout).toContain("出典：小平市協働の推進に関する指針（平成30年12月改定）");
    expect(stdout).toMatch(/^kodaira-\d+ {2}\d+\.\d\d {2}小平市協働の推進に関する指針/mu);
    for (const field of ["words", "bigrams"]) {
      expect(stdout).toMatch(new RegExp(`^ +\\d+\\.\\d\\d {2}${field} +× \\d\\.\\d\\d {2}提案`, "mu"));
    }
  });

  test("prints one JSON object when asked to, with the hits and their reasons", async () => {
    const { stdout, stderr } = await run(["ask", "事業の", "提案", "--city", "小平市", "--json", "--explain"]);
    expect(stderr).toBe("");
    const [answer, ...others] = jsonOf(stdout);
    expect(others).toEqual([]);
    expect(answer.outcome).toBe("answer");
    expect(answer.passages[0]).toMatchObject({ city: "kodaira", text: expect.stringContaining("提案") });
    expect(answer.explain).toHaveLength(answer.passages.length);
    const { reasons, score }: { reasons: { points: number }[]; score: number } = answer.explain[0];
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
  });

  test("answers line by line at its prompt, which is no part of the result", async () => {
    const { status, stdout, stderr } = await run(["ask"], {
      input: "国立市では、協働の主体とは何ですか\nじゃあ小平は？\n",
    });
    expect(status).toBe(0);
    expect(stderr).toContain("質問> ");
    expect(stdout).not.toContain("質問> ");
    expect(stdout.indexOf("国立市の「ＮＰＯ等と国立市による協働推進の指針」")).toBe(0);
    expect(stdout.indexOf("小平市の「小平市協働の推進に関する指針」")).toBeGreaterThan(0);
  });

  test.each([
    ["kodaira-shi", "kodaira"],
    [" 小平市 ", "kodaira"],
    ["ＨＩＮＯ", "hino"],
    ["HINO CITY", "hino"],
  ])("knows a city however it is typed: %j", async (typed, city) => {
    const { status, stdout, stderr } = await run(["ask", "協働とは", "--city", typed, "--json"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(jsonOf(stdout)[0].passages[0].city).toBe(city);
  });

  test("refuses a city that it does not know and lists those that it knows", async () => {
    const { status, stdout, stderr } = await run(["ask", "協働とは", "--city", "三鷹市"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("三鷹市");
    for (const { city } of CITIES) expect(stderr).toContain(`${city.id} (${city.names.ja})`);
  });
});

describe("ask --batch", () => {
  const ROWS = [
    { id: "b", question: "協働とは", city: "hino", history: [], persona: "resident" },
    { id: "a", question: "じゃあ国立は？", city: null, history: ["協働の主体とは"] },
    { id: "c", question: "" },
    { id: "d", question: "協働とは", city: "hino", history: [], expect: { outcome: "decline", city: ["kodaira"] } },
  ];
  const whole = ROWS.map((row) => JSON.stringify(row));

  test("prints one line a row in order, and goes on behind broken lines", async () => {
    const broken = [
      whole[0],
      "{broken",
      whole[1],
      '{"question":"id なし"}',
      ...whole.slice(2),
      '{"id":"e","question":"？","city":"mitaka"}',
    ];
    writeFileSync(join(folder, "rows.jsonl"), broken.join("\n"));
    const { stdout, stderr } = await run(["ask", "--batch", "rows.jsonl"], { from: folder });
    const answers = jsonOf(stdout);
    expect(answers.map(({ id }) => id)).toEqual(["b", "a", "c", "d"]);
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(["id", "outcome", "passages", "reply"]);
      for (const passage of answer.passages) {
        expect(Object.keys(passage)).toEqual(["city", "source", "text", "score"]);
        expect(typeof passage.score).toBe("number");
      }
    }
    expect(lines(stderr)).toEqual([
      expect.stringMatching(/rows\.jsonl:2: is not JSON/u),
      expect.stringMatching(/rows\.jsonl:4: has no id/u),
      expect.stringMatching(/rows\.jsonl:7: has an unknown city/u),
    ]);
    const [chosen, followUp, empty, misled] = answers;
    expect(new Set(chosen.passages.map(({ city }: { city: string }) => city))).toEqual(new Set(["hino"]));
    expect(new Set(followUp.passages.map(({ city }: { city: string }) => city))).toEqual(new Set(["kunitachi"]));
    expect(empty.outcome).toBe("decline");
    expect({ ...misled, id: "b" }).toEqual(chosen);
  });

  test("takes null and an empty city for none", async () => {
    const [question, id] = ["日野市では協働とは", "a"];
    const rows = [
      { id, question },
      { id, question, city: "", history: null },
    ];
    writeFileSync(join(folder, "no-city.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    const { status, stdout, stderr } = await run(["ask", "--batch", "no-city.jsonl"], { from: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [left, given] = jsonOf(stdout);
    expect(given).toEqual(left);
  });

  test("refuses a city beside the rows' own", async () => {
    const { status, stdout, stderr } = await run(["ask", "--batch", "rows.jsonl", "--city", "hino"], { from: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^--city does not go with --batch: .*\n\nnpm run ask -- "QUESTION"/u);
  });

  test("refuses a file that is not there", async () => {
    const { status, stdout, stderr } = await run(["ask", "--batch", "none.jsonl"], { from: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(join(folder, "none.jsonl"));
  });
});

describe("eval --beir", () => {
  test("prints one JSON object with the agreed keys", async () => {
    mkdirSync(join(folder, "qrels"));
    writeFileSync(
      join(folder, "corpus.jsonl"),
      '{"_id":"d1","title":"犬","text":"動物"}\n{"_id":"d2","text":"桜の木"}\n',
    );
    writeFileSync(join(folder, "queries.jsonl"), '{"_id":"q1","text":"犬とは"}\n');
    writeFileSync(join(folder, "qrels", "test.tsv"), "query-id\tcorpus-id\tscore\nq1\td1\t1\n");
    const { status, stdout, stderr } = await run(["eval", "--beir", ".", "--json"], { from: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [figures, ...others] = jsonOf(stdout);
    expect(others).toEqual([]);
    const shares = ["hit@1", "hit@3", "hit@10", "recall@10", "mrr@10", "ndcg@10"];
    const sizes = ["documents", "queries", "buildSeconds", "p50Ms", "p99Ms", "rssMb"];
    expect(Object.keys(figures)).toEqual([...shares, ...sizes]);
    expect(shares.map((name) => figures[name])).toEqual([1, 1, 1, 1, 1, 1]);
    expect(figures).toMatchObject({ documents: 2, queries: 1 });
    for (const name of sizes) expect(figures[name]).toBeGreaterThan(0);
  });
  test("refuses a folder that is not there", async () => {
    const { status, stdout, stderr } = await run(["eval", "--beir", "none"], { from: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("corpus.jsonl");
  });
});

test.each([
  ["an unknown flag", ["ask", "--loud", "協働とは"]],
  ["an unknown flag of eval", ["eval", "--loud"]],
  ["an unknown command", ["reply"]],
  ["no command", []],
])("%s is answered with what can be typed", async (_, args) => {
  const { status, stdout, stderr } = await run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("npm run ask -- --batch");
});
