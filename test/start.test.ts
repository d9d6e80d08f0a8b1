import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "start-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs start.mjs on this Node while it takes itself for another version. */
function startedBy(version: string, ...args: readonly string[]) {
  const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
  const disguise = `Object.defineProperty(process, "versions", { value: ${versions} });`;
  const flags = ["--import", `data:text/javascript,${encodeURIComponent(disguise)}`, "start.mjs", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test.each(["14.21.3", "20.20.2", "23.11.1"])("Node %s is told what to do instead", (version) => {
  const { status, stdout, stderr } = startedBy(version, "src/cli.ts", "ask");
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain(`this is Node ${version}`);
  for (const command of ["npm ci", "npm start", "npm test", "npm run ask"]) expect(stderr).toContain(command);
});

test.each(["24.0.0", "26.10.0", "100.0.0"])("Node %s is new enough, and the file gets its arguments", (version) => {
  const file = join(folder, "said.ts");
  writeFileSync(file, "const said: string[] = process.argv.slice(2); process.stdout.write(JSON.stringify(said));");
  expect(startedBy(version, file, "一つ目", "--two")).toEqual({ status: 0, stdout: '["一つ目","--two"]', stderr: "" });
});

test("without a file it says what to run", () => {
  expect(startedBy("26.10.0")).toEqual({ status: 2, stdout: "", stderr: expect.stringContaining("npm start") });
});

/** What a parser of Node 14 stops at, so that the message above would never be printed. */
const NEWER_THAN_14 = [
  ["a logical assignment", /(?:\?\?|\|\||&&)=/u],
  ["a class's static block or private check", /\bstatic\s*\{|#\w+\s+in\b/u],
  ["a regular expression with the flag d or v", /\/[a-z]*[dv][a-z]*(?=[.,;)\s])/u],
  ["an import attribute", /\bfrom\s+''\s+(?:with|assert)\b/u],
  ["a using declaration", /\busing\s+\w+\s*=/u],
  ["a type", /\b(?:interface|satisfies)\s|\bas\s+const\b|\)\s*:\s*\w+\s*(?:=>|\{)/u],
  ["a string as an imported name", /\b(?:import|export)\s*\{[^}]*''/u],
] as const;

test.each(NEWER_THAN_14)("start.mjs holds no %s", (_, pattern) => {
  const code = readFileSync("start.mjs", "utf8").replace(/\/\*.*?\*\/|(?<!:)\/\/[^\n]*|"[^"\n]*"/gsu, "''");
  expect(pattern.exec(code)?.[0]).toBeUndefined();
});

test("start.mjs asks its imports for no name that Node 14 lacks, which would stop it before its first line", () => {
  const imports = [...readFileSync("start.mjs", "utf8").matchAll(/^import (.+) from "(.+)";$/gmu)].map((m) =>
    m.slice(1),
  );
  expect(imports.sort()).toEqual([
    ["* as nodeModule", "node:module"],
    ["{ pathToFileURL }", "node:url"],
    ["{ resolve }", "node:path"],
  ]);
});
