/**
 * Reads a follow-up in the light of what was asked before.
 */

export interface Topic {
  /** What to look for. */
  readonly text: string;
  /** An earlier question that colours it; `""` for none. */
  readonly context: string;
}

/** What is left of 「じゃあ国立は？」 or "and Hino?" without the city: nothing that could be looked for. */
const SAYS_NOTHING =
  /^(?:じゃあ?|それでは|それなら|では|で|あと|だと|なら|って|とは|は|も|の|と|どう(?:です|でしょう|なの|なる|なって(?:います|る)?)?か?|(?:how|what) about|and|in|for|[\s\p{P}\p{S}])*$/iu;

/**
 * @param text - the question without city names
 * @param history - earlier questions, oldest first, without city names
 */
export function topicOf(text: string, history: readonly string[]): Topic {
  const before = history.findLast((earlier) => !SAYS_NOTHING.test(earlier)) ?? "";
  return before !== "" && SAYS_NOTHING.test(text) ? { text: before, context: "" } : { text, context: before };
}
