/**
 * A comparison → bubbles: a city each under its name, to be swiped through.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { ComparisonRow } from "../../src/model.ts";
import { bubble, textPart, titleBar } from "./flex.ts";
import { type Frame, ownParts, page, quotationParts, shortened } from "./flex-page.ts";
import { clean, cutTo, ELLIPSIS } from "./text.ts";

/** Code units of what is said of one city: four times the longest there is. */
const LEAD_UNITS = 1_000;

/** A city without a quotation is as large as the others: that nothing is written is an answer too. */
export function comparisonBubbles(
  rows: readonly ComparisonRow[],
  frame: Frame,
  bytes: number,
): messagingApi.FlexBubble[] {
  return rows.map(({ cityName, lead, quotations: [best] }) => {
    const quoted = best === undefined ? [] : quotationParts(best, frame);
    const said = ownParts(cutTo(clean(lead), LEAD_UNITS, frame.words.cut));
    const contents = page(shortened([...said, ...quoted], bytes, frame));
    return bubble(contents.length > 0 ? contents : textPart(ELLIPSIS), { header: titleBar(cityName) });
  });
}
