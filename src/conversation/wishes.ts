/**
 * Notices what a resident wants of the desk itself, in the words that people use: another city, another language,
 * their own records, the machine while a person has the talk.
 *
 * Only what the whole message says counts: 「小平市にして」 is a wish, 「小平市にして良かったことは？」 is a question.
 */

import type { CityReader } from "../dialogue/city.ts";
import { type CityId, LANGUAGES, type Language } from "../model.ts";
import { conversationWords } from "../reply/conversation.ts";
import { privateWords } from "../reply/private.ts";
import { hiragana, squeezed, withoutRuby } from "../text/normalize.ts";

export type Wish =
  /** `isBare`: a name and nothing else, which after a question asks the same of that city. */
  | { readonly kind: "city"; readonly city: CityId; readonly isBare: boolean }
  | { readonly kind: "choose-city" }
  | { readonly kind: "language"; readonly language: Language }
  | { readonly kind: "choose-language" }
  | { readonly kind: "show-records" }
  | { readonly kind: "erase-records" }
  | { readonly kind: "ask-desk" }
  /** A new link to the private page; or those that there are shall be good no longer. */
  | { readonly kind: "private-link" }
  | { readonly kind: "private-revoke" }
  /** Only as the button says it: whoever wishes for a person in other words is heard by the dialogue. */
  | { readonly kind: "person" };

/** Code units of a message that may be a wish: it is short. */
const LONGEST = 60;

const PLEASE =
  "(?:(?:を|で|に)?(?:お願い(?:します|いたします|致します)?|おねがい(?:します)?|ください|下さい|くださいませんか|ほしい(?:です)?|欲しい(?:です)?|たい(?:です)?|(?:もらえ|いただけ)(?:ますか|ませんか)|くれ(?:ますか|ませんか)|いいですか|よ|ね|な))?[。.!！?？、]*(?:(?:よろしく)?(?:お願い|おねがい)(?:し|いたし|致し)ます[。.!！]*)?";
const CHANGE =
  "(?:(?:に|へ|を|で)?(?:して|したい|変えて|かえて|変えたい|かえたい|戻して|もどして|変更(?:して|したい)?|切り?替えて|きりかえて|選び|えらび|選択(?:して)?|設定(?:して)?|調べて|しらべて))";
/** What is left of a message that names one city and nothing else: it may be said of any question. */
const CITY_BARE = /^[市し]?(?:で|は|では|について(?:は)?)?[。.!！?？]*$/u;
/** The same with a word that asks for the city, or tells that it is one's own. */
const CITY_REST = new RegExp(
  `^(?:市を)?(?:市|し)?(?:${CHANGE}${PLEASE}|(?:に|で|を)?(?:お願い(?:します)?|おねがい(?:します)?)|の(?:こと|指針)(?:${CHANGE})?${PLEASE}|(?:市?民)?(?:です|だよ)|に(?:住|す)んで(?:い)?(?:ます|る)|に(?:引っ?越|ひっこ)し(?:てき)?(?:ました|た)|がいい(?:です)?)?[。.!！]*$`,
  "u",
);
const CITY_REST_ENGLISH =
  /^(?:please|switch|change|set|to|for|i(?:'|’)?m|i|want|moved|in|from|live|city|the|my|is|use|choose|,|\.|!)*$/iu;

const OWN = "(?:私|わたし|わたくし|自分|じぶん|僕|ぼく|俺)の?";
const RECORD =
  "(?:記録|きろく|データ|でーた|(?:トーク)?(?:履歴|りれき)|情報|やりとり|やり取り|会話|かいわ|メッセージ|めっせーじ|個人情報|質問)";
/** Records by their name alone, where nobody else's can be meant. */
const RECORDS = "記録|きろく|(?:トーク)?(?:履歴|りれき)";
/** 「わたしが書いたこと」 */
const WROTE =
  "(?:(?:私|わたし|僕|ぼく|俺|自分)[がの])?(?:書いた|かいた|送った|おくった|登録した)(?:こと|もの|メッセージ|情報|写真|内容)";
const ALL = "(?:全部|ぜんぶ|すべて|全て|みんな)";
const TO_ERASE = "(?:消し|けし|削除し|さくじょし|消去し|忘れ|わすれ)(?:て|たい(?:です)?)";
const ERASE = `(?:を|は|も)?${ALL}?(?:${TO_ERASE}|(?:(?<=[をは])|の)?(?:削除|さくじょ|消去)(?:を(?:希望(?:します)?|したい(?:です)?))?)`;
const SHOW = `(?:を|は)?${ALL}?(?:(?:見せ|みせ|教え|おしえ)て|(?:見|み|確認し|かくにんし)たい(?:です)?)`;
const ENGLISH_RECORDS =
  "(?:own|personal|chat)*(?:records?|data|messages?|history|information|info|details|chat|account)";
const ENGLISH_PLEASE = "(?:please|canyou|couldyou|letme|cani|mayi|iwantto|iwouldliketo|i['’]?dliketo|iwantyouto)*";

/** 「ほかの人に見られないページ」 */
const PAGE =
  "(?:(?:ほかの人に|他の人に|ひとに|人に)?(?:見|み)られない|(?:相談|そうだん)の|あなたの|わたしの|私の)?ページ";
const SEND_LINK =
  "(?:(?:送|おく)って|(?:送|おく)る|(?:出|だ)して|(?:教|おし)えて|もらい|もう一度|(?:要|い)ります|(?:必要|ひつよう)です)?";

const SIGNS: readonly (readonly [Wish, RegExp])[] = [
  [
    { kind: "erase-records" },
    new RegExp(
      `^(?:${OWN}(?:個人)?${RECORD}|(?:うち|こちら)の${RECORD}|(?:ここ|今まで|いままで|これまで)(?:まで)?の?${RECORD}|${RECORDS}|データ|個人情報|${WROTE})${ERASE}${PLEASE}$|^${ALL}を?(?:消し|けし|削除し|さくじょし|消去し)て${PLEASE}$`,
      "u",
    ),
  ],
  [
    { kind: "erase-records" },
    new RegExp(
      `^${ENGLISH_PLEASE}(?:(?:delete|erase|remove|forget)(?:all)?(?:of)?my${ENGLISH_RECORDS}|(?:delete|erase|forget)(?:me|everything(?:aboutme)?)|i(?:want|['’]?dlike|wouldlike)(?:all)?(?:of)?my${ENGLISH_RECORDS}(?:tobe)?(?:deleted|erased|removed))(?:please)?[.!?]*$`,
      "u",
    ),
  ],
  [{ kind: "show-records" }, new RegExp(`^(?:${OWN}(?:個人)?${RECORD}|${RECORDS})${SHOW}${PLEASE}$`, "u")],
  [
    { kind: "show-records" },
    new RegExp(`^${ENGLISH_PLEASE}(?:show|see)(?:me)?(?:all)?(?:of)?my${ENGLISH_RECORDS}(?:please)?[.!?]*$`, "u"),
  ],
  [
    { kind: "choose-city" },
    new RegExp(
      `^(?:市|し)(?:を|の)?(?:${CHANGE}|変更|選択|えらぶ|選ぶ)${PLEASE}$|^(?:ほか|他|別|べつ|違う|ちがう)の?市[にへ](?:して|したい|変えて|かえて|変えたい|かえたい|変更(?:して|したい)?)${PLEASE}$`,
      "u",
    ),
  ],
  [{ kind: "choose-city" }, /^(?:please)?(?:change|choose|switch|select)(?:the|my|a|another)?city(?:please)?[.!]*$/u],
  [
    { kind: "choose-language" },
    /^(?:やさしい日本語|やさしいにほんご)\/english$|^(?:言葉|ことば|言語)を?(?:変えて|かえて|変えたい|変更|えらぶ|選ぶ|選びたい).{0,6}$|^(?:change|choose|switch)(?:the|my)?language[.!]*$/u,
  ],
  [
    { kind: "language", language: "ja-easy" },
    new RegExp(
      `^(?:ひらがな|ふりがな|ルビ)[でを]?(?:書いて|かいて|つけて|付けて|振って|ふって)${PLEASE}$|^(?:もっと)?(?:やさしい|優しい|易しい|かんたんな|簡単な)(?:日本語|にほんご)${CHANGE}?(?:で|に)?(?:話して|はなして|答えて|こたえて|教えて|おしえて)?${PLEASE}$|^(?:in)?easyjapanese(?:please)?[.!]*$`,
      "u",
    ),
  ],
  [
    { kind: "language", language: "en" },
    new RegExp(
      `^(?:英語|えいご|イングリッシュ)${CHANGE}?(?:で|に)?(?:話して|はなして|答えて|こたえて|教えて|おしえて)?${PLEASE}$|^(?:in)?english(?:please)?[.!]*$|^(?:please)?(?:speak|use|answerin|switchto|reply?in)english(?:please)?[.!]*$|^(?:英語|えいご)(?:で|は|が)?(?:でき|話せ|はなせ)ますか[。?？]*$|^(?:(?:can|do|could)you(?:please)?(?:speak|use|writein|answerin)|iwant(?:to(?:speak|use))?|talkin|ineed)english(?:please)?[.!?]*$`,
      "u",
    ),
  ],
  [
    { kind: "language", language: "ja" },
    new RegExp(
      `^(?:ふつうの|普通の)?(?:日本語|にほんご)${CHANGE}?(?:で|に)?(?:話して|はなして|答えて|こたえて|教えて|おしえて)?${PLEASE}$|^(?:in)?japanese(?:please)?[.!]*$|^(?:please)?(?:speak|use|switchto|reply?in)japanese(?:please)?[.!]*$`,
      "u",
    ),
  ],
  [
    { kind: "private-link" },
    new RegExp(
      `^(?:${PAGE}の?)?(?:(?:新しい|あたらしい|別の|べつの|もう一度|もういちど|次の)の?)?(?:リンク|url)(?:を|が|は)?${SEND_LINK}${PLEASE}$|^${PAGE}(?:を|で|が)?(?:開|ひら|見|み|使|つか|相談|そうだん)(?:いて|きたい|たい|せて|る|する|したい|いたい|う)?${PLEASE}$`,
      "u",
    ),
  ],
  [
    { kind: "private-link" },
    /^(?:please)?(?:(?:send|give)me|iwant|ineed|canihave|get)?(?:a|the|another)?(?:new|privatepage|private)?link(?:tothe(?:private)?page)?(?:please)?[.!?]*$|^(?:usea|openthe|open)?privatepage(?:please)?[.!]*$/u,
  ],
  [
    { kind: "private-revoke" },
    new RegExp(
      `^(?:${PAGE}の?)?(?:リンク|url)(?:を|は)?(?:全部|ぜんぶ|すべて)?(?:無効に|使えなく|つかえなく|消去|取り消)(?:して|する|したい|し)?${PLEASE}$|^(?:please)?(?:cancel|revoke|disable)(?:all)?(?:the|my)?links?(?:please)?[.!]*$`,
      "u",
    ),
  ],
  [
    { kind: "ask-desk" },
    new RegExp(
      `^(?:機械|きかい|窓口|AI|ai|ボット|自動応答)(?:に|へ)(?:質問|しつもん|聞き|きき|聞|尋ね)(?:たい|する|し(?:たい|て)|く)?${PLEASE}$|^askthe(?:machine|desk|bot)[.!]*$`,
      "u",
    ),
  ],
];

const PERSON = LANGUAGES.map((language) => bare(conversationWords[language].buttons.person));
const PAGE_BUTTONS = LANGUAGES.map((language) => privateWords[language].line.buttons);
const LINK = PAGE_BUTTONS.flatMap(({ offer, newLink }) => [bare(offer), bare(newLink)]);
const REVOKE = PAGE_BUTTONS.map(({ revoke }) => bare(revoke));

/** @returns undefined for a question, which is most of what people write */
export function wishOf(text: string, cities: CityReader): Wish | undefined {
  if (text.length > LONGEST) return undefined;
  const said = bare(text);
  if (PERSON.includes(said)) return { kind: "person" };
  if (LINK.includes(said)) return { kind: "private-link" };
  if (REVOKE.includes(said)) return { kind: "private-revoke" };
  const sign = SIGNS.find(([, pattern]) => pattern.test(said) || pattern.test(hiragana(said)));
  return sign === undefined ? cityWish(text, cities) : sign[0];
}

/** 「小平市にして」, "Switch to Kodaira please", or a name and nothing else. */
function cityWish(typed: string, cities: CityReader): Wish | undefined {
  // A name's reading is the name once more.
  const text = withoutRuby(typed);
  const { cities: named, isNamed } = cities.read({ text, city: undefined, history: [] });
  const [city] = named;
  if (!isNamed || city === undefined || named.length > 1) return undefined;
  const rest = bare(cities.withoutNames(text));
  const isBare = CITY_BARE.test(rest);
  const isWish = isBare || CITY_REST.test(rest) || CITY_REST_ENGLISH.test(rest);
  return isWish ? { kind: "city", city, isBare } : undefined;
}

/** Without readings, spaces and the marks around words that were copied from what the desk said. */
function bare(text: string): string {
  return squeezed(withoutRuby(text)).replace(/^[「『“"']+|[」』”"']+$/gu, "");
}

const YES = "はーい|はい|ハイ|ええ|うん|そうです|もちろん(?:です)?|オッケー(?:です)?|ok(?:です)?|okay|yes|yeah|sure";
const YES_PLEASE =
  "(?:よろしく)?(?:お願い|おねがい)(?:(?:し|いたし|致し)ます)?|いいです(?:よ)?|よろしい(?:です)?|(?:構|かま)いません|please";
const YES_ERASE =
  "(?:全部|ぜんぶ|すべて|全て)?を?(?:(?:消|け)(?:す|して)|(?:消去|削除)(?:して)?)(?:も?(?:いい|よい)です(?:よ)?|ください|下さい|ほしい(?:です)?)?|(?:please)?(?:delete|erase)(?:it|them|all|everything|(?:all)?myrecords)?(?:please)?";
const NO = "いいえ|いや|いやです|やっぱり|no";
const NO_ERASE =
  "やめ(?:ます|る|て(?:ください)?|とく|とき?ます|ておく|ておきます|たい(?:です)?)|(?:消|け)さない(?:で)?(?:ください|下さい)?|(?:けっこう|結構)です|だめ(?:です)?|待って(?:ください)?|キャンセル|いりません|no|nothanks|nothankyou|cancel|do(?:no|n['’]?)t(?:delete|erase)?(?:it|them)?";
const parted = (first: string, then: string) => new RegExp(`^(?:(?:${first})[、,。.!！]*)?(?:${then})?[。.!！]*$`, "u");
const YES_WORDS = parted(YES, `(?:${YES_ERASE})?[、,。]*(?:${YES_PLEASE})`.concat(`|${YES_ERASE}`));
const NO_WORDS = parted(NO, NO_ERASE);
const ACCEPTED = parted(
  YES,
  `(?:${YES_PLEASE}|(?:ぜひ)?(?:(?:相談|そうだん)(?:したい(?:です)?|します)|つないで(?:ください)?)|ぜひ)`,
);
const hasLetters = (said: string) => /\p{L}/u.test(said);

/** Answers to 「よろしいですか」; the labels of the buttons are among them, for they are typed where none are shown. */
export function isYes(text: string): boolean {
  const said = bare(text);
  return hasLetters(said) && YES_WORDS.test(said);
}

/** Answers to the offer of a person. */
export function isAccepted(text: string): boolean {
  const said = bare(text);
  return hasLetters(said) && ACCEPTED.test(said);
}

export function isNo(text: string): boolean {
  const said = bare(text);
  return hasLetters(said) && NO_WORDS.test(said);
}
