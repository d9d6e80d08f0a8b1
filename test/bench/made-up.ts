/**
 * Makes questions and passages out of the guidelines' own clauses, the same ones on every machine.
 */

import type { Corpus } from "../../src/knowledge/corpus.ts";
import { randomNumbers } from "../fixtures/random-numbers.ts";

/** Asked of every heading in three ways, and each passage's first words as a question. */
export function guidelineQuestions({ passages }: Corpus): string[] {
  const headings = [...new Set(passages.flatMap((p) => p.headings.slice(-1)))];
  return [
    ...headings.flatMap((h) => [`${h}とは何ですか`, `${h}について教えてください`, `うちの団体も${h}に入りますか`]),
    ...passages.map((p) => `${p.text.replace(/\n/gu, "").slice(0, 30)}とありますが、どういう意味ですか`),
  ];
}

const LENGTH = 170;

/** Passages of about 170 characters, put together from clauses so that no sentence stands twice. */
export function madeUpPassages({ passages }: Corpus, count: number): { heading: string; text: string }[] {
  const clauses = [
    ...new Set(passages.flatMap((p) => p.text.split(/[、。\n]/u)).filter((c) => c.length >= 6 && c.length <= 40)),
  ];
  const headings = [...new Set(passages.flatMap((p) => p.headings))];
  const next = randomNumbers(20_261_121);
  const pick = (from: readonly string[]) => from[Math.floor(next() * from.length)]!;
  const said = new Set<string>();
  const sentence = (): string => {
    for (;;) {
      const made = `${pick(clauses)}、${pick(clauses)}、${pick(clauses)}。`;
      if (said.has(made)) continue;
      said.add(made);
      return made;
    }
  };
  return Array.from({ length: count }, () => {
    let text = "";
    while (text.length < LENGTH - 25) text += sentence();
    return { heading: pick(headings), text };
  });
}

/** Texts that are dear to cut into words, to expand or to mend, each of `units` UTF-16 code units, with a name. */
export function hostileTexts(units: number): [string, string][] {
  const next = randomNumbers(1);
  const drawn = (first: number, count: number) =>
    Array.from({ length: units }, () => String.fromCharCode(first + Math.floor(next() * count))).join("");
  const repeated = [
    "a",
    "あ",
    "ー",
    "上",
    "には",
    "では",
    "とは",
    "きょうどう",
    "ボランティア",
    "いきいき協動事業、",
    "協働\n",
    "平成",
    "市(し",
    "<b>協働</b>",
    "😀",
    " ",
  ];
  return [
    ...repeated.map((part): [string, string] => [
      `「${part.trim()}」 again and again`,
      part.repeat(units).slice(0, units),
    ]),
    ["kanji at random", drawn(0x4e00, 20_000)],
    ["kana at random", drawn(0x3041, 86)],
    ["letters at random", drawn(0x61, 26)],
    ["halves of surrogate pairs", drawn(0xd800, 0x800)],
  ];
}
