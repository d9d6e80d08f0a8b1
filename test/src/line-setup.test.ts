import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "line-setup-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** No token here can be sent in a header, so that no run ever leaves this machine. */
const UNSENDABLE = "鍵ではない文字";
const DESKS = join(folder, "desks.json");
const desk = (id: string, name: string) => ({
  id,
  name,
  line: { channelSecret: "a-secret", channelAccessToken: UNSENDABLE },
});
writeFileSync(DESKS, JSON.stringify({ desks: [desk("kodaira", "小平の窓口"), desk("hino", "日野の窓口")] }));

/** What `npm run -s line:setup` does, without settings but these. */
function run(args: readonly string[], settings: Readonly<Record<string, string>>) {
  const { LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, BASE_URL, ...rest } = process.env;
  const env = { ...rest, ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["start.mjs", "src/line-setup.ts", ...args], {
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

test("without LINE's settings it says which are needed and where they stand", () => {
  const { status, stdout, stderr } = run([], {});
  expect(status).toBe(2);
  expect(stdout).toBe("");
  for (const word of ["LINE_CHANNEL_SECRET", "チャネルシークレット", "LINE_CHANNEL_ACCESS_TOKEN", "長期"]) {
    expect(stderr).toContain(word);
  }
});

test("what must be mended ends it with 1, and no token is printed", () => {
  const { status, stdout, stderr } = run(["--check"], {
    LINE_CHANNEL_SECRET: "a-secret",
    LINE_CHANNEL_ACCESS_TOKEN: UNSENDABLE,
  });
  expect(status).toBe(1);
  expect(stdout).toContain("  × アカウントを開けません。LINE_CHANNEL_ACCESS_TOKENに、使えない文字");
  expect(stdout + stderr).not.toMatch(new RegExp(`${UNSENDABLE}|a-secret`, "u"));
});

test("each desk of the file is set up, with its setting as the file calls it", () => {
  const { status, stdout } = run([], { DESKS_FILE: DESKS });
  expect(status).toBe(1);
  expect(stdout.match(/^■.*/gmu)).toEqual(["■ 小平の窓口（kodaira）", "■ 日野の窓口（hino）"]);
  expect(stdout).toContain(`${DESKS}のhinoのline.channelAccessTokenに、使えない文字`);
});

test("a desk that is named is the only one", () => {
  const { stdout } = run(["hino"], { DESKS_FILE: DESKS });
  expect(stdout.match(/^■.*/gmu)).toEqual(["■ 日野の窓口（hino）"]);
});

test.each([
  ["a desk that there is not", ["kunitachi"], "あるのは：kodaira、hino"],
  ["a second name", ["kodaira", "hino"], "npm run line:setup -- DESK"],
  ["an unknown option", ["--chek"], "--check"],
])("%s is answered with what there is", (_, args, words) => {
  const { status, stdout, stderr } = run(args, { DESKS_FILE: DESKS });
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(words);
});
