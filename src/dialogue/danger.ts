/**
 * Notices danger to life in a message, before anything is looked up.
 *
 * A false alarm costs a resident one line to read; a missed one may cost a life. Still, groups that work against
 * suicide, fire or violence ask about their work, so what is looked for is something felt or happening (「死にたい」,
 * 「殴られた」, 「火事だ」), not a word. What no pattern foresees may still be like one of the messages of danger in
 * `talk.jsonl`; `decide` asks for that.
 */

import { hiragana, normalized, withoutRuby } from "../text/normalize.ts";

/** Longer words in kana as well as in kanji; one kana alone would stand within any sentence. */
const SIGNS: readonly RegExp[] = [
  // A wish to die, or an act about to be done.
  /(?:死|し)に(?:たい|たく(?:な[るっり]|て))|死ぬ(?:しか|つもり|ね|わ|と(?:言|い)っ)|死にます|死のうと/u,
  /(?:自殺|じさつ)(?:したい|しよう|しそう|する(?:しか|つもり|と)|します|を(?:考え|かんがえ))|遺書を書/u,
  /(?:消え|きえ)(?:て(?:しまい|い?なくなり))?たい|(?:生き|いき)て(?:い(?:る|た|て)|る)?(?:のが|く|も|たく)(?:つら|辛|いや|嫌|しんど|な[いく]|仕方)/u,
  /(?:飛び降り|とびおり)(?:る|ます|たい|よう|そう)|首を(?:吊|つ[ろりっる])|手首を切/u,
  /薬を(?:大量|たくさん|いっぱい)に?飲/u,
  // Violence, done or threatened.
  /(?:殺|ころ)(?:され|して(?:やる|くる)|す(?:ぞ|と))/u,
  /(?:殴|蹴|撃|刺|襲|叩|脅)(?:られ|か?れ|され|わ?れ)(?:[たてるま]|そう)|(?:なぐ|たた)(?:ら|か)れ[たてるま]|わたしをたたき/u,
  /(?:殴|叩)(?:って|り合|いて)(?:しま|い|る|にな)|手を上げてしま|首を(?:絞|し)め/u,
  /(?:暴力|ぼうりょく|虐待|ぎゃくたい)を?(?:され|(?:受け|うけ)て|(?:振る|ふる)わ|(?:振る|ふる)って)|暴れている人|DVから逃げ/iu,
  /(?:刃物|包丁|ナイフ)[をで](?:持|も|振|ふ|見|み|おど|脅|向)|爆弾を|待ち伏せ(?:され|して)/u,
  // A body in danger.
  /(?:意識|いしき)が?(?:な[いく]|ありま)|呼びかけても|反応が(?:ない|ありま)|(?:息|いき)を?(?:して(?:い)?(?:な|ま)|が(?:でき|止))|息が苦し|胸が(?:苦し|痛)/u,
  /(?:人|ひと|さん|者|母|父|子|夫|妻|方)が(?:急に|突然|今)*(?:倒れ|たおれ)|(?:倒れ|たおれ)て(?:動|意識|反応)|(?:血|ち)が(?:止まら|とまら|たくさん|出て|でて)|溺れて|おぼれて|川に.{0,6}落ち/u,
  /(?:喉|のど)に(?:詰|つ)ま|心臓が(?:止|痛)|(?:救急車|きゅうきゅうしゃ)(?:を|お願い|呼|よ)|ひき逃げ|車に(?:ひ|轢|は)/u,
  // Fire, as it happens.
  /火事(?:だ|です|に?なっ|が起き|[！!])|かじ(?:だ|です|[！!])|(?:火|煙|けむり)が(?:出|で|上が|あが)[てたる]|(?:燃え|もえ)て(?:い|る|ま)|ガス(?:の(?:におい|臭い|匂い)|が?漏れ|くさい)/u,
  /\b(?:kill(?:ing)? (?:myself|himself|herself|me|him|her)|suicidal|commit suicide|wan(?:t to|na) die|end my life|don't want to live|going to jump|better off dead)\b/iu,
  /\b(?:(?:is|are|am|was|been|being|getting|got) (?:beaten|beating|attacked|stabbed|abused|threatened|strangled)|(?:hits|beats|hurts|threatens|hitting|beating|attacking|choking|threatening) (?:me|him|her|us|them|his|my|the)|with a knife|has a knife|has a gun)\b/iu,
  /\b(?:unconscious|not breathing|can'?t breathe|collapsed|heart attack|bleeding|(?:call|need) an ambulance|on fire|there(?:'s| is) a fire|smell gas|overdosed?)\b/iu,
];
/** They speak of work against it. */
const WORK =
  /防止|予防|対策|啓発|防災|訓練|研修|講座|教室|講演|支援(?:団体|活動|する)|活動[をはがしの]|テーマ|事業|ボランティア|\b(?:prevent\w*|awareness|training|workshop|project)\b/iu;

/** Code units that are looked at. */
const LONGEST = 1000;

/** Somebody is in danger now, by their own words. */
export function tellsDanger(text: string): boolean {
  const whole = normalized(withoutRuby(text.slice(0, LONGEST)));
  const letters = whole.replace(/(?<![a-z'])\s+|\s+(?![a-z])/gu, "");
  const read = hiragana(letters);
  return !WORK.test(letters) && SIGNS.some((sign) => sign.test(letters) || sign.test(read));
}
