/**
 * Reads a follow-up in the light of what was asked before.
 */

export interface Topic {
  /** What to look for. */
  readonly text: string;
  /** An earlier question that colours it; `""` for none. */
  readonly context: string;
}

/**
 * A message that names nothing to look for (「じゃあ国立は？」 without the city, 「もっと詳しく」, "and Hino?") asks the
 * question before once more.
 *
 * @param text - the question without city names
 * @param history - earlier questions, oldest first, without city names
 * @param namesSomething - whether a text holds a word of content
 */
export function topicOf(text: string, history: readonly string[], namesSomething: (text: string) => boolean): Topic {
  const before = history.findLast(namesSomething) ?? "";
  return before !== "" && !namesSomething(text) ? { text: before, context: "" } : { text, context: before };
}
