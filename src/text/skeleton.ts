/**
 * What stays of a word however it is written: the kanji without the kana between them, in the form of the dictionary.
 */

import type { Morpheme } from "./morphology.ts";

const KANJI = /[\p{sc=Han}々〆]/u;

export const hasKanji = (text: string): boolean => KANJI.test(text);

/** 申込 of 申込, 申し込み and 申し込んだ; `""` of a word without kanji. */
export function skeleton({ surface, base }: Pick<Morpheme, "surface" | "base">): string {
  return [...(hasKanji(base) ? base : surface)].filter(hasKanji).join("");
}

/** Kanji that people write in names in place of the usual ones, each of one UTF-16 code unit as its usual form is. */
const VARIANTS: Readonly<Record<string, string>> = Object.fromEntries(
  "髙高 﨑崎 嵜崎 濵浜 濱浜 邊辺 邉辺 齋斉 齊斉 斎斉 澤沢 廣広 櫻桜 嶋島 嶌島 國国 眞真 龍竜 德徳 惠恵 瀨瀬 桒桑 栁柳 冨富 淵渕 靏鶴 鷗鴎 舘館 彌弥 曾曽 榮栄 條条 將将 藏蔵 實実 學学 會会 縣県 區区 圓円 應応"
    .split(" ")
    .map((pair) => [pair[0]!, pair[1]!]),
);
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join("")}]`, "gu");

/** The usual kanji for each; of the same length, so that what is found here stands at the same place there. */
export const withUsualKanji = (text: string): string => text.replace(VARIANT, (one) => VARIANTS[one]!);
