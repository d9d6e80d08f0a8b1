/**
 * The two engines behind one face, over texts that are tokenised already.
 */

import MiniSearch from "minisearch";
import type { IndexedText } from "../../src/retrieval/fields.ts";
import { tokensQuery } from "../../src/retrieval/query.ts";
import { ranking } from "../../src/retrieval/ranking.ts";
import type { Tokens } from "../../src/text/tokenize.ts";

export type Prepared = IndexedText;

export interface Engine {
  search(question: Tokens): unknown;
}

const SHOWN = 10;

export function ours(texts: readonly Prepared[]): Engine {
  const index = ranking(texts);
  return { search: (question) => index.rank(tokensQuery(question), { limit: SHOWN }) };
}

/** With its own defaults; it takes text, so the terms are handed over parted by spaces. */
export function miniSearch(texts: readonly Prepared[]): Engine {
  const words = ({ terms }: Tokens) => terms.map((t) => t.term).join(" ");
  const index = new MiniSearch({
    fields: ["heading", "text"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  });
  index.addAll(texts.map(({ heading, text }, id) => ({ id, heading: words(heading), text: words(text) })));
  return { search: (question) => index.search(words(question)).slice(0, SHOWN) };
}
