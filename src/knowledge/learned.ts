/**
 * Reads `learned.json`: the weights that `npm run train` learned from the expected questions.
 *
 * Numbers are kept as whole steps, so that training anew gives the same file to the bit wherever it is done.
 */

import { z } from "zod";
import { DeskError } from "../errors.ts";

/** What the weights are for; each part names its columns, so that a file from another version is noticed. */
export interface Learned {
  /** Checksum of the notebook from which it was learned, see `Notebook`. */
  readonly of: string;
  /** Kinds of subjects, in the order of the columns. */
  readonly kinds: readonly string[];
  /** Of the features, ascending: the row of each is its place; see `featureTable`. */
  readonly hashes: Uint32Array;
  /** A row per feature, a column per kind. */
  readonly weights: Float32Array;
  /** How much each feature tells. */
  readonly rarity: Float32Array;
  /** How much a feature tells that was never seen. */
  readonly unseen: number;
  /** Signals, in the order of the weights of each verdict. */
  readonly signals: readonly string[];
  readonly verdicts: Readonly<Record<string, readonly number[]>>;
}

/** One step of a weight, and one of a rarity. */
const STEP = { weight: 1 / 16, rarity: 1 / 20, verdict: 1 / 1000 } as const;

/** Steps of a verdict's weight: more is no weight that was learned. */
const MOST_STEPS = 100_000;

const FILE = z.strictObject({
  why: z.string(),
  of: z.string(),
  kinds: z.array(z.string()).min(1),
  signals: z.array(z.string()).min(1),
  verdicts: z.record(z.string(), z.array(z.number().int().min(-MOST_STEPS).max(MOST_STEPS))),
  unseen: z.number().int(),
  /** 32 bits each, little-endian, ascending. */
  hashes: z.base64(),
  rarity: z.base64(),
  weights: z.base64(),
});

const WHY = "Learned from the expected questions by `npm run train`; not to be edited by hand.";

/** @throws DeskError `knowledge-invalid` naming the file and the way to make it anew */
export function readLearned(path: string, text: string): Learned {
  try {
    const file = FILE.parse(JSON.parse(text));
    const found = Buffer.from(file.hashes, "base64");
    const hashes = Uint32Array.from({ length: found.length / 4 }, (_, i) => found.readUInt32LE(i * 4));
    const rarity = Float32Array.from(Buffer.from(file.rarity, "base64"), (steps) => steps * STEP.rarity);
    const bytes = Buffer.from(file.weights, "base64");
    const weights = Float32Array.from(
      new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
      (n) => n * STEP.weight,
    );
    if (rarity.length !== hashes.length || weights.length !== hashes.length * file.kinds.length) {
      throw new RangeError("its lists are of different lengths");
    }
    const verdicts = Object.entries(file.verdicts).map(
      ([name, steps]) => [name, steps.map((n) => n * STEP.verdict)] as const,
    );
    return {
      of: file.of,
      kinds: file.kinds,
      hashes,
      weights,
      rarity,
      unseen: file.unseen * STEP.rarity,
      signals: file.signals,
      verdicts: Object.fromEntries(verdicts),
    };
  } catch (cause) {
    throw new DeskError("knowledge-invalid", `${path} is not what npm run train writes: run it again`, { cause });
  }
}

/** The file for these weights; each is rounded to its step. */
export function learnedFile({ of, kinds, hashes, weights, rarity, unseen, signals, verdicts }: Learned): string {
  const steps = (value: number, step: number, most: number) =>
    Math.max(-most, Math.min(most, Math.round(value / step)));
  const file: z.infer<typeof FILE> = {
    why: WHY,
    of,
    kinds: [...kinds],
    signals: [...signals],
    verdicts: Object.fromEntries(
      Object.entries(verdicts).map(([name, row]) => [name, row.map((value) => Math.round(value / STEP.verdict))]),
    ),
    unseen: Math.round(unseen / STEP.rarity),
    hashes: words(hashes).toString("base64"),
    rarity: Buffer.from(Uint8Array.from(rarity, (value) => steps(value, STEP.rarity, 255))).toString("base64"),
    weights: Buffer.from(Int8Array.from(weights, (value) => steps(value, STEP.weight, 127)).buffer).toString("base64"),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function words(numbers: Uint32Array): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [i, number] of numbers.entries()) bytes.writeUInt32LE(number, i * 4);
  return bytes;
}
