/**
 * Notices what a resident wants of the desk itself, in the words that people use: another city, another language,
 * their own records, the machine while a person has the talk.
 *
 * Only what the whole message says counts: 「小平市にして」 is a wish, 「小平市にして良かったことは？」 is a question.
 */

import type { CityReader } from "../dialogue/city.ts";
import { type CityId, LANGUAGES, type Language } from "../model.ts";
import { conversationWords } from "../reply/conversation.ts";
import { squeezed, withoutRuby } from "../text/normalize.ts";

export type Wish =
  /** `isBare`: a name and nothing else, which after a question asks the same of that city. */
  | { readonly kind: "city"; readonly city: CityId; readonly isBare: boolean }
  | { readonly kind: "choose-city" }
  | { readonly kind: "language"; readonly language: Language }
  | { readonly kind: "choose-language" }
  | { readonly kind: "show-records" }
  | { readonly kind: "erase-records" }
  | { readonly kind: "ask-desk" }
  /** Only as the button says it: whoever wishes for a person in other words is heard by the dialogue. */
  | { readonly kind: "person" };

/** Code units of a message that may be a wish: it is short. */
const LONGEST = 60;

const PLEASE =
  "(?:(?:を|で|に)?(?:お願い(?:します|いたします)?|おねがい(?:します)?|ください|下さい|ほしい(?:です)?|欲しい(?:です)?|たい(?:です)?|もらえますか|くれますか|いいですか|よ|ね|な))?[。.!！?？、]*";
const CHANGE =
  "(?:(?:に|へ|を|で)?(?:して|変えて|かえて|戻して|もどして|変更(?:して|したい)?|切り?替えて|きりかえて|選び|えらび|選択(?:して)?|設定(?:して)?|調べて|しらべて))";
/** What is left of a message that names one city and nothing else: it may be said of any question. */
const CITY_BARE = /^[市し]?(?:で|は|では|について(?:は)?)?[。.!！?？]*$/u;
/** The same with a word that asks for the city, or tells that it is one's own. */
const CITY_REST = new RegExp(
  `^(?:市|し)?(?:${CHANGE}${PLEASE}|(?:に|で|を)?(?:お願い(?:します)?|おねがい(?:します)?)|の(?:こと|指針)(?:${CHANGE})?${PLEASE}|(?:市?民)?(?:です|だよ)|に(?:住|す)んで(?:い)?(?:ます|る)|がいい(?:です)?)?[。.!！]*$`,
  "u",
);
const CITY_REST_ENGLISH =
  /^(?:please|switch|change|set|to|for|i(?:'|’)?m|i|in|from|live|city|the|my|is|use|choose|,|\.|!)*$/iu;

const SELF = "(?:私|わたし|わたくし|自分|じぶん|僕|ぼく|俺|うち|こちら)の?";
const RECORD =
  "(?:記録|きろく|データ|でーた|履歴|りれき|情報|やりとり|やり取り|会話|かいわ|メッセージ|めっせーじ|個人情報|質問)";
const ERASE =
  "(?:を|は)?(?:全部|ぜんぶ|すべて|全て|みんな)?(?:消し|けし|削除し|さくじょし|消去し|忘れ|わすれ)(?:て|たい)";
const SHOW = "(?:を|は)?(?:全部|ぜんぶ|すべて|全て)?(?:見せ|みせ|見|み|教え|おしえ|確認し|かくにんし)(?:て|たい)";

const SIGNS: readonly (readonly [Wish, RegExp])[] = [
  [
    { kind: "erase-records" },
    new RegExp(
      `^(?:${SELF}(?:個人)?${RECORD}|(?:ここ|今まで|いままで|これまで)(?:まで)?の?${RECORD}|記録|きろく|履歴|データ)${ERASE}${PLEASE}$`,
      "u",
    ),
  ],
  [
    { kind: "erase-records" },
    /^(?:please)?(?:delete|erase|remove|forget)(?:all)?(?:of)?my(?:own)?(?:records?|data|messages?|history|information|chat)(?:please)?[.!?]*$/u,
  ],
  [{ kind: "show-records" }, new RegExp(`^(?:${SELF}(?:個人)?${RECORD}|記録|きろく|履歴)${SHOW}${PLEASE}$`, "u")],
  [
    { kind: "show-records" },
    /^(?:please|canyou|letme)?(?:show|see)(?:me)?(?:all)?(?:of)?my(?:own)?(?:records?|data|messages?|history|information)(?:please)?[.!?]*$/u,
  ],
  [
    { kind: "choose-city" },
    new RegExp(`^(?:市|し)(?:を|の)?(?:${CHANGE}|変更|選択|えらぶ|選ぶ|変えたい|かえたい)${PLEASE}$`, "u"),
  ],
  [{ kind: "choose-city" }, /^(?:please)?(?:change|choose|switch|select)(?:the|my|a|another)?city(?:please)?[.!]*$/u],
  [
    { kind: "choose-language" },
    /^(?:やさしい日本語|やさしいにほんご)\/english$|^(?:言葉|ことば|言語)を?(?:変えて|かえて|変えたい|変更|えらぶ|選ぶ|選びたい).{0,6}$|^(?:change|choose|switch)(?:the|my)?language[.!]*$/u,
  ],
  [
    { kind: "language", language: "ja-easy" },
    new RegExp(
      `^(?:やさしい|優しい|易しい|かんたんな|簡単な)(?:日本語|にほんご)${CHANGE}?(?:で|に)?(?:話して|はなして|答えて|こたえて|教えて|おしえて)?${PLEASE}$|^(?:in)?easyjapanese(?:please)?[.!]*$`,
      "u",
    ),
  ],
  [
    { kind: "language", language: "en" },
    new RegExp(
      `^(?:英語|えいご|イングリッシュ)${CHANGE}?(?:で|に)?(?:話して|はなして|答えて|こたえて|教えて|おしえて)?${PLEASE}$|^(?:in)?english(?:please)?[.!]*$|^(?:please)?(?:speak|use|answerin|switchto|reply?in)english(?:please)?[.!]*$`,
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
    { kind: "ask-desk" },
    new RegExp(
      `^(?:機械|きかい|窓口|AI|ai|ボット|自動応答)(?:に|へ)(?:質問|しつもん|聞き|きき|聞|尋ね)(?:たい|する|し(?:たい|て)|く)?${PLEASE}$|^askthe(?:machine|desk|bot)[.!]*$`,
      "u",
    ),
  ],
];

const PERSON = LANGUAGES.map((language) => bare(conversationWords[language].buttons.person));

/** @returns undefined for a question, which is most of what people write */
export function wishOf(text: string, cities: CityReader): Wish | undefined {
  if (text.length > LONGEST) return undefined;
  const said = bare(text);
  if (PERSON.includes(said)) return { kind: "person" };
  const sign = SIGNS.find(([, pattern]) => pattern.test(said));
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

/** Answers to 「よろしいですか」; the labels of the buttons are among them, for they are typed where none are shown. */
export function isYes(text: string): boolean {
  return /^(?:はい|ええ|うん|お願い(?:します)?|おねがい(?:します)?|いいです(?:よ)?|よろしい(?:です)?|(?:はい、?)?(?:消|け)(?:す|して(?:ください)?)|ok|yes|yesplease|sure|delete|オッケー)[。.!！]*$/u.test(
    bare(text),
  );
}

export function isNo(text: string): boolean {
  return /^(?:いいえ|いや|いやです|やめ(?:ます|る|て(?:ください)?|とく|ておく|ておきます)?|(?:消|け)さない(?:で)?(?:ください)?|キャンセル|no|nothanks|cancel|do(?:no|n['’])tdelete|だめ)[。.!！]*$/u.test(
    bare(text),
  );
}
