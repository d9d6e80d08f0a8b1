import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Morpheme, type Morphology, morphology } from "../../../src/text/morphology.ts";

// A start without the cache takes half a second on a machine at rest, and many times that on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KNOWLEDGE = join(import.meta.dirname, "../../../knowledge");
const guidelines = readdirSync(KNOWLEDGE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): [string, string] => [name, readFileSync(join(KNOWLEDGE, name, "guideline.txt"), "utf8")]);

const folder = mkdtempSync(join(tmpdir(), "morphology-"));
/** A user without rights, on most systems the one called nobody. */
const NOBODY = 65_534;
const filled = join(folder, "filled");
const emptyCache = (name: string) => join(folder, name);
let file: string;
let stock: Morphology;
let made: Morphology;
let kept: Morphology;

beforeAll(async () => {
  stock = (await started(undefined)).words;
  made = (await started(filled)).words;
  kept = (await started(filled)).words;
  file = readdirSync(filled)[0]!;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function started(cacheDir: string | undefined) {
  const warnings: string[] = [];
  const words = await morphology({ cacheDir, warn: (message) => warnings.push(message) });
  return { words, warnings };
}

/** A cache folder of its own, filled like the first. */
function filledCache(name: string) {
  const cacheDir = emptyCache(name);
  mkdirSync(cacheDir);
  copyFileSync(join(filled, file), join(cacheDir, file));
  return cacheDir;
}

const surfaces = (morphemes: readonly Morpheme[]) => morphemes.map(({ surface }) => surface);

describe("the words of a text", () => {
  test("carry their dictionary form, reading and part of speech", () => {
    expect(kept.morphemes("働を行った")).toEqual([
      {
        surface: "働",
        start: 0,
        base: "働",
        reading: "",
        pos: "名詞",
        posDetail: "一般",
        isPlace: false,
        known: false,
      },
      {
        surface: "を",
        start: 1,
        base: "を",
        reading: "ヲ",
        pos: "助詞",
        posDetail: "格助詞",
        isPlace: false,
        known: true,
      },
      {
        surface: "行っ",
        start: 2,
        base: "行う",
        reading: "オコナッ",
        pos: "動詞",
        posDetail: "自立",
        isPlace: false,
        known: true,
      },
      {
        surface: "た",
        start: 4,
        base: "た",
        reading: "タ",
        pos: "助動詞",
        posDetail: "*",
        isPlace: false,
        known: true,
      },
    ]);
  });
  test("end with a line", () => {
    expect(surfaces(kept.morphemes("協\n働"))).toEqual(["協", "\n", "働"]);
  });
  test("are none in an empty text", () => expect(kept.morphemes("")).toEqual([]));

  test.each([
    ["a kanji beyond the first plane is a noun", "𠮷野家で", ["𠮷", "野家", "で"]],
    ["two of them take nothing with them", "𠮷𠮷は牛", ["𠮷", "𠮷", "は", "牛"]],
    ["an emoji stands alone", "市民😀です", ["市民", "😀", "です"]],
    ["half a surrogate pair stands alone", "市民\ud83dです\udc00", ["市民", "\ud83d", "です", "\udc00"]],
    ["a NUL stands alone", "市\0民", ["市", "\0", "民"]],
  ])("%s", (_, text, expected) => expect(surfaces(kept.morphemes(text))).toEqual(expected));

  test("stay whole where a long stretch without a stop is cut", () => {
    const words = surfaces(kept.morphemes("市民活動団体と市の職員が協力して地域の課題を解決するために"));
    expect(surfaces(kept.morphemes(words.join("").repeat(20)))).toEqual(Array(20).fill(words).flat());
  });
});

/** Repeated to 5,000 units, the most that a message holds. */
const HOSTILE = [
  "a",
  "あ",
  "ー",
  " ",
  "　",
  "上",
  "。",
  "!",
  "\r\n",
  "0123456789",
  "😀",
  "𠮷",
  "\ud83d",
  "\udc00",
  "\0",
  "👨‍👩‍👧",
  "a1あ亜ア-",
  "か\u3099",
  "\u{e0100}",
  `${"\ud83d".repeat(64)}\udc00`,
];
const scattered = (start: number, count: number) =>
  Array.from({ length: 5000 }, (_, i) => String.fromCharCode(start + ((i * 7919) % count))).join("");

describe("whatever the text, the surfaces joined are the text and the offsets true", () => {
  test.each([
    ...HOSTILE.map((unit): [string, string] => [JSON.stringify(unit), unit.repeat(5000).slice(0, 5000)]),
    ["scattered kanji", scattered(0x4e00, 20_900)],
    ["scattered code units", scattered(0, 0x10000)],
    ...guidelines,
  ])("%s", (_, text) => {
    let end = 0;
    for (const { start, surface } of kept.morphemes(text)) {
      expect(start).toBe(end);
      end += surface.length;
    }
    expect(surfaces(kept.morphemes(text)).join("")).toBe(text);
  });
});

describe("with and without the cache the words are the same in every field", () => {
  test.each([...guidelines, ["scattered kanji", scattered(0x4e00, 20_900)], ["kana", scattered(0x3041, 190)]])(
    "%s",
    (_, text) => {
      const expected = stock.morphemes(text);
      expect(kept.morphemes(text)).toEqual(expected);
      expect(made.morphemes(text)).toEqual(expected);
    },
  );
});

describe("a cache that cannot be used brings one warning and the same words", () => {
  const TEXT = "小金井市の協働推進基本指針には、何が書いてありますか？";
  async function expectStock(cacheDir: string, reason: string | RegExp) {
    const { words, warnings } = await started(cacheDir);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(words.morphemes(TEXT)).toEqual(stock.morphemes(TEXT));
  }
  const canBeListed = (path: string): boolean => {
    try {
      return readdirSync(path).length > 0;
    } catch {
      return false;
    }
  };
  /** Damages one of the cache's bytes. */
  function damaged(at: number) {
    return (path: string) => {
      const bytes = readFileSync(path);
      bytes[at] = bytes[at]! ^ 1;
      writeFileSync(path, bytes);
    };
  }

  test.each([
    ["cut short", (path: string) => truncateSync(path, 40_000_000)],
    ["of another package's files", damaged(0)],
    ["wrong in one bit", damaged(30_000_000)],
  ])("a file that is %s", async (name, damage) => {
    const cacheDir = filledCache(name);
    damage(join(cacheDir, file));
    await expectStock(cacheDir, /damaged/);
  });
  test("a folder in the file's place; the next start makes it a file", async () => {
    const cacheDir = emptyCache("folder");
    mkdirSync(join(cacheDir, file), { recursive: true });
    await expectStock(cacheDir, /damaged/);
    expect((await started(cacheDir)).warnings).toEqual([]);
    expect(readFileSync(join(cacheDir, file)).equals(readFileSync(join(filled, file)))).toBe(true);
  });
  test("a sound file that this user may not read; it stays", async ({ skip }) => {
    const cacheDir = filledCache("unreadable");
    chmodSync(folder, 0o755);
    chmodSync(join(cacheDir, file), 0o000);
    // The superuser may read everything, so it puts its rights down for the while.
    const isSuperuser = process.geteuid?.() === 0;
    if (isSuperuser) chownSync(cacheDir, NOBODY, NOBODY);
    if (isSuperuser) process.seteuid?.(NOBODY);
    try {
      if (!canBeListed(KNOWLEDGE)) skip("the checkout lies where only the superuser may read");
      await expectStock(cacheDir, /cannot be read: give this user the right/);
    } finally {
      if (isSuperuser) process.seteuid?.(0);
    }
    chmodSync(join(cacheDir, file), 0o644);
    expect((await started(cacheDir)).warnings).toEqual([]);
  });
  test("a place where no folder can be made", async () => {
    writeFileSync(join(folder, "a file"), "");
    await expectStock(join(folder, "a file", "cache"), /without its cache/);
  });
});

describe("the cache folder", () => {
  test("holds one file after a start", () => expect(readdirSync(filled)).toEqual([file]));
  test("may hold what a killed process left, and the file of other package files", async () => {
    const cacheDir = emptyCache("left");
    mkdirSync(join(cacheDir, `${file}.left`), { recursive: true });
    writeFileSync(join(cacheDir, `${file}.left`, "dictionary"), "half");
    writeFileSync(join(cacheDir, "kuromoji-0.1.2-00000000.bin"), "other");
    expect((await started(cacheDir)).warnings).toEqual([]);
    expect(readdirSync(cacheDir)).toContain(file);
  });
  describe("is rid, once a file is written, of what is an hour older", () => {
    const HOUR = 3600;
    const OTHER = "kuromoji-0.1.1-00000000.bin";
    const LAID = [
      ["a killed process's folder", () => `${file}.a1B2c3`, 2 * HOUR, false],
      ["the same while it may be in use", () => `${file}.d4E5f6`, HOUR / 2, true],
      ["a folder of another version", () => `${OTHER}.a1B2c3`, 2 * HOUR, false],
      ["a file of another version", () => OTHER, 2 * HOUR, false],
      ["the same of a start just before", () => "kuromoji-0.1.1-11111111.bin", HOUR / 2, true],
      ["but not of anything else", () => "notes.bin", 2 * HOUR, true],
      ["nor of what only begins likewise", () => `${OTHER}.copy of mine`, 2 * HOUR, true],
    ] as const;
    let cacheDir: string;
    let warnings: readonly string[];
    beforeAll(async () => {
      cacheDir = emptyCache("swept");
      mkdirSync(cacheDir);
      for (const [, name, ageSeconds] of LAID) lay(join(cacheDir, name()), ageSeconds);
      ({ warnings } = await started(cacheDir));
    });
    function lay(path: string, ageSeconds: number): void {
      const isFolder = /\.\w{6}$/u.test(path);
      if (isFolder) mkdirSync(path);
      writeFileSync(isFolder ? join(path, "dictionary") : path, "half");
      const { mtimeMs } = statSync(path);
      utimesSync(path, mtimeMs / 1000 - ageSeconds, mtimeMs / 1000 - ageSeconds);
    }
    test.each(LAID)("%s", (_, name, _age, stays) => expect(existsSync(join(cacheDir, name()))).toBe(stays));
    test("and says nothing of it", () => {
      expect(warnings).toEqual([]);
      expect(existsSync(join(cacheDir, file))).toBe(true);
    });
  });
  test("can be filled by two processes at once", async () => {
    const cacheDir = emptyCache("shared");
    const script = `
      import { morphology } from ${JSON.stringify(import.meta.resolve("../../../src/text/morphology.ts"))};
      const { morphemes } = await morphology({ cacheDir: ${JSON.stringify(cacheDir)}, warn: console.log });
      console.log(morphemes("市民協働").map(({ surface }) => surface).join());`;
    const start = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ stdout }) => stdout)).toEqual(["市民,協,働\n", "市民,協,働\n"]);
    expect(readdirSync(cacheDir)).toEqual([file]);
  });
});
