/**
 * Keeps the Japanese dictionary on the disk in the shape in which memory wants it.
 *
 * The package ships twelve gzip files; inflating them is most of a start, and 36 of their 100 MB are padding.
 * Here they are inflated once, without the padding, and laid end to end in one file. One file, because it is renamed
 * into place in a single step: a process killed while writing, or a second one that writes at the same moment,
 * leaves nothing half-made where a reader looks.
 * The file's name holds a checksum of the package's files; its last four bytes are one of everything before them.
 * Whoever writes a file also clears away what nobody will read again: files of other package files, and the temporary
 * folders of killed processes.
 */

import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { crc32, gunzip } from "node:zlib";
import { DeskError } from "../errors.ts";

/** The package's files, `<name>.dat.gz`. What follows the last byte of a padded one is zeros, and reads as zero without them. */
const PARTS = [
  { name: "base", padded: false },
  { name: "check", padded: false },
  { name: "cc", padded: false },
  { name: "tid", padded: true },
  { name: "tid_pos", padded: true },
  { name: "tid_map", padded: true },
  { name: "unk", padded: true },
  { name: "unk_pos", padded: true },
  { name: "unk_map", padded: true },
  { name: "unk_char", padded: false },
  { name: "unk_compat", padded: false },
  { name: "unk_invoke", padded: true },
] as const;
type Part = (typeof PARTS)[number];

/** Every part has a buffer of its own, so that a typed array can be laid over the whole of it. */
export type Dictionary = Readonly<Record<Part["name"], ArrayBuffer>>;

/** Goes into the key: to be raised with every change of the layout or of what is left out. */
const FORMAT = 1;
const HEADER_WORDS = 1 + PARTS.length;
const WORD_BYTES = 4;

/** What is this much older than a file just written is in nobody's hands: inflating takes seconds. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Reads the inflated dictionary from the cache, or makes the cache where there is none.
 *
 * @param source.folder - the package's gzip files
 * @param source.version - the package's version, for the file's name
 * @param cacheDir - made when missing
 * @throws DeskError or a file system error when the cache cannot be read or written. A file with another content than
 * was written is removed first, so that the next start makes a new one; one that merely cannot be read stays.
 */
export async function cachedDictionary(
  source: { folder: string; version: string },
  cacheDir: string,
): Promise<Dictionary> {
  const key = keyOf(source.folder);
  const file = join(cacheDir, `kuromoji-${source.version}-${key.toString(16).padStart(8, "0")}.bin`);
  if (!fs.existsSync(file)) return make(file, key, source.folder);
  try {
    return read(file, key);
  } catch (cause) {
    if (!(cause instanceof DeskError)) {
      const message = `${file} cannot be read: give this user the right to read it, or set another CACHE_DIR`;
      throw new DeskError("dictionary", message, { cause });
    }
    fs.rmSync(file, { recursive: true, force: true });
    throw new DeskError("dictionary", `${file} was damaged and is removed: the next start makes it anew`, { cause });
  }
}

/** A gzip file ends in a checksum and the length of its content, so eight bytes of each file stand for all 17 MB. */
function keyOf(folder: string): number {
  const trailers = PARTS.map(({ name }) =>
    opened(join(folder, `${name}.dat.gz`), (fd) => stretch(fd, fs.fstatSync(fd).size - 8, 8)),
  );
  return trailers.reduce((key, trailer) => crc32(new Uint8Array(trailer), key), FORMAT);
}

/** The file: the key, the length of each part in bytes, the parts, and a CRC-32 of all these. */
function read(file: string, key: number): Dictionary {
  return opened(file, (fd) => {
    if (!fs.fstatSync(fd).isFile()) throw unlike("it is no file");
    const header = new Uint32Array(stretch(fd, 0, HEADER_WORDS * WORD_BYTES));
    const lengths = header.subarray(1);
    const end = lengths.reduce((sum, length) => sum + length, header.byteLength);
    // Asked before the lengths are believed and memory is set aside for them.
    if (header[0] !== key || fs.fstatSync(fd).size !== end + WORD_BYTES)
      throw unlike("its length or its checksum is another");
    let position = header.byteLength;
    let checksum = crc32(header);
    const parts = PARTS.map(({ name }, i) => {
      const content = stretch(fd, position, lengths[i]!);
      position += content.byteLength;
      checksum = crc32(new Uint8Array(content), checksum);
      return [name, content] as const;
    });
    if (new Uint32Array(stretch(fd, end, WORD_BYTES))[0] !== checksum)
      throw unlike("its length or its checksum is another");
    return Object.fromEntries(parts) as Dictionary;
  });
}

/** Nothing comes into place that has not been read back whole. */
async function make(file: string, key: number, folder: string): Promise<Dictionary> {
  fs.mkdirSync(dirname(file), { recursive: true });
  const workshop = fs.mkdtempSync(`${file}.`);
  try {
    const contents = await Promise.all(PARTS.map((part) => inflated(folder, part)));
    const body = [words(key, ...contents.map((content) => content.byteLength)), ...contents];
    const checksum = body.reduce((sum, bytes) => crc32(bytes, sum), 0);
    const made = join(workshop, "dictionary");
    for (const bytes of [...body, words(checksum)]) fs.appendFileSync(made, bytes);
    const dictionary = read(made, key);
    fs.renameSync(made, file);
    sweep(file);
    return dictionary;
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * Removes what is clearly older than the file just written, by the disk's own times: a start has no other clock.
 *
 * What may not be removed stays; the dictionary is there all the same.
 */
function sweep(file: string): void {
  const folder = dirname(file);
  ifPossible(() => {
    const limit = fs.statSync(file).mtimeMs - LEFT_BEHIND_MS;
    const others = fs.readdirSync(folder).filter((name) => OURS.test(name) && name !== basename(file));
    for (const path of others.map((name) => join(folder, name))) {
      ifPossible(() => {
        if (fs.lstatSync(path).mtimeMs < limit) fs.rmSync(path, { recursive: true, force: true });
      });
    }
  });
}

function ifPossible(act: () => void): void {
  try {
    act();
  } catch {
    // What stands in the way is another user's, or another process sweeps too; the next write sweeps again.
  }
}

/** A cache file, or with six more characters the temporary folder beside it. */
const OURS = /^kuromoji-[^/]+-[0-9a-f]{8}\.bin(?:\.[A-Za-z0-9]{6})?$/u;

async function inflated(folder: string, { name, padded }: Part): Promise<Uint8Array> {
  const content = await promisify(gunzip)(await fs.promises.readFile(join(folder, `${name}.dat.gz`)));
  if (!padded) return content;
  let end = content.length;
  while (end > 0 && content[end - 1] === 0) end -= 1;
  // The last number may itself end in zeros, and a typed array wants whole words: up to three zeros and a word stay.
  return content.subarray(0, Math.ceil(end / WORD_BYTES + 1) * WORD_BYTES);
}

function words(...numbers: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
}

function opened<T>(file: string, use: (fd: number) => T): T {
  const fd = fs.openSync(file, "r");
  try {
    return use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

function stretch(fd: number, position: number, length: number): ArrayBuffer {
  const bytes = new Uint8Array(length);
  const read = fs.readSync(fd, bytes, 0, length, position);
  if (read !== length) throw unlike(`${length} bytes expected at ${position}`);
  return bytes.buffer;
}

/** Told apart from the file system's errors, for only what is unlike the dictionary may be removed. */
function unlike(why: string): DeskError {
  return new DeskError("dictionary", `This is not what was written: ${why}`);
}
