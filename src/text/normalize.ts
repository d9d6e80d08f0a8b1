/**
 * Makes equal what people and files write differently: widths, variant forms, white space.
 *
 * Only for comparing and indexing. What is shown is always cut from the text as stored.
 */

/** Most of what people write is as it should be, and six passes over it would change nothing. */
const NORMAL = /^[ぁ-んァ-ヴー一-龥々、。\n]*$/u;

/**
 * Width and compatibility forms made one (NFKC) and letters small; lone surrogates and control characters but the line
 * end become spaces, and what has no width (joiners, soft hyphens) goes, for it stands within words.
 *
 * @param text - any string; the result may be longer or shorter
 */
export function normalized(text: string): string {
  if (NORMAL.test(text)) return text;
  return text
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Cf}+/gu, "")
    .replace(/(?:[^\P{Cc}\n]|\uFFFD)+/gu, " ")
    .replace(/[〜∼]/gu, "~")
    .replace(/(?<=[ァ-ヶー])(?:[‐‑‒–—―−]|-(?=[ァ-ヶー]|$))/gu, "ー")
    .toLowerCase();
}

/** Readings in brackets behind kanji, katakana or letters taken away: 市（し）の ひと → 市の ひと. */
export function withoutRuby(text: string): string {
  return text.replace(/(?<=[\p{sc=Han}々ヶァ-ヶーA-Za-zＡ-Ｚａ-ｚ])[(（][ぁ-ゖー\s]+[)）]/gu, "");
}

/** Normalised and without any white space: for asking whether two texts say the same letters. */
export function squeezed(text: string): string {
  return normalized(text).replace(/\s+/gu, "");
}

/** Katakana as hiragana and the long vowel marks as they stand; everything else unchanged. */
export function hiragana(text: string): string {
  if (!/[ァ-ヶ]/u.test(text)) return text;
  return text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** The width of a text in full-width characters: a half-width letter counts 0.5. */
export function fullWidths(text: string): number {
  return [...text].reduce((sum, c) => sum + (/[\u0020-\u007e\uff61-\uff9f]/u.test(c) ? 0.5 : 1), 0);
}
