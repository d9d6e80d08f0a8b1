/**
 * An answer to be handed to a resident by whatever means: plain text, ready to be copied.
 */

import type { ComparisonRow, Quotation, Reply } from "../../model.ts";
import { conversationWords } from "../../reply/conversation.ts";

/** The plain answer, then what it rests on with its source; of a comparison, city by city. */
export function wordingText({ language, lead, quotations, comparison }: Reply): string {
  const colon = language === "en" ? ": " : "：";
  const { quotation, source } = conversationWords[language].bundle;
  const quoted = ({ lines, source: place, remarks }: Quotation): string =>
    [
      `${quotation}${colon.trim()}`,
      ...lines.map(({ role, text }) => (role === "label" ? `【${text}】` : text)),
      `${source}${colon}${place}`,
      ...remarks,
    ].join("\n");
  const row = ({ cityName, lead: said, quotations: own }: ComparisonRow): string =>
    [`■ ${cityName}`, said, ...own.slice(0, 1).map(quoted)].join("\n");
  return [lead, ...quotations.map(quoted), ...comparison.map(row)].join("\n\n");
}
