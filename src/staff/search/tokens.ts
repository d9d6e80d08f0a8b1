/**
 * Cuts messages and what is looked for in them into the same tokens.
 *
 * Whole words would not do: names are in no dictionary, 補助金 is looked for in 補助金額 and 車 in 自動車. So every kanji is a
 * token, and so are two that stand together, also where a word has kana between them: 申込 finds 申し込んだ. And the text as
 * it is read aloud is cut into pairs of beats (ほじょきん: ほじょ, じょき, きん), whatever of it was written in kanji: who types ほじょきん
 * finds 補助金. Pairs of beats stand in many a message, but several together in few, and where words end does not matter,
 * about which the dictionary is often wrong in kana. Who finds by tokens looks into the text before it is shown.
 */

import type { Morpheme } from "../../text/morphology.ts";
import { hiragana } from "../../text/normalize.ts";
import { hasKanji, skeleton, withUsualKanji } from "../../text/skeleton.ts";
import type { Tokenizer } from "../../text/tokenize.ts";

/** Letters and figures of the West from here on in one token are passed over: no word is so long. */
const LONGEST = 40;

const KANJI = /[\p{sc=Han}々〆]+/gu;
const KANA = /^[ぁ-ゖー]+$/u;
const WESTERN = /[\p{sc=Latn}\p{N}]+(?:['’][\p{sc=Latn}]+)?/gu;
/** A kana with the small ones behind it, which are said with it. */
const BEAT = /[ぁ-ゖー][ぁぃぅぇぉゃゅょゎ]*/gu;

/** Everything by which a message is found, each token once. */
export function messageTokens(text: string, tokenizer: Tokenizer): string[] {
  const { normalized, morphemes } = cut(text, tokenizer);
  const kanji = [...kanjiRuns(normalized), ...bare(morphemes)];
  return [
    ...new Set([...kanji.flatMap(pairs), ...kanji.flatMap(characters), ...western(normalized), ...read(morphemes)]),
  ];
}

/**
 * The ways in which one word may have been written, each as the tokens that a message then has, the most telling first.
 *
 * @returns at least one, that in which it was typed first; a way of no token tells nothing, such as that of one kana
 */
export function wordTokens(word: string, tokenizer: Tokenizer): string[][] {
  const { morphemes, normalized } = cut(word, tokenizer);
  const compact = hiragana(normalized.replace(/\s+/gu, ""));
  if (KANA.test(compact)) return [beatPairs(compact)];
  const reading = hasKanji(compact) ? tellingReading(morphemes) : undefined;
  const ways = [typed(normalized, morphemes), ...(reading === undefined ? [] : [beatPairs(reading)])];
  return ways.map((way) => [...new Set(way)]);
}

export interface Cut {
  readonly normalized: string;
  readonly morphemes: readonly Morpheme[];
}

/** As the tokenizer, with the usual kanji; what the lexicon reads otherwise than the dictionary, as 協働, is one word. */
export function cut(text: string, tokenizer: Tokenizer): Cut {
  const { normalized, morphemes, terms } = tokenizer.tokens(withUsualKanji(text));
  const misread = terms.filter(({ kind, start, end, reading }) => {
    if (kind !== "compound" || reading === "") return false;
    return readingOf(morphemes.filter((one) => one.start >= start && one.start < end)) !== reading;
  });
  if (misread.length === 0) return { normalized, morphemes };
  const words = morphemes.flatMap((morpheme) => {
    const word = misread.find(({ start, end }) => morpheme.start >= start && morpheme.start < end);
    if (word === undefined) return morpheme;
    const { start, end, reading } = word;
    const surface = normalized.slice(start, end);
    return morpheme.start > start ? [] : { ...morpheme, surface, base: surface, reading, posDetail: COMPOUND };
  });
  return { normalized, morphemes: words };
}

/** Of a word that was put together: others may begin within it. */
export const COMPOUND = "compound";

/** Without the kana inside, where there are: a message may have the word in another form. */
function typed(normalized: string, morphemes: readonly Morpheme[]): string[] {
  const kanji = kanjiRuns(normalized);
  const two = [...kanji, ...bare(morphemes)].flatMap(pairs);
  const one = kanji.filter((run) => characters(run).length === 1);
  return [...western(normalized), ...two, ...one, ...kana(morphemes)];
}

const kanjiRuns = (text: string): string[] => text.match(KANJI) ?? [];

/** Kanji of words that have kana between or behind them. */
const bare = (morphemes: readonly Morpheme[]): string[] =>
  morphemes.filter(({ surface }) => hasKanji(surface)).map(skeleton);

const western = (text: string): string[] => (text.match(WESTERN) ?? []).filter((word) => word.length <= LONGEST);

/** How a text is read, up to each word that cannot be. */
function read(morphemes: readonly Morpheme[]): string[] {
  const said = morphemes.map((morpheme) => {
    const reading = readingOf([morpheme]);
    return KANA.test(reading) ? reading : " ";
  });
  return said.join("").split(" ").flatMap(beatPairs);
}

/** Words without kanji in what was typed besides. */
function kana(morphemes: readonly Morpheme[]): string[] {
  return morphemes
    .map(({ surface }) => hiragana(surface))
    .filter((surface) => KANA.test(surface))
    .flatMap(beatPairs);
}

/** In hiragana; of what was written in kana as it was written, for the dictionary may have it otherwise. */
export const readingOf = (morphemes: readonly Morpheme[]): string =>
  hiragana(morphemes.map(({ reading, surface }) => (hasKanji(surface) && reading) || surface).join(""));

/** Few kanji of few beats are, in kana, a part of many other words, as しか of 鹿 is. */
const LEAST = 4;

/** Of what was typed in kanji, if it tells enough. */
export function tellingReading(morphemes: readonly Morpheme[]): string | undefined {
  const reading = readingOf(morphemes);
  const kanji = morphemes.map(skeleton).join("");
  return KANA.test(reading) && beats(reading).length + characters(kanji).length >= LEAST ? reading : undefined;
}

const characters = (text: string): string[] => [...text];
const pairs = (text: string): string[] => adjoining(characters(text));
const beats = (text: string): string[] => text.match(BEAT) ?? [];
const beatPairs = (text: string): string[] => adjoining(beats(text));

const adjoining = (parts: readonly string[]): string[] => parts.slice(1).map((part, i) => `${parts[i]}${part}`);
