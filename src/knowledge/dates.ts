/**
 * Says when a guideline was written, in the words of its citation.
 */

import type { Guideline } from "../model.ts";

/**
 * 「平成30年12月改定」, 「平成19年3月」, or that no date is printed and what the youngest date in the text is.
 *
 * The text's own date stands with every quotation: a guideline of 2007 may name a room that has moved since.
 */
export function dateLabel({ issued, revised, latestMention }: Guideline): string {
  if (revised !== null) return `${revised.printed}改定`;
  if (issued !== null) return issued.printed;
  if (latestMention === null) return "発行日の記載なし";
  return `発行日の記載なし（${latestMention.printed}の${latestMention.of}を含む）`;
}
