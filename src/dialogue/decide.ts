/**
 * Decides what may be done with a question; every threshold stands in this file's one table.
 *
 * A confident wrong answer is worse than none, and a refused answer helps nobody. What the signals make of a question
 * are shares calibrated on questions that were left out; where the line is drawn is told here, and docs/figures.md has
 * the errors that each place of the line buys (`npm run eval -- --lines`).
 */

import type { CityId, ComparedCity, Gap, HandoffReason, Note, Outcome } from "../model.ts";
import { type Rivals, SUBJECT_KINDS } from "../retrieval/subjects.ts";
import { type Shares, shares, VERDICT_OF, type Verdict, type VerdictWeights } from "./judge.ts";
import { type Findings, SIGNALS, type SignalName } from "./signals.ts";

export const THRESHOLDS = {
  /** Share from which on an answer is given. */
  answer: 0.3,
  /** The same where a price, a date or a number is asked for and the best passage holds none. */
  answerWithoutThing: 0.85,
  /** The same where the city is not known and several would have to be wrong. */
  answerOfUnknownCity: 0.5,
  /** Share of talk (chat, handoff) from which on nothing is looked up. */
  talk: 0.4,
  /** How much of its share the best city must be ahead of the next to answer without asking back, from 0 to 1. */
  ahead: 0.3,
  /** Share from which on a city's row in a comparison shows what was found. */
  compared: 0.1,
  /** Likeness from which on a refusal names the gap, and a hand-off the matter. */
  named: 0.35,
  /** The same for a matter of another office, which a wrong name would make absurd. */
  namedElsewhere: 0.45,
  /** Likeness below which nothing is taken for talk. */
  likeTalk: 0.2,
  /** Likeness from which on a question is asked in the very words that were expected, if nothing else comes near. */
  sameWords: 0.75,
  sameWordsAhead: 0.1,
  /** Share from which on a city that is not known to be meant is offered, where none answers for sure. */
  near: 0.35,
  /** Share that all cities together must have where no city is known and only one seems to answer. */
  overall: 0.1,
  /** What a passage under 「ほかには？」, or beside a matter that is the city's to decide, must have of the best one's score. */
  other: 0.4,
  /** Points from which on a passage is shown to staff beside a matter that is the city's to decide. */
  beside: 15,
  /** Likeness to a message of danger from which on help is named first. */
  danger: 0.25,
  /** The same for distress, in which a person is offered before anything is looked up. */
  distress: 0.4,
  /** Both in English, where "I want to join" is as like "I want to die" as most messages of danger are like each other. */
  inNeedInEnglish: 0.7,
  /** For a city without notes: share of the question's words that its text must hold. */
  inTextWithoutNotes: 0.5,
  /** The same: how much a word may tell, of the most a word can, that only another city's text holds. */
  strangerWithoutNotes: 0.6,
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
  const isMissing = signal(found, "thing missing") > 0;
  const expected = isMissing ? undefined : inSameWords(found);
  if (expected !== undefined) return { answer: 0, decline: 0, handoff: 0, chat: 0, [expected]: 1 };
  if (weights !== undefined && found.hasNotes) return shares(found.signals, weights);
  const isElsewhere = signal(found, "like elsewhere") >= THRESHOLDS.named && signal(found, "in text") < 1;
  const isAbroad = signal(found, "stranger") >= THRESHOLDS.strangerWithoutNotes;
  const isKnown =
    found.hits.length > 0 && !isAbroad && !isMissing && signal(found, "in text") >= THRESHOLDS.inTextWithoutNotes;
  return { answer: isKnown && !isElsewhere ? 1 : 0, decline: isKnown && !isElsewhere ? 0 : 1, handoff: 0, chat: 0 };
}

/** Likeness from which on a cry for help goes before all else. */
const IN_NEED: Readonly<Partial<Record<HandoffReason, number>>> = {
  danger: THRESHOLDS.danger,
  distress: THRESHOLDS.distress,
};

/** What is meant by who asks in the very words of one subject and of no other. */
function inSameWords({ rivals }: Findings): Verdict | undefined {
  const order = SUBJECT_KINDS.map((kind) => ({ kind, likeness: rivals[kind]?.likeness ?? 0 }));
  const [best, next] = order.sort((a, b) => b.likeness - a.likeness);
  const isSame = best!.likeness >= THRESHOLDS.sameWords && best!.likeness - next!.likeness >= THRESHOLDS.sameWordsAhead;
  return isSame ? VERDICT_OF[best!.kind] : undefined;
}

/**
 * What somebody does who asks nothing of a text, by what was said now; undefined where they ask.
 *
 * @param isEnglish - no Japanese letter is in it: then only words that are nearly the same are taken for a cry for help,
 *   and the others are left to the signs of `danger.ts`
 */
export function talkOf(
  { rivals: found, verdict }: Findings & Judged,
  cities: readonly CityId[],
  isEnglish: boolean,
): Extract<Outcome, { kind: "chat" | "handoff" }> | undefined {
  const rivals = isEnglish ? withoutFaintCry(found) : found;
  const { chat, person, handoff: wish } = rivals;
  const isInNeed = wish !== undefined && wish.likeness >= (IN_NEED[wish.subject.act] ?? 1);
  // A message that is as like a cry for help as it is like anything else is taken for one.
  const others = Math.max(...SUBJECT_KINDS.map((kind) => (kind === "handoff" ? 0 : (rivals[kind]?.likeness ?? 0))));
  if (isInNeed && wish.likeness >= others) return handoff(rivals, cities);
  const isLike = (rival: { readonly likeness: number } | undefined) => (rival?.likeness ?? 0) >= THRESHOLDS.likeTalk;
  if (verdict.chat >= THRESHOLDS.talk && isLike(chat)) return { kind: "chat", act: chat!.subject.act };
  // The faint cry that was set aside speaks in the verdict too: a person is then needed only if the rest says so.
  const least = rivals === found ? 0 : others;
  const isForPerson = isLike(wish) || (isLike(person) && person!.likeness >= least);
  if (verdict.handoff >= THRESHOLDS.talk && isForPerson) return handoff(rivals, cities);
  return undefined;
}

function withoutFaintCry(rivals: Rivals): Rivals {
  const { handoff: wish, ...others } = rivals;
  const isFaint = wish !== undefined && wish.subject.act in IN_NEED && wish.likeness < THRESHOLDS.inNeedInEnglish;
  return isFaint ? others : rivals;
}

/** Who is like somebody in danger is told where help is. */
export function handoff({ handoff, person }: Rivals, cities: readonly CityId[]): Extract<Outcome, { kind: "handoff" }> {
  const isNamed =
    person !== undefined && person.likeness >= THRESHOLDS.named && person.likeness >= (handoff?.likeness ?? 0);
  const act: HandoffReason = handoff?.subject.act ?? "wish-person";
  const isDanger = act === "danger" && handoff!.likeness >= THRESHOLDS.danger;
  const reason = isDanger ? "danger" : isNamed ? "decision" : act === "danger" ? "distress" : act;
  const note = isNamed && !isDanger ? person.subject.note : undefined;
  return { kind: "handoff", reason, cities, note, hits: [] };
}

/** One city is asked about. */
export function decidedForCity(found: CityFindings & Judged, thresholds: Thresholds = THRESHOLDS): Outcome {
  const cities = [found.city];
  const { verdict } = found;
  const open = verdict.answer + verdict.decline;
  const least = leastShare(found, thresholds.answer, thresholds);
  if (found.hits.length > 0 && verdict.answer >= least * open) {
    return { kind: "answer", cities, hits: found.hits, isCityNamed: true };
  }
  return { kind: "decline", cities, hits: nearest(found), ...gapOf(found.rivals, true) };
}

/** No city is known: one answers, several ask back, or none does. */
export function decidedForAll(
  found: readonly (CityFindings & Judged)[],
  overall: Findings & Judged,
  thresholds: Thresholds = THRESHOLDS,
): Outcome {
  const { rivals, verdict } = overall;
  const sure = found
    .map((one) => ({ ...one, share: one.verdict.answer / (one.verdict.answer + one.verdict.decline || 1) }))
    .filter((one) => one.hits.length > 0 && one.share >= leastShare(one, thresholds.answerOfUnknownCity, thresholds))
    .sort((a, b) => strength(b) - strength(a));
  const [best, next] = sure;
  // What the notes make of the whole tells nothing of a city without them.
  const isAlone = next === undefined && best?.hasNotes === true;
  const isDoubted = isAlone && verdict.answer < thresholds.overall * (verdict.answer + verdict.decline);
  const near = best === undefined ? answeringIfNamed(found, thresholds) : [];
  if (near.length > 1) return { kind: "clarify", cities: near.map(({ city }) => city) };
  if (best === undefined || isDoubted) {
    return { kind: "decline", cities: [], hits: [], ...gapOf(rivals, false) };
  }
  if (next === undefined || strength(best) * (1 - thresholds.ahead) > strength(next)) {
    return { kind: "answer", cities: [best.city], hits: best.hits, isCityNamed: false };
  }
  return { kind: "clarify", cities: sure.map(({ city }) => city) };
}

/** Cities that would answer if they were asked by name: rather than to deny them all, the desk asks back. */
const answeringIfNamed = (found: readonly (CityFindings & Judged)[], thresholds: Thresholds) =>
  found.filter((one) => decidedForCity(one, { ...thresholds, answer: thresholds.near }).kind === "answer");

const leastShare = (found: Findings, usual: number, { answerWithoutThing }: Thresholds): number =>
  signal(found, "thing missing") > 0 ? answerWithoutThing : usual;
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
function gapOf({ silent, elsewhere }: Rivals, isCityKnown: boolean): Gap {
  const [gap, matter] = [silent?.likeness ?? 0, elsewhere?.likeness ?? 0];
  if (gap >= matter) {
    const isNamed = isCityKnown && silent !== undefined && gap >= THRESHOLDS.named;
    return isNamed ? { reason: "known-gap", note: silent.subject.note } : { reason: "not-written" };
  }
  const isNamed = elsewhere !== undefined && matter >= THRESHOLDS.namedElsewhere;
  return isNamed ? { reason: "elsewhere", subject: elsewhere.subject.elsewhere } : { reason: "not-written" };
}

/** A row per city; undefined where no city has anything to show. */
export function compared(found: readonly (CityFindings & Judged)[], notes: readonly Note[]): Outcome {
  const rows = rowsOf(found, notes);
  const elsewhere = found[0]?.rivals.elsewhere;
  const isElsewhere =
    elsewhere !== undefined &&
    elsewhere.likeness >= THRESHOLDS.namedElsewhere &&
    found.every(({ rivals }) => elsewhere.likeness > (rivals.answer?.likeness ?? 0));
  if (isElsewhere) {
    const cities = found.map(({ city }) => city);
    return { kind: "decline", cities, hits: [], reason: "elsewhere", subject: elsewhere.subject.elsewhere };
  }
  const isNothing = rows.every(({ hits, silent }) => hits.length === 0 && silent === undefined);
  if (isNothing) return { kind: "decline", cities: found.map(({ city }) => city), hits: [], reason: "not-written" };
  return { kind: "compare", rows };
}

/** @param answering - cities that answer for sure */
function rowsOf(
  found: readonly (CityFindings & Judged)[],
  notes: readonly Note[],
  answering: readonly CityId[] = [],
): ComparedCity[] {
  const topic = topicOfAll(found);
  return found.map(({ city, hits, verdict }) => {
    const silent = notes.find((note) => note.city === city && note.topic === topic && note.silentThroughout === true);
    const isBeside = silent !== undefined && hits[0]?.note?.topic !== topic;
    const isFound = answering.includes(city) || (verdict.answer >= THRESHOLDS.compared && !isBeside);
    return isFound ? { city, hits, silent: undefined } : { city, hits: [], silent };
  });
}

/**
 * The best passage of each city: those that answer first, then what else was found, then silence; what is on the same
 * point of `topics.json` stands together.
 *
 * @param answering - cities that answer for sure, the strongest first
 */
export function shortAnswers(
  found: readonly (CityFindings & Judged)[],
  notes: readonly Note[],
  answering: readonly CityId[],
): ComparedCity[] {
  const rows = rowsOf(found, notes, answering).map((row) => ({ ...row, hits: row.hits.slice(0, 1) }));
  const rank = ({ city, hits, silent }: ComparedCity): number => {
    const place = answering.indexOf(city);
    if (place >= 0) return place - answering.length;
    return hits.length > 0 ? 0 : silent !== undefined ? 1 : 2;
  };
  const ranked = rows.sort((a, b) => rank(a) - rank(b));
  const point = ({ city, hits, silent }: ComparedCity): string =>
    hits[0] === undefined ? `no ${silent?.topic}` : (hits[0].note?.topic ?? city);
  const points = ranked.map(point);
  return [...new Set(points)].flatMap((one) => ranked.filter((_, i) => points[i] === one));
}

/** The point of `topics.json` on which the cities together have the likest notes. */
function topicOfAll(found: readonly Findings[]): string | undefined {
  const weights = new Map<string, number>();
  for (const { rivals } of found) {
    for (const rival of [rivals.answer, rivals.silent]) {
      if (rival === undefined || rival.likeness < THRESHOLDS.likeTalk) continue;
      const { topic } = rival.subject.note;
      weights.set(topic, (weights.get(topic) ?? 0) + rival.likeness ** 2);
    }
  }
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0];
}
