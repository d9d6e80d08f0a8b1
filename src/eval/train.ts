/**
 * Learns from the expected questions how to tell what the texts answer from what they nearly answer.
 *
 * Two small linear models, each learned on questions that the other had not seen. The first tells kinds of subjects from the
 * features of a question. The second weighs the signals of `src/dialogue/signals.ts`; each question's signals are
 * measured with that question left out of the likeness, and with a first model that did not learn from it.
 * No question set is looked at. All is in a fixed order, so the result is the same to the bit.
 */

import { VERDICT_OF, VERDICTS } from "../dialogue/judge.ts";
import { kindModel, listed, scoresOf, softmax, withCity } from "../dialogue/kinds.ts";
import { findings, SIGNALS, type Signals } from "../dialogue/signals.ts";
import type { Learned } from "../knowledge/learned.ts";
import type { CityId } from "../model.ts";
import type { Expectations } from "../retrieval/expectations.ts";
import type { Features } from "../retrieval/likeness.ts";
import type { Asked, Search } from "../retrieval/search.ts";
import { questionsOf, SUBJECT_KINDS } from "../retrieval/subjects.ts";
import { type FeatureTable, featureTable } from "../text/feature-table.ts";

export interface TrainingParts {
  /** Of the notebook. */
  readonly checksum: string;
  readonly cities: readonly CityId[];
  readonly expectations: Expectations;
  readonly search: Search;
  readonly withoutCities: (text: string) => string;
}

export interface Trained extends Learned {
  /** Shares of questions that were told right while they were left out. */
  readonly rightKind: number;
  readonly rightVerdict: number;
}

const KINDS = SUBJECT_KINDS.length;
const FOLDS = 4;
/** Of the first model: passes over the questions, and the step of the first pass (AdaGrad). */
const PASSES = 5;
const STEP = 0.3;
/** Features that fewer questions have say nothing in general. */
const FEWEST = 2;
/** Rows of which no weight comes to this are left out: they change no decision. */
const LEAST_WEIGHT = 0.3;
/** The second model has few weights: each so many questions are enough for it. */
const JUDGED = 2;
/** Each so many of these that one city's text answers are asked of the others, which lack a word that tells so much. */
const STRANGERS = 3;
const STRANGER = 0.55;
/** Of the second model: steps of gradient descent with momentum over all questions, and its ridge. */
const DESCENT = { rounds: 500, rate: 0.4, momentum: 0.9, ridge: 1e-4 } as const;

interface Row {
  readonly ids: readonly number[];
  readonly values: readonly number[];
  readonly kind: number;
}

/** Takes less than a minute. */
export function trained({ checksum, cities, expectations, search, withoutCities }: TrainingParts): Trained {
  // Only the features are held; to ask a question once more takes less than to hold tens of thousands of them.
  const examples = expectations.subjects.flatMap((subject) =>
    questionsOf(subject).map((text) => {
      const ask = () => search.asked(withoutCities(text), "");
      return { subject, ask, features: ask().features };
    }),
  );
  const vocabulary = vocabularyOf(examples.map(({ subject, features }) => withCity(features, subject.city)));
  const rows = examples.map(
    ({ subject, features }): Row => ({
      ...listed(withCity(features, subject.city), vocabulary),
      kind: SUBJECT_KINDS.indexOf(subject.kind),
    }),
  );
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    learnedKinds(
      rows.filter((_row, i) => i % FOLDS !== fold),
      vocabulary.features.size,
    ),
  );
  const isRightKind = ({ ids, values, kind }: Row, i: number) => {
    const scores = scoresOf(ids, values, folds[i % FOLDS]!);
    return scores.indexOf(Math.max(...scores)) === kind;
  };
  const judged = examples.flatMap(({ subject, ask }, number): Judged[] => {
    if (number % JUDGED !== 0) return [];
    const asked = ask();
    const home = subject.city ?? cities[number % cities.length]!;
    const own = { signals: signalsOf(asked, number, home), verdict: VERDICTS.indexOf(VERDICT_OF[subject.kind]) };
    if (subject.kind !== "answer" || number % (JUDGED * STRANGERS) !== 0) return [own];
    const abroad = cities.filter((city) => city !== home && isStranger(asked, city));
    return [
      own,
      ...abroad.map((city) => ({ signals: signalsOf(asked, number, city), verdict: VERDICTS.indexOf("decline") })),
    ];
  });
  const verdictRows = descent(judged);
  const all = pruned(learnedKinds(rows, vocabulary.features.size), vocabulary);
  return {
    of: checksum,
    kinds: SUBJECT_KINDS,
    ...all,
    unseen: vocabulary.unseen,
    signals: SIGNALS,
    verdicts: Object.fromEntries(VERDICTS.map((verdict, i) => [verdict, [...verdictRows[i]!]])),
    rightKind: rows.filter(isRightKind).length / rows.length,
    rightVerdict:
      judged.filter(({ signals, verdict }) => best(verdictRows, signals) === verdict).length / judged.length,
  };

  function signalsOf(asked: Asked, number: number, city: CityId): Signals {
    const kinds = kindModel({ ...vocabulary, weights: folds[number % FOLDS]! });
    const likenesses = expectations.expected.likenesses(asked.features, number);
    return findings({ search, kinds }, { ...asked, likenesses }, { city, limit: 1, except: number }).signals;
  }

  /** What one city's text names and this one's does not: there the same question has no answer. */
  function isStranger(asked: Asked, city: CityId): boolean {
    return search.coverage(asked, { cities: [city], best: undefined }).stranger >= STRANGER;
  }
}

interface Vocabulary {
  readonly hashes: Uint32Array;
  readonly features: FeatureTable;
  readonly rarity: Float32Array;
  readonly unseen: number;
}

function vocabularyOf(lists: readonly Features[]): Vocabulary {
  const counts = new Map<number, number>();
  for (const { hashes } of lists) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const rarityOf = (count: number) => Math.log(1 + lists.length / (1 + count));
  const hashes = Uint32Array.from([...counts].filter(([, count]) => count >= FEWEST).map(([hash]) => hash)).sort();
  return {
    hashes,
    features: featureTable(hashes),
    rarity: Float32Array.from(hashes, (hash) => rarityOf(counts.get(hash)!)),
    unseen: rarityOf(1),
  };
}

/** A softmax regression by stochastic gradient descent, each weight with its own falling step. */
function learnedKinds(rows: readonly Row[], features: number): Float32Array {
  const weights = new Float32Array(features * KINDS);
  const squares = new Float32Array(features * KINDS).fill(1e-3);
  const order = Uint32Array.from(rows, (_, i) => i);
  const chance = chances();
  for (let pass = 0; pass < PASSES; pass += 1) {
    shuffle(order, chance);
    for (const i of order) {
      const { ids, values, kind } = rows[i]!;
      const scores = scoresOf(ids, values, weights);
      scores[kind]! -= 1;
      for (let at = 0; at < ids.length; at += 1) {
        const row = ids[at]! * KINDS;
        for (let column = 0; column < KINDS; column += 1) {
          const gradient = scores[column]! * values[at]!;
          squares[row + column]! += gradient * gradient;
          weights[row + column]! -= (STEP * gradient) / Math.sqrt(squares[row + column]!);
        }
      }
    }
  }
  return weights;
}

/** The same numbers in each run. Source: Numerical Recipes, a linear congruential generator of 32 bits. */
function chances(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(order: Uint32Array, chance: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(chance() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
}

function pruned(weights: Float32Array, { hashes, rarity }: Vocabulary): Pick<Learned, "hashes" | "weights" | "rarity"> {
  const rowOf = (id: number) => weights.subarray(id * KINDS, (id + 1) * KINDS);
  const kept = [...hashes.keys()].filter((id) => rowOf(id).some((weight) => Math.abs(weight) >= LEAST_WEIGHT));
  return {
    hashes: Uint32Array.from(kept, (id) => hashes[id]!),
    weights: Float32Array.from(kept.flatMap((id) => [...rowOf(id)])),
    rarity: Float32Array.from(kept, (id) => rarity[id]!),
  };
}

interface Judged {
  readonly signals: Signals;
  readonly verdict: number;
}

const scoresOfVerdicts = (rows: readonly Float64Array[], signals: Signals): Float64Array =>
  Float64Array.from(rows, (row) => row.reduce((sum, weight, i) => sum + weight * signals[i]!, 0));

function best(rows: readonly Float64Array[], signals: Signals): number {
  const scores = scoresOfVerdicts(rows, signals);
  return scores.indexOf(Math.max(...scores));
}

/** A softmax regression by gradient descent over all examples at once. */
function descent(judged: readonly Judged[]): Float64Array[] {
  const [verdicts, signals] = [VERDICTS.length, SIGNALS.length];
  const measured = Float64Array.from(judged.flatMap((one) => one.signals));
  const [weights, speed] = [new Float64Array(verdicts * signals), new Float64Array(verdicts * signals)];
  const scores = new Float64Array(verdicts);
  const { rounds, rate, momentum, ridge } = DESCENT;
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Float64Array(verdicts * signals);
    for (let example = 0; example < judged.length; example += 1) {
      const from = example * signals;
      for (let i = 0; i < verdicts; i += 1) {
        let score = 0;
        for (let k = 0; k < signals; k += 1) score += weights[i * signals + k]! * measured[from + k]!;
        scores[i] = score;
      }
      const found = softmax(scores);
      found[judged[example]!.verdict]! -= 1;
      for (let i = 0; i < verdicts; i += 1) {
        for (let k = 0; k < signals; k += 1) gradient[i * signals + k]! += found[i]! * measured[from + k]!;
      }
    }
    for (let i = 0; i < weights.length; i += 1) {
      speed[i] = momentum * speed[i]! - rate * (gradient[i]! / judged.length + ridge * weights[i]!);
      weights[i]! += speed[i]!;
    }
  }
  return VERDICTS.map((_, i) => weights.slice(i * signals, (i + 1) * signals));
}
