/**
 * Gathers what each city has for a question and lets it be decided.
 */

import type { CityId, Explanation, Hit, Note, Outcome } from "../model.ts";
import type { Asked } from "../retrieval/search.ts";
import type { CityView } from "./city.ts";
import {
  type CityFindings,
  compared,
  decidedForAll,
  decidedForCity,
  type Judged,
  judged,
  shortAnswers,
  THRESHOLDS,
  type Thresholds,
  talkOf,
} from "./decide.ts";
import type { Shares, VerdictWeights } from "./judge.ts";
import { withFittingNote } from "./lead.ts";
import { type Findings, findings, SIGNALS, type SignalParts } from "./signals.ts";
import type { Topic } from "./topic.ts";

export interface Decider {
  nothingTyped(): Outcome;
  danger(cities: readonly CityId[]): Outcome;
  wish(cities: readonly CityId[]): Outcome;
  otherTown(): Outcome;
  /** What somebody does who asks nothing of a text; undefined where they ask. */
  talk(asked: Asked, cities: readonly CityId[]): Outcome | undefined;
  /** Thanks, greetings and the like, nearly word for word: they leave what was spoken of as it was. */
  isSmallTalk(asked: Asked): boolean;
  compared(asked: Asked, cities: readonly CityId[]): Outcome;
  /** @param city - undefined where none is known */
  decided(asked: Asked, city: CityId | undefined, topic: Pick<Topic, "wantsOther">): Outcome;
  /**
   * The same for staff, who judge for themselves: what the cities say beside a matter that is theirs to decide, and what
   * each says where it is not known which is meant.
   */
  forStaff(outcome: Outcome, asked: Asked, about: Pick<Topic, "wantsOther"> & Pick<CityView, "cities">): Outcome;
  explained(asked: Asked, cities: readonly CityId[]): Pick<Explanation, "signals" | "hits">;
}

export interface DeciderParts extends SignalParts {
  readonly cities: readonly CityId[];
  readonly notes: readonly Note[];
  /** Undefined where nothing was learned yet. */
  readonly weights: VerdictWeights | undefined;
  /** Other lines than the product's, to measure what they would buy. */
  readonly thresholds?: Thresholds | undefined;
}

/** Passages that a reply holds at most, the answer among them: more are not read on a telephone. */
const MOST_PASSAGES = 3;
/** Of each city in a comparison. */
const MOST_COMPARED = 2;

export function decider(parts: DeciderParts): Decider {
  const { cities: all, notes, weights, thresholds, search } = parts;
  const noted = new Set(notes.map(({ city }) => city));
  const ofCity = (asked: Asked, city: CityId, limit: number): CityFindings & Judged => {
    const found = { city, hasNotes: noted.has(city), ...findings(parts, asked, { city, limit }) };
    return { ...found, verdict: judged(found, weights) };
  };
  const ofAll = (asked: Asked, limit: number): Findings & Judged => {
    const found = { hasNotes: noted.size > 0, ...findings(parts, asked, { city: undefined, limit }) };
    return { ...found, verdict: judged(found, weights) };
  };
  const ofMeant = (asked: Asked, cities: readonly CityId[], limit: number) =>
    cities.length === 1 ? ofCity(asked, cities[0]!, limit) : ofAll(asked, limit);

  const beside = (asked: Asked, cities: readonly CityId[], note: Note | undefined): Hit[] => {
    const hits = search.hits(asked, { cities, limit: MOST_PASSAGES });
    const least = Math.max(THRESHOLDS.beside, THRESHOLDS.other * (hits[0]?.score ?? 0));
    // What the note rests on is on the matter, however the question is worded.
    const isOn = ({ passage, score }: Hit) => score >= least || note?.passages.includes(passage.id) === true;
    return hits.filter(isOn);
  };

  return {
    nothingTyped: () => ({ kind: "decline", reason: "nothing-typed", cities: [], hits: [] }),
    danger: (cities) => ({ kind: "handoff", reason: "danger", cities, note: undefined, hits: [] }),
    wish: (cities) => ({ kind: "handoff", reason: "wish-person", cities, note: undefined, hits: [] }),
    otherTown: () => ({ kind: "decline", reason: "other-town", cities: [], hits: [] }),
    talk: (asked, cities) => talkOf(ofMeant(asked, cities, 1), cities, !JAPANESE.test(asked.tokens.normalized)),
    isSmallTalk(asked) {
      const { chat, answer } = search.rivals(asked, []);
      return (chat?.likeness ?? 0) >= Math.max(THRESHOLDS.sameWords, answer?.likeness ?? 0);
    },
    compared(asked, cities) {
      return compared(
        cities.map((city) => ofCity(asked, city, MOST_COMPARED)),
        notes,
      );
    },
    decided(asked, city, { wantsOther }) {
      const limit = MOST_PASSAGES + (wantsOther ? 1 : 0);
      const later = <T extends Findings>(found: T): T => (wantsOther ? withOthers(found) : found);
      if (city !== undefined) return fitted(decidedForCity(later(ofCity(asked, city, limit)), thresholds), asked);
      const found = all.map((one) => later(ofCity(asked, one, limit)));
      return fitted(decidedForAll(found, ofAll(asked, 1), thresholds), asked);
    },
    forStaff(outcome, asked, { cities, wantsOther }) {
      switch (outcome.kind) {
        case "handoff":
          return outcome.reason === "danger" ? outcome : { ...outcome, hits: beside(asked, cities, outcome.note) };
        case "clarify": {
          const limit = wantsOther ? 2 : 1;
          const found = all.map((city) => ofCity(asked, city, limit));
          const rows = shortAnswers(wantsOther ? found.map(withOthers) : found, notes, outcome.cities);
          return { ...outcome, rows: rows.map((row) => ({ ...row, hits: withFittingNotes(row.hits, asked) })) };
        }
        default:
          return outcome;
      }
    },
    explained(asked, cities) {
      const { hits, signals, verdict } = ofMeant(asked, cities, MOST_PASSAGES);
      const measured = Object.fromEntries(SIGNALS.map((name, i) => [name, signals[i]!]));
      return { hits, signals: { ...withMark("share of ", verdict), ...measured } };
    },
  };
}

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** An answer whose leading sentence fits the question. */
function fitted(outcome: Outcome, asked: Asked): Outcome {
  return outcome.kind === "answer" ? { ...outcome, hits: withFittingNotes(outcome.hits, asked) } : outcome;
}

/** The first leads; of the others the note is not shown. */
function withFittingNotes([best, ...others]: readonly Hit[], { tokens }: Asked): Hit[] {
  return best === undefined ? [] : [withFittingNote(best, tokens.normalized), ...others];
}

const withOthers = <T extends Findings>(found: T): T => ({ ...found, hits: others(found.hits) });

/** What follows the best passage and is not far behind it. */
function others(hits: Findings["hits"]): Findings["hits"] {
  const least = THRESHOLDS.other * (hits[0]?.score ?? 0);
  return hits.slice(1).filter(({ score }) => score >= least);
}

const withMark = (mark: string, shares: Shares): Record<string, number> =>
  Object.fromEntries(Object.entries(shares).map(([name, value]) => [`${mark}${name}`, value]));
