/**
 * Reads what we wrote about a guideline and refuses what the guideline does not bear out.
 *
 * A note ties expected questions and a plain answer to verbatim evidence. The plain answer is as dangerous as a wrong
 * quotation, so it is checked like one: its figures and names must stand in the evidence, a plan is not told as a fact,
 * and the やさしい日本語 wording keeps the rules that a program can check.
 */

import { z } from "zod";
import { DeskError } from "../errors.ts";
import {
  CHAT_ACTS,
  type Elsewhere,
  HANDOFF_REASONS,
  LANGUAGES,
  NOTE_KINDS,
  type Note,
  type Passage,
  type PassageId,
  type Talk,
} from "../model.ts";
import { squeezed } from "../text/normalize.ts";
import { tellsPlanAsFact, unfoundedClaims } from "./claims.ts";
import { easyJapaneseFaults } from "./easy-japanese.ts";

const said = z.string().trim().min(1);
const wordings = z.strictObject({ ja: said, "ja-easy": said, en: said });
const questions = z.array(said).min(4);
const NOTE = z.strictObject({
  kind: z.enum(NOTE_KINDS),
  topic: said,
  questions,
  plain: wordings,
  evidence: z.array(said),
  silentThroughout: z.literal(true).optional(),
});
const TOPICS = z.record(said, wordings);
const ELSEWHERE = z.strictObject({ subject: said, names: wordings, questions, isGrave: z.literal(true).optional() });
const TALK = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("chat"), act: z.enum(CHAT_ACTS), questions }),
  z.strictObject({ outcome: z.literal("handoff"), act: z.enum(HANDOFF_REASONS), questions }),
]);

/** The points on which cities are compared, named in three wordings. */
export type Topics = z.infer<typeof TOPICS>;

/** Expected questions of an answer at least. */
const FEWEST_QUESTIONS = 8;

/**
 * Reads `topics.json`: the points on which cities are compared, each named in three wordings.
 *
 * @throws DeskError `knowledge-invalid` naming file and every reason
 */
export function readTopics(path: string, text: string): Topics {
  const topics = parsed(text, TOPICS);
  if (typeof topics === "string") throw invalid(path, [`${path}: ${topics}`]);
  const faults = Object.entries(topics).flatMap(([topic, names]) =>
    easyJapaneseFaults(names["ja-easy"], { isName: true }).map((fault) => `${path}: ${topic}: ${fault}`),
  );
  if (faults.length > 0) throw invalid(path, faults);
  return topics;
}

/**
 * Reads `elsewhere.jsonl`.
 *
 * @throws DeskError `knowledge-invalid` naming file, line and every reason
 */
export function readElsewhere(path: string, text: string): Elsewhere[] {
  return readLines(path, text, ELSEWHERE, ({ names }) => easyJapaneseFaults(names["ja-easy"], { isName: true }));
}

/**
 * Reads `talk.jsonl`: what people write that asks nothing of a text.
 *
 * @throws DeskError `knowledge-invalid` naming file, line and every reason
 */
export function readTalk(path: string, text: string): Talk[] {
  return readLines(path, text, TALK, () => []);
}

/**
 * Reads `notes.jsonl` of one city.
 *
 * @param path - as shown in an error, such as `knowledge/kodaira/notes.jsonl`
 * @param passages - of this city
 * @throws DeskError `knowledge-invalid` naming file, line and every reason
 */
export function readNotes(path: string, text: string, passages: readonly Passage[], topics: Topics): Note[] {
  const letters = new Map(passages.map((passage) => [passage.id, squeezed(passage.text)]));
  return readLines(path, text, NOTE, (note) => faultsOf(note, letters, topics)).map((note) => ({
    ...note,
    city: passages[0]!.city,
    passages: note.evidence.flatMap((stretch) => homeOf(stretch, letters) ?? []),
  }));
}

function readLines<T>(path: string, text: string, shape: z.ZodType<T>, faultsOfRow: (row: T) => string[]): T[] {
  const faults: string[] = [];
  const rows = text.split("\n").flatMap((json, i): T[] => {
    if (json.trim() === "") return [];
    const row = parsed(json, shape);
    const reasons = typeof row === "string" ? [row] : faultsOfRow(row);
    faults.push(...reasons.map((reason) => `${path}:${i + 1}: ${reason}`));
    return typeof row === "string" ? [] : [row];
  });
  if (faults.length > 0) throw invalid(path, faults);
  return rows;
}

const invalid = (file: string, faults: readonly string[]): DeskError =>
  new DeskError("knowledge-invalid", faults.join("\n"), { facts: { file } });

/** The data, or in words why it is none. */
function parsed<T>(json: string, shape: z.ZodType<T>): T | string {
  try {
    const result = shape.safeParse(JSON.parse(json));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    return `${issue?.path.join(".")}: ${issue?.message}`;
  } catch {
    return "is not JSON";
  }
}

function faultsOf(
  { kind, topic, questions: asked, plain, evidence, silentThroughout }: z.infer<typeof NOTE>,
  letters: ReadonlyMap<PassageId, string>,
  topics: Topics,
): string[] {
  const faults: string[] = [];
  if (!(topic in topics)) faults.push(`topic ${topic} is not in topics.json`);
  if (silentThroughout && kind !== "silent") faults.push(`silentThroughout is for a silent note, not for ${kind}`);
  if (kind === "answer" && evidence.length === 0) faults.push("an answer needs evidence");
  if (kind === "answer" && asked.length < FEWEST_QUESTIONS) {
    faults.push(`has ${asked.length} questions, wants ${FEWEST_QUESTIONS}`);
  }
  if (new Set(asked.map(squeezed)).size < asked.length) faults.push("asks the same question twice");
  for (const stretch of evidence) {
    if (homeOf(stretch, letters) === undefined) faults.push(`evidence 「${stretch}」 stands in no passage`);
  }
  for (const language of LANGUAGES) {
    faults.push(...unfoundedClaims(plain[language], evidence));
    if (kind === "answer" && tellsPlanAsFact(plain[language], language, evidence))
      faults.push(`tells in ${language} as a fact what the evidence only plans`);
  }
  faults.push(...easyJapaneseFaults(plain["ja-easy"]));
  return faults;
}

function homeOf(evidence: string, letters: ReadonlyMap<PassageId, string>): PassageId | undefined {
  const wanted = squeezed(evidence);
  return [...letters].find(([, text]) => text.includes(wanted))?.[0];
}
