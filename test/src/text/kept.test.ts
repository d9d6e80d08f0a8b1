import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { keeper, noKeeper } from "../../../src/text/kept.ts";

const temporary = mkdtempSync(join(tmpdir(), "kept-"));
afterAll(() => rmSync(temporary, { recursive: true }));

let cacheDir: string;
let warnings: string[];
beforeEach(() => {
  cacheDir = mkdtempSync(join(temporary, "cache-"));
  warnings = [];
});

const MADE = {
  hashes: Uint32Array.of(0, 7, 2 ** 32 - 1),
  shares: Float32Array.of(0.25, -1.5),
  notes: [{ city: "東野", questions: ["花火\nは？", ""], isGrave: true }],
  none: [],
};
/** What came out, and how often it had to be made. */
function kept({
  name = "questions",
  ingredients = ["語彙", "問い"] as readonly (string | Uint8Array)[],
  folder = cacheDir,
} = {}) {
  let times = 0;
  const found = keeper({ cacheDir: folder, warn: (message) => warnings.push(message) }).kept(name, ingredients, () => {
    times += 1;
    return MADE;
  });
  return { found, times };
}
const files = () => readdirSync(cacheDir).sort();
const only = () => join(cacheDir, files()[0]!);

describe("what was made once", () => {
  test("is kept, and read again as it was", () => {
    expect(kept()).toEqual({ found: MADE, times: 1 });
    expect(kept()).toEqual({ found: MADE, times: 0 });
    expect(warnings).toEqual([]);
  });
  test("lies in one file of the name that it was given, with no workpiece beside it", () => {
    kept();
    kept();
    expect(files()).toEqual([expect.stringMatching(/^questions-[0-9a-f]{16}\.bin$/u)]);
  });
  test("is kept in a folder that was not there", () => {
    const folder = join(cacheDir, "deep", "er");
    kept({ folder });
    expect(kept({ folder }).times).toBe(0);
  });
  test.each([
    ["of other ingredients", { ingredients: ["語彙", "別の問い"] }],
    ["of the same letters cut elsewhere", { ingredients: ["語彙問", "い"] }],
    ["of one ingredient more", { ingredients: ["語彙", "問い", ""] }],
    ["of another name", { name: "notes" }],
  ])("is another thing than what is made %s", (_, other) => {
    kept();
    expect(kept(other).times).toBe(1);
    expect(files()).toHaveLength(2);
    expect([kept().times, kept(other).times]).toEqual([0, 0]);
  });
  test("is known by ingredients in letters and in bytes alike", () => {
    kept({ ingredients: [Uint8Array.of(1, 2), "問い"] });
    expect(kept({ ingredients: [Uint8Array.of(1, 2), "問い"] }).times).toBe(0);
    expect(kept({ ingredients: [Uint8Array.of(1, 3), "問い"] }).times).toBe(1);
  });
});

describe("a file that is not as it was written is made anew", () => {
  const whole = () => readFileSync(only());
  test.each([
    ["one bit is another", (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte)))],
    ["its end is missing", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["its checksum is missing", (bytes: Buffer) => bytes.subarray(0, -4)],
    ["it is empty", () => Buffer.alloc(0)],
    ["it is shorter than a checksum", () => Buffer.of(1, 2)],
    ["it is something else", () => Buffer.from("{}\n")],
    ["it is nothing but noughts, which have their own checksum", () => Buffer.alloc(8)],
  ])("where %s", (_, spoilt) => {
    kept();
    const bytes = whole();
    writeFileSync(only(), spoilt(bytes));
    expect(kept()).toEqual({ found: MADE, times: 1 });
    expect(whole()).toEqual(bytes);
    expect(kept().times).toBe(0);
    expect(warnings).toEqual([]);
  });
});

describe("a folder that cannot be used", () => {
  test("is told, and all is made at each start", () => {
    const folder = join(cacheDir, "a-file", "cache");
    writeFileSync(join(cacheDir, "a-file"), "");
    expect(kept({ folder })).toEqual({ found: MADE, times: 1 });
    expect(kept({ folder })).toEqual({ found: MADE, times: 1 });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain(folder);
    expect(warnings[0]).toContain("questions");
  });
  test("is not looked for where none is wanted", () => {
    const nowhere = keeper({ cacheDir: undefined, warn: (message) => warnings.push(message) });
    expect([nowhere, noKeeper].map((one) => one.kept("questions", [], () => 7))).toEqual([7, 7]);
    expect(warnings).toEqual([]);
  });
});

test("what cannot be made is thrown, and nothing is kept", () => {
  const makes = () =>
    keeper({ cacheDir, warn: (message) => warnings.push(message) }).kept("notes", [], () => {
      throw new RangeError("no such note");
    });
  expect(makes).toThrow("no such note");
  expect(files()).toEqual([]);
});

describe("what earlier texts left behind", () => {
  const HOURS_AGO = new Date(Date.now() - 2 * 3_600_000);
  const lay = (name: string, time = HOURS_AGO) => {
    writeFileSync(join(cacheDir, name), "old");
    utimesSync(join(cacheDir, name), time, time);
  };
  test.each(["questions-0123456789abcdef.bin", "notes-0123456789abcdef.bin", "questions-0123456789abcdef.bin.4711"])(
    "is swept when something is written: %s",
    (name) => {
      lay(name);
      kept();
      expect(files()).not.toContain(name);
    },
  );
  test.each([
    ["young", "questions-0123456789abcdef.bin", new Date()],
    ["not ours", "kuromoji-0.1.2-01595107.bin", HOURS_AGO],
    ["named nearly like ours", "questions-0123.bin", HOURS_AGO],
  ])("stays when it is %s: %s", (_, name, time) => {
    lay(name, time);
    kept();
    expect(files()).toContain(name);
  });
  test("stays where it may not be removed", () => {
    const name = "questions-0123456789abcdef.bin";
    mkdirSync(join(cacheDir, name));
    utimesSync(join(cacheDir, name), HOURS_AGO, HOURS_AGO);
    expect(kept().found).toEqual(MADE);
    expect(files()).toContain(name);
    expect(warnings).toEqual([]);
  });
  test("stays as long as all is read only", () => {
    kept();
    lay("notes-0123456789abcdef.bin");
    kept();
    expect(files()).toContain("notes-0123456789abcdef.bin");
    expect(statSync(join(cacheDir, "notes-0123456789abcdef.bin")).size).toBe(3);
  });
});
