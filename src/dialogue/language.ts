/**
 * Finds the language in which somebody asks, so that the answer comes in it.
 */

import type { Language } from "../model.ts";

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const KANJI = /[\p{sc=Han}々]/gu;
const HIRAGANA = /[ぁ-ゖ]/gu;
/** Words in small letters; NPO, URL and LINE stand in Japanese as well. */
const LATIN_WORDS = /\b[A-Za-z]*[a-z]{2,}\b|\b[aAI]\b/gu;
/** 市（し）: whoever writes readings behind kanji needs them. */
const RUBY = /[\p{sc=Han}々][（(][ぁ-ゖー]+[）)]/u;
/** Phrases parted by spaces as やさしい日本語 parts them: each but the last ends in a particle or an ending. */
const PARTED = /[ぁ-ゖー][ 　]+(?=[ぁ-ゖァ-ヶー\p{sc=Han}])/gu;
/** An address is in no language. */
const ADDRESS = /\bhttps?:\/\/\S+/giu;
/** Share of kanji among the letters up to which parted phrases count as やさしい日本語 rather than as keywords. */
const FEW_KANJI = 0.3;
/** Latin words from which on a question that names 協働 or a town in kanji is still an English one. */
const ENGLISH_WORDS = 3;

/** 「やさしい日本語で教えて」, "in English please": a wish goes before all signs. */
const WISHES: readonly (readonly [Language, RegExp])[] = [
  [
    "ja-easy",
    /(?:やさしい|優しい|易しい|かんたんな|簡単な)(?:[（(][ぁ-ん]+[）)])?[ 　]?(?:日本語|にほんご)|easy japanese/iu,
  ],
  ["en", /(?:英語|えいご)(?:[（(][ぁ-ん]+[）)])?[ 　]?(?:で|に)|\bin english\b|\benglish please\b/iu],
  ["ja", /(?:日本語|にほんご)(?:[（(][ぁ-ん]+[）)])?[ 　]?で(?:お願い|教え|答え)|\bin japanese\b/iu],
];

/** @returns undefined for what is in no language: figures, signs, NPO */
export function languageOf(text: string): Language | undefined {
  const wish = WISHES.find(([, pattern]) => pattern.test(text));
  if (wish !== undefined) return wish[0];
  const words = text.replace(ADDRESS, " ");
  const count = (pattern: RegExp) => words.match(pattern)?.length ?? 0;
  const japanese = count(JAPANESE);
  const latin = count(LATIN_WORDS);
  if (japanese === 0) return latin > 0 ? "en" : undefined;
  if (latin >= ENGLISH_WORDS && count(HIRAGANA) === 0) return "en";
  if (RUBY.test(text)) return "ja-easy";
  const isParted = count(PARTED) > 0 && count(KANJI) / japanese <= FEW_KANJI;
  return isParted ? "ja-easy" : "ja";
}
