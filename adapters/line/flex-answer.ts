/**
 * An answer → bubbles: the desk's words with what they rest on, then what may be meant too, a quotation a bubble.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { BundleReply } from "../../src/records.ts";
import { bubble, titleBar } from "./flex.ts";
import { type Frame, ownParts, page, pages, quotationParts, shortened } from "./flex-page.ts";

/** Bytes of a bubble with an answer: about three screens of a phone, and a third of what LINE takes. */
const ANSWER_BYTES = 10_000;

/**
 * The bubbles that bear the answer, with nothing left out.
 *
 * @param footer - stands under the first
 */
export function answerBubbles(
  { lead, quotations }: BundleReply,
  frame: Frame,
  footer: messagingApi.FlexBox | undefined,
): messagingApi.FlexBubble[] {
  const blocks = [ownParts(lead), ...quotations.map((quoted) => quotationParts(quoted, frame))];
  return pages(blocks, ANSWER_BYTES, frame).map((parts, at) => bubble(page(parts), at === 0 ? { footer } : {}));
}

/** A bubble a quotation under their common title, each cut to about `bytes`. */
export function furtherBubbles({ further }: BundleReply, frame: Frame, bytes: number): messagingApi.FlexBubble[] {
  const header = titleBar(further.title);
  return further.quotations
    .map((quoted) => shortened(quotationParts(quoted, frame), bytes, frame))
    .filter((parts) => parts.length > 0)
    .map((parts) => bubble(page(parts), { header }));
}
