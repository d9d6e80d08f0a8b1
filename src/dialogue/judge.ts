/**
 * Weighs the signals of a question into shares for what may be done with it.
 */

import { DeskError } from "../errors.ts";
import type { Learned } from "../knowledge/learned.ts";
import type { SubjectKind } from "../retrieval/subjects.ts";
import { softmax } from "./kinds.ts";
import { SIGNALS, type Signals } from "./signals.ts";

export const VERDICTS = ["answer", "decline", "handoff", "chat"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a subject of each kind asks for. */
export const VERDICT_OF: Readonly<Record<SubjectKind, Verdict>> = {
  answer: "answer",
  silent: "decline",
  elsewhere: "decline",
  person: "handoff",
  handoff: "handoff",
  chat: "chat",
};

/** From 0 to 1, together 1; calibrated on questions that were left out, see `src/eval/train.ts`. */
export type Shares = Readonly<Record<Verdict, number>>;

/** For each verdict a weight per signal, in the order of `SIGNALS`. */
export type VerdictWeights = Readonly<Record<Verdict, readonly number[]>>;

/**
 * The learned weights of each verdict.
 *
 * @throws DeskError `knowledge-invalid` when they were learned for other signals
 */
export function verdictWeights(learned: Learned | undefined): VerdictWeights | undefined {
  if (learned === undefined) return undefined;
  const { signals, verdicts } = learned;
  const isSame =
    signals.join() === SIGNALS.join() && VERDICTS.every((name) => verdicts[name]?.length === SIGNALS.length);
  if (!isSame)
    throw new DeskError("knowledge-invalid", "learned.json is for other signals than the desk has: run npm run train");
  return verdicts as VerdictWeights;
}

export function shares(signals: Signals, weights: VerdictWeights): Shares {
  const scores = Float64Array.from(VERDICTS, (verdict) =>
    weights[verdict].reduce((sum, weight, i) => sum + weight * signals[i]!, 0),
  );
  const found = softmax(scores);
  return Object.fromEntries(VERDICTS.map((verdict, i) => [verdict, found[i]!])) as Shares;
}
