/**
 * A reply as plain text: for a terminal, a screen reader, and wherever a channel shows nothing else.
 */

import type { Quotation, Reply } from "../model.ts";
import type { Words } from "./words.ts";

export function plainText(reply: Omit<Reply, "text">, words: Words): string {
  const colon = reply.language === "en" ? ": " : "：";
  const quoted = ({ lines, source, dated, remarks }: Quotation): string => {
    const said = lines.map(({ role, text }) => `｜${role === "label" ? `【${text}】` : text}`);
    return [...said, `${words.source}${colon}${source}`, dated, ...remarks].join("\n");
  };
  const { lead, quotations, further, comparison, related, actions } = reply;
  const rows = comparison.map(({ cityName, lead: said, quotations: own }) =>
    [`■ ${cityName}`, said, ...own.map((one) => quoted(one))].join("\n"),
  );
  const cities = actions.filter(({ city }) => city !== undefined).map(({ label }) => `・${label}`);
  const blocks = [
    lead,
    ...quotations.map((one) => quoted(one)),
    ...rows,
    ...(further.quotations.length > 0 ? [`― ${further.title} ―`, ...further.quotations.map((one) => quoted(one))] : []),
    ...(related.questions.length > 0
      ? [[`― ${related.title} ―`, ...related.questions.map((q) => `・${q}`)].join("\n")]
      : []),
    ...(cities.length > 0 ? [cities.join("\n")] : []),
  ];
  return blocks.join("\n\n");
}
