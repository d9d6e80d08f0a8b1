/**
 * A quotation → HTML, in a form that keeps the city's words apart from the desk's.
 *
 * What stands inside `<blockquote>` is the guideline's, letter for letter: marks such as 「・」 or 「①」 are part of it,
 * so a list that has marks gets none of ours, and a table row is read as its column's head and its cell. It is Japanese
 * whatever the language of the page is, and no reading is set above it.
 */

import type { Language, PassageId, Quotation, QuotedLine } from "../../src/model.ts";
import type { PageWords } from "../../src/ports/page.ts";
import { passagePath } from "../../src/ports/texts.ts";
import type { TextsWords } from "../../src/ports/texts-words.ts";
import { addressIn } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { leading } from "./leading.ts";
import { ruby } from "./ruby.ts";

/** One quotation with its source, age, way to its place in the full text, remarks and, folded away, the text around it. */
export function quotation(quoted: Quotation, { answer: words, texts }: PageWords, language: Language): Html {
  return html`<article class="quotation">
<figure>
<p class="quotation-label"><span class="city">${ruby(quoted.cityName)}</span> <span>${ruby(words.quotation)}</span></p>
<blockquote class="quoted" lang="ja">${quotedLines(quoted.lines)}</blockquote>
<figcaption><span class="source-label">${ruby(words.source)}</span> <cite lang="ja">${quoted.source}</cite>
<span class="dated">${ruby(quoted.dated)}</span>
${placeLink(quoted.passage, texts, language)}</figcaption>
</figure>
${quoted.remarks.map((remark) => html`<p class="remark">${ruby(remark)}</p>\n`)}${surroundings(quoted, words)}</article>
`;
}

/** From a passage to its place in the full text, which the browser marks. */
export function placeLink(passage: PassageId, { place }: TextsWords, language: Language): Html {
  return html`<a class="place" href="${addressIn(language, passagePath(passage))}"><span>${ruby(place)}</span></a>`;
}

function surroundings({ before, after }: Quotation, words: PageWords["answer"]): Html | undefined {
  if (before.length + after.length === 0) return undefined;
  return html`<details class="surroundings">
<summary><span>${ruby(words.surroundings)}</span></summary>
${around(words.before, before)}${around(words.after, after)}</details>
`;
}

function around(label: string, lines: readonly QuotedLine[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<p class="around-label">${ruby(label)}</p>
<blockquote class="around" lang="ja">${quotedLines(lines)}</blockquote>
`;
}

/** Lines as paragraphs; neighbouring items as one list, table rows as one list of heads and cells. */
export function quotedLines(lines: readonly QuotedLine[]): Html[] {
  const blocks: Html[] = [];
  for (let rest = lines; rest.length > 0; ) {
    const items = leading(rest, ({ role }) => role === "item");
    const rows = leadingRows(rest);
    if (items.length > 0) blocks.push(list(items));
    else if (rows.length > 0) blocks.push(table(rows));
    else blocks.push(html`<p>${rest[0]!.text}</p>`);
    rest = rest.slice(Math.max(1, items.length, rows.flat(2).length));
  }
  return blocks;
}

type Row = readonly [heads: readonly QuotedLine[], cell: readonly QuotedLine[]];

/** The rows with which `lines` begins: a cell reaches to the next head; a head without a cell makes no row. */
function leadingRows(lines: readonly QuotedLine[]): Row[] {
  const heads = leading(lines, ({ role }) => role === "label");
  const cell = leading(lines.slice(heads.length), ({ role }) => role !== "label");
  if (heads.length === 0 || cell.length === 0) return [];
  return [[heads, cell], ...leadingRows(lines.slice(heads.length + cell.length))];
}

function table(rows: readonly Row[]): Html {
  return html`<dl>${rows.map(
    ([heads, cell]) =>
      html`<div class="row">${heads.map(({ text }) => html`<dt>${text}</dt>`)}<dd>${quotedLines(cell)}</dd></div>`,
  )}</dl>`;
}

/** Items that begin with a mark of their own get none from us; Safari must then be told that it is still a list. */
function list(items: readonly QuotedLine[]): Html {
  const lines = items.map(({ text }) => html`<li>${text}</li>`);
  const isMarked = items.every(({ text }) => /^\P{L}/u.test(text));
  return isMarked ? html`<ul class="marked" role="list">${lines}</ul>` : html`<ul>${lines}</ul>`;
}
