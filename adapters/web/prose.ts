/**
 * Words of more than a line → paragraphs and lists, with addresses that can be followed.
 */

import { type Html, html, type Part } from "./html.ts";
import { leading } from "./leading.ts";
import { ruby } from "./ruby.ts";

/**
 * Sets a text of the desk's own: a paragraph per line, and neighbouring lines that begin with ・ as one list, whose marks
 * are the page's.
 *
 * @param text - may hold readings; blank lines are dropped
 */
export function prose(text: string): Html[] {
  const blocks: Html[] = [];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (let rest: readonly string[] = lines; rest.length > 0; ) {
    const items = leading(rest, (line) => line.startsWith("・"));
    if (items.length > 0)
      blocks.push(html`<ul class="list">${items.map((item) => html`<li>${linked(item.slice(1), ruby)}</li>`)}</ul>`);
    else blocks.push(html`<p>${linked(rest[0]!, ruby)}</p>`);
    rest = rest.slice(Math.max(1, items.length));
  }
  return blocks;
}

/** An address as people write it: it ends before Japanese, brackets, and the stop of a sentence. */
const ADDRESS = /https?:\/\/[\w!#$%&'*+,./:;=?@[\]~-]*[\w#$%&*+/=@~-]/giu;

/**
 * A text whose addresses can be followed.
 *
 * @param set - how the words between them are set; letter for letter unless told
 */
export function linked(text: string, set: (words: string) => Part = (words) => words): Html {
  const parts: Part[] = [];
  let end = 0;
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    if (!URL.canParse(address)) continue;
    parts.push(set(text.slice(end, index)), html`<a href="${address}" rel="noreferrer">${address}</a>`);
    end = index + address.length;
  }
  return html`${parts}${set(text.slice(end))}`;
}
