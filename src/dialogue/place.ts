/**
 * Notices a question about a town whose text the desk does not have.
 */

import type { Morpheme } from "../text/morphology.ts";

const KIND_OF_TOWN = /^[市町村区県府都]$/u;
/** 「三鷹市に住んでいますが」「三鷹市民」 say where somebody is, not what is asked about. */
const LIVES_THERE = /^(?:に|から|へ|民|民間|在住|在勤|在学|出身|寄り)/u;
const ENGLISH_TOWN =
  /(?<!\b(?:live|lives|living|work|works|working|from|come|moved) (?:in |from |to )?)\b(?!City|The|This|Our|Your|My)[A-Z][a-z]+(?:[ -](?:City|Town|Ward|Village|Prefecture|shi|ku))\b/u;

/**
 * The question names another town and asks about it.
 *
 * @param morphemes - of the question, the names of the desk's own cities taken out
 * @param text - the same question as typed, for names in Latin letters
 */
export function asksOfOtherTown(morphemes: readonly Morpheme[], text: string): boolean {
  if (ENGLISH_TOWN.test(text)) return true;
  return morphemes.some(({ isPlace }, i) => {
    const kind = morphemes[i + 1]?.surface ?? "";
    const next = morphemes[i + 2]?.surface ?? "";
    return isPlace && KIND_OF_TOWN.test(kind) && !LIVES_THERE.test(next);
  });
}
