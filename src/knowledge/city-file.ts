/**
 * Reads what `city.json` and the other data files must look like; the one door to zod in this part.
 *
 * A city official edits these files by hand. So every fault is told with file, line and reason, and a date or a
 * telephone number that the guideline does not print is a fault: nothing may be invented on the way in.
 */

import { z } from "zod";
import { DeskError } from "../errors.ts";
import type { City, CityId } from "../model.ts";
import { normalized, squeezed } from "../text/normalize.ts";

const said = z.string().trim().min(1);
const printedDate = z.strictObject({
  printed: said,
  iso: z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u),
});

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
  const letters = normalized(guideline);
  for (const { words, path: key } of claims(city)) {
    if (!isPrinted(words, letters))
      throw broken(path, lineAt(text, key), `「${words}」 does not stand in guideline.txt`);
  }
  return city;
}

/** @throws DeskError `knowledge-invalid` naming file, line and reason */
export function readLexicon(path: string, text: string): LexiconFile {
  return parse(path, text, LEXICON);
}

/** What the file says that the guideline prints, and where the file says so. */
function claims({ guideline, contacts }: City): { words: string; path: PropertyKey[] }[] {
  const dates = (["issued", "revised", "latestMention"] as const).flatMap((key) => {
    const words = guideline[key]?.printed;
    return words === undefined ? [] : [{ words, path: ["guideline", key, "printed"] }];
  });
  const lines = contacts.flatMap(({ printed, asOf }, i) => [
    ...printed.map((words, k) => ({ words, path: ["contacts", i, "printed", k] })),
    ...(asOf === null ? [] : [{ words: asOf, path: ["contacts", i, "asOf"] }]),
  ]);
  return [...dates, ...lines];
}

/** The words stand in the text, whatever the white space, and not as a part of a longer number. */
function isPrinted(words: string, letters: string): boolean {
  const spaced = [...squeezed(words)].map(RegExp.escape).join("\\s*");
  return new RegExp(`(?<!\\d(?=\\d))${spaced}(?!(?<=\\d)\\d)`, "u").test(letters);
}

function parse<T>(path: string, text: string, shape: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    const line = lineOf(text, faultAt(text, String(cause)));
    throw broken(path, line, "is not JSON: look for a missing or needless comma, quote or bracket here", cause);
  }
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const key = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  const where = issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw broken(path, lineAt(text, key), `${where}: ${issue.message}`);
}

/** Where JSON ends to be JSON: V8 tells the position or quotes ten characters on either side of it. */
function faultAt(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, dots, around] = /(\.\.\.)?"(.{1,20})"(?:\.\.\.)? is not valid JSON$/s.exec(message) ?? [];
  return around === undefined ? text.length : text.indexOf(around) + (dots === undefined ? 0 : 10);
}

/** The line of the value at the path, or of the innermost one around it that the file holds; counted from 1. */
function lineAt(text: string, path: readonly PropertyKey[]): number {
  const here: PropertyKey[] = [];
  let [found, depth, word] = [0, 0, ""];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu)) {
    const top = here.at(-1);
    if (token === ":") here.splice(-1, 1, word);
    else if (token === ",") here.splice(-1, 1, typeof top === "number" ? top + 1 : "");
    else if (token === "}" || token === "]") here.pop();
    else {
      const differs = path.findIndex((key, i) => key !== here[i]);
      const shared = differs < 0 ? path.length : differs;
      if (shared > depth) [found, depth] = [index, shared];
      if (token === "{" || token === "[") here.push(token === "[" ? 0 : "");
      else word = token.slice(1, -1);
    }
  }
  return lineOf(text, found);
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

function broken(path: string, line: number, reason: string, cause?: unknown): DeskError {
  return new DeskError("knowledge-invalid", `${path}:${line}: ${reason}`, { cause, facts: { file: path, line } });
}
