import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { DeskError } from "../../../src/errors.ts";
import { loadKnowledge } from "../../../src/knowledge/load.ts";
import { CITIES, KNOWLEDGE } from "../../fixtures/cities.ts";

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const guidelineOf = (id: string) => readFileSync(join(KNOWLEDGE, id, "guideline.txt"));

test("the five cities load, in the order of the syllabary", () => {
  const five = ["kunitachi", "koganei", "kokubunji", "kodaira", "hino"];
  const ids: string[] = CITIES.map(({ city }) => city.id);
  expect(ids.filter((id) => five.includes(id))).toEqual(five);
  const kana = CITIES.map(({ city }) => city.names.kana);
  expect(kana).toEqual(kana.toSorted((a, b) => a.localeCompare(b, "ja")));
});

describe.each(CITIES)("$name", ({ city, file }) => {
  test("has the checksum of its guideline, and the whole of its text", () => {
    expect(city.guideline.sha256).toBe(sha256(guidelineOf(city.id)));
    expect(file).toBe(guidelineOf(city.id).toString("utf8"));
  });
});

test("none of the five texts came with its place of publication", () => {
  const five = CITIES.filter(({ city }) => /^(?:koganei|kodaira|kunitachi|hino|kokubunji)$/u.test(city.id));
  expect(five.map(({ city }) => city.guideline.source)).toEqual([null, null, null, null, null]);
});

const SEEDS = join(KNOWLEDGE, "../../shared/seeds");
const isLeftOut = !existsSync(SEEDS) && process.env.CI !== "true";
if (isLeftOut)
  console.info("Left out: ../shared/seeds is not here, so no guideline is compared with the text as supplied.");
test.skipIf(isLeftOut)("each text as supplied is a city's guideline, byte for byte", () => {
  const supplied = readdirSync(SEEDS).filter((name) => name.endsWith(".txt"));
  expect(supplied).toHaveLength(5);
  for (const name of supplied) {
    expect(readFileSync(join(SEEDS, name)).equals(guidelineOf(name.replace(".txt", ""))), name).toBe(true);
  }
});

const temporary = mkdtempSync(join(tmpdir(), "madoguchi-"));
afterAll(() => rmSync(temporary, { recursive: true }));

type Files = Readonly<Record<string, string | Buffer>>;

/** A knowledge folder of its own for each call. */
function knowledge(files: Files): string {
  const folder = join(mkdtempSync(join(temporary, "load-")), "knowledge");
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const GUIDELINE = `月見市協働指針
令和3年10月
市と市民は力を合わせます。
月見市市民課 電話 000-123-4567
`;
const CITY = `{
  "names": {
    "ja": "月見市",
    "kana": "つきみし",
    "en": "Tsukimi",
    "others": ["月見", "つきみ"]
  },
  "guideline": {
    "title": "月見市協働指針",
    "kind": "指針",
    "issuer": "月見市",
    "issued": { "printed": "令和3年10月", "iso": "2021-10" },
    "revised": null,
    "latestMention": null,
    "sha256": "${sha256(GUIDELINE)}",
    "source": null
  },
  "contacts": [
    {
      "printed": [
        "月見市市民課",
        "電話 000-123-4567"
      ],
      "asOf": "令和3年10月"
    }
  ]
}
`;
const TSUKIMI: Files = {
  "lexicon.json": '{ "compounds": {}, "groups": [] }',
  "tsukimi/guideline.txt": GUIDELINE,
  "tsukimi/city.json": CITY,
};
const changed = (path: string, from: string, to: string): Files => ({
  ...TSUKIMI,
  [path]: String(TSUKIMI[path]).replace(from, to),
});
const without = (path: string): Files => Object.fromEntries(Object.entries(TSUKIMI).filter(([name]) => name !== path));

/** What loading these files is refused with. */
function refusal(files: Files): DeskError {
  const folder = knowledge(files);
  try {
    loadKnowledge(folder);
  } catch (error) {
    if (error instanceof DeskError) return error;
    throw error;
  }
  throw new Error("the knowledge was not refused");
}

test("a folder with city.json and guideline.txt is a city", () => {
  const { cities } = loadKnowledge(knowledge(TSUKIMI));
  expect(cities.map(({ city, file }) => [city.id, city.names.ja, file])).toEqual([["tsukimi", "月見市", GUIDELINE]]);
});

test("folders with a dotted name and plain files are nobody's city", () => {
  const others = {
    ".git/HEAD": "ref",
    "..data/tsukimi/city.json": CITY,
    "..2026_11_21/x": "",
    "README.md": "",
    Note: "",
  };
  const { cities } = loadKnowledge(knowledge({ ...TSUKIMI, ...others }));
  expect(cities.map(({ city }) => city.id)).toEqual(["tsukimi"]);
});

describe("a link among the cities", () => {
  test("is the folder to which it leads, as a mounted volume has them", () => {
    const folder = knowledge({
      "..data/tsukimi/guideline.txt": GUIDELINE,
      "..data/tsukimi/city.json": CITY,
      "..data/lexicon.json": TSUKIMI["lexicon.json"]!,
    });
    for (const name of ["tsukimi", "lexicon.json"]) symlinkSync(join("..data", name), join(folder, name));
    const { cities } = loadKnowledge(folder);
    expect(cities.map(({ city, file }) => [city.id, file])).toEqual([["tsukimi", GUIDELINE]]);
  });
  test("is refused by name when it leads nowhere", () => {
    const folder = knowledge(TSUKIMI);
    symlinkSync("gone", join(folder, "hoshimi"));
    expect(() => loadKnowledge(folder)).toThrow(/knowledge\/hoshimi leads nowhere: mend the link or remove it/u);
  });
});

test("a date and a number count as printed in any width and over a line end", () => {
  const printed = GUIDELINE.replace("令和3年", "令和３年").replace("000-123", "000-\n\n123");
  const files = changed("tsukimi/city.json", sha256(GUIDELINE), sha256(printed));
  expect(loadKnowledge(knowledge({ ...files, "tsukimi/guideline.txt": printed })).cities).toHaveLength(1);
});

test("city.json may begin with the byte order mark of some editors", () => {
  expect(loadKnowledge(knowledge({ ...TSUKIMI, "tsukimi/city.json": `\ufeff${CITY}` })).cities).toHaveLength(1);
});

describe("knowledge is refused by file, line and reason", () => {
  const json = "tsukimi/city.json";
  const inCity = (from: string, to: string) => changed(json, from, to);

  test.each<[string, Files, string]>([
    [
      "a byte of the text changed",
      changed("tsukimi/guideline.txt", "力を", "力と"),
      "knowledge/tsukimi/city.json:15: guideline.txt is not the text that this checksum was taken of",
    ],
    ["a comma is missing", inCity('"月見市",', '"月見市"'), "knowledge/tsukimi/city.json:4: is not JSON"],
    ["a comma is too many", inCity('4567"', '4567",'), "knowledge/tsukimi/city.json:23: is not JSON"],
    ["a quote is typographic", inCity('"Tsukimi"', "“Tsukimi”"), "knowledge/tsukimi/city.json:5: is not JSON"],
    [
      "the file ends early",
      { ...TSUKIMI, [json]: CITY.slice(0, CITY.indexOf(',\n    "revised"')) },
      "knowledge/tsukimi/city.json:12: is not JSON",
    ],
    ["a field is missing", inCity('    "kind": "指針",\n', ""), "knowledge/tsukimi/city.json:8: guideline.kind: "],
    [
      "a field of a date is missing",
      inCity(', "iso": "2021-10"', ""),
      "knowledge/tsukimi/city.json:12: guideline.issued.iso: ",
    ],
    ["a field is of another type", inCity('"つきみし"', "7"), "knowledge/tsukimi/city.json:4: names.kana: "],
    [
      "a line of a list is of another type",
      inCity('"電話 000-123-4567"', "4567"),
      "knowledge/tsukimi/city.json:22: contacts.0.printed.1: ",
    ],
    ["a field is blank", inCity('"つきみし"', '" "'), "knowledge/tsukimi/city.json:4: names.kana: "],
    [
      "a key is unknown",
      inCity('"revised"', '"colour": "青",\n    "revised"'),
      'knowledge/tsukimi/city.json:13: guideline: Unrecognized key: "colour"',
    ],
    [
      "a checksum is no checksum",
      inCity(sha256(GUIDELINE), "abc"),
      "knowledge/tsukimi/city.json:15: guideline.sha256: must be the file's SHA-256",
    ],
    [
      "a source is no address",
      inCity('"source": null', '"source": "市役所"'),
      "knowledge/tsukimi/city.json:16: guideline.source: ",
    ],
    [
      "an iso date is no date",
      inCity("2021-10", "2021年10月"),
      "knowledge/tsukimi/city.json:12: guideline.issued.iso: ",
    ],
    [
      "the text prints another date",
      inCity("令和3年10月", "令和3年11月"),
      "knowledge/tsukimi/city.json:12: 「令和3年11月」 does not stand in guideline.txt",
    ],
    [
      "the text prints a longer number",
      inCity("000-123-4567", "000-123-456"),
      "knowledge/tsukimi/city.json:22: 「電話 000-123-456」 does not stand in guideline.txt",
    ],
    [
      "the text prints another number",
      inCity("000-123-4567", "000-123-4568"),
      "knowledge/tsukimi/city.json:22: 「電話 000-123-4568」 does not stand in guideline.txt",
    ],
    [
      "a contact stands under a date that the text does not print",
      inCity('"asOf": "令和3年10月"', '"asOf": "令和4年1月"'),
      "knowledge/tsukimi/city.json:24: 「令和4年1月」 does not stand in guideline.txt",
    ],
    [
      "guideline.txt is missing",
      without("tsukimi/guideline.txt"),
      "knowledge/tsukimi/guideline.txt cannot be read; see knowledge/README.md",
    ],
    [
      "guideline.txt is empty",
      { ...TSUKIMI, "tsukimi/guideline.txt": "\n \n" },
      "knowledge/tsukimi/guideline.txt:1: the text is empty",
    ],
    [
      "guideline.txt is in Shift_JIS",
      { ...TSUKIMI, "tsukimi/guideline.txt": Buffer.from([0x8e, 0x73, 0x8e, 0x77]) },
      "knowledge/tsukimi/guideline.txt:1: is not UTF-8 text",
    ],
    ["city.json is missing", without(json), "knowledge/tsukimi/city.json cannot be read; see knowledge/README.md"],
    [
      "lexicon.json is missing",
      without("lexicon.json"),
      "knowledge/lexicon.json cannot be read; see knowledge/README.md",
    ],
    ["lexicon.json has an unknown key", changed("lexicon.json", '"groups"', '"group"'), "knowledge/lexicon.json:1: "],
    [
      "there is no city",
      { "lexicon.json": TSUKIMI["lexicon.json"]! },
      "holds no city: each needs a folder with city.json and guideline.txt",
    ],
    [
      "a folder's name is not in small letters",
      { ...TSUKIMI, "Hino_2/city.json": "{}" },
      "Hino_2: a city's folder is named in small romanised letters",
    ],
    [
      "a folder's name is Japanese",
      { ...TSUKIMI, "日野/city.json": "{}" },
      "日野: a city's folder is named in small romanised letters",
    ],
  ])("where %s", (_, files, message) => {
    const error = refusal(files);
    expect(error.code).toBe("knowledge-invalid");
    expect(error.message).toContain(message);
  });

  test("where the folder itself is missing", () => {
    expect(() => loadKnowledge(join(temporary, "nowhere"))).toThrow(/nowhere cannot be read: it must be the folder/u);
  });
});
