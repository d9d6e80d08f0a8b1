/**
 * Reads a set of questions and what the desk answered, and scores them.
 *
 * The figures and their names are those of the field's scorer: the two errors that matter are *false answers* (shown
 * where the texts say nothing, or where a person must decide) and *missed answers*.
 */

import { share } from "./metrics.ts";

export interface QuestionRow {
  readonly id: string;
  readonly question: string;
  readonly city: string | null;
  readonly history: readonly string[];
  readonly asker: "resident" | "staff";
}

/** What was expected; looked at only after every question has been answered. */
export interface Expectation {
  readonly id: string;
  readonly outcome: string;
  /** Stretches any one of which makes a passage right; for a comparison, by city. */
  readonly evidence: readonly string[] | Readonly<Record<string, readonly string[]>>;
  readonly cities: readonly string[];
  readonly language: string;
  /** Chosen before asking; `none` for none. */
  readonly city: string;
}

export interface AnsweredRow {
  readonly id: string;
  readonly outcome: string;
  readonly passages: readonly {
    readonly city: string;
    readonly source: string;
    readonly text: string;
    readonly score: number;
  }[];
  readonly reply: string;
}

/** Reads the part of a row that the desk may see, null and an empty city as none; a string says why it is no row. */
export function questionRow(data: Record<string, unknown>): QuestionRow | string {
  const { id, question } = data;
  const city = data.city === "" ? null : (data.city ?? null);
  const history = data.history ?? [];
  if (typeof id !== "string" && typeof id !== "number") return "has no id";
  if (typeof question !== "string") return "has no question";
  if (city !== null && typeof city !== "string") return "has a city that is neither a name nor null";
  if (!isStrings(history)) return "has a history that is no list of questions";
  const asker = data.persona === "staff" || data.persona === "center" ? "staff" : "resident";
  return { id: String(id), question, city, history, asker };
}

export function expectation(data: Record<string, unknown>): Expectation | string {
  const expected = data.expect as Record<string, unknown> | undefined;
  if (typeof expected?.outcome !== "string") return "has no expected outcome";
  const evidence = expected.evidence as Expectation["evidence"] | undefined;
  const cities = expected.city;
  return {
    id: String(data.id),
    outcome: expected.outcome,
    evidence: evidence ?? [],
    cities: isStrings(cities) ? cities : [],
    language: String(data.lang ?? "unknown"),
    city: typeof data.city === "string" && data.city !== "" ? data.city : "none",
  };
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** Characters of a passage without white space; a longer one never counts. */
const LONGEST = 600;
/** Share of a passage's characters that must stand in lines of the city's text. */
const VERBATIM = 0.95;

/** Figures by name, as the field's scorer prints them; shares are from 0 to 1. */
export type Figures = Readonly<Record<string, number>>;

/** @param texts - guideline files by city id */
export function scored(
  expected: readonly Expectation[],
  answered: readonly AnsweredRow[],
  texts: ReadonlyMap<string, string>,
): Figures {
  const judge = judgeOf(texts);
  const byId = new Map(answered.map((row) => [row.id, row]));
  const rows = expected.flatMap((want) => {
    const got = byId.get(want.id);
    return got === undefined ? [] : [{ want, got }];
  });
  const answers = rows
    .filter(({ want }) => want.outcome === "answer")
    .map(({ want, got }) => {
      const stretches = want.evidence as readonly string[];
      const rank = got.passages.slice(0, 10).findIndex((p) => judge.isRight(p, stretches)) + 1;
      return { rank, isShown: isAnswer(got) };
    });
  const cells = rows
    .filter(({ want }) => want.outcome === "compare")
    .flatMap(({ want, got }) =>
      Object.entries(want.evidence as Record<string, readonly string[]>).map(([city, stretches]) =>
        firstOfEach(got.passages, 2).some((p) => p.city === city && judge.isRight(p, stretches)),
      ),
    );
  const refusals = rows.filter(({ want }) => want.outcome === "decline" || want.outcome === "handoff");
  const within = (k: number) => answers.filter(({ rank }) => rank >= 1 && rank <= k).length;
  const shownWithin = (k: number) => answers.filter(({ rank, isShown }) => isShown && rank >= 1 && rank <= k).length;
  const right = rows.filter(({ want, got }) => got.outcome === want.outcome || judge.coversAll(want, got));
  return {
    rows: expected.length,
    unanswered: expected.length - rows.length,
    notVerbatim: rows.flatMap(({ got }) => got.passages).filter((p) => !judge.counts(p)).length,
    "hit@1": share(within(1), answers.length),
    "hit@3": share(within(3), answers.length),
    "hit@5": share(within(5), answers.length),
    "MRR@10": share(
      answers.reduce((sum, { rank }) => sum + (rank === 0 ? 0 : 1 / rank), 0),
      answers.length,
    ),
    "right answer shown first": share(shownWithin(1), answers.length),
    "right answer in first 3": share(shownWithin(3), answers.length),
    "missed answers": share(answers.filter(({ isShown }) => !isShown).length, answers.length),
    "false answers": share(refusals.filter(({ got }) => isAnswer(got)).length, refusals.length),
    "compare cells hit": share(cells.filter(Boolean).length, cells.length),
    "outcome accuracy": share(right.length, expected.length),
  };
}

type ShownPassage = AnsweredRow["passages"][number];

const isAnswer = ({ outcome }: AnsweredRow): boolean => outcome === "answer" || outcome === "compare";
const letters = (text: string): string =>
  text
    .replace(/<[^>]*>/gu, "")
    .normalize("NFKC")
    .replace(/\s+/gu, "");

function judgeOf(texts: ReadonlyMap<string, string>) {
  const guidelines = new Map([...texts].map(([city, text]) => [city, letters(text)]));
  const isVerbatim = ({ city, text }: ShownPassage): boolean => {
    const guideline = guidelines.get(city);
    if (guideline === undefined) return true;
    const lines = text
      .split("\n")
      .map(letters)
      .filter((line) => line !== "");
    const whole = lines.join("");
    if (guideline.includes(whole)) return true;
    const inside = lines.filter((line) => guideline.includes(line)).join("").length;
    return whole.length > 0 && inside / whole.length >= VERBATIM;
  };
  const counts = (p: ShownPassage): boolean => letters(p.text).length <= LONGEST && isVerbatim(p);
  return {
    counts,
    isRight: (p: ShownPassage, stretches: readonly string[]): boolean =>
      counts(p) && stretches.some((stretch) => letters(p.text).includes(letters(stretch))),
    /** A question that needs asking back may be answered instead for every city that it could mean. */
    coversAll({ outcome, cities }: Expectation, got: AnsweredRow): boolean {
      const covered = new Set(
        firstOfEach(got.passages, 2)
          .filter(counts)
          .map((p) => p.city),
      );
      return outcome === "clarify" && isAnswer(got) && cities.length > 1 && cities.every((city) => covered.has(city));
    },
  };
}

/** The first passage shown is right, for a row that wants an answer. */
export function isShownFirst(want: Expectation, got: AnsweredRow, texts: ReadonlyMap<string, string>): boolean {
  return want.outcome === "answer" && scored([want], [got], texts)["right answer shown first"] === 1;
}

/** At most `n` passages of each city, in order: what a comparison can show. */
function firstOfEach(passages: readonly ShownPassage[], n: number): ShownPassage[] {
  const seen = new Map<string, number>();
  return passages.filter(({ city }) => {
    seen.set(city, (seen.get(city) ?? 0) + 1);
    return seen.get(city)! <= n;
  });
}
