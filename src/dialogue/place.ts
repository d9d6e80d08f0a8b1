/**
 * Notices a question about a town whose text the desk does not have.
 */

import type { Morpheme } from "../text/morphology.ts";

const KIND_OF_TOWN = /^[市町村区県府都]$/u;
/** 「三鷹市に住んでいますが」「三鷹市民」 say where somebody is, not what is asked about. */
const LIVES_THERE = /^(?:に|から|へ|民|民間|在住|在勤|在学|出身|寄り)/u;
/** 「三鷹だと」「東大和では」: a town may be named without its kind. */
const SPOKEN_OF = /^(?:で|では|は|だ|だと|って)$/u;
/** 「立川の協働の窓口」: what towns have, as they have it here. */
const OF_A_TOWN =
  /^(?:協働|協|指針|制度|提案|補助|助成|センター|窓口|市民|町内|自治|担当|電話|ボランティア|団体|ＮＰＯ|npo|活動|連絡|市役所|公募|支援)/iu;
/** Names that say where all of us live, or begin other words. */
const WIDER = /^(?:日本|東京|多摩|関東|武蔵野台地|国|地方|全国|アメリカ|中国|韓国|ベトナム|英国|米国|海外)$/u;
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
  return morphemes.some(({ isPlace, surface }, i) => {
    const kind = morphemes[i + 1]?.surface ?? "";
    const next = morphemes[i + 2]?.surface ?? "";
    if (!isPlace) return false;
    if (KIND_OF_TOWN.test(kind)) return !LIVES_THERE.test(next);
    const isSpokenOf = SPOKEN_OF.test(kind) || (kind === "の" && OF_A_TOWN.test(next));
    return surface.length > 1 && isSpokenOf && !WIDER.test(surface);
  });
}
