/**
 * A quotation → HTML, in a form that keeps the city's words apart from the desk's.
 *
 * What stands inside `<blockquote>` is the guideline's, letter for letter: marks such as 「・」 or 「①」 are part of it,
 * so a list that has marks gets none of ours, and a table row is read as its column's head and its cell.
 */

import type { Quotation, QuotedLine } from "../../src/model.ts";
import type { PageWords } from "../../src/ports.ts";
import { type Html, html } from "./html.ts";

/** One quotation with its source, remarks and, folded away, the text around it. */
export function quotation(quoted: Quotation, words: PageWords["answer"]): Html {
  return html`<article class="quotation">
<figure>
<p class="quotation-label"><span class="city">${quoted.cityName}</span> ${words.quotation}</p>
<blockquote class="quoted">${quotedLines(quoted.lines)}</blockquote>
<figcaption><span class="source-label">${words.source}</span> <cite>${quoted.source}</cite></figcaption>
</figure>
${quoted.remarks.map((remark) => html`<p class="remark">${remark}</p>\n`)}${surroundings(quoted, words)}</article>
`;
}

function surroundings({ before, after }: Quotation, words: PageWords["answer"]): Html | undefined {
  if (before.length + after.length === 0) return undefined;
  return html`<details class="surroundings">
<summary>${words.surroundings}</summary>
${around(words.before, before)}${around(words.after, after)}</details>
`;
}

function around(label: string, lines: readonly QuotedLine[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<p class="around-label">${label}</p>
<blockquote class="around">${quotedLines(lines)}</blockquote>
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

/** The lines with which `lines` begins and of which `claim` is true. */
function leading(lines: readonly QuotedLine[], claim: (line: QuotedLine) => boolean): readonly QuotedLine[] {
  const end = lines.findIndex((line) => !claim(line));
  return end === -1 ? lines : lines.slice(0, end);
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
