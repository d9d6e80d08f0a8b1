/**
 * Cuts Japanese into words: the one door to kuromoji.
 *
 * Three habits of kuromoji 0.1.2 are kept behind it. Its cost grows with the square of a stretch without 、 or 。, so
 * it is shown short pieces only. Behind characters beyond the first plane it loses words, and at a NUL or half a
 * surrogate pair it throws, so it is shown stand-ins. And it takes half a second and 400 MB to load: over the cached
 * dictionary its own classes are put together here, without its loader, in a tenth of the time and a third of the memory.
 * That reaches into the package, so its version is pinned and a test holds that both ways give the same words.
 */

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { DynamicDictionaries, IpadicFeatures, Tokenizer, TokenizerBuilder } from "kuromoji";
import { DeskError } from "../errors.ts";
import type { Span } from "../model.ts";
import { cachedDictionary, type Dictionary } from "./dictionary-cache.ts";
import { prefixSearch, targetMap } from "./flat-dictionary.ts";

export interface Morpheme {
  /** As it stands in the text. */
  readonly surface: string;
  /** In UTF-16 code units of the text as given. */
  readonly start: number;
  /** Dictionary form (行っ → 行う); the surface where the dictionary has none. */
  readonly base: string;
  /** In katakana; `""` when unknown. */
  readonly reading: string;
  /** Part of speech and its first subdivision as IPADIC names them: 名詞 固有名詞; `*` for no subdivision. */
  readonly pos: string;
  readonly posDetail: string;
  /** The name of a town, a prefecture, a country. */
  readonly isPlace: boolean;
  /** Found in the dictionary, rather than guessed from the kind of its characters. */
  readonly known: boolean;
}

export interface Morphology {
  /**
   * Finds the words of a text.
   *
   * No word reaches over a line end: whoever has text with lines broken inside words joins them before.
   *
   * @param text - any string
   * @returns in reading order, white space and emoji included (as 記号 空白), so that the surfaces joined are `text`
   */
  morphemes(text: string): Morpheme[];
}

/**
 * Loads the dictionary.
 *
 * @param options.cacheDir - where the inflated dictionary is kept (65 MB); undefined to do without
 * @param options.warn - told once if the cache cannot be used; the package's own, slower way is taken then
 * @throws DeskError `dictionary` if that fails too
 */
export async function morphology(options: {
  cacheDir: string | undefined;
  warn: (message: string) => void;
}): Promise<Morphology> {
  const tokenizer = (await fastTokenizer(options)) ?? (await stockTokenizer());
  const read = pieceReader(tokenizer);
  return { morphemes: (text) => pieces(text).flatMap((piece) => read(text, piece)) };
}

type Words = Tokenizer<IpadicFeatures>;
const require = createRequire(import.meta.url);
const DICTIONARY = join(dirname(require.resolve("kuromoji/package.json")), "dict");

async function stockTokenizer(): Promise<Words> {
  const { builder } = require("kuromoji") as {
    builder(options: { dicPath: string }): TokenizerBuilder<IpadicFeatures>;
  };
  return new Promise((resolve, reject) => {
    builder({ dicPath: DICTIONARY }).build((cause: Error | null, tokenizer) => {
      if (!cause) return resolve(tokenizer);
      const message = `${DICTIONARY} cannot be loaded; install the packages again`;
      reject(new DeskError("dictionary", message, { cause }));
    });
  });
}

async function fastTokenizer({ cacheDir, warn }: Parameters<typeof morphology>[0]): Promise<Words | undefined> {
  if (cacheDir === undefined) return undefined;
  try {
    const { version } = require("kuromoji/package.json") as { version: string };
    return assembled(await cachedDictionary({ folder: DICTIONARY, version }, cacheDir));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    warn(`The dictionary is loaded without its cache in ${cacheDir}, slowly and at three times the memory: ${why}`);
    return undefined;
  }
}

/** What the package's types leave out. */
interface Dictionaries extends DynamicDictionaries {
  readonly token_info_dictionary: DynamicDictionaries["token_info_dictionary"] & { target_map: unknown };
  loadUnknownDictionaries(...parts: (Uint8Array | Uint32Array)[]): unknown;
}

/** Does what kuromoji's DictionaryLoader does, with arrays laid over the buffers where that one copies them. */
function assembled(parts: Dictionary): Words {
  const DynamicDictionaries = require("kuromoji/src/dict/DynamicDictionaries.js") as new () => Dictionaries;
  const Tokenizer = require("kuromoji/src/Tokenizer.js") as new (dictionaries: Dictionaries) => Words;
  const [base, check] = [new Int32Array(parts.base), new Int32Array(parts.check)];
  const dictionaries = new DynamicDictionaries();
  const { token_info_dictionary: words, connection_costs: costs } = dictionaries;
  Object.assign(dictionaries.loadTrie(base, check).trie, { commonPrefixSearch: prefixSearch(base, check) });
  costs.loadConnectionCosts(new Int16Array(parts.cc));
  words.loadDictionary(new Uint8Array(parts.tid)).loadPosVector(new Uint8Array(parts.tid_pos));
  words.target_map = targetMap(new Int32Array(parts.tid_map));
  dictionaries.loadUnknownDictionaries(
    new Uint8Array(parts.unk),
    new Uint8Array(parts.unk_pos),
    new Uint8Array(parts.unk_map),
    new Uint8Array(parts.unk_char),
    new Uint32Array(parts.unk_compat),
    new Uint8Array(parts.unk_invoke),
  );
  return new Tokenizer(dictionaries);
}

/** One unit for one character: a kanji for a kanji, white space for what is in no word; the dictionary has neither. */
const STAND_INS = [
  [/[\u{20000}-\u{3ffff}]/gu, "\u3400"],
  [/[\u{10000}-\u{10ffff}\p{Surrogate}\0]/gu, "\ufffd"],
] as const;

/** What the dictionary says of an entry. */
type Entry = Omit<Morpheme, "surface" | "start" | "known">;
/** Entries that are remembered: a language uses few words most of the time, and to read one takes longer than to find it. */
const MOST_ENTRIES = 50_000;

function entries(dictionary: { getFeatures(name: number | string): string }): (name: number | string) => Entry {
  const read = new Map<number | string, Entry>();
  return (name) => {
    const found = read.get(name);
    if (found !== undefined) return found;
    const [, pos = "", posDetail = "", finer = "", , , , base = "*", reading = ""] = dictionary
      .getFeatures(name)
      .split(",");
    const entry = { base, reading, pos, posDetail, isPlace: posDetail === "固有名詞" && finer === "地域" };
    if (read.size === MOST_ENTRIES) read.clear();
    read.set(name, entry);
    return entry;
  };
}

/** A reader of short pieces. It asks for kuromoji's path through its lattice, because its tokens do not say how long they are. */
function pieceReader(tokenizer: Words): (text: string, piece: Span) => Morpheme[] {
  const [ofKnown, ofUnknown] = [entries(tokenizer.token_info_dictionary), entries(tokenizer.unknown_dictionary)];
  return (text, piece) => {
    const given = text.slice(piece.start, piece.end);
    const shown = STAND_INS.reduce((rest, [pattern, one]) => rest.replace(pattern, one), given);
    let end = 0;
    return tokenizer.viterbi_searcher.search(tokenizer.getLattice(shown)).map((node) => {
      const start = end;
      for (let left = node.length; left > 0; left -= 1) end += given.codePointAt(end)! > 0xffff ? 2 : 1;
      const surface = given.slice(start, end);
      const known = node.type === "KNOWN";
      const entry = (known ? ofKnown : ofUnknown)(node.name);
      return {
        ...entry,
        surface,
        start: piece.start + start,
        base: entry.base === "*" ? surface : entry.base,
        known,
      };
    });
  };
}

/** Short enough for the worst text (`npm run bench` prints it), long enough that no stretch of the guidelines loses a word by it. */
const PIECE_UNITS = 64;
const STOP = /[、。]|[！？!?\r\n]+/;
/** Where a stretch without a stop is cut, best first: behind white space, where hiragana ends, not inside a surrogate pair. */
const CUTS = [/^.*\s/s, /^.*[ぁ-ん](?=[^ぁ-んー])/s, /^.*[^\ud800-\udbff]/s];

function pieces(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < text.length; start = spans.at(-1)!.end) {
    const ahead = text.slice(start, start + PIECE_UNITS);
    const stop = STOP.exec(ahead);
    const isRest = start + ahead.length === text.length;
    const cut = () => CUTS.map((pattern) => pattern.exec(ahead)?.[0].length).find((units) => units !== undefined);
    const units = stop ? stop.index + stop[0].length : isRest ? undefined : cut();
    spans.push({ start, end: start + (units ?? ahead.length) });
  }
  return spans;
}
