/**
 * The desk's own words of more than a line → paragraphs and lists.
 */

import { type Html, html } from "./html.ts";
import { leading } from "./leading.ts";
import { ruby } from "./ruby.ts";

/**
 * Sets a text: a paragraph per line, and neighbouring lines that begin with ・ as one list, whose marks are the page's.
 *
 * @param text - may hold readings; blank lines are dropped
 */
export function prose(text: string): Html[] {
  const blocks: Html[] = [];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (let rest: readonly string[] = lines; rest.length > 0; ) {
    const items = leading(rest, (line) => line.startsWith("・"));
    if (items.length > 0)
      blocks.push(html`<ul class="list">${items.map((item) => html`<li>${ruby(item.slice(1))}</li>`)}</ul>`);
    else blocks.push(html`<p>${ruby(rest[0]!)}</p>`);
    rest = rest.slice(Math.max(1, items.length));
  }
  return blocks;
}
