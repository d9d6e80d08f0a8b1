/**
 * Keeps on the disk what takes long to make from the knowledge and changes only with it.
 *
 * To check a thousand notes and to cut tens of thousands of questions into words is most of a start. A file's name
 * holds a checksum of all that its content is made of, the code that makes it among them: so a file is right or it is not
 * there, and none is ever brought up to date. It ends in a checksum of its own and is renamed into place, so
 * that nothing half-written is read.
 */

import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";

export interface Keeper {
  /**
   * What was kept, or made now and then kept.
   *
   * @param name - small letters: what it is
   * @param ingredients - all that it is made of, beside the code
   * @param make - gives plain data: objects, lists, strings, numbers, typed arrays
   */
  kept<T>(name: string, ingredients: readonly (string | Uint8Array)[], make: () => T): T;
}

/** Nothing is kept: for measuring what is not the product. */
export const noKeeper: Keeper = { kept: (_name, _ingredients, make) => make() };

const CHECKSUM_BYTES = 4;
/** The parts whose code decides what is made. */
const CODE = ["../text", "../knowledge", "../retrieval", "../dialogue"].map((folder) =>
  join(import.meta.dirname, folder),
);
const OURS = /^(?:notes|questions)-[0-9a-f]{16}\.bin(?:\.\d+)?$/u;
/** What is this much older than a file just written is in nobody's hands. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * @param options.cacheDir - made when missing; undefined to keep nothing
 * @param options.warn - told when the folder cannot be used; all is then made at each start
 */
export function keeper(options: {
  readonly cacheDir: string | undefined;
  readonly warn: (message: string) => void;
}): Keeper {
  const { cacheDir, warn } = options;
  if (cacheDir === undefined) return noKeeper;
  const code = fingerprint();
  return {
    kept<T>(name: string, ingredients: readonly (string | Uint8Array)[], make: () => T): T {
      const file = join(cacheDir, `${name}-${keyOf([code, ...ingredients])}.bin`);
      const found = read(file);
      if (found !== undefined) return found as T;
      const made = make();
      try {
        write(cacheDir, file, made);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        warn(`The ${name} are made ready anew at each start, for ${cacheDir} cannot be used: ${why}`);
      }
      return made;
    },
  };
}

function keyOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 16);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of CODE) {
    const sources = fs.readdirSync(folder).filter((name) => name.endsWith(".ts"));
    for (const name of sources.sort()) hash.update(fs.readFileSync(join(folder, name)));
  }
  hash.update(fs.readFileSync(join(import.meta.dirname, "../model.ts")));
  return hash.digest("hex");
}

/** Undefined for a file that is not there or not as it was written. */
function read(file: string): unknown {
  try {
    const bytes = fs.readFileSync(file);
    const body = bytes.subarray(0, -CHECKSUM_BYTES);
    return bytes.readUInt32LE(body.length) === crc32(body) ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}

function write(cacheDir: string, file: string, made: unknown): void {
  const body = serialize(made);
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
