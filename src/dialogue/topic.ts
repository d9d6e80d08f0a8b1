/**
 * Reads a message in the light of what was asked before.
 */

export interface Topic {
  /** What to look for. */
  readonly text: string;
  /** An earlier question that colours it; `""` for none. */
  readonly context: string;
  /** It says itself that it goes on from the question before: names another city, asks for more. */
  readonly goesOn: boolean;
  /** 「ほかには？」 wants what was not shown yet. */
  readonly wantsOther: boolean;
}

/** What people say before they come to the point. */
const OPENING =
  /^(?:こんにち[はわ]|こんばん[はわ]|おはようございます|はじめまして|お世話になって(?:い|お)ります|お疲れ(?:様|さま)です|テスト(?:です)?(?=[。、])|すみません|すいません|失礼します|あの[う、]|えっと|ちょっと(?:お?聞きたい|お?伺いたい)(?:ん|の)?ですが?|質問(?:です|なんですが|があります)|(?:hello|hi|hey)(?: there)?|good (?:morning|afternoon|evening)|excuse me|sorry)(?:[。、，,！!\s～ー♪]|$)+/iu;
/** And what they say when they have come to it. */
const CLOSING =
  /(?:(?:どうぞ|何卒|以上)?[、\s]*(?:よろしく|宜しく)(?:お?(?:願|ねが)い(?:いた|致)?します|です|ね)?|(?:どうも)?ありがとうございま(?:す|した)|お(?:願|ねが)い(?:いた|致)?します|助かります|thank you(?: (?:very|so) much)?|thanks(?: in advance)?)[。！!♪\s]*$/iu;
const LONGEST_CLOSING = 60;
/** Whoever they say they are. */
const INTRODUCTION = /^[^。？?]{0,30}(?:と申します|と言います|といいます|の者です|です)[。]\s*/u;
/** 「ほかには？」 of things, not of cities. */
const OTHERS =
  /^(?:じゃあ|では|あと|その|それ|これ|and |is there )?[、 ]*(?:(?:ほか|他)に(?:は|も|何か|どんなもの|ない|あり).{0,8}|(?:ほか|他)は|anything else|what else|any others?)[？?。！!\s]*$/iu;
/** 「いくら？」 asks something new of the matter that was spoken of. */
const QUESTION_WORD =
  /いくら|どこ|いつ|何時|なんじ|何月|何日|何人|誰|だれ|なぜ|なんで|どうして|どうやって|どのように|\b(?:how|why|who|where|when)\b/iu;
/** Asks for more of the same. */
const MORE =
  /(?:same|different) question|(?:詳し|くわし)[くい]?(?:説明)?|もっと|もう(?:少し|ちょっと|すこし)|続き|つづき|具体的|(?:(?:can|could) you |please )*(?:tell|give|show) (?:me|us) (?:a (?:bit|little) |some )?more|\b(?:more|details?|elaborate|go on)/iu;

/**
 * A message that names nothing to look for (「じゃあ国立は？」 without the city, 「もっと詳しく」, "and Hino?") asks the
 * question before once more.
 *
 * @param said.text - the question without city names
 * @param said.history - earlier questions, oldest first, without city names
 * @param said.isNamed - the question named a city
 * @param namesSomething - whether a text holds a word of content
 */
export function topicOf(
  { text, history, isNamed }: { readonly text: string; readonly history: readonly string[]; readonly isNamed: boolean },
  namesSomething: (text: string) => boolean,
): Topic {
  const point = toThePoint(text);
  const matter = (said: string) => said.replaceAll(new RegExp(MORE, "giu"), " ");
  const before = history.findLast((said) => namesSomething(matter(said))) ?? "";
  const rest = matter(point);
  const wantsOther = before !== "" && OTHERS.test(point.trim());
  if (before === "" || (!wantsOther && namesSomething(rest))) {
    return { text: point, context: before, goesOn: false, wantsOther };
  }
  const asks = QUESTION_WORD.test(rest) && !wantsOther;
  return {
    text: asks ? `${toThePoint(before)} ${point}` : toThePoint(before),
    context: "",
    goesOn: isNamed || asks || wantsOther || MORE.test(point),
    wantsOther,
  };
}

/** Without the greetings around it, where more than greetings was said. */
export function toThePoint(text: string): string {
  const opened = text.trimStart().replace(OPENING, "");
  const isGreeted = opened.length < text.trimStart().length;
  const named = isGreeted ? opened.replace(INTRODUCTION, "") : opened;
  const rest = (/[\p{L}\p{N}]{2}/u.test(named) ? named : opened).trimEnd();
  const point = withoutClosing(rest);
  return /[\p{L}\p{N}]{2}/u.test(point) ? point : text;
}

/** Only the last letters are looked at: a long run of stops is no ending. */
function withoutClosing(text: string): string {
  const from = Math.max(0, text.length - LONGEST_CLOSING);
  return text.slice(0, from) + text.slice(from).replace(CLOSING, "");
}
