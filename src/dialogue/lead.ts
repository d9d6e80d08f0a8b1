/**
 * Asks whether a note's plain answer fits the question, or the quotation must speak for itself.
 *
 * The right passage with the wrong sentence before it is a wrong answer. A sentence that says who may is no answer to
 * who may not; one without a date none to when; one on 第3条 none to 第13条. The passage may answer all the same, so it
 * is quoted, with a neutral sentence.
 */

import type { Hit, Note } from "../model.ts";
import { normalized } from "../text/normalize.ts";
import { numberMissing } from "./things.ts";

const DENIES =
  /(?:なり|なれ|でき|出来|入れ|入ら|含まれ|含め|なら|使え|もらえ|認められ|いけ|しては|参加し|受けられ)(?:ない|ません)|いけない|だめ|ダメ|禁止|以外|対象外|\b(?:not|cannot|can't|excluded|except|never|prohibited)\b/iu;
/** 「〜じゃない？」「できませんか」 ask politely and deny nothing. */
const POLITE = /(?:ません|ない)(?:です)?(?:か|でしょうか|の？|の\?)/gu;
const ASKS_WHEN = /いつ(?!も|か|でも|まで)|何年|なんねん|何月|\bwhen\b|\bwhat year\b/iu;
const ASKS_COUNT = /いくつ(?!か)|何(?:人|団体|件|つ)|(?:法人|団体|会員|件|人)数|\bhow many\b/iu;
const FIGURE = /[\d一二三四五六七八九十]/u;

/** Without its note, where that does not fit: the neutral sentence then leads. */
export function withFittingNote(hit: Hit, question: string): Hit {
  const { note, passage, score, reasons } = hit;
  return note === undefined || isFitting(note, hit, question) ? hit : { passage, score, reasons, note: undefined };
}

function isFitting(note: Note, { reasons }: Hit, question: string): boolean {
  const asked = normalized(question);
  const said = note.plain.ja;
  if (numberMissing(asked, [said, ...note.evidence].join("\n"))) return false;
  if ((ASKS_WHEN.test(asked) || ASKS_COUNT.test(asked)) && !FIGURE.test(normalized(said))) return false;
  const nearest = reasons.find(({ field }) => field === "expected")?.term ?? "";
  return !denies(asked) || denies(normalized(nearest)) || denies(normalized(said));
}

const denies = (text: string): boolean => DENIES.test(text.replace(POLITE, ""));
