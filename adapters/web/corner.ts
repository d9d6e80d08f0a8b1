/**
 * 協働推進コーナー → HTML: all guidelines, a search over them, and what it found. Pure, and complete without a script.
 */

import type { City, CityId, Language } from "../../src/model.ts";
import { type FoundPassage, TEXTS_PATH, textPath } from "../../src/ports/texts.ts";
import { document } from "./document.ts";
import { facts } from "./facts.ts";
import { cityChoices, short } from "./form.ts";
import { addressIn, FIRST_LANGUAGE, type Frame, startAddress } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { FOUND_PASSAGES, SEARCH_UNITS } from "./limits.ts";
import { boxed, noticed } from "./notice.ts";
import { prose } from "./prose.ts";
import { placeLink, quotedLines } from "./quotation.ts";
import type { SearchReceived } from "./receive.ts";
import { ruby, withoutReadings } from "./ruby.ts";

export interface Corner {
  readonly language: Language;
  readonly search: SearchReceived;
  /** Best first, at most {@link FOUND_PASSAGES}; undefined where nothing was looked for. */
  readonly found: readonly FoundPassage[] | undefined;
}

/** All guidelines, the search and, if any, what it found. */
export function cornerPage(frame: Frame, { language, search, found }: Corner): string {
  const { texts: words, siteName, notices, cityName } = frame.words[language];
  const { query, city, isUnknownCity } = search;
  const title = found === undefined ? withoutReadings(words.title) : words.search.titleFor(short(query));
  const names = frame.cities.map(({ names }) => cityName(names));
  return document(frame, {
    language,
    title: `${title}｜${withoutReadings(siteName)}`,
    kind: "texts",
    address: (other) => addressIn(other, searchAddress(query, city)),
    content: html`<section class="intro">${noticed({ title: words.title, text: words.intro })}</section>
${isUnknownCity ? boxed(notices.unknownCity(names)) : undefined}${searchForm(frame, language, search)}
${found && results(frame, language, found)}<section class="guidelines" aria-labelledby="guidelines"><h2 id="guidelines">${ruby(words.guidelines)}</h2>
<ul role="list">${frame.cities.map((one) => listed(frame, language, one))}</ul></section>`,
  });
}

function searchAddress(query: string, city: CityId | undefined): string {
  if (query === "") return TEXTS_PATH;
  return `${TEXTS_PATH}?${new URLSearchParams({ q: query.toWellFormed(), city: city ?? "" })}`;
}

/** The address goes to what was found, so that reading goes on there. */
function searchForm(frame: Frame, language: Language, { query, city }: SearchReceived): Html {
  const { search: words } = frame.words[language].texts;
  const chosen =
    language === FIRST_LANGUAGE ? undefined : html`<input type="hidden" name="language" value="${language}">\n`;
  return html`<search><form class="ask" method="get" action="${TEXTS_PATH}#found" accept-charset="utf-8">
<h2>${ruby(words.title)}</h2>
<div class="field"><label class="name" for="query">${ruby(words.query)}</label>
<div id="query-hint" class="hint">${prose(words.hint(SEARCH_UNITS))}</div>
<input type="search" id="query" name="q" value="${query}" maxlength="${String(SEARCH_UNITS)}" dir="auto" aria-describedby="query-hint"></div>
<fieldset><legend class="name">${ruby(words.city)}</legend>
<div class="choices">${cityChoices(frame, language, words.everyCity, city)}</div></fieldset>
<button type="submit" class="button">${ruby(words.submit)}</button>
${chosen}</form></search>`;
}

function results(frame: Frame, language: Language, found: readonly FoundPassage[]): Html {
  const { search: words, ask } = frame.words[language].texts;
  if (found.length === 0)
    return html`<section id="found" class="found" aria-labelledby="found-title"><h2 id="found-title">${ruby(words.nothing.title)}</h2>
<div class="prose">${prose(words.nothing.text)}</div>
<p><a class="button" href="${startAddress(language)}">${ruby(ask)}</a></p></section>
`;
  const isCut = found.length === FOUND_PASSAGES;
  return html`<section id="found" class="found" aria-labelledby="found-title"><h2 id="found-title">${ruby(words.found(found.length))}</h2>
${isCut ? html`<p class="hint">${ruby(words.cut(found.length))}</p>\n` : undefined}<ol role="list">${found.map(
    (passage) => html`<li>${foundPassage(frame, language, passage)}</li>\n`,
  )}</ol></section>
`;
}

function foundPassage(frame: Frame, language: Language, { city, id, path, lines }: FoundPassage): Html {
  const { texts, answer, cityName } = frame.words[language];
  return html`<article class="quotation"><figure>
<p class="quotation-label"><span class="city">${ruby(cityName(city.names))}</span> <span>${ruby(answer.quotation)}</span></p>
<blockquote class="quoted" lang="ja">${quotedLines(lines)}</blockquote>
<figcaption><span class="source-label">${ruby(answer.source)}</span> <cite lang="ja">${`${city.guideline.title} ${path}`.trim()}</cite>
${placeLink(id, texts, language)}</figcaption>
</figure></article>`;
}

function listed(frame: Frame, language: Language, city: City): Html {
  return html`<li class="listed"><p class="city">${ruby(frame.words[language].cityName(city.names))}</p>
<h3><a href="${addressIn(language, textPath(city.id))}" lang="ja"><span>${city.guideline.title}</span></a></h3>
${facts(city, frame.words[language].texts)}</li>
`;
}
