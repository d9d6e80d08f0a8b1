/**
 * A comparison → a table with a row per city.
 *
 * A narrow page shows the cells one under another. Some browsers then forget that they are a table, so each part says
 * again what it is.
 */

import type { ComparisonRow, Language, Quotation } from "../../src/model.ts";
import type { PageWords } from "../../src/ports/page.ts";
import { type Html, html } from "./html.ts";
import { prose } from "./prose.ts";
import { quotation } from "./quotation.ts";
import { ruby } from "./ruby.ts";

/** @param rows - undefined is returned for none */
export function comparison(rows: readonly ComparisonRow[], words: PageWords, language: Language): Html | undefined {
  if (rows.length === 0) return undefined;
  const { caption, ...columns } = words.comparison;
  const head = [columns.city, columns.lead, columns.quotation].map(
    (column) => html`<th role="columnheader" scope="col">${ruby(column)}</th>`,
  );
  return html`<table class="comparison" role="table">
<caption>${ruby(caption)}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => tableRow(row, words, language))}</tbody>
</table>
`;
}

/** Without a quotation, what is said of the city takes its place too: an empty cell would look like a fault. */
function tableRow({ cityName, lead, isSilent, quotations }: ComparisonRow, words: PageWords, language: Language): Html {
  const said = isSilent ? html`<p class="silent">${ruby(lead)}</p>` : prose(lead);
  const isQuoted = quotations.length > 0;
  return html`<tr role="row">
<th role="rowheader" scope="row">${ruby(cityName)}</th>
<td role="cell" class="prose"${isQuoted ? undefined : html` colspan="2"`}>${said}</td>
${isQuoted ? html`<td role="cell">${quoted(quotations, words, language)}</td>\n` : undefined}</tr>
`;
}

/** The best one in sight, the others folded away. */
function quoted([best, ...others]: readonly Quotation[], words: PageWords, language: Language): Html {
  const folded = html`<details class="more">
<summary><span>${ruby(words.comparison.more)}</span></summary>
${others.map((other) => quotation(other, words, language))}</details>
`;
  return html`${best && quotation(best, words, language)}${others.length > 0 ? folded : undefined}`;
}
