import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "slack-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** No token here is one of Slack's, so that no run ever leaves this machine. */
const NO_TOKEN = "鍵ではない文字";
const SECRET = "0123456789abcdef0123456789abcdef";
const DESKS = join(folder, "desks.json");
const desk = (id: string, name: string, secret: string) => ({
  ...{ id, name },
  slack: { botToken: `${NO_TOKEN}${id}`, signingSecret: secret, channel: `C0${id.toUpperCase()}` },
});
const both = [desk("kodaira", "小平の窓口", SECRET), desk("hino", "日野の窓口", "another")];
writeFileSync(DESKS, JSON.stringify({ desks: both }));

/** What `npm run -s slack:check` does, without settings but these. */
function run(args: readonly string[], settings: Readonly<Record<string, string>>) {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_CHANNEL, BASE_URL, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["start.mjs", "src/slack-check.ts", ...args], {
    encoding: "utf8",
    env: { ...rest, ...settings },
  });
  return { status, stdout, stderr };
}

test("without Slack's settings it says which are needed and where they stand", () => {
  const { status, stdout, stderr } = run([], {});
  expect([status, stdout]).toEqual([2, ""]);
  for (const word of ["SLACK_BOT_TOKEN", "OAuth & Permissions", "SLACK_SIGNING_SECRET", "SLACK_CHANNEL"]) {
    expect(stderr).toContain(word);
  }
});

test("what must be mended ends it with 1, and no secret is printed", () => {
  const settings = { SLACK_BOT_TOKEN: NO_TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_CHANNEL: "C0DESK" };
  const { status, stdout, stderr } = run([], settings);
  expect(stderr).toBe("");
  expect(status).toBe(1);
  expect(stdout).toContain("  × SLACK_BOT_TOKENの形が違います");
  expect(stdout).toContain("  × BASE_URLがない");
  expect(stdout).not.toMatch(new RegExp(`${NO_TOKEN}|${SECRET}`, "u"));
});

test("each desk of the file is checked, with its setting as the file calls it", () => {
  const { status, stdout } = run([], { DESKS_FILE: DESKS });
  expect(status).toBe(1);
  expect(stdout.match(/^■.*/gmu)).toEqual(["■ 小平の窓口（kodaira）", "■ 日野の窓口（hino）"]);
  expect(stdout).toContain(`${DESKS}のhinoのslack.signingSecretの形が違います`);
  expect(stdout).toContain("/slack/events/hino");
});

test.each([
  ["a desk that there is not", ["kunitachi"], "あるのは：kodaira、hino"],
  ["a second name", ["kodaira", "hino"], "npm run slack:check -- DESK"],
  ["an unknown option", ["--chek"], "npm run slack:check"],
])("%s is answered with what there is", (_, args, words) => {
  const { status, stdout, stderr } = run(args, { DESKS_FILE: DESKS });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(words);
});
