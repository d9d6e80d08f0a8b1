/**
 * Reads a follow-up in the light of what was asked before.
 */

export interface Topic {
  /** What to look for. */
  readonly text: string;
  /** An earlier question that colours it; `""` for none. */
  readonly context: string;
}

/** Letters and figures below which a question says nothing by itself: 「じゃあ国立は？」 without the city is 「じゃあは」. */
const TOO_SHORT = 4;

export function topicOf(text: string, history: readonly string[]): Topic {
  const before = history.findLast((earlier) => earlier.trim() !== "") ?? "";
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (before !== "" && letters > 0 && letters <= TOO_SHORT) return { text: before, context: text };
  return { text, context: before };
}
