import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CaseNumber } from "../../src/records.ts";
import { type DeskFolder, deskFolder } from "./terminal/desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

/** What `npm run -s cases`, `npm run -s backup` and `npm run -s restore` do, beside a desk that has its store open. */
function run(args: readonly string[], input = ""): Promise<{ status: number | null; stdout: string; stderr: string }> {
  // Nothing else of this environment: the settings of whoever runs the tests are not those of this desk.
  const env = { PATH: process.env.PATH, ...desk.environment, INIT_CWD: desk.dataDir };
  const child = spawn(process.execPath, ["start.mjs", "src/terminal.ts", ...args], { env });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...said })));
}

test("a case is taken and answered from another process, and the running desk sees it at once", async () => {
  const { conversation } = await desk.caseOf("a");
  expect(await run(["cases", "take", "1", "--as", "hara"])).toEqual({
    status: 0,
    stdout: "受付番号 1 を hara さんが担当します\n",
    stderr: "",
  });
  const answered = await run(["cases", "answer", "1", "-", "--as", "hara"], "延ばせません。\n理由は…\n");
  expect(answered).toMatchObject({ status: 0, stderr: "" });
  const [row] = await desk.within(({ outbox }) => outbox.list(["waiting"], 2));
  expect(row).toMatchObject({ conversation, sayings: [{ text: "延ばせません。\n理由は…" }] });
});

test("of two who take a case at the same time one has it, and the other is told who", async () => {
  await desk.caseOf("a");
  const names = ["hara", "kimura"];
  const runs = await Promise.all(names.map((name) => run(["cases", "take", "1", "--as", name])));
  expect(runs.map(({ status }) => status).sort()).toEqual([0, 1]);
  const { assignee } = (await desk.within(({ cases }) => cases.get(1 as CaseNumber)))!;
  expect(runs[names.indexOf(assignee!)]?.status).toBe(0);
  expect(runs.find(({ status }) => status === 1)?.stderr).toContain(`${assignee} さんが担当しています`);
});

test("results go to stdout and complaints to stderr, each with its status", async () => {
  await desk.caseOf("a");
  const list = await run(["cases"]);
  expect(list).toMatchObject({ status: 0, stderr: "" });
  expect(list.stdout).toContain("受付中");
  expect(await run(["cases", "show", "2"])).toEqual({
    status: 1,
    stdout: "",
    stderr: "この窓口に受付番号 2 はありません\n",
  });
  expect(await run(["cases", "nothing"])).toMatchObject({ status: 2, stdout: "" });
});

test("a path is meant from where the person stands, not from the project's folder", async () => {
  expect(await run(["backup", "copy"])).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(desk.dataDir, "copy"))).toBe(true);
});
