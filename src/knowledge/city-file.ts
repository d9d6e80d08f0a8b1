/**
 * Reads what `city.json` and the other data files must look like; the one door to zod in this part.
 *
 * A city official edits these files by hand. So every fault is told with file, line and reason, and a date or a
 * telephone number that the guideline does not print is a fault: nothing may be invented on the way in.
 */

import { z } from "zod";
import { DeskError } from "../errors.ts";
import type { City, CityId } from "../model.ts";
import { squeezed } from "../text/normalize.ts";

const said = z.string().trim().min(1);
const printedDate = z.strictObject({ printed: said, iso: z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u) });

const CITY = z.strictObject({
  names: z.strictObject({ ja: said, kana: said, en: said, others: z.array(said), mistaken: z.array(said).default([]) }),
  guideline: z.strictObject({
    title: said,
    kind: said,
    issuer: said,
    issued: printedDate.nullable(),
    revised: printedDate.nullable(),
    latestMention: printedDate.extend({ of: said }).nullable(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u, "must be the file's SHA-256 in 64 hex digits"),
    source: z.url().nullable(),
  }),
  contacts: z.array(z.strictObject({ printed: z.array(said).min(1), asOf: said.nullable() })),
});

const LEXICON = z.strictObject({
  compounds: z.record(said, z.string().regex(/^[ぁ-ゖー]+$/u, "must be the reading in hiragana")),
  groups: z.array(
    z.strictObject({
      official: z.array(said).min(1),
      everyday: z.array(said).default([]),
      english: z.array(said).default([]),
      variants: z.array(said).default([]),
      why: said.optional(),
    }),
  ),
});
export type LexiconFile = z.infer<typeof LEXICON>;

/**
 * @param path - as shown in an error, such as `knowledge/kodaira/city.json`
 * @param text - the file's content
 * @param guideline - the text that the file describes
 * @throws DeskError `knowledge-invalid` naming file, line and reason
 */
export function readCity(path: string, text: string, id: CityId, guideline: string): City {
  const city: City = { id, ...parse(path, text, CITY) };
  const { issued, revised, latestMention } = city.guideline;
  const printed = [issued, revised, latestMention].flatMap((date) => (date === null ? [] : [date.printed]));
  const letters = squeezed(guideline);
  for (const words of [...printed, ...city.contacts.flatMap((c) => c.printed)]) {
    if (!letters.includes(squeezed(words))) {
      throw broken(path, lineOf(text, words), `「${words}」 does not stand in guideline.txt`);
    }
  }
  return city;
}

/** @throws DeskError `knowledge-invalid` naming file, line and reason */
export function readLexicon(path: string, text: string): LexiconFile {
  return parse(path, text, LEXICON);
}

function parse<T>(path: string, text: string, shape: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = /position (\d+)/u.exec(message)?.[1];
    const before = position === undefined ? text : text.slice(0, Number(position));
    throw broken(
      path,
      before.split("\n").length,
      "is not JSON: look for a missing comma, quote or bracket here",
      cause,
    );
  }
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw broken(path, lineAt(text, issue?.path ?? []), `${where === "" ? "the file" : where}: ${issue?.message}`);
}

/** The line of the innermost key on the path that the file holds, counted from 1. */
function lineAt(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  for (const key of path) {
    const found = typeof key === "string" ? text.indexOf(`"${key}"`, at) : -1;
    if (found >= 0) at = found;
  }
  return text.slice(0, at).split("\n").length;
}

function lineOf(text: string, words: string): number {
  return text.slice(0, Math.max(0, text.indexOf(words))).split("\n").length;
}

function broken(path: string, line: number, reason: string, cause?: unknown): DeskError {
  return new DeskError("knowledge-invalid", `${path}:${line}: ${reason}`, { cause, facts: { file: path, line } });
}
