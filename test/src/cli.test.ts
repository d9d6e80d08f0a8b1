import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { VERDICTS } from "../../src/dialogue/judge.ts";
import { SIGNALS } from "../../src/dialogue/signals.ts";
import { readLearned } from "../../src/knowledge/learned.ts";
import { WEIGHTS } from "../../src/retrieval/weights.ts";
import { CITIES } from "../fixtures/cities.ts";
import { ASKED, EAST, twoCities, WEST } from "../fixtures/two-cities.ts";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  /** Typed at the prompt. */
  readonly input?: string;
  /** The folder in which the person stands. */
  readonly from?: string;
  readonly knowledge?: string;
}

/** What `npm run -s ask`, `npm run -s eval` and `npm run -s train` do. */
function run(args: readonly string[], { input = "", from, knowledge }: Circumstances = {}): Promise<Run> {
  const set = {
    ...(from !== undefined && { INIT_CWD: from }),
    ...(knowledge !== undefined && { KNOWLEDGE_DIR: knowledge }),
  };
  const env = { ...process.env, ...set };
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
  test("prints the answer, its quotation and its source, and nothing else", async () => {
    const { status, stdout, stderr } = await run(["ask", HOW_TO_PROPOSE, "--city", "kodaira"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^｜.*提案/mu);
    expect(stdout).toContain("出典：小平市協働の推進に関する指針（平成30年12月改定）");
    expect(stdout).not.toContain("share of answer");
  });

  test("prints why, when asked to: the outcome, each signal, and each hit with its reasons", async () => {
    const { stdout, stderr } = await run(["ask", HOW_TO_PROPOSE, "--city", "kodaira", "--explain"]);
    expect(stderr).toBe("");
    expect(stdout).toContain(`\nanswer  「${HOW_TO_PROPOSE}」\n`);
    for (const name of [...VERDICTS.map((verdict) => `share of ${verdict}`), ...SIGNALS]) {
      expect(stdout).toMatch(new RegExp(`^ +-?\\d\\.\\d\\d {2}${name}$`, "mu"));
    }
    expect(stdout).toMatch(/^kodaira-\d+ {2}\d+\.\d\d {2}小平市協働の推進に関する指針/mu);
    for (const field of ["words", "bigrams"]) {
      expect(stdout).toMatch(new RegExp(`^ +\\d+\\.\\d\\d {2}${field} +× \\d\\.\\d\\d {2}提案`, "mu"));
    }
    const points = WEIGHTS.likeness.points.toFixed(2).replace(".", "\\.");
    expect(stdout).toMatch(new RegExp(`^ +\\d+\\.\\d\\d {2}expected +× ${points} {2}\\S`, "mu"));
  });

  test("prints one JSON object when asked to, with signals, hits and their reasons", async () => {
    const { stdout, stderr } = await run(["ask", "事業の", "提案", "--city", "小平市", "--json", "--explain"]);
    expect(stderr).toBe("");
    const [answer, ...others] = jsonOf(stdout);
    expect(others).toEqual([]);
    expect(Object.keys(answer)).toEqual(["id", "outcome", "passages", "reply", "looked", "signals", "explain"]);
    expect(answer.looked.trim()).toBe("事業の 提案");
    expect(answer.outcome).toBe("answer");
    expect(answer.passages[0]).toMatchObject({ city: "kodaira", text: expect.stringContaining("提案") });
    expect(Object.keys(answer.signals)).toEqual([...VERDICTS.map((verdict) => `share of ${verdict}`), ...SIGNALS]);
    const shares = VERDICTS.map((verdict): number => answer.signals[`share of ${verdict}`]);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    const { reasons, score }: { reasons: { points: number }[]; score: number } = answer.explain[0];
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
  });
  test("prints the JSON object without reasons unless they are asked for", async () => {
    const [answer] = jsonOf((await run(["ask", HOW_TO_PROPOSE, "--city", "kodaira", "--json"])).stdout);
    expect(Object.keys(answer)).toEqual(["id", "outcome", "passages", "reply"]);
  });

  test("answers line by line at its prompt, which is no part of the result", async () => {
    const { status, stdout, stderr } = await run(["ask"], {
      input: "国立市では、協働の主体とは何ですか\nじゃあ小平は？\n",
    });
    expect(status).toBe(0);
    expect(stderr).toContain("質問> ");
    expect(stdout).not.toContain("質問> ");
    const [first, second] = ["出典：ＮＰＯ等と国立市による協働推進の指針", "出典：小平市協働の推進に関する指針"];
    expect(stdout.indexOf(first!)).toBeGreaterThan(0);
    expect(stdout.indexOf(second!)).toBeGreaterThan(stdout.lastIndexOf(first!));
  });

  test.each([
    [" kodaira-shi ", "kodaira"],
    ["ＨＩＮＯ CITY", "hino"],
    ["こくぶんじし", "kokubunji"],
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

  test("tells staff the same in their own words, and passes over what a row expects", async () => {
    const row = { id: "a", question: "うちの団体でも選ばれますか", city: EAST };
    const personas = ["resident", "staff", "center", "foreign", undefined];
    const rows = personas.map((persona) => ({ ...row, persona, expect: { outcome: "answer", evidence: ["花火"] } }));
    writeFileSync(join(folder, "personas.jsonl"), rows.map((one) => JSON.stringify(one)).join("\n"));
    const knowledge = await trainedKnowledge();
    const { status, stdout } = await run(["ask", "--batch", "personas.jsonl"], { from: folder, knowledge });
    expect(status).toBe(0);
    const [resident, staff, center, foreign, nobody] = jsonOf(stdout);
    expect(resident.outcome).toBe("handoff");
    expect({ ...staff, reply: "" }).toEqual({ ...resident, reply: "" });
    expect(staff.reply).not.toBe(resident.reply);
    expect([center, foreign, nobody]).toEqual([staff, resident, resident]);
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

/** A small knowledge folder that has learned, the same for all tests: none leaves it otherwise. */
function trainedKnowledge(): Promise<string> {
  trained ??= learnedIn(twoCities());
  return trained;
}
let trained: Promise<string> | undefined;
async function learnedIn(knowledge: string): Promise<string> {
  await run(["train"], { knowledge });
  return knowledge;
}

describe("train", () => {
  test("writes learned.json into the folder of knowledge, and tells how well it tells", async () => {
    const knowledge = twoCities();
    const file = join(knowledge, "learned.json");
    const { status, stdout, stderr } = await run(["train"], { knowledge });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { kinds, signals, hashes } = readLearned(file, readFileSync(file, "utf8"));
    expect(kinds).toContain("answer");
    expect(signals).toEqual(SIGNALS);
    const count = Object.values(ASKED).flat().length + ASKED.library.length;
    expect(lines(stdout)).toEqual([
      `${count} questions, each judged while it was left out:`,
      expect.stringMatching(/^kind of subject told right +(?:0\.\d{3}|1)$/u),
      expect.stringMatching(/^verdict told right +(?:0\.\d{3}|1)$/u),
      `${hashes.length} features kept in ${file}`,
    ]);
  });
  test("writes the same file once more, whatever was learned before", async () => {
    const knowledge = await trainedKnowledge();
    const file = join(knowledge, "learned.json");
    const first = readFileSync(file, "utf8");
    await run(["train"], { knowledge });
    expect(readFileSync(file, "utf8")).toBe(first);
    writeFileSync(file, "{ spoilt");
    expect((await run(["train"], { knowledge })).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(first);
  });
  test("is told by name where it is needed: a file that is spoilt", async () => {
    const knowledge = twoCities();
    writeFileSync(join(knowledge, "learned.json"), "{ spoilt");
    const { status, stdout, stderr } = await run(["ask", "図書室はどこですか"], { knowledge });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("knowledge/learned.json is not what npm run train writes: run it again");
  });
  test("changes what is answered, and a desk that never learned answers too", async () => {
    const knowledge = await trainedKnowledge();
    const asks = async (folder: string, question: string, city: string) =>
      jsonOf((await run(["ask", question, "--city", city, "--json"], { knowledge: folder })).stdout)[0].outcome;
    expect(await asks(knowledge, "図書室はどこですか", EAST)).toBe("answer");
    expect(await asks(knowledge, "花火大会はどこでありますか", WEST)).toBe("decline");
    const unlearned = twoCities();
    expect(existsSync(join(unlearned, "learned.json"))).toBe(false);
    expect(await asks(unlearned, "図書室はどこですか", EAST)).toBe("answer");
  });
  test("refuses a folder whose cities have no notes, and leaves it as it was", async () => {
    const knowledge = twoCities();
    for (const city of [EAST, WEST]) rmSync(join(knowledge, city, "notes.jsonl"));
    const { status, stdout, stderr } = await run(["train"], { knowledge });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(`${knowledge} holds no notes to learn from: a city's are in notes.jsonl\n`);
    expect(existsSync(join(knowledge, "learned.json"))).toBe(false);
  });
  test("refuses a folder that holds no city", async () => {
    const { status, stdout, stderr } = await run(["train"], { knowledge: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/city|guideline/u);
  });
});

describe("eval", () => {
  const ROWS = [
    { id: "1", question: "図書室はどこですか", city: EAST, expect: { outcome: "answer", evidence: ["駅前の会館"] } },
    { id: "2", question: "花火大会はどこでありますか", city: WEST, expect: { outcome: "decline" } },
  ];
  test("prints one JSON object of figures over a set", async () => {
    writeFileSync(join(folder, "set.jsonl"), ROWS.map((row) => JSON.stringify(row)).join("\n"));
    const knowledge = await trainedKnowledge();
    const { status, stdout, stderr } = await run(["eval", "set.jsonl", "--json"], { from: folder, knowledge });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(jsonOf(stdout)[0]).toMatchObject({
      rows: 2,
      "right answer shown first": 1,
      "false answers": 0,
      unanswered: 0,
    });
  });
  test("prints the figures by language, city and outcome, and what carries them", async () => {
    const knowledge = await trainedKnowledge();
    const { status, stdout, stderr } = await run(["eval", "set.jsonl"], { from: folder, knowledge });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^right answer shown first +1$/mu);
    for (const name of ["as it stands", "without notes", "without what was learned", `${EAST} (1)`, "decline (1)"]) {
      expect(stdout).toContain(`| ${name} | `);
    }
    expect(stdout).toMatch(/^1 answers are right at the first place\. They rest on 1 notes/mu);
  });
  test("counts no row that expects nothing, nor one that is broken", async () => {
    const more = [
      { id: "3", question: "図書室はどこですか", city: EAST },
      { id: "4", question: "花火はどこ", city: EAST, expect: {} },
      { id: "5", city: EAST, expect: { outcome: "answer" } },
    ];
    writeFileSync(join(folder, "odd.jsonl"), [...ROWS, ...more].map((row) => JSON.stringify(row)).join("\n"));
    const knowledge = await trainedKnowledge();
    const { status, stdout, stderr } = await run(["eval", "odd.jsonl", "--json"], { from: folder, knowledge });
    expect(status).toBe(0);
    expect(lines(stderr)).toEqual([expect.stringMatching(/odd\.jsonl:5: has no question; left out/u)]);
    expect(jsonOf(stdout)[0]).toMatchObject({ rows: 3, unanswered: 1, "right answer shown first": 1 });
  });
  test.each([
    ["--lines", ["answers from 0.2 on", "answers from 0.7 on"]],
    ["--lexicon", ["図書室", "all of them"]],
    ["--weights", ["as it stands", "no kana words"]],
  ])("prints a table with %s", async (flag, rows) => {
    const { status, stdout, stderr } = await run(["eval", "set.jsonl", flag], { from: folder, knowledge: twoCities() });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const cells = lines(stdout).map((line) => line.split("|").map((cell) => cell.trim()));
    expect(cells.map((row) => row[1])).toEqual(expect.arrayContaining(rows));
    expect(new Set(cells.map((row) => row.length)).size).toBe(1);
  });
  test("prints the figures over the expected questions, and without a part of the desk at a time", async () => {
    const { status, stdout } = await run(["eval", "--expected"], { knowledge: twoCities() });
    expect(status).toBe(0);
    expect(lines(stdout)).toEqual([
      expect.stringMatching(/^as it stands: expected questions 32, hit@1 /u),
      expect.stringMatching(/^without the lexicon's groups: expected questions 32, hit@1 /u),
      expect.stringMatching(/^without notes: expected questions 32, hit@1 /u),
      expect.stringMatching(/^without both: expected questions 32, hit@1 /u),
    ]);
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
