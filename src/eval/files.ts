/**
 * Reads question sets and BEIR folders; the one door to files in this part.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DeskError } from "../errors.ts";

/** A line that could not be used, counted from 1. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/**
 * Reads a file of one JSON object a line. A line that is not one is reported and the rest goes on.
 *
 * @param read - turns the object into a row, or says in a few words why it is none
 * @throws DeskError `eval-input` when the file cannot be read
 */
export function jsonLines<T>(
  path: string,
  read: (data: Record<string, unknown>) => T | string,
): { readonly rows: T[]; readonly bad: BadLine[] } {
  const rows: T[] = [];
  const bad: BadLine[] = [];
  for (const [i, text] of linesOf(path).entries()) {
    if (text.trim() === "") continue;
    const row = readLine(text, read);
    if (typeof row === "string") bad.push({ line: i + 1, reason: row });
    else rows.push(row as T);
  }
  return { rows, bad };
}

function readLine<T>(text: string, read: (data: Record<string, unknown>) => T | string): T | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return "is not JSON";
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "is not a JSON object";
  return read(data as Record<string, unknown>);
}

export interface BeirSet {
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Query id → document id → score. */
  readonly relevance: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Reads a BEIR folder: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.
 *
 * Nothing is guessed: a document that counts twice or an empty text in place of a lost one would make figures that
 * look like any other.
 *
 * @throws DeskError `eval-input` naming file and line
 */
export function beirSet(folder: string): BeirSet {
  const documents = identified(join(folder, "corpus.jsonl"), (id, data) => {
    const title = data.title ?? "";
    if (typeof title !== "string") return "has a title that is no text";
    const text = data.text === undefined && title !== "" ? "" : data.text;
    return typeof text === "string" ? { id, title, text } : NO_TEXT;
  });
  const queries = identified(join(folder, "queries.jsonl"), (id, { text }) =>
    typeof text === "string" ? { id, text } : NO_TEXT,
  );
  return { documents, queries, relevance: qrels(join(folder, "qrels", "test.tsv")) };
}

const NO_TEXT = "has no text, or one that is no text";

/** Reads rows that each have an `_id` of their own; the first line that is none ends it. */
function identified<T extends { readonly id: string }>(
  path: string,
  read: (id: string, data: Record<string, unknown>) => T | string,
): T[] {
  const seen = new Set<string>();
  const { rows, bad } = jsonLines(path, (data) => {
    const { _id } = data;
    const id = typeof _id === "number" ? String(_id) : _id;
    if (typeof id !== "string" || id === "") return "has no _id, or one that is neither text nor number";
    if (seen.has(id)) return `has the _id ${JSON.stringify(id)} of an earlier line`;
    seen.add(id);
    return read(id, data);
  });
  if (bad[0] !== undefined) throw new DeskError("eval-input", `${path}:${bad[0].line}: ${bad[0].reason}`);
  return rows;
}

function qrels(path: string): Map<string, Map<string, number>> {
  const relevance = new Map<string, Map<string, number>>();
  for (const [i, line] of linesOf(path).entries()) {
    const [query = "", document = "", score = ""] = line.trim().split("\t");
    if (query === "" || (i === 0 && !Number.isFinite(Number(score)))) continue;
    if (document === "" || score === "" || !Number.isFinite(Number(score))) {
      throw new DeskError("eval-input", `${path}:${i + 1}: wants query, document and score, parted by tabs`);
    }
    relevance.set(query, (relevance.get(query) ?? new Map()).set(document, Number(score)));
  }
  return relevance;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .replace(/^\uFEFF/u, "")
      .split("\n");
  } catch (cause) {
    throw new DeskError("eval-input", `${path} cannot be read`, { cause });
  }
}
