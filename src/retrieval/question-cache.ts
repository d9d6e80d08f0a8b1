/**
 * Keeps the index over the expected questions on the disk: to cut thousands of them into words is most of a start.
 *
 * The file's name holds a checksum of all that the index is made of: the questions, the lexicon, the weights and the
 * code that reads them. So a file is right or it is not there; none is ever brought up to date. It ends in a checksum of its
 * own, and is renamed into place, so that nothing half-written is read.
 */

import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import type { QuestionIndex } from "./likeness.ts";

export interface QuestionCache {
  /**
   * The index out of the cache, or made and then kept.
   *
   * @param ingredients - all that it is made of, beside the code
   */
  kept(ingredients: readonly string[], make: () => QuestionIndex): QuestionIndex;
}

const CHECKSUM_BYTES = 4;
/** Those parts whose code decides what an index holds. */
const CODE = ["../text", "."].map((folder) => join(import.meta.dirname, folder));
const OURS = /^questions-[0-9a-f]{16}\.bin(?:\.\d+)?$/u;
/** What is this much older than a file just written is in nobody's hands. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * @param options.cacheDir - made when missing; undefined to do without
 * @param options.warn - told when the cache cannot be used; the index is then made at each start
 */
export function questionCache(options: {
  readonly cacheDir: string | undefined;
  readonly warn: (message: string) => void;
}): QuestionCache {
  const { cacheDir, warn } = options;
  return {
    kept(ingredients, make) {
      if (cacheDir === undefined) return make();
      const file = join(cacheDir, `questions-${keyOf(ingredients)}.bin`);
      const found = read(file);
      if (found !== undefined) return found;
      const made = make();
      try {
        write(cacheDir, file, made);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        warn(`The expected questions are read anew at each start, for ${cacheDir} cannot be used: ${why}`);
      }
      return made;
    },
  };
}

function keyOf(ingredients: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of ingredients) hash.update(`${part}\0`);
  for (const folder of CODE) {
    const sources = fs.readdirSync(folder).filter((name) => name.endsWith(".ts"));
    for (const name of sources.sort()) hash.update(fs.readFileSync(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Undefined for a file that is not there or not as it was written. */
function read(file: string): QuestionIndex | undefined {
  try {
    const bytes = fs.readFileSync(file);
    const body = bytes.subarray(0, -CHECKSUM_BYTES);
    if (bytes.readUInt32LE(body.length) !== crc32(body)) return undefined;
    const { features, ...rest } = deserialize(body) as Omit<QuestionIndex, "features"> & { features: string };
    return { features: features === "" ? [] : features.split("\n"), ...rest };
  } catch {
    return undefined;
  }
}

/** One long string is read many times faster than a list of short ones. */
function write(cacheDir: string, file: string, { features, ...rest }: QuestionIndex): void {
  const body = serialize({ features: features.join("\n"), ...rest });
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(body));
  fs.mkdirSync(cacheDir, { recursive: true });
  const workpiece = `${file}.${process.pid}`;
  fs.writeFileSync(workpiece, Buffer.concat([body, checksum]));
  fs.renameSync(workpiece, file);
  sweep(cacheDir, file);
}

/** Removes what earlier texts and earlier code left behind; what may not be removed stays. */
function sweep(cacheDir: string, file: string): void {
  const limit = fs.statSync(file).mtimeMs - LEFT_BEHIND_MS;
  for (const name of fs.readdirSync(cacheDir).filter((one) => OURS.test(one))) {
    try {
      const path = join(cacheDir, name);
      if (fs.statSync(path).mtimeMs < limit) fs.rmSync(path);
    } catch {
      // Another process sweeps too, or another user owns it.
    }
  }
}
