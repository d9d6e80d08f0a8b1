/**
 * Reads a message in the light of what was asked before.
 */

export interface Topic {
  /** What to look for. */
  readonly text: string;
  /** An earlier question that colours it; `""` for none. */
  readonly context: string;
  /** The question before is asked once more, of another city or in more detail. */
  readonly isFollowUp: boolean;
  /** 「ほかには？」 wants what was not shown yet. */
  readonly wantsOther: boolean;
}

/** What people say before they come to the point. */
const OPENING =
  /^(?:こんにち[はわ]|こんばん[はわ]|おはようございます|はじめまして|お世話になって(?:い|お)ります|お疲れ(?:様|さま)です|すみません|すいません|失礼します|あの[う、]|えっと|ちょっと(?:お?聞きたい|お?伺いたい)(?:ん|の)?ですが?|質問(?:です|なんですが|があります)|hello|hi|hey|good (?:morning|afternoon|evening)|excuse me|sorry)(?:[。、，,！!\s～ー♪]|$)+/iu;
/** 「ほかには？」 of things, not of cities. */
const OTHERS =
  /^(?:(?:それ|これ)?(?:ほか|他)に(?:は|も|何か|どんな|ない|あり)?|それ以外|(?:ほか|他)(?:は|の(?:こと|もの|条件|例))|anything else|what else|any(?:thing)? others?)/iu;
/** Asks for more of the same. */
const MORE = /詳し|くわし|もっと|もう(?:少し|ちょっと|すこし)|続き|つづき|具体的|\b(?:more|detail|elaborate|go on)/iu;

/**
 * A message that names nothing to look for (「じゃあ国立は？」 without the city, 「もっと詳しく」, "and Hino?") asks the
 * question before once more.
 *
 * @param text - the question without city names
 * @param history - earlier questions, oldest first, without city names
 * @param namesSomething - whether a text holds a word of content
 */
export function topicOf(text: string, history: readonly string[], namesSomething: (text: string) => boolean): Topic {
  const point = toThePoint(text);
  const before = history.findLast(namesSomething) ?? "";
  const wantsOther = before !== "" && OTHERS.test(point.trim());
  const isFollowUp = before !== "" && (wantsOther || !namesSomething(point.replace(MORE, "")));
  if (isFollowUp) return { text: toThePoint(before), context: "", isFollowUp, wantsOther };
  return { text: point, context: before, isFollowUp, wantsOther };
}

/** Without the greeting, where more than a greeting was said. */
function toThePoint(text: string): string {
  const rest = text.trimStart().replace(OPENING, "");
  return /[\p{L}\p{N}]{2}/u.test(rest) ? rest : text;
}
