/**
 * Finds in a message what was looked for, so that it can be marked there: tokens alone may be of two words side by side.
 */

import type { Span } from "../../model.ts";
import type { Morpheme } from "../../text/morphology.ts";
import { hiragana, normalized } from "../../text/normalize.ts";
import { skeleton, withUsualKanji } from "../../text/skeleton.ts";
import type { Tokenizer } from "../../text/tokenize.ts";
import type { Wanted } from "./query.ts";
import { COMPOUND, cut, readingOf, tellingReading } from "./tokens.ts";

export interface Found {
  /** The text with widths and letters made one, into which the spans point. */
  readonly text: string;
  /** In order, none touching another. */
  readonly spans: readonly Span[];
}

/** A message, read as far as it has to be: most is there as it was typed, and to cut words takes longest. */
interface Message {
  /** With the usual kanji. */
  readonly text: string;
  readonly inHiragana: () => string;
  readonly morphemes: () => readonly Morpheme[];
}

/** What may stand between kanji of a word, as in 申し込み and 取り止め. */
const OKURIGANA = "[ぁ-ゖ]{0,3}";

interface Look {
  /** Where it stands letter for letter, but for widths and the forms of kanji. */
  readonly asTyped: (message: Message) => Span[];
  /** Where it stands in another way of writing. */
  readonly otherwise: (message: Message) => Span[];
}

/** @returns finds all that is wanted in a message; gives undefined where any of it is not there */
export function looking(wanted: readonly Wanted[], tokenizer: Tokenizer): (message: string) => Found | undefined {
  const looks = wanted.map((one) => lookFor(one, tokenizer));
  return (given) => {
    const message = opened(given, tokenizer);
    const spans: Span[] = [];
    for (const { asTyped, otherwise } of looks) {
      const typed = asTyped(message);
      const here = typed.length > 0 ? typed : otherwise(message);
      if (here.length === 0) return undefined;
      spans.push(...here);
    }
    return { text: normalized(given), spans: joined(spans) };
  };
}

function opened(given: string, tokenizer: Tokenizer): Message {
  const text = normalized(withUsualKanji(given));
  return { text, inHiragana: once(() => hiragana(text)), morphemes: once(() => cut(text, tokenizer).morphemes) };
}

function lookFor({ text, isPhrase }: Wanted, tokenizer: Tokenizer): Look {
  const word = normalized(withUsualKanji(text));
  const asTyped = (message: Message) => occurrences(message.text, word);
  if (isPhrase) return { asTyped, otherwise: () => [] };
  const folded = hiragana(word);
  const own = cut(word, tokenizer).morphemes;
  const bare = own.map(skeleton).join("");
  const reading = bare === "" ? undefined : tellingReading(own);
  const apart = [...bare].length > 1 ? new RegExp([...bare].join(OKURIGANA), "gu") : undefined;
  return {
    asTyped,
    otherwise(message) {
      const inKana = occurrences(message.inHiragana(), folded);
      if (inKana.length > 0) return inKana;
      if (bare === "") return [...folded].length > 1 ? read(message.morphemes(), folded) : [];
      // In kana where kanji were typed.
      const said = reading === undefined ? [] : occurrences(message.inHiragana(), reading);
      const inflected =
        apart === undefined ? runs(message.morphemes(), bare, skeleton) : inflections(message.text, apart, tokenizer);
      return [...inflected, ...said];
    },
  };
}

function occurrences(text: string, word: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    spans.push({ start: at, end: at + word.length });
  }
  return spans;
}

/** To the end of the word: of the message only the stretch about it is cut for that. */
function inflections(text: string, pattern: RegExp, tokenizer: Tokenizer): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: { length }, index: start }) => {
    const from = Math.max(...["。", "、", "\n"].map((stop) => text.lastIndexOf(stop, start))) + 1;
    const stretch = text.slice(from).split(/[。、\n]/u, 1)[0]!;
    const last = cut(stretch, tokenizer).morphemes.findLast((one) => from + one.start < start + length);
    const end = last === undefined ? 0 : from + last.start + last.surface.length;
    return { start, end: Math.max(start + length, end) };
  });
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

/** Words that are read so, or begin to be. */
function read(morphemes: readonly Morpheme[], wanted: string): Span[] {
  const within = morphemes.filter((one) => one.posDetail === COMPOUND && readingOf([one]).includes(wanted));
  const parts = within.map(({ start, surface }) => ({ start, end: start + surface.length }));
  return [...runs(morphemes, wanted, (one) => readingOf([one])), ...parts];
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

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
