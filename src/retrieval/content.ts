/**
 * Picks the words of a question that say what it is about.
 */

import type { Term, Tokens } from "../text/tokenize.ts";
import { META_WORDS } from "./likeness.ts";

/**
 * The words that say what is asked about, each once; a bare figure says nothing. Words about the document (規定, 記載)
 * count only where there are no others.
 */
export function contentOf({ terms }: Tokens): Term[] {
  const content = terms.filter(({ term, kind }) => kind !== "question" && kind !== "part" && !/^\d+$/u.test(term));
  const matter = content.filter(({ term }) => !META_WORDS.has(term));
  return [...new Map((matter.length > 0 ? matter : content).map((t) => [t.term, t])).values()];
}
