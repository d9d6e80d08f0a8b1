/**
 * Finds out which city a question is about: named in it, named before, chosen, or none.
 */

import type { City, CityId, Question } from "../model.ts";

export interface CityView {
  /** `[]` when the question is about no city in particular. */
  readonly cities: readonly CityId[];
  /** The question itself names them, rather than what was chosen or asked before. */
  readonly isNamed: boolean;
  /** Asks for two or more cities side by side. */
  readonly isComparison: boolean;
  /** The question without the cities' names, which would only draw passages that repeat them. */
  readonly text: string;
  /** The earlier questions, likewise. */
  readonly history: readonly string[];
}

/** Reads cities out of questions; cities are data, so their names are too. */
export interface CityReader {
  read(question: Pick<Question, "text" | "city" | "history">): CityView;
  /** The text with the names of cities taken out. */
  withoutNames(text: string): string;
}

interface Spelling {
  readonly id: CityId;
  readonly pattern: RegExp;
}

/** Code units in which a city may be named. */
const LONGEST = 5000;
/** 「ほかの市では？」 asks of all. */
const OTHERS =
  /(?:(?:ほか|他|よそ|全部|すべて|全て|それぞれ|どこ|どっち|周り|近隣)の?|どの) ?(?:市|し|まち|町|自治体)(?:[（(][ぁ-ん]+[）)])?(?!民|会|内|役所|長|議|の人|の担当|の職員|い)|(?<!その)他市(?!民|内|役所|長|議)|各市(?!民|内)|近隣市|(?:other|all|every|each|which|neighbou?ring|between|across) (?:the )?(?:\w+ )?(?:cities|towns|municipalities)|(?:other|every|each|which) (?:other )?city(?! (?:hall|office|department|division|section|plan|staff|official|government|council|polic|rule|service))|ほか(?:と|は?)(?:比べ|くらべ)|よそと/iu;
/** 「2つの市のちがいは？」 is of those that the conversation was about, 「5市を比べて」 of all where it was about fewer. */
const COUNTED =
  /([2-9二三四五六七八九]|1\d|十)(?:つの)?市(?!民|内|役所|長|議|町)|\b(?:(?:these|the) )?(two|three|four|five|six|seven|eight|nine|ten|\d+) (?:cities|towns)\b/iu;
const BOTH =
  /両(?:方|市)|\b(?:both|these) (?:cities|towns)\b|\b(?:differ\w*|compare|same)\b.{0,20}\b(?:both|the two)\b|\b(?:both|the two)\b.{0,20}\b(?:differ\w*|compare|same|say)\b/iu;
const NUMERALS = [
  "",
  "",
  "二 two",
  "三 three",
  "四 four",
  "五 five",
  "六 six",
  "七 seven",
  "八 eight",
  "九 nine",
  "十 ten",
];
/** One city named with these words stands beside the one chosen or spoken of before. */
const COMPARES =
  /比べ|くらべ|比較|対比|並べ|ならべ|(?:ちが|違)(?:い|う|って|え)|(?:同じ|おなじ)(?!質問|こと)|共通|どっち|どちら|それぞれ|両方|差(?:は|が|を)|\b(?:compar\w*|differ\w*|versus|vs|same(?! (?:question|thing))|both|than|unlike|contrast)\b/iu;
/** 「お隣の国分寺」: where a city lies from here is not asked. */
const NEXT_DOOR = /(?:お?(?:隣|となり)|(?:お)?近く|すぐそば)の(?=\s)/gu;
/** 「違います、日野です」 names the city that was meant all along. */
const CORRECTS = /^\s*(?:いや|いえ|そうじゃな(?:い|く)て?|(?:違|ちが)(?:う|います|って))[、。 　！!]|^no[,. ]/iu;
/** What is said only to ask for a comparison, with its endings. */
const COMPARING =
  /(?:比べ|くらべ|比較|対比|並べ|ならべ|横並び|横ならび)[ぁ-ん]{0,6}|(?:どう|何が|なにが|どこが)?(?:違|ちが)[いうっえ][ぁ-ん]{0,5}|(?:同じ|おなじ)(?!質問|こと)[ぁ-ん]{0,3}|それぞれ|両方|どっち|どちら|\b(?:compared?(?: with| to)?|comparison|differences?|differ(?:ent)?|versus|vs|both|each|side by side)\b/giu;
/** From this length on a name in kana is no accident of other words. */
const LONG_KANA = 4;

/** Short kana names stand between other words or particles; ひの is not in ひのき. */
const BEFORE_KANA = "(?<=^|[^ぁ-ゖァ-ヶー]|[^ぁ-ゖァ-ヶー][とやのはがにで])";
const AFTER_KANA = "(?=し?(?:の|は|に|で|を|が|と|も|って|から|まで|では|には)|し?[^ぁ-ゖァ-ヶー]|し?$)";

export function cityReader(cities: readonly City[]): CityReader {
  const spellings = cities.flatMap(spellingsOf);
  const all = cities.map(({ id }) => id);
  const anyName = new RegExp(spellings.map(({ pattern }) => pattern.source).join("|"), "iu");
  const named = (text: string): { found: CityId[]; rest: string } => {
    const found: CityId[] = [];
    let rest = text.slice(0, LONGEST).toWellFormed().normalize("NFKC");
    if (!anyName.test(rest)) return { found, rest: text };
    for (const { id, pattern } of spellings) {
      const without = rest.replace(pattern, " ");
      if (without !== rest && !found.includes(id)) found.push(id);
      rest = without;
    }
    return { found, rest: found.length > 0 ? rest.replace(NEXT_DOOR, " ") : text };
  };
  return {
    read({ text, city, history }) {
      const { found, rest } = named(text);
      const earlier = history.map(named);
      const before = earlier.map((question) => question.found).findLast((list) => list.length > 0) ?? [];
      const chosen = city === undefined ? before : [city];
      const meant = meantBy(text.slice(0, LONGEST).normalize("NFKC"), {
        found,
        chosen,
        before,
        spoken: earlier.flatMap((question) => question.found),
        all,
      });
      return {
        cities: meant,
        isNamed: found.length > 0,
        isComparison: meant.length > 1,
        text: meant.length > 1 ? withoutComparing(rest) : rest,
        history: earlier.map((question) => withoutComparing(question.rest)),
      };
    },
    withoutNames: (text) => named(text).rest,
  };
}

/** What is compared; a question that only asks to compare is read in the light of the one before. */
const withoutComparing = (text: string): string =>
  text.normalize("NFKC").replace(OTHERS, " ").replace(COUNTED, " ").replace(BOTH, " ").replace(COMPARING, " ");

/** Cities by where they were named: in the question, chosen, in the latest question that named any, in all earlier ones. */
type Mentions = Readonly<Record<"found" | "chosen" | "before" | "spoken" | "all", readonly CityId[]>>;

function meantBy(text: string, { found, chosen, before, spoken, all }: Mentions): CityId[] {
  const inTalk = [...new Set([...chosen, ...spoken, ...found])];
  const beside =
    COMPARES.test(text) && !CORRECTS.test(text) ? [...chosen, ...before].filter((id) => !found.includes(id)) : [];
  if (found.length > 1) return [...found];
  if (found.length === 1 && beside.length > 0) return [...new Set([...beside, ...found])];
  const count = countOf(text);
  if (count !== undefined) return inTalk.length > 1 && inTalk.length === count ? inTalk : [...all];
  if (BOTH.test(text) && inTalk.length > 1) return inTalk;
  if (OTHERS.test(text)) return [...all];
  return [...(found.length > 0 ? found : chosen)];
}

/** How many cities are spoken of, where a number is told. */
function countOf(text: string): number | undefined {
  const [, kanji, english] = COUNTED.exec(text) ?? [];
  const numeral = (kanji ?? english)?.toLowerCase();
  if (numeral === undefined) return undefined;
  const named = NUMERALS.findIndex((names) => names.split(" ").includes(numeral));
  return named > 0 ? named : Number(numeral);
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
