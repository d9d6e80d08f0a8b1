/**
 * Where a quotation stands in the full text: the press that leads there, and its address in a text.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { Language, PassageId, Quotation } from "../../src/model.ts";
import { passageUrl } from "../../src/ports/texts.ts";
import type { BundleReply, BundleWords } from "../../src/records.ts";
import { URI_UNITS } from "./limits.ts";
import { clean, label } from "./text.ts";

/** What surrounds a quotation, and where the full texts are. */
interface Around {
  readonly words: BundleWords;
  readonly language: Language;
  readonly baseUrl: string | undefined;
}

/** Opens the full text at a passage; undefined without an address that LINE takes, or without words for it. */
export function openInFull(
  id: PassageId,
  { words: { inFull = "" }, language, baseUrl }: Around,
): messagingApi.URIAction | undefined {
  const uri = address(id, baseUrl, language);
  if (uri === undefined || clean(inFull) === "") return undefined;
  return { type: "uri", label: label(inFull), uri };
}

/**
 * A reply as plain text, with the address of each quotation in a line of its own behind the source.
 *
 * The text was made before anybody asked for addresses, and a row keeps it as it was: so the sources are looked for in
 * it in their order, and one that is not there gets none. Quoted lines begin with a bar and are never taken for a source.
 */
export function withAddresses(reply: BundleReply, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return reply.text;
  const lines = reply.text.split("\n");
  let from = 0;
  for (const { source, passage } of quotationsOf(reply)) {
    const uri = address(passage, baseUrl, reply.language);
    const at = lines.findIndex((line, n) => n >= from && isSource(line, source));
    if (at === -1 || uri === undefined) continue;
    lines.splice(at + 1, 0, uri);
    from = at + 2;
  }
  return lines.join("\n");
}

function address(id: PassageId, baseUrl: string | undefined, language: Language): string | undefined {
  const uri = passageUrl(id, baseUrl, language);
  return uri !== undefined && uri.length <= URI_UNITS ? uri : undefined;
}

/** In the order in which the text has them. */
const quotationsOf = ({ quotations, comparison, further }: BundleReply): readonly Quotation[] => [
  ...quotations,
  ...comparison.flatMap((row) => row.quotations),
  ...further.quotations,
];

const isSource = (line: string, source: string): boolean =>
  !line.startsWith("｜") && source !== "" && (line.endsWith(`：${source}`) || line.endsWith(`: ${source}`));
