/**
 * Finds in a message what was looked for, so that it can be marked there: tokens alone may be of two words side by side.
 */

import type { Span } from "../../model.ts";
import type { Morpheme } from "../../text/morphology.ts";
import { hiragana, normalized } from "../../text/normalize.ts";
import { skeleton, withUsualKanji } from "../../text/skeleton.ts";
import type { Tokenizer } from "../../text/tokenize.ts";
import type { Wanted } from "./query.ts";
import { readingOf } from "./tokens.ts";

export interface Found {
  /** The text with widths and letters made one, into which the spans point. */
  readonly text: string;
  /** In order, none touching another. */
  readonly spans: readonly Span[];
}

/** @returns undefined where any of what is wanted is not there */
export function found(message: string, wanted: readonly Wanted[], tokenizer: Tokenizer): Found | undefined {
  const text = normalized(message);
  const usual = normalized(withUsualKanji(message));
  let morphemes: readonly Morpheme[] | undefined;
  // Most is there as it was typed, and to cut words takes longest.
  const words = () => {
    morphemes ??= tokenizer.tokens(usual).morphemes;
    return morphemes;
  };
  const spans: Span[] = [];
  for (const one of wanted) {
    const here = spansOf(usual, words, one, tokenizer);
    if (here.length === 0) return undefined;
    spans.push(...here);
  }
  return { text, spans: joined(spans) };
}

function spansOf(text: string, words: () => readonly Morpheme[], wanted: Wanted, tokenizer: Tokenizer): Span[] {
  const word = normalized(withUsualKanji(wanted.text));
  const exact = occurrences(text, word);
  if (wanted.isPhrase || exact.length > 0) return exact;
  const folded = occurrences(hiragana(text), hiragana(word));
  if (folded.length > 0) return folded;
  const own = tokenizer.tokens(word).morphemes;
  const bare = own.map(skeleton).join("");
  if (bare === "") return runs(words(), hiragana(word), (one) => readingOf([one]));
  const reading = readingOf(own);
  // In kana where kanji were typed.
  const inKana = [...reading].length > 1 ? occurrences(hiragana(text), reading) : [];
  return [...runs(words(), bare, skeleton), ...inKana];
}

function occurrences(text: string, word: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    spans.push({ start: at, end: at + word.length });
  }
  return spans;
}

/** Words in a row that say what is wanted together, such as by their readings. */
function runs(morphemes: readonly Morpheme[], wanted: string, say: (one: Morpheme) => string): Span[] {
  return morphemes.flatMap((first, from) => {
    let said = "";
    for (const morpheme of morphemes.slice(from)) {
      said += say(morpheme);
      const end = morpheme.start + morpheme.surface.length;
      if (said.startsWith(wanted) && say(first) !== "") return [{ start: first.start, end }];
      if (!wanted.startsWith(said)) return [];
    }
    return [];
  });
}

function joined(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const out: Span[] = [];
  for (const span of sorted) {
    const last = out.at(-1);
    if (last !== undefined && span.start <= last.end)
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else out.push(span);
  }
  return out;
}
