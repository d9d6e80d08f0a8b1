/**
 * What is known of a guideline as a document → a list of names and values; of what is not known, that it is not.
 */

import type { City } from "../../src/model.ts";
import type { TextsWords } from "../../src/ports/texts-words.ts";
import { type Html, html } from "./html.ts";
import { ruby } from "./ruby.ts";

/** Kind, issuer, date and where the city publishes it. */
export function facts({ guideline }: City, words: TextsWords): Html {
  const { kind, issuer, date, source } = words.facts;
  const fact = (name: string, value: Html, language?: "ja") =>
    html`<div class="row"><dt>${ruby(name)}</dt><dd${language && html` lang="${language}"`}>${value}</dd></div>`;
  return html`<dl class="facts">${[
    fact(kind, html`${guideline.kind}`, "ja"),
    fact(issuer, html`${guideline.issuer}`, "ja"),
    fact(date, ruby(words.date(guideline))),
    fact(source, guideline.source === null ? ruby(words.sourceUnknown) : published(guideline.source)),
  ]}</dl>`;
}

/** As a link only where it is one to a page: `city.json` takes any URL. */
function published(source: string): Html {
  return /^https?:/iu.test(source)
    ? html`<a class="published" href="${source}"><span>${source}</span></a>`
    : html`${source}`;
}
