/**
 * Collects what has a name in the texts: headings, what stands in brackets, and runs of nouns such as 市民活動支援センター.
 */

import type { IndexedText } from "./fields.ts";

const QUOTED = /「([^「」]{4,24})」/gu;
/** Characters: shorter is a word, longer a sentence. */
export const NAME_LENGTH = { shortest: 4, longest: 24 } as const;

/** Schemes, centres and terms as they are written, each once. */
export function names(texts: Iterable<IndexedText>): string[] {
  const found = new Set<string>();
  for (const { heading, text } of texts) {
    for (const line of heading.normalized.split("\n")) found.add(line.trim());
    for (const { 1: name } of text.normalized.matchAll(QUOTED)) found.add(name!);
    for (const run of nounRuns(text)) found.add(run);
  }
  return [...found].filter((name) => name.length >= NAME_LENGTH.shortest && name.length <= NAME_LENGTH.longest);
}

function nounRuns({ morphemes }: IndexedText["text"]): string[] {
  const runs = [""];
  for (const { surface, pos, posDetail } of morphemes) {
    const isPart = (pos === "名詞" || pos === "接頭詞") && posDetail !== "非自立" && /^[\p{L}\p{N}ー]+$/u.test(surface);
    if (isPart) runs[runs.length - 1] += surface;
    else if (runs.at(-1) !== "") runs.push("");
  }
  return runs;
}
