/**
 * Turns text into the terms by which it is found.
 *
 * Only words that carry content are kept, in their dictionary form: particles and endings cost 5 to 9 points of Hit@1
 * on municipal questions. What the dictionary splits and the lexicon knows to be one word (協働, 市民活動団体) is joined
 * again, with its parts beside it. Years are added in the calendar of the West, so that 平成30年 is found by 2018年.
 */

import type { Morpheme, Morphology } from "./morphology.ts";
import { hiragana, normalized } from "./normalize.ts";

export const TERM_KINDS = ["word", "verb", "question", "compound", "part", "year"] as const;
export type TermKind = (typeof TERM_KINDS)[number];

export interface Term {
  /** Dictionary form, small letters, half-width: what is indexed. */
  readonly term: string;
  /** In hiragana; `""` when unknown. */
  readonly reading: string;
  readonly kind: TermKind;
  /** In UTF-16 code units of the normalised text. */
  readonly start: number;
  readonly end: number;
}

/** A text made ready for indexing or asking. */
export interface Tokens {
  /** The text that the terms' positions point into. */
  readonly normalized: string;
  readonly terms: readonly Term[];
  readonly morphemes: readonly Morpheme[];
}

export interface Tokenizer {
  tokens(text: string): Tokens;
}

/** Never content, whatever their class: they stand in every question, every passage, or after every noun. */
const EMPTY_WORDS = new Set(
  (
    "する ある いる なる できる れる られる せる ん の よう さん くる いう いく ください 下さる くださる いただく ござる おる です ます " +
    "方 人 的 月 日 達 たち ら こと もの ところ 場合 ほう " +
    "a an the i you we he she it they me my our your us to of in on at for by with from and or is are was were be been am do does did " +
    "can could may might will would should shall must have has had there this that these those if as not no any some so but about please"
  ).split(" "),
);
const QUESTION_WORDS = new Set(
  "何|なに|なん|どう|どこ|どれ|どちら|どっち|いつ|誰|だれ|なぜ|何故|なんで|いくつ|いくら|どうして|どうやって|どのよう|教える|おしえる|知る|しる|聞く|思う|what|who|where|when|which|why|how".split(
    "|",
  ),
);
const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const YEAR = /(明治|大正|昭和|平成|令和)\s*(元|\d{1,2})\s*年|(?<!\d)(1[89]\d\d|20\d\d)(?=\s*年|[^\d]|$)/gu;

/**
 * @param compounds - words to be joined again, each with its reading in hiragana, as the lexicon lists them
 */
export function tokenizer(morphology: Morphology, compounds: Readonly<Record<string, string>>): Tokenizer {
  const words = new Map(Object.entries(compounds).map(([word, reading]) => [normalized(word), reading]));
  const known: Compounds = {
    words,
    initials: new Set([...words.keys()].map((word) => word[0]!)),
    longest: Math.max(0, ...[...words.keys()].map((word) => word.length)),
  };
  return {
    tokens(text) {
      const clean = normalized(text);
      const morphemes = morphology.morphemes(clean);
      return { normalized: clean, terms: [...terms(morphemes, known), ...years(clean)], morphemes };
    },
  };
}

interface Compounds {
  /** Word → reading. */
  readonly words: ReadonlyMap<string, string>;
  /** First letters: most words of a text begin no compound, and this tells so at once. */
  readonly initials: ReadonlySet<string>;
  readonly longest: number;
}

function terms(morphemes: readonly Morpheme[], known: Compounds): Term[] {
  const found: Term[] = [];
  for (let i = 0; i < morphemes.length; ) {
    const count = compoundAt(morphemes, i, known);
    if (count > 1) {
      const parts = morphemes.slice(i, i + count);
      found.push(compound(parts, known.words));
      found.push(...parts.filter((m) => m.surface.length > 1 && isContent(m)).map((m) => term(m, "part")));
      i += count;
      continue;
    }
    const morpheme = morphemes[i]!;
    if (isContent(morpheme)) found.push(term(morpheme, kindOf(morpheme)));
    i += 1;
  }
  return found;
}

/** How many words from here on make the longest known compound; 0 for none. */
function compoundAt(morphemes: readonly Morpheme[], from: number, { words, initials, longest }: Compounds): number {
  if (!initials.has(morphemes[from]!.surface[0]!)) return 0;
  let surface = "";
  let count = 0;
  for (let i = from; i < morphemes.length && surface.length < longest; i += 1) {
    surface += morphemes[i]!.surface;
    if (words.has(surface)) count = i - from + 1;
  }
  return count;
}

function compound(parts: readonly Morpheme[], words: ReadonlyMap<string, string>): Term {
  const last = parts.at(-1)!;
  const word = parts.map((m) => m.surface).join("");
  return {
    term: word,
    reading: words.get(word) ?? "",
    kind: "compound",
    start: parts[0]!.start,
    end: last.start + last.surface.length,
  };
}

function term(m: Morpheme, kind: TermKind): Term {
  return { term: m.base, reading: hiragana(m.reading), kind, start: m.start, end: m.start + m.surface.length };
}

function kindOf(m: Morpheme): TermKind {
  if (QUESTION_WORDS.has(m.base)) return "question";
  return m.pos === "動詞" ? "verb" : "word";
}

/** Nouns that can stand alone, verbs, adjectives, adverbs and what the dictionary does not know, unless empty. */
function isContent(m: Morpheme): boolean {
  return (
    mayStandAlone(m) && !EMPTY_WORDS.has(m.base) && /[\p{L}\p{N}]/u.test(m.surface) && !/^[ーｰっッ]+$/u.test(m.surface)
  );
}

function mayStandAlone(m: Morpheme): boolean {
  switch (m.pos) {
    case "名詞":
      if (m.posDetail === "代名詞") return QUESTION_WORDS.has(m.base);
      return m.posDetail !== "非自立" && m.posDetail !== "特殊";
    case "動詞":
      return m.posDetail === "自立";
    case "形容詞":
      return m.posDetail === "自立";
    case "副詞":
    case "接頭詞":
      return true;
    default:
      return false;
  }
}

function years(text: string): Term[] {
  if (!/\d|元/u.test(text)) return [];
  return [...text.matchAll(YEAR)].map(({ 0: all, 1: era, 2: count, 3: year, index }) => {
    const ad = era === undefined ? Number(year) : ERAS[era]! + (count === "元" ? 1 : Number(count));
    return { term: `${ad}年`, reading: "", kind: "year", start: index, end: index + all.length };
  });
}
