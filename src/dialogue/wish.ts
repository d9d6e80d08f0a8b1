/**
 * Notices the plain wish for a person: whoever says so is never sent back to the texts.
 *
 * Only the plain forms stand here; 「オペレーター」, 「上の人呼んで」 and whatever else people say is told by its likeness to
 * the messages of `talk.jsonl`.
 */

import { normalized, withoutRuby } from "../text/normalize.ts";

const PERSON =
  "(?<!(?:団体|外国|高齢|地域|近所|会)の?)(?:人|ひと|誰か|だれか|職員|担当|係|課長|責任者|相談員|スタッフ|オペレーター|コーディネーター|人間)(?:の?(?:方|かた|人|ひと|者|課|さん|職員|窓口))*";
const WANTS =
  "(?:たい(?:です|ん|の(?:です|で)|けど|と思|$|。)|たく(?!な)|せますか$|て(?:ください|ほしい|欲しい|もらえ(?!る[^か])|くれ|いただ)|お願い|おねがい)";
const SIGNS = [
  // 「担当の方と直接お話ししたいです」
  new RegExp(
    `${PERSON}(?:と|に)(?:直接|電話で|じかに)?お?(?:話|はな|相談|そうだん)[しすをが]{0,2}(?:させ)?${WANTS}`,
    "u",
  ),
  // 「経緯に詳しい職員につないで」「市役所の人、出して」
  new RegExp(
    `${PERSON}(?:に|へ|を|と|、)?(?:つない|繋い|代わっ|替わっ|かわっ|呼ん|よん|出し|だし|取り次い)[でて](?=$|[、。!?よね今]|くだ|下さ|ほし|欲し|もら|くれ|いただ|頂|お願|おねが|いま|すぐ|早)`,
    "u",
  ),
  // 「責任者を出せ」
  new RegExp(`${PERSON}(?:に|へ|を|と)?(?:出せ|だせ|呼べ|よべ|代われ|替われ|かわれ|つなげ(?=$|[よ。!]))`, "u"),
  /(?:機械|きかい|AI|ロボット|ボット|自動応答)(?:じゃなく|ではなく|じゃ(?:わか|分か|話に)|では(?:わか|分か)|はいや|は嫌)|有人(?:対応|チャット)/iu,
  /折り返し(?:の?お?電話)?(?:を)?(?:ください|ほしい|欲しい|お願い|もらえ|いただ|頂)/u,
  /\b(?:(?:talk|speak|chat) (?:to|with)|connect me (?:to|with)|transfer me to|put me through to|give me) (?:a |an |the |some|your )?(?:real |actual |live |human )?(?:person|human|staff|someone|somebody|operator|agent|member of staff)\b(?!'s)|\b(?:i (?:want|need) (?:a |an )?|^)(?:real person|human|operator)\b/iu,
];
/** Whoever asks for a number asks the text. */
const ASKS_TEXT = /番号|連絡先|before|の(?:会|場|機会|決まり)は/iu;
/** Code units that are looked at. */
const LONGEST = 500;

export function wishesPerson(text: string): boolean {
  const said = normalized(withoutRuby(text.slice(0, LONGEST))).replace(/(?<![a-z])\s+|\s+(?![a-z])/gu, "");
  return !ASKS_TEXT.test(said) && SIGNS.some((sign) => sign.test(said));
}

/** Where one thing that is said ends. */
const END = /[。！？!?\n]+|\.(?=\s|$)/u;
/** Code units: what is shorter says no more than 「お願い」, what is longer than the second tells what it is about. */
const LEAST = 6;
const LONGEST_WISH = 40;

/** Tells whether a wish for a person says besides what it is about. */
export const tellsMore = (wish: string): boolean =>
  wish.trim().length > LONGEST_WISH ||
  wish.split(END).some((said) => said.trim().length >= LEAST && !wishesPerson(said));
