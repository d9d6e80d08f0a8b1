/**
 * The pieces of which the forms of the pages are made.
 */

import { type City, LANGUAGES, type Language } from "../../src/model.ts";
import { type Frame, htmlLanguage } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { TITLE_CHARACTERS } from "./limits.ts";
import { ruby } from "./ruby.ts";

/** @param none - names the choice of no city */
export function cityChoices(
  { words, cities }: Frame,
  shown: Language,
  none: string,
  chosen: City["id"] | undefined,
): Html[] {
  const { cityName } = words[shown];
  return [
    choice("city", "", ruby(none), chosen === undefined),
    ...cities.map(({ id, names }) => choice("city", id, ruby(cityName(names)), id === chosen)),
  ];
}

/** Each language under the name by which its readers know it. */
export function languageChoices({ words }: Frame, shown: Language, chosen: Language | undefined): Html[] {
  const own = LANGUAGES.map((language) => {
    const name = html`<span lang="${htmlLanguage(language)}">${ruby(words[language].ownName)}</span>`;
    return choice("language", language, name, language === chosen);
  });
  return [choice("language", "", ruby(words[shown].form.anyLanguage), chosen === undefined), ...own];
}

/** With an id, by which the focus is found again where the choices are shown anew. */
function choice(name: string, value: string, label: Html, isChosen: boolean): Html {
  return html`<label class="choice"><input type="radio" id="${name}-${value}" name="${name}" value="${value}"${
    isChosen ? html` checked` : undefined
  }> <span>${label}</span></label>\n`;
}

/** Questions that can be asked by one press. */
export function suggestions(id: string, title: string, buttons: readonly Html[]): Html | undefined {
  if (buttons.length === 0) return undefined;
  return html`<div class="suggestions" role="group" aria-labelledby="${id}"><p class="hint" id="${id}">${ruby(title)}</p>
<ul role="list">${buttons.map((one) => html`<li>${one}</li>\n`)}</ul></div>
`;
}

/** One line of what somebody wrote, for a title: the last character is … where it was longer. */
export function short(text: string): string {
  const characters = [...text.trim().replace(/\s+/gu, " ")];
  return characters.length <= TITLE_CHARACTERS
    ? characters.join("")
    : `${characters.slice(0, TITLE_CHARACTERS - 1).join("")}…`;
}
