/**
 * Tells of what kind of subject a question sounds: a small linear model over its features.
 *
 * Likeness knows only questions that were expected. What this adds is what kinds of questions have in common: whoever asks
 * for an amount, a form or opening hours asks, in these texts, for what is not written. Each feature counts twice, once
 * for all cities and once for the one that is asked about, for one text prints a telephone number and another does not.
 *
 * It is learned from the expected questions (`npm run train`, `src/eval/train.ts`) and kept in `knowledge/learned.json`.
 */

import { DeskError } from "../errors.ts";
import type { Learned } from "../knowledge/learned.ts";
import type { CityId } from "../model.ts";
import type { Features } from "../retrieval/likeness.ts";
import { SUBJECT_KINDS, type SubjectKind } from "../retrieval/subjects.ts";
import { type FeatureTable, featureTable, hashOf, hashOfBoth } from "../text/feature-table.ts";

/** From 0 to 1, together 1. */
export type KindShares = Readonly<Record<SubjectKind, number>>;

export interface KindModel {
  /** @param city - whose text is asked; undefined for none in particular */
  shares(features: Features, city: CityId | undefined): KindShares;
}

/** A feature's weight for each kind, in the order of `SUBJECT_KINDS`, and how much the feature tells. */
export interface KindWeights {
  readonly features: FeatureTable;
  /** A row of one number per kind for each feature. */
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

/**
 * The model that was learned, ready to be asked.
 *
 * @throws DeskError `knowledge-invalid` when it was learned for other kinds
 */
export function kindWeights(learned: Learned | undefined): KindWeights | undefined {
  if (learned !== undefined && learned.kinds.join() !== SUBJECT_KINDS.join()) {
    throw new DeskError("knowledge-invalid", "learned.json is for other kinds than the desk has: run npm run train");
  }
  return learned && { ...learned, features: featureTable(learned.hashes) };
}

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
export function withCity({ hashes, weights, words }: Features, city: CityId | undefined): Features {
  if (city === undefined) return { hashes, weights, words };
  const name = hashOf(0, city);
  const own = hashes.subarray(0, words).map((hash) => hashOfBoth(name, hash));
  const both = new Uint32Array(own.length + hashes.length);
  both.set(own);
  both.set(hashes, own.length);
  const all = new Float32Array(both.length);
  all.set(weights.subarray(0, words));
  all.set(weights, own.length);
  return { hashes: both, weights: all, words: own.length + words };
}

export function listed(features: Features, { features: known, rarity, unseen }: Omit<KindWeights, "weights">): Listed {
  const [ids, values]: [number[], number[]] = [[], []];
  let square = 0;
  for (const [i, hash] of features.hashes.entries()) {
    const id = known.idOf(hash);
    const value = features.weights[i]! * (id < 0 ? unseen : rarity[id]!);
    square += value * value;
    if (id < 0) continue;
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
