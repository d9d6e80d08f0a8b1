import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mediaFiles, mediaFolder } from "../../../adapters/store/media-files.ts";

let home: string;
let dataDir: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "madoguchi-media-"));
  dataDir = join(home, "data");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** After every file of these tests was kept. */
const LATER = 8_640_000_000_000_000;

const png = Buffer.from("\x89PNG\r\n\x1a\n and more", "latin1");

test("a file is read back byte for byte until it is removed", async () => {
  const files = mediaFiles(dataDir);
  const { id, type } = await files.keep(png);
  expect(type).toBe("image/png");
  expect(Buffer.from((await files.read(id))!)).toEqual(png);
  expect(await files.ids(LATER)).toEqual([id]);
  await files.remove(id);
  expect(await files.read(id)).toBeUndefined();
  expect(await files.ids(LATER)).toEqual([]);
  await files.remove(id);
});

test("only files that were kept before a time are told for it", async () => {
  const files = mediaFiles(dataDir);
  const { id } = await files.keep(png);
  const kept = statSync(join(mediaFolder(dataDir), id)).mtimeMs;
  expect(await files.ids(kept)).toEqual([]);
  expect(await files.ids(kept + 1)).toEqual([id]);
});

test("the files are of the store that asked first, and of no other", async () => {
  expect(await mediaFiles(dataDir).areOf("one")).toBe(true);
  expect(await mediaFiles(dataDir).areOf("another")).toBe(false);
  expect(await mediaFiles(dataDir).areOf("one")).toBe(true);
  expect(await mediaFiles(dataDir).ids(LATER)).toEqual([]);
});

test("two files with the same content are two files", async () => {
  const files = mediaFiles(dataDir);
  const kept = [await files.keep(png), await files.keep(png)];
  expect(await files.ids(LATER)).toEqual(kept.map(({ id }) => id).sort());
});

test("there are no files before the first one", async () => {
  expect(await mediaFiles(dataDir).ids(LATER)).toEqual([]);
});

test("only the desk's user may look into the folder and the files", async () => {
  const { id } = await mediaFiles(dataDir).keep(png);
  expect(statSync(mediaFolder(dataDir)).mode & 0o777).toBe(0o700);
  expect(statSync(join(mediaFolder(dataDir), id)).mode & 0o777).toBe(0o600);
});

test.each(["../secret", "..", "", "/etc/passwd", "secret", "..%2Fsecret", "secret\0"])(
  "the id %j finds and removes nothing",
  async (id) => {
    mkdirSync(mediaFolder(dataDir), { recursive: true });
    const secrets = [join(dataDir, "secret"), join(mediaFolder(dataDir), "secret")];
    for (const secret of secrets) writeFileSync(secret, "secret");
    const files = mediaFiles(dataDir);
    expect(await files.read(id)).toBeUndefined();
    await files.remove(id);
    for (const secret of secrets) expect(statSync(secret).size).toBe(6);
    expect(await files.ids(LATER)).toEqual([]);
  },
);

test("a failure other than that there is no file is told", async () => {
  mkdirSync(dataDir);
  writeFileSync(mediaFolder(dataDir), "not a folder");
  await expect(mediaFiles(dataDir).ids(LATER)).rejects.toMatchObject({ code: "ENOTDIR" });
});
