/**
 * Search over what was said in cases → pages of the console.
 *
 * What is looked for is sent as a form and not in an address: addresses stay in histories and logs, and people look for names.
 */

import type { SearchHit, SearchResult } from "../../../../src/ports/console/search.ts";
import { type Html, html } from "../../html.ts";
import { field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { type ConsoleRoute, EVERYBODY, type Visit } from "../route.ts";

/** UTF-16 code units. */
const LONGEST = 200;

export function searchRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/search",
      may: EVERYBODY,
      handle(visit, _request, response) {
        response.send(page(frame, visit, "", undefined));
      },
    },
    {
      method: "post",
      path: "/search",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const typed = field(request, "q").slice(0, LONGEST).toWellFormed();
        response.send(page(frame, visit, typed, await visit.desk.search.search(typed)));
      },
    },
  ];
}

function page(frame: ConsoleFrame, visit: Visit, typed: string, result: SearchResult | undefined): string {
  const words = frame.words.search;
  const content = html`<form class="stack" method="post" action="${visit.base}/search" role="search">${csrfField(visit)}
<div class="field"><label class="name" for="q">${words.field}</label>
<p id="q-hint" class="hint">${words.hint}${visit.desk.search.withoutResidents() ? html`<br>${words.withoutResidents}` : undefined}</p>
<input type="search" id="q" name="q" value="${typed}" maxlength="${String(LONGEST)}" autocomplete="off" aria-describedby="q-hint"></div>
<p><button type="submit" class="button">${words.submit}</button></p></form>
${result && results(frame, visit, result)}`;
  return consolePage(frame, visit, { title: words.title, area: "search", content });
}

function results(frame: ConsoleFrame, visit: Visit, { hits, isMore }: SearchResult): Html {
  const words = frame.words.search;
  if (hits.length === 0) return html`<p role="status">${words.nothing}</p>`;
  return html`<section class="stack" aria-labelledby="results"><h2 id="results">${words.results}</h2>
<p role="status">${words.count(hits.length, isMore)}</p>
<ol class="entries" role="list">${hits.map((hit) => entry(frame, visit, hit))}</ol></section>
`;
}

function entry(frame: ConsoleFrame, visit: Visit, { number, at, author, name, isPrivate, excerpt }: SearchHit): Html {
  const words = frame.words.search;
  const who = name ?? words.authors[author];
  return html`<li class="entry stack"><p class="hint">${words.at(at)}　${who}${
    isPrivate ? html` <span class="badge">${words.isPrivate}</span>` : undefined
  }</p>
<p class="as-written">${excerpt.map(({ text, isFound }) => (isFound ? html`<mark>${text}</mark>` : text))}</p>
<p><a href="${visit.base}/cases/${String(number)}">${words.openCase(number)}</a></p></li>
`;
}
