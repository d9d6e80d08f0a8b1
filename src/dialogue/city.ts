/**
 * Finds out which city a question is about: named in it, named before, chosen, or none.
 */

import type { City, CityId, Question } from "../model.ts";

export interface CityView {
  /** `[]` when the question is about no city in particular. */
  readonly cities: readonly CityId[];
  /** The question itself names them, rather than what was chosen or asked before. */
  readonly isNamed: boolean;
  /** The question without the cities' names, which would only draw passages that repeat them. */
  readonly text: string;
  /** The earlier questions, likewise. */
  readonly history: readonly string[];
}

/** Reads cities out of questions; cities are data, so their names are too. */
export interface CityReader {
  read(question: Question): CityView;
}

interface Spelling {
  readonly id: CityId;
  readonly pattern: RegExp;
}

/** Code units in which a city may be named. */
const LONGEST = 5000;
/** 「ほかの市では？」 asks of all. */
const OTHERS =
  /(?:ほか|他|よそ|全部|すべて|全て)の(?:市|まち|町|自治体)|(?<!そ)他市|各市|[5五]市|(?:other|all|every|each|five) (?:cities|city|towns)/iu;
/** From this length on a name in kana is no accident of other words. */
const LONG_KANA = 4;

/** Short kana names stand between other words or particles; ひの is not in ひのき. */
const BEFORE_KANA = "(?<=^|[^ぁ-ゖァ-ヶー]|[^ぁ-ゖァ-ヶー][とやのはがにで])";
const AFTER_KANA = "(?=し?(?:の|は|に|で|を|が|と|も|って|から|まで|では|には)|し?[^ぁ-ゖァ-ヶー]|し?$)";

export function cityReader(cities: readonly City[]): CityReader {
  const spellings = cities.flatMap(spellingsOf);
  const named = (text: string): { found: CityId[]; rest: string } => {
    const found: CityId[] = [];
    let rest = text.slice(0, LONGEST).toWellFormed().normalize("NFKC");
    for (const { id, pattern } of spellings) {
      const without = rest.replace(pattern, " ");
      if (without !== rest && !found.includes(id)) found.push(id);
      rest = without;
    }
    return { found, rest: found.length > 0 ? rest : text };
  };
  return {
    read({ text, city, history }) {
      const { found, rest } = named(text);
      const earlier = history.map(named);
      const before = earlier.map((question) => question.found).findLast((list) => list.length > 0) ?? [];
      const chosen = city === undefined ? before : [city];
      const meant = found.length > 0 ? found : OTHERS.test(text) ? [] : chosen;
      return {
        cities: meant,
        isNamed: found.length > 0,
        text: rest,
        history: earlier.map((question) => question.rest),
      };
    },
  };
}

/** Longer spellings first, so that 小平市 leaves no 市 behind; 小平市民 loses only 小平. */
function spellingsOf({ id, names }: City): Spelling[] {
  const mistaken = names.mistaken.map((words) => escaped(words.normalize("NFKC"))).join("|");
  const not = mistaken === "" ? "" : `(?!${mistaken})`;
  const all = [names.ja, names.kana, names.en, ...names.others].map((name) => name.normalize("NFKC"));
  return [...new Set(all)]
    .sort((a, b) => b.length - a.length)
    .map((name) => ({ id, pattern: new RegExp(not + patternOf(name), "giu") }));
}

function patternOf(name: string): string {
  const words = escaped(name);
  if (/^[a-z]/iu.test(name)) return `\\b${words}(?:'s)?(?:[\\s-](?:city|shi))?\\b`;
  if (KANA.test(name)) {
    const isLong = name.replace(/[し市]$/u, "").length >= LONG_KANA;
    return isLong ? `${words}(?!みん)` : `${BEFORE_KANA}${words}${AFTER_KANA}`;
  }
  return name.endsWith("市") ? `${words}(?!民)` : `(?:${words}(?!市民)|${words}(?=市民))`;
}

const KANA = /^[ぁ-ゖァ-ヶー]+市?$/u;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
