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
  /(?:もう|全部|すべて)?(?:終わり|おわり)にしたい(?:です|$|。|、|と思)|(?:生き|いき)(?:る|てる|ている)の(?:に|が)(?:疲れ|つかれ|嫌|いや)|(?:生き|いき)る意味が(?:わから|分から|な[いく])|意識が(?:遠の|もうろう|朦朧)|(?:自殺|じさつ)をほのめか|いのちの電話(?:の番号|は|に|へ|を|$|[？?])|(?:死|し)ぬ(?:と|って)(?:言|い)って/u,
  /(?:薬|くすり)を(?:全部|ぜんぶ|全て)(?:飲|の)|(?:毒|どく)を(?:飲|の)|感電し|監禁され|(?:煙|けむり)が(?:すご|ひど|充満|もくもく)|(?:津波|つなみ)が(?:来|き)|ガス(?:が)?(?:臭|くさ|もれ|漏)|胸(?:が|を).{0,4}(?:苦し|おさえて|押さえて)/u,
  /\b(?:ending it all|end it all|gas leak|smoke (?:is )?coming|not responding|(?:he|she|they|husband|wife|father|mother|boyfriend|someone) (?:just )?hit me)\b/iu,
  // A wish to die, or an act about to be done.
  /死にたい|しにたい(?=$|[でとよなけき。、!.])|(?:死|し)にたく(?:な[るっり]|て)|死んで(?:しまい)?たい|(?<![のなや])しんでしまいたい|死んだ(?:ほう|方)が|死ぬ(?:しか|つもり|ね|わ|と(?:言|い)っ)|死にます|死のうと|(?<!くて)(?:死にそう(?:$|で|だ)|しにそうです)/u,
  /(?:自殺|じさつ)(?:したい|しよう|しそう|する(?:しか|つもり|と)|します|を(?:考え|かんがえ))|遺書を書/u,
  /(?:消え|きえ)(?:て(?:しまい|い?なくなり))?たい|いなくなりたい|(?:生き|いき)て(?:い(?:る|た|て)|る)?(?:のが|く|も|たく)(?:つら|辛|いや|嫌|しんど|な[いく]|仕方)/u,
  /(?:飛び降り|とびおり)(?:[るた]|ます|たい|よう|そう)|首を(?:吊|つ[ろりっる])|首(?:吊|つ)り|手首を切|リストカット/u,
  /(?:薬|くすり)を(?:大量|たくさん|いっぱい)に?(?:飲|の[みむん])|薬を(?:飲|の)み(?:過|す)ぎ|オーバードーズ/u,
  // Violence, done or threatened.
  /(?:殺|(?<![とこ])ころ)(?:され|したい|して(?:やる|くる)|す(?:ぞ|と))/u,
  /(?:殴|蹴|撃|刺|襲|叩|脅)(?:られ|か?れ|され|わ?れ)(?:[たてるま]|そう)|(?:なぐ|たた)(?:ら|か)れ[たてるま]|おどされ[たてるま]|(?:おなか|せなか|ナイフで|はもので)を?さされ|レイプされ|わたしをたたき/u,
  /(?:殴|叩)(?:って|り合|いて)(?:しま|い|る|にな)|手を上げてしま|首を(?:絞|し)め/u,
  /(?:暴力|ぼうりょく|虐待|ぎゃくたい)を?(?:され|(?:受け|うけ)て|(?:振る|ふる)[わいうっ])|暴れている人|DVから逃げ/iu,
  /(?:刃物|包丁|ナイフ)[をで](?:持|も|振|ふ|見|み|おど|脅|向)|爆弾を|待ち伏せ(?:され|して)|ストーカーに|(?:つきまとわ|追いかけら)れて|(?:泥棒|どろぼう)が(?:い|入|はい)/u,
  // A body in danger.
  /(?<!(?:協働|問題|市民|職員|住民|会員)の?)(?:意識|いしき)が?(?:な[いく](?!な)|ありませ|もうろう)|(?<!(?:団体|市民|会員|住民|企業|市|学生)に)(?:呼びかけ|よびかけ|声をかけ|呼んで|よんで)(?:ても|も)、?(?:返事|へんじ|反応|起き|おき|動か)|ちゃんが(?:起き|おき)(?:ません|ない)|ぐったりして|(?:息|いき|呼吸)を?(?:して(?:い)?(?:な|ま)|が(?:でき|止))|息が苦し|胸が(?:苦し|痛)/u,
  /(?:人|ひと|さん|くん|ちゃん|者|員|寄り|ども|母|父|子|夫|妻|方|生)が(?:急に|突然|今)*(?:倒れ|たおれ)|(?:倒れ|たおれ)て(?:動|意識|反応)|(?:血|ち)が(?:止|と)ま[らり]|(?:血|(?<![ぁ-ゖ持立育])ち|からち)が(?:たくさん|出て|でて)|(?:人|ひと|さん)が(?:死|し)んで(?:い|る|ま)|溺れて|おぼれて|川に.{0,6}落ち(?!葉|な|(?:た|て[いる]*)(?:ごみ|物|もの))/u,
  /(?:喉|のど)に.{0,6}(?:詰|つ)ま[っり]|心臓が(?:止|痛)|(?:救急車|きゅうきゅうしゃ)(?:を|お願い|呼|よ)|ひき逃げ|(?:けいれん|痙攣)し|下敷きにな|閉じ込められ(?:た$|まし|てい)|車に(?:ひか|轢か|はねら)れ(?!な|そうな)/u,
  // Fire, as it happens.
  /火事(?:だ|です|に?なっ|が起き|[！!])|かじ(?:だ|です|[！!])|(?:火|煙|けむり)が(?:出|で|上が|あが)(?:っ?[てた]|り?ま|る)|(?<![気欲心熱望魂][がに])(?:燃え|もえ)て(?:い|る|ま)|ガス(?:の(?:におい|臭い|匂い)|が?(?:漏|も)れ|くさい)|(?<![気満りら口染]が?)爆発し(?:た|まし|てい)/u,
  /\b(?:kill(?:ing)? (?:myself|himself|herself|me|him|her)|suicidal|commit suicide|wan(?:t to|na) die|end my life|don't want to live|going to jump|better off dead)\b/iu,
  /\b(?:(?:is|are|am|was|been|being|getting|got) (?:beaten|beating|attacked|stabbed|raped|abused|threatened|strangled)|(?:hits|beats|hurts|threatens|hitting|beating|attacking|choking|threatening) (?:me|him|her|us|them|his|my|the)|with a knife|has a knife|has a gun|with a gun)\b/iu,
  /\b(?:unconscious|not breathing|can'?t breathe|collapsed|heart attack|bleeding|(?:call|need) an ambulance|on fire|there(?:'s| is) a fire|smell gas|overdosed?|(?:house|home|building|room|kitchen|hall) is burning|drowning|having a (?:seizure|stroke))\b/iu,
  /\b(?:(?:feel|feeling|is|am|it'?s|life is) (?:so |completely |totally )?hopeless|(?:can'?t|cannot|can not|don'?t want to) (?:go on(?: (?:living|like this|anymore|any more))?(?=$|[.,!?])|go on living)|want to end it(?: all)?(?=$|[.,!?])|took (?:all|a whole (?:bottle|pack) of|too many) (?:of )?(?:my |the |his |her )?pills|(?:there is|there's|so much|a lot of) blood|beat(?:s|ing)? me(?! (?:to|at|in)\b)|(?:tent|car|stove|curtain|rubbish|garbage|roof|building|house|hall|kitchen) (?:burns|is burning|caught fire))\b/iu,
];
/** They speak of work against it … */
const WORK =
  /防止|予防|対策|啓発|防災|訓練|研修|講座|教室|講演|支援(?:団体|活動|する|したい)|(?:の|る)会(?:です|を)|活動[をはがしの]|テーマ|事業|ボランティア|責任|保険|備え|\b(?:prevent\w*|awareness|training|workshop|project)\b/iu;

/** … unless a clause ends in it: 「活動がつらくて死にたい」, not 「死にたい人を支える活動」. */
const TOLD =
  "[ぁ-ゖー]{0,8}(?<!か|とき)(?:$|[、。,.!…]|助け|どうした|誰か|お願い| (?:at|in|on|during|and|now|here)\\b)";
const TOLD_SIGNS = SIGNS.map(({ source, flags }) => new RegExp(`(?:${source})${TOLD}`, flags));

/** Code units that are looked at. */
const LONGEST = 1000;

/** Somebody is in danger now, by their own words. */
export function tellsDanger(text: string): boolean {
  const whole = normalized(withoutRuby(text.slice(0, LONGEST)))
    .replace(/[’‘]/gu, "'")
    .replace(/\n+/gu, "。");
  const letters = whole.replace(/(?<![a-z'])\s+|\s+(?![a-z])/gu, "");
  const read = hiragana(letters);
  const signs = WORK.test(letters) ? TOLD_SIGNS : SIGNS;
  return signs.some((sign) => sign.test(letters) || sign.test(read));
}
