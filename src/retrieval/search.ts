/**
 * Finds passages for a question: the ranking over the corpus, with everything that helps people who type.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { CityId, Hit, Note, Passage, Reason } from "../model.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { normalized } from "../text/normalize.ts";
import type { Tokenizer, Tokens } from "../text/tokenize.ts";
import { contentOf } from "./content.ts";
import { type Coverage, type CoverageOptions, coverageReader } from "./coverage.ts";
import type { Expectations } from "./expectations.ts";
import type { IndexedText } from "./fields.ts";
import { typoWords } from "./fuzzy.ts";
import { kanaWords } from "./kana.ts";
import { type Features, features, type Likenesses } from "./likeness.ts";
import { names } from "./names.ts";
import { type Query, query } from "./query.ts";
import { questionField } from "./question-field.ts";
import { type Ranked, type Ranking, ranking } from "./ranking.ts";
import { type Rivals, rivals, type Subject } from "./subjects.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

/** A question made ready: its terms for the passages, and how like it is to what was expected. */
export interface Asked extends Query {
  readonly features: Features;
  readonly likenesses: Likenesses;
}

export interface Search {
  /**
   * Makes a question ready, once, for what follows.
   *
   * @param context - an earlier question in whose light this one is read; `""` for none
   */
  asked(text: string, context: string): Asked;
  /**
   * The passages that fit, best first.
   *
   * @param options.cities - only passages of these, of two or more in turn so that none is crowded out; empty for all
   */
  hits(asked: Asked, options: { readonly cities: readonly CityId[]; readonly limit: number }): Hit[];
  /** What the question's words alone bring a passage. */
  wordPoints(asked: Asked, passage: Passage): number;
  /** Where the question's words stand. */
  coverage(asked: Asked, options: CoverageOptions): Coverage;
  /** The subjects most like the question; of notes only those of `cities`, of all where that is empty. */
  rivals(asked: Asked, cities: readonly CityId[]): Rivals;
  /** A word to look for stands in the text, not only question words and fillers. */
  namesSomething(text: string): boolean;
}

/** Per passage: what the notes bring, and that with what the words bring. */
interface Scored {
  readonly given: Float64Array;
  readonly scores: Float64Array;
}

/** Code units, normalised, that are looked at: what comes behind does not change what a question is about. */
const LONGEST_QUESTION = 5000;
const LONGEST_CONTEXT = 500;

export function search(
  corpus: Corpus,
  tokenizer: Tokenizer,
  lexicon: Lexicon,
  expectations: Expectations,
  weights: Weights = WEIGHTS,
): Search {
  const { subjects, expected } = expectations;
  const entries = indexed(corpus.passages, tokenizer);
  const index: Ranking = ranking(entries, weights);
  const terms = entries.flatMap(({ heading, text }) => [...heading.terms, ...text.terms]);
  const aids = {
    lexicon,
    kana: kanaWords(terms),
    typos: typoWords([...lexicon.official, ...names(entries)], tokenizer, (term) => index.holding(term) > 0),
  };
  const answering = notesOfPassages(corpus, subjects);
  const asQuery = (text: string, longest: number) => query(beginning(text, longest), tokenizer, aids, weights);
  const likeliest = (entry: number, { likeness }: Likenesses): { subject: number; share: number } => {
    let best = { subject: -1, share: 0 };
    for (const { subject, isFirst } of answering[entry]!) {
      const share = likeness[subject]! * (isFirst ? 1 : weights.likeness.later);
      if (share > best.share) best = { subject, share };
    }
    return best;
  };
  const entriesOf: number[][] = subjects.map(() => []);
  for (const [entry, own] of answering.entries()) for (const { subject } of own) entriesOf[subject]!.push(entry);
  const questions = questionField(expected, entriesOf, entries.length, weights.questions);
  const covers = coverageReader({ corpus, index, expectations });
  const entryOf = new Map(corpus.passages.map(({ id }, entry) => [id, entry]));
  const known = new WeakMap<Asked, Scored>();
  /** Scored once, however many cities are looked at. */
  const scored = (asked: Asked): Scored => {
    const found = known.get(asked);
    if (found !== undefined) return found;
    const { points } = weights.likeness;
    const given = Float64Array.from(answering, (_, entry) => points * likeliest(entry, asked.likenesses).share);
    questions.add(asked.terms, asked.likenesses.except, given);
    const made = { given, scores: index.scores(asked, given) };
    known.set(asked, made);
    return made;
  };

  return {
    asked(text, context) {
      const asked = asQuery(text, LONGEST_QUESTION);
      const now = features(asked, weights);
      if (context === "") return { ...asked, features: now, likenesses: expected.likenesses(now) };
      const earlier = asQuery(context, LONGEST_CONTEXT);
      const both = coloured(now, features(earlier, weights), weights.likeness.context);
      return {
        ...inTheLightOf(asked, earlier, weights.context),
        features: both,
        likenesses: expected.likenesses(both),
      };
    },
    hits(asked, { cities, limit }) {
      const { scores } = scored(asked);
      const isOf = (city: CityId) => (entry: number) => corpus.passages[entry]!.city === city;
      const ranked =
        cities.length === 0
          ? index.best(scores, { limit })
          : inTurn(cities.map((city) => index.best(scores, { limit, accepts: isOf(city) })));
      return ranked.slice(0, limit).map(({ entry, score }) => {
        const { subject, share } = likeliest(entry, asked.likenesses);
        return {
          passage: corpus.passages[entry]!,
          score,
          note: noteOf(subjects[subject]),
          // Few look at them, and to take a score apart costs more than to add it up.
          get reasons() {
            const nearest = expected.questions[asked.likenesses.nearest[subject] ?? -1] ?? "";
            const own = reasonOf(nearest, weights.likeness.points, share);
            const asField = questions.reasons(asked.terms, asked.likenesses.except, entry);
            return [...index.reasons(asked, entry), ...asField, ...own].sort((a, b) => b.points - a.points);
          },
        };
      });
    },
    wordPoints(asked, passage) {
      const { given, scores } = scored(asked);
      const entry = entryOf.get(passage.id)!;
      return scores[entry]! - given[entry]!;
    },
    coverage: (asked, options) => covers.read(asked, options),
    rivals: ({ likenesses }, cities) => rivals(subjects, likenesses, cities),
    namesSomething(text) {
      const tokens = tokenizer.tokens(beginning(text, LONGEST_CONTEXT));
      return contentOf(tokens).some(({ term }) => !FILLERS.has(term));
    },
  };
}

/** The best of each list, the best among them first; then the second of each, and so on. */
function inTurn(lists: readonly (readonly Ranked[])[]): Ranked[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => list[rank] ?? []).sort((a, b) => b.score - a.score),
  ).flat();
}

/** One character may become many when it is normalised (㌀ is アパート), so the length is taken afterwards. */
const beginning = (text: string, units: number): string => normalized(text.slice(0, units)).slice(0, units);

/** Passages of one section share their headings, so those are tokenised once. */
function indexed(passages: readonly Passage[], tokenizer: Tokenizer): IndexedText[] {
  const seen = new Map<string, Tokens>();
  return passages.map(({ headings, text }) => {
    const path = headings.join("\n");
    const heading = seen.get(path) ?? tokenizer.tokens(path);
    seen.set(path, heading);
    return { heading, text: tokenizer.tokens(text) };
  });
}

/** A subject that a passage answers, and whether its evidence begins there. */
interface Answered {
  readonly subject: number;
  readonly isFirst: boolean;
}

function notesOfPassages({ passages }: Corpus, subjects: readonly Subject[]): Answered[][] {
  const entries = new Map(passages.map(({ id }, entry) => [id, entry]));
  const found: Answered[][] = passages.map(() => []);
  for (const [number, subject] of subjects.entries()) {
    if (subject.kind !== "answer") continue;
    for (const [i, id] of [...new Set(subject.note.passages)].entries()) {
      found[entries.get(id)!]!.push({ subject: number, isFirst: i === 0 });
    }
  }
  return found;
}

const noteOf = (subject: Subject | undefined): Note | undefined =>
  subject?.kind === "answer" ? subject.note : undefined;

function inTheLightOf(asked: Query, earlier: Query, share: number): Query {
  const known = new Set(asked.terms.map((t) => `${t.field} ${t.term}`));
  const more = earlier.terms.filter((t) => !known.has(`${t.field} ${t.term}`));
  return {
    ...asked,
    terms: [...asked.terms, ...more.map((t) => ({ ...t, weight: t.weight * share, isContext: true as const }))],
  };
}

/** The features of the question before, weaker, behind those of this one. */
function coloured(now: Features, earlier: Features, share: number): Features {
  const own = new Set(now.hashes);
  const more = [...earlier.hashes.keys()].filter((i) => !own.has(earlier.hashes[i]!));
  const words = more.filter((i) => i < earlier.words);
  const order = [...words, ...more.slice(words.length)];
  const parts = (of: Uint32Array | Float32Array, added: readonly number[]) => [
    ...of.subarray(0, now.words),
    ...added.slice(0, words.length),
    ...of.subarray(now.words),
    ...added.slice(words.length),
  ];
  return {
    hashes: Uint32Array.from(
      parts(
        now.hashes,
        order.map((i) => earlier.hashes[i]!),
      ),
    ),
    weights: Float32Array.from(
      parts(
        now.weights,
        order.map((i) => earlier.weights[i]! * share),
      ),
    ),
    words: now.words + words.length,
  };
}

/** What the nearest expected question brought. */
function reasonOf(question: string, weight: number, share: number): Reason[] {
  return share === 0 ? [] : [{ field: "expected", term: question, from: question, weight, points: weight * share }];
}

/** Words that ask for more or for the same and name nothing. */
const FILLERS = new Set(
  "詳しい もっと 例えば たとえば 同じ 他 ほか 続き いい 良い well more detail details same example else".split(" "),
);
