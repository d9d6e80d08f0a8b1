/**
 * Tells whether a text has a word that somebody chose, whatever the dictionary makes of either.
 *
 * A stretch that is the word letter for letter counts where it begins and ends with words of the text: 京都 does not stand
 * in 東京都. Where the dictionary does not know the word around it, the letters decide. A text in kana has the word by its
 * reading, and one that inflects it by its dictionary form.
 */

import type { Morpheme } from "./morphology.ts";
import { hiragana, normalized, withoutRuby } from "./normalize.ts";
import { skeleton } from "./skeleton.ts";
import type { Tokenizer } from "./tokenize.ts";

/** Readings shorter than this stand inside countless other words. */
const LEAST_READING = 4;

/** @returns tells of one word after another whether the text has it */
export function spoken(text: string, tokenizer: Tokenizer): (word: string) => boolean {
  const { normalized: said, morphemes } = tokenizer.tokens(withoutRuby(text));
  const starts = new Set(morphemes.map(({ start }) => start));
  const ends = new Set(morphemes.map(({ start, surface }) => start + surface.length));
  const kana = hiragana(said).replace(/\s+/gu, "");
  const bases = basesOf(morphemes);

  const isWhole = (from: number, to: number): boolean =>
    isEdge(from, starts) && isEdge(to, ends) && !isInLetters(said, from) && !isInLetters(said, to);
  /** Inside a word that the dictionary does not know, nobody can tell where one ends. */
  const isEdge = (at: number, edges: ReadonlySet<number>): boolean =>
    edges.has(at) || at === said.length || around(morphemes, at)?.known === false;

  return (word) => {
    const wanted = normalized(word).trim();
    if (wanted === "") return false;
    for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
      if (isWhole(at, at + wanted.length)) return true;
    }
    const own = tokenizer.tokens(word).morphemes;
    const reading = hiragana(own.map((m) => m.reading || m.surface).join(""));
    if (reading.length >= LEAST_READING && /^[ぁ-ゖー]+$/u.test(reading) && kana.includes(reading)) return true;
    return hasRun(bases, basesOf(own));
  };
}

const basesOf = (morphemes: readonly Morpheme[]): string[] =>
  morphemes.filter(({ surface }) => surface.trim() !== "").map(baseOf);

/** Of one kanji alone too many verbs are made: 行う is not 行く. */
function baseOf(morpheme: Morpheme): string {
  const kanji = skeleton(morpheme);
  return [...kanji].length > 1 ? kanji : morpheme.base;
}

/** The words of one in a row in the other, however they are inflected or written. */
function hasRun(bases: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  return bases.some((_, at) => wanted.every((base, i) => bases[at + i] === base));
}

const around = (morphemes: readonly Morpheme[], at: number): Morpheme | undefined =>
  morphemes.find(({ start, surface }) => start < at && at < start + surface.length);

/** Letters and figures of the West stand in a word as long as they follow each other. */
const isInLetters = (text: string, at: number): boolean =>
  /[\p{sc=Latn}\p{N}]/u.test(text[at - 1] ?? "") && /[\p{sc=Latn}\p{N}]/u.test(text[at] ?? "");
