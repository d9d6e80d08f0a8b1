/**
 * Reads what somebody looks for: words, all of which are wanted, and phrases in 「」 or quotation marks, word for word.
 */

import { normalized } from "../../text/normalize.ts";

export interface Wanted {
  readonly text: string;
  /** Word for word, also the kana and the kanji. */
  readonly isPhrase: boolean;
}

/** Of one search; the rest is passed over. */
const MOST = 20;
const PHRASE = /[「『]([^」』]+)[」』]|["“”]([^"“”]+)["“”]/gu;

export function wantedIn(typed: string): Wanted[] {
  const phrases = [...typed.matchAll(PHRASE)].map(([, japanese, western]) => japanese ?? western ?? "");
  const words = typed.replace(PHRASE, " ").split(/[\s、,，]+/u);
  const wanted = [
    ...phrases.map((text) => ({ text: text.trim(), isPhrase: true })),
    ...words.map((text) => ({ text: text.trim(), isPhrase: false })),
  ].filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const once = new Map(wanted.map((one) => [`${one.isPhrase} ${normalized(one.text)}`, one]));
  return [...once.values()].slice(0, MOST);
}
