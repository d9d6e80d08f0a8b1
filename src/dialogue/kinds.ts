/**
 * Tells of what kind of subject a question sounds: a small linear model over its features.
 *
 * Likeness knows only questions that were expected. What this adds is what kinds of questions have in common: whoever asks
 * for an amount, a form or opening hours asks, in these texts, for what is not written. Each feature counts twice, once
 * for all cities and once for the one that is asked about, for one text prints a telephone number and another does not.
 *
 * It is learned from the expected questions (`npm run train`, `src/eval/train.ts`) and kept in `knowledge/learned.json`.
 */

import type { CityId } from "../model.ts";
import type { Features } from "../retrieval/likeness.ts";
import { SUBJECT_KINDS, type SubjectKind } from "../retrieval/subjects.ts";

/** From 0 to 1, together 1. */
export type KindShares = Readonly<Record<SubjectKind, number>>;

export interface KindModel {
  /** @param city - whose text is asked; undefined for none in particular */
  shares(features: Features, city: CityId | undefined): KindShares;
}

/** A feature's weight for each kind, in the order of `SUBJECT_KINDS`, and how much the feature tells. */
export interface KindWeights {
  readonly features: ReadonlyMap<string, number>;
  /** `features.size` rows of one number per kind. */
  readonly weights: Float32Array;
  /** Per feature, see `Expected.rarity`. */
  readonly rarity: Float32Array;
  /** Of a feature that was never seen. */
  readonly unseen: number;
}

/** The features of a question as a list of length 1: ids of known features with what they are of it. */
export interface Listed {
  readonly ids: number[];
  readonly values: number[];
}

const KINDS = SUBJECT_KINDS.length;

/** @param model - undefined where nothing was learned: each kind then has the same share */
export function kindModel(model: KindWeights | undefined): KindModel {
  if (model === undefined) {
    const even = Object.fromEntries(SUBJECT_KINDS.map((kind) => [kind, 1 / KINDS])) as KindShares;
    return { shares: () => even };
  }
  return {
    shares(features, city) {
      const { ids, values } = listed(withCity(features, city), model);
      const scores = scoresOf(ids, values, model.weights);
      return Object.fromEntries(SUBJECT_KINDS.map((kind, i) => [kind, scores[i]!])) as KindShares;
    },
  };
}

/** Words count once more under the city's name. */
export function withCity(features: Features, city: CityId | undefined): Features {
  if (city === undefined) return features;
  const both = new Map(features);
  for (const [feature, weight] of features) if (feature.startsWith("w")) both.set(`${city} ${feature}`, weight);
  return both;
}

export function listed(features: Features, { features: known, rarity, unseen }: Omit<KindWeights, "weights">): Listed {
  const [ids, values]: [number[], number[]] = [[], []];
  let square = 0;
  for (const [feature, weight] of features) {
    const id = known.get(feature);
    const value = weight * (id === undefined ? unseen : rarity[id]!);
    square += value * value;
    if (id === undefined) continue;
    ids.push(id);
    values.push(value);
  }
  const length = Math.sqrt(square) || 1;
  return { ids, values: values.map((value) => value / length) };
}

/** The share of each kind: scores made to sum to 1. */
export function scoresOf(ids: readonly number[], values: readonly number[], weights: Float32Array): Float64Array {
  const scores = new Float64Array(KINDS);
  for (let at = 0; at < ids.length; at += 1) {
    const row = ids[at]! * KINDS;
    for (let kind = 0; kind < KINDS; kind += 1) scores[kind]! += weights[row + kind]! * values[at]!;
  }
  return softmax(scores);
}

export function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - highest));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / sum);
}
