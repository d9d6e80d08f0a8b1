/**
 * Cuts messages and what is looked for in them into the same tokens.
 *
 * Whole words would not do: names are in no dictionary, and 補助金 is looked for in 補助金額. So stretches of kanji and of kana
 * are cut into pairs of characters, which find every part of them. What a kanji word is read like is kept beside it, so
 * that who types ほじょきん finds 補助金, and its kanji without the kana between them, so that 申込 finds 申し込んだ. Particles
 * and endings are left out: they stand everywhere, and would be most of the table.
 */

import type { Morpheme } from "../../text/morphology.ts";
import { hiragana } from "../../text/normalize.ts";
import { hasKanji, skeleton, withUsualKanji } from "../../text/skeleton.ts";
import type { Tokenizer } from "../../text/tokenize.ts";

/** Letters and figures of the West from here on in one token are passed over: no word is so long. */
const LONGEST = 40;
/** Before a whole reading, which is no pair of characters. */
const READ = "=";

const KANJI = /^[\p{sc=Han}々〆ヶ]+$/u;
const KANA = /^[ぁ-ゖァ-ヺー]+$/u;
const WESTERN = /[\p{sc=Latn}\p{N}]+(?:['’][\p{sc=Latn}]+)?/gu;

/** Never looked for in themselves. */
const FUNCTIONS = ["助詞", "助動詞", "記号", "接続詞", "連体詞", "フィラー"];

/** Everything by which a message is found, each token once. */
export function messageTokens(text: string, tokenizer: Tokenizer): string[] {
  const { morphemes } = tokenizer.tokens(withUsualKanji(text));
  const { pairs: kanji, singles } = kanjiTokens(morphemes);
  return [...new Set([...kanji, ...singles, ...kanaTokens(morphemes), ...western(morphemes), ...read(morphemes)])];
}

/**
 * The ways in which one word may have been written, each as the tokens that a message then has.
 *
 * @returns at least one, the way in which it was typed first; `[]` for what has no letter
 */
export function wordTokens(word: string, tokenizer: Tokenizer): string[][] {
  const { morphemes, normalized } = tokenizer.tokens(withUsualKanji(word));
  const compact = normalized.replace(/\s+/gu, "");
  if (KANA.test(compact)) return [pairs(hiragana(compact)), [READ + hiragana(compact)]];
  const reading = readingOf(morphemes);
  const isRead = hasKanji(compact) && [...reading].length > 1 && KANA.test(reading);
  const ways = [typed(morphemes), ...(isRead ? [pairs(reading), [READ + reading]] : [])];
  return ways.map((way) => [...new Set(way)]).filter((way) => way.length > 0);
}

/** A kanji among others is found by its pairs: 金 of 補助金 is no word in 補助金額. */
function typed(morphemes: readonly Morpheme[]): string[] {
  const { pairs: kanji, singles } = kanjiTokens(morphemes);
  const tokens = [...kanji, ...kanaTokens(morphemes), ...western(morphemes)];
  return tokens.length > 0 ? tokens : singles;
}

/** Pairs of kanji that stand together, those of a word with kana between them too, and kanji that are words by themselves. */
function kanjiTokens(morphemes: readonly Morpheme[]) {
  const found: { pairs: string[]; singles: string[] } = { pairs: [], singles: [] };
  let run = "";
  const end = () => {
    if ([...run].length > 1) found.pairs.push(...pairs(run));
    run = "";
  };
  for (const morpheme of morphemes) {
    const { surface } = morpheme;
    if (KANJI.test(surface)) run += surface;
    else {
      // The kanji with which a word begins stand behind those before it.
      run += /^[\p{sc=Han}々〆]*/u.exec(surface)?.[0] ?? "";
      end();
    }
    const bare = skeleton(morpheme);
    if ([...bare].length > 1 && bare !== surface) found.pairs.push(...pairs(bare));
    else if ([...bare].length === 1 && !FUNCTIONS.includes(morpheme.pos)) found.singles.push(bare);
  }
  end();
  return found;
}

/** Pairs of kana that stand together but for particles and endings. */
function kanaTokens(morphemes: readonly Morpheme[]): string[] {
  const tokens: string[] = [];
  let run = "";
  for (const { surface, pos } of [...morphemes, END]) {
    if (KANA.test(surface) && !FUNCTIONS.includes(pos)) {
      run += hiragana(surface);
      continue;
    }
    if ([...run].length > 1) tokens.push(...pairs(run));
    run = "";
  }
  return tokens;
}

const END: Pick<Morpheme, "surface" | "pos"> = { surface: "", pos: "記号" };

function western(morphemes: readonly Morpheme[]): string[] {
  const text = morphemes.map(({ surface }) => surface).join("");
  return [...text.matchAll(WESTERN)].flatMap(([word]) => (word.length > LONGEST ? [] : [word]));
}

/** How words with kanji are read, each by itself and nouns in a row together: 補助, 金 and 補助金. */
function read(morphemes: readonly Morpheme[]): string[] {
  const tokens: string[] = [];
  let chain: Morpheme[] = [];
  const end = () => {
    if (chain.length > 1 && chain.some(({ surface }) => hasKanji(surface))) tokens.push(READ + readingOf(chain));
    chain = [];
  };
  for (const morpheme of morphemes) {
    if (hasKanji(morpheme.surface) && morpheme.reading.length > 1) tokens.push(READ + readingOf([morpheme]));
    const joins = morpheme.pos === "名詞" || morpheme.pos === "接頭詞";
    if (joins) chain.push(morpheme);
    else end();
  }
  end();
  return tokens.filter((token) => KANA.test(token.slice(READ.length)));
}

export const readingOf = (morphemes: readonly Morpheme[]): string =>
  hiragana(morphemes.map(({ reading, surface }) => reading || surface).join(""));

/** Characters in pairs; one alone is its own. */
function pairs(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
