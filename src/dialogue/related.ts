/**
 * Finds questions that are likely to come next: what else is written around the passage that answered.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { Language, Note, Outcome, PassageId } from "../model.ts";
import { languageOf } from "./language.ts";

export interface RelatedQuestions {
  /** At most {@link MOST}, each answered by the same city's text; `[]` for all but an answer. */
  to(outcome: Outcome, language: Language): string[];
}

const MOST = 4;
/** Letters of a question that is read on a button. */
const LENGTH: Readonly<Record<Language, readonly [number, number]>> = { ja: [8, 28], "ja-easy": [8, 60], en: [15, 70] };
/** Whole questions rather than keywords. */
const ASKS = /[?？か]$/u;

export function relatedQuestions(corpus: Corpus, notes: readonly Note[]): RelatedQuestions {
  const answers = notes.filter(({ kind }) => kind === "answer");
  return {
    to(outcome, language) {
      const best = outcome.kind === "answer" ? outcome.hits[0] : undefined;
      if (best === undefined) return [];
      const { id, city, previous, next } = best.passage;
      const places: readonly (PassageId | undefined)[] = [id, next, previous, corpus.passage(next)?.next];
      const distance = ({ topic, passages }: Note) => {
        const place = places.findIndex((one) => one !== undefined && passages.includes(one));
        return (place < 0 ? places.length : place) - (topic === best.note?.topic ? 1.5 : 0);
      };
      const near = answers.filter((note) => note.city === city && note !== best.note && distance(note) < places.length);
      const questions = near
        .sort((a, b) => distance(a) - distance(b))
        .flatMap((note) => note.questions.find((text) => isFit(text, language)) ?? []);
      return [...new Set(questions)].slice(0, MOST);
    },
  };
}

function isFit(text: string, language: Language): boolean {
  const [shortest, longest] = LENGTH[language];
  return text.length >= shortest && text.length <= longest && ASKS.test(text.trim()) && languageOf(text) === language;
}
