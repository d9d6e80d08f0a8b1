/**
 * Decides what may be done with a question; every threshold stands in this file's one table.
 *
 * A confident wrong answer is worse than none, and a refused answer helps nobody. What the signals make of a question
 * are shares calibrated on questions that were left out; where the line is drawn is told here, and docs/figures.md has
 * the errors that each place of the line buys (`npm run eval -- --lines`).
 */

import type { ChatAct, CityId, ComparedCity, Elsewhere, Gap, HandoffReason, Note, Outcome } from "../model.ts";
import type { Rivals } from "../retrieval/subjects.ts";
import { type Shares, shares, type VerdictWeights } from "./judge.ts";
import { type Findings, SIGNALS, type SignalName } from "./signals.ts";

export const THRESHOLDS = {
  /** Share from which on an answer is given. */
  answer: 0.3,
  /** The same where the city is not known and several would have to be wrong. */
  answerOfUnknownCity: 0.5,
  /** Share of talk (chat, handoff) from which on nothing is looked up. */
  talk: 0.4,
  /** How much of its share the best city must be ahead of the next to answer without asking back, from 0 to 1. */
  ahead: 0.3,
  /** Share from which on a city's row in a comparison shows what was found. */
  compared: 0.1,
  /** Likeness from which on a refusal names the gap, and a hand-off the matter. */
  named: 0.3,
  /** Likeness to a message of danger from which on help is named first. */
  danger: 0.45,
  /** For a city without notes: share of the question's words that its text must hold. */
  inTextWithoutNotes: 0.5,
} as const;
export type Thresholds = Readonly<Record<keyof typeof THRESHOLDS, number>>;

/** What was found in one city. */
export interface CityFindings extends Findings {
  readonly city: CityId;
  readonly hasNotes: boolean;
}

/** With the shares of what may be done. */
export interface Judged {
  readonly verdict: Shares;
}

const signal = ({ signals }: Findings, name: SignalName): number => signals[SIGNALS.indexOf(name)]!;

/** Shares of verdicts; of a city without notes only what can be told without them. */
export function judged(found: Findings & { readonly hasNotes: boolean }, weights: VerdictWeights | undefined): Shares {
  if (weights !== undefined && found.hasNotes) return shares(found.signals, weights);
  const isElsewhere = signal(found, "like elsewhere") >= THRESHOLDS.named && signal(found, "in text") < 1;
  const isKnown = signal(found, "in text") >= THRESHOLDS.inTextWithoutNotes && found.hits.length > 0;
  return { answer: isKnown && !isElsewhere ? 1 : 0, decline: isKnown && !isElsewhere ? 0 : 1, handoff: 0, chat: 0 };
}

/** What somebody does who asks nothing of a text, by what was said now; undefined where they ask. */
export function talkOf(
  { rivals, verdict }: Findings & Judged,
  cities: readonly CityId[],
): Extract<Outcome, { kind: "chat" | "handoff" }> | undefined {
  const chat: ChatAct | undefined = rivals.chat?.subject.act;
  if (verdict.chat >= THRESHOLDS.talk && chat !== undefined) return { kind: "chat", act: chat };
  if (verdict.handoff < THRESHOLDS.talk) return undefined;
  return handoff(rivals, cities);
}

/** Who is like somebody in danger is told where help is. */
export function handoff({ handoff, person }: Rivals, cities: readonly CityId[]): Extract<Outcome, { kind: "handoff" }> {
  const isNamed =
    person !== undefined && person.likeness >= THRESHOLDS.named && person.likeness >= (handoff?.likeness ?? 0);
  const act: HandoffReason = handoff?.subject.act ?? "wish-person";
  const isDanger = act === "danger" && handoff!.likeness >= THRESHOLDS.danger;
  const reason = isDanger ? "danger" : isNamed || act === "danger" ? "decision" : act;
  const note = isNamed && !isDanger ? person.subject.note : undefined;
  return { kind: "handoff", reason, cities, note, hits: [] };
}

/** One city is asked about. */
export function decidedForCity(found: CityFindings & Judged, thresholds: Thresholds = THRESHOLDS): Outcome {
  const cities = [found.city];
  const { verdict } = found;
  const open = verdict.answer + verdict.decline;
  if (found.hits.length > 0 && verdict.answer >= thresholds.answer * open) {
    return { kind: "answer", cities, hits: found.hits, isCityNamed: true };
  }
  return { kind: "decline", cities, hits: nearest(found), ...gapOf(found.rivals) };
}

/** No city is known: one answers, several ask back, or none does. */
export function decidedForAll(
  found: readonly (CityFindings & Judged)[],
  rivals: Rivals,
  thresholds: Thresholds = THRESHOLDS,
): Outcome {
  const sure = found
    .map((one) => ({ ...one, share: one.verdict.answer / (one.verdict.answer + one.verdict.decline || 1) }))
    .filter(({ hits, share }) => hits.length > 0 && share >= thresholds.answerOfUnknownCity)
    .sort((a, b) => strength(b) - strength(a));
  const [best, next] = sure;
  if (best === undefined) return { kind: "decline", cities: [], hits: [], ...gapOf({ ...rivals, silent: undefined }) };
  if (next === undefined || strength(best) * (1 - thresholds.ahead) > strength(next)) {
    return { kind: "answer", cities: [best.city], hits: best.hits, isCityNamed: false };
  }
  return { kind: "clarify", cities: sure.map(({ city }) => city) };
}

const strength = (found: Findings): number => found.hits[0]?.score ?? 0;

/** The nearest passage, where one is near enough to be of use. */
function nearest({ hits, rivals }: Findings): Findings["hits"] {
  const { silent } = rivals;
  if (silent !== undefined && silent.likeness >= THRESHOLDS.named) {
    return hits.filter(({ passage }) => silent.subject.note.passages.includes(passage.id)).slice(0, 1);
  }
  return [];
}

/** What is missing, in the most telling words that there are. */
function gapOf({ silent, elsewhere }: { silent?: Rivals["silent"] | undefined; elsewhere?: Rivals["elsewhere"] }): Gap {
  const [gap, matter] = [silent?.likeness ?? 0, elsewhere?.likeness ?? 0];
  if (Math.max(gap, matter) < THRESHOLDS.named) return { reason: "not-written" };
  if (gap >= matter) return { reason: "known-gap", note: silent!.subject.note satisfies Note };
  return { reason: "elsewhere", subject: elsewhere!.subject.elsewhere satisfies Elsewhere };
}

/** A row per city; undefined where no city has anything to show. */
export function compared(found: readonly (CityFindings & Judged)[], notes: readonly Note[]): Outcome {
  const topic = topicOfAll(found);
  const rows = found.map(({ city, hits, verdict }): ComparedCity => {
    const isFound = verdict.answer >= THRESHOLDS.compared;
    const silent = notes.find((note) => note.city === city && note.topic === topic && note.silentThroughout === true);
    return isFound ? { city, hits, silent: undefined } : { city, hits: [], silent };
  });
  const isNothing = rows.every(({ hits, silent }) => hits.length === 0 && silent === undefined);
  if (isNothing) return { kind: "decline", cities: found.map(({ city }) => city), hits: [], reason: "not-written" };
  return { kind: "compare", rows };
}

/** The point of `topics.json` on which the cities together have the likest notes. */
function topicOfAll(found: readonly Findings[]): string | undefined {
  const weights = new Map<string, number>();
  for (const { rivals } of found) {
    for (const rival of [rivals.answer, rivals.silent]) {
      if (rival === undefined) continue;
      const { topic } = rival.subject.note;
      weights.set(topic, (weights.get(topic) ?? 0) + rival.likeness ** 2);
    }
  }
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0];
}
