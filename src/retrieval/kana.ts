/**
 * Recognises the corpus's own words in questions typed in kana.
 *
 * The dictionary was made for kanji: しえんせんたー comes out as four scraps. So a run of kana is read from left to right
 * against the readings of the words that the corpus holds, the longest first. Readings of three kana and fewer stand
 * inside countless other words; they count only where the run, a particle or another recognised word bounds them.
 */

import { hiragana } from "../text/normalize.ts";
import type { Term, Tokens } from "../text/tokenize.ts";

export interface KanaWord {
  /** As typed. */
  readonly from: string;
  /** The terms of the question for which it speaks: what the dictionary made of these kana. */
  readonly covers: readonly string[];
  readonly term: string;
}

export interface KanaWords {
  /** Words hidden in the question's kana; `[]` unless most of the question is kana. */
  within(tokens: Tokens): KanaWord[];
}

/** Readings from this length on are recognised anywhere in a run, shorter ones only where a word may begin. */
const LONG = 5;
/** Readings up to this length must end where a word may end, too. */
const SHORT = 3;
const SHORTEST = 3;
const LONGEST = 16;
/** Share of kana among the letters from which on a question counts as typed in kana. */
const MOSTLY = 0.7;
const KANA_RUN = /[ぁ-ゖー]+/gu;
/** What may follow a short word: a particle, an ending, a question word. Only the beginning is looked at. */
const GOES_ON =
  /^(?:$|[のはがをにへでともやかだ]|って|する|した|しま|でき|なん|どん|どう|どこ|いつ|だれ|あり|ある|おし|いい)/u;
const PARTICLE = /[のはがをにへでともや]/u;

/** @param terms - of the whole corpus; those without kanji or katakana are found by themselves */
export function kanaWords(terms: Iterable<Pick<Term, "term" | "reading" | "kind">>): KanaWords {
  const byReading = new Map<string, Set<string>>();
  for (const { term, reading, kind } of terms) {
    if (kind === "question" || kind === "verb" || reading.length < SHORTEST || term === reading) continue;
    byReading.set(reading, (byReading.get(reading) ?? new Set()).add(term));
  }
  return {
    within({ normalized, terms: typed }) {
      const letters = normalized.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      const kana = hiragana(normalized);
      if (letters === 0 || (kana.match(/[ぁ-ゖー]/gu)?.length ?? 0) / letters < MOSTLY) return [];
      return [...kana.matchAll(KANA_RUN)].flatMap(({ 0: run, index }) =>
        recognised(run, byReading).map(({ at, from, term }) => {
          const start = index + at;
          const covered = typed.filter((t) => t.start < start + from.length && t.end > start);
          return { from, term, covers: covered.map((t) => t.term) };
        }),
      );
    },
  };
}

interface Recognised {
  readonly at: number;
  readonly from: string;
  readonly term: string;
}

function recognised(run: string, byReading: ReadonlyMap<string, ReadonlySet<string>>): Recognised[] {
  const found: Recognised[] = [];
  let isBound = true;
  for (let at = 0; at < run.length; ) {
    const length = longestAt(run, at, isBound, byReading);
    if (length === 0) {
      isBound = PARTICLE.test(run[at]!);
      at += 1;
      continue;
    }
    const from = run.slice(at, at + length);
    for (const term of byReading.get(from) ?? []) found.push({ at, from, term });
    at += length;
    isBound = true;
  }
  return found;
}

function longestAt(run: string, at: number, isBound: boolean, byReading: ReadonlyMap<string, unknown>): number {
  for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length -= 1) {
    if (!byReading.has(run.slice(at, at + length))) continue;
    if (length >= LONG || (isBound && length > SHORT)) return length;
    const endsWell = GOES_ON.test(run.slice(at + length, at + length + 2)) || startsLong(run, at + length, byReading);
    if (isBound && endsWell) return length;
  }
  return 0;
}

function startsLong(run: string, at: number, byReading: ReadonlyMap<string, unknown>): boolean {
  for (let length = Math.min(LONGEST, run.length - at); length > SHORT; length -= 1) {
    if (byReading.has(run.slice(at, at + length))) return true;
  }
  return false;
}
