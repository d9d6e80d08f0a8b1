/**
 * The form under a reply and the buttons that ask for somebody.
 *
 * The conversation travels in hidden fields: the server keeps nothing of it. A reply's buttons are a form of their own:
 * in the form with the field, the first of them would be what a press of Enter means.
 */

import { type Action, type City, LANGUAGES, type Language, type Reply } from "../../src/model.ts";
import type { PageWords } from "../../src/ports/page.ts";
import { type Frame, htmlLanguage } from "./frame.ts";
import { type Html, html, type Part } from "./html.ts";
import { BUTTON_CHARACTERS, QUESTION_UNITS } from "./limits.ts";
import { askIn } from "./receive.ts";
import { ruby, withoutReadings } from "./ruby.ts";

/** What goes with the next question. */
export interface Conversation {
  readonly city: City["id"] | undefined;
  readonly language: Language | undefined;
  readonly history: readonly string[];
  /** The last question of the history waits for its city. */
  readonly isOpen: boolean;
}

export interface Filled extends Conversation {
  readonly title?: string;
  readonly text?: string | undefined;
  readonly examples: readonly string[];
}

/** The field's first line end is one that HTML drops: without it, a question that begins with one would lose it. */
export function askForm(frame: Frame, shown: Language, filled: Filled): Html {
  const { form: words } = frame.words[shown];
  const { title, text, city, language, examples, history } = filled;
  return html`<form id="ask" class="ask" method="post" action="/#answer" accept-charset="utf-8">
${title && html`<h2>${ruby(title)}</h2>`}
<fieldset><legend class="name">${ruby(words.city)}</legend>
<div class="choices">${cityChoices(frame, shown, words.anyCity, city)}</div></fieldset>
<div class="field"><label class="name" for="question">${ruby(words.question)}</label>
<p id="question-hint" class="hint">${ruby(words.hint(QUESTION_UNITS))}<br>${ruby(words.privacy)}</p>
<textarea id="question" name="question" rows="4" maxlength="${String(QUESTION_UNITS)}" dir="auto"
 aria-describedby="question-hint">
${text ?? ""}</textarea></div>
<fieldset><legend class="name">${ruby(words.language)}</legend>
<div class="choices">${languageChoices(frame.words, words, language)}</div></fieldset>
<button type="submit" class="button">${ruby(words.submit)}</button>
${suggestions("history", words.historyTitle, history.map(typedButton))}${suggestions("examples", words.examplesTitle, examples.map(ownButton))}
${hidden(filled)}</form>
`;
}

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
function languageChoices(
  all: Frame["words"],
  { anyLanguage }: PageWords["form"],
  chosen: Language | undefined,
): Html[] {
  const own = LANGUAGES.map((language) => {
    const name = html`<span lang="${htmlLanguage(language)}">${ruby(all[language].ownName)}</span>`;
    return choice("language", language, name, language === chosen);
  });
  return [choice("language", "", ruby(anyLanguage), chosen === undefined), ...own];
}

function choice(name: string, value: string, label: Html, isChosen: boolean): Html {
  return html`<label class="choice"><input type="radio" name="${name}" value="${value}"${
    isChosen ? html` checked` : undefined
  }> <span>${label}</span></label>\n`;
}

/** What a reply offers to do and to ask next; undefined where it offers nothing. */
export function nextForm(words: PageWords, { actions, related }: Reply, conversation: Conversation): Html | undefined {
  if (actions.length + related.questions.length === 0) return undefined;
  return html`<form class="next" method="post" action="/#answer" accept-charset="utf-8">
${actions.length > 0 ? actionButtons(words, actions) : undefined}${suggestions("related", related.title, related.questions.map(ownButton))}
<input type="hidden" name="city" value="${conversation.city ?? ""}">
<input type="hidden" name="language" value="${conversation.language ?? ""}">
${hidden(conversation)}</form>
`;
}

function actionButtons(words: PageWords, actions: readonly Action[]): Html {
  return html`<ul class="actions" role="list" aria-label="${withoutReadings(words.answer.actions)}">${actions.map(
    ({ label, text, city }) => {
      const [name, value] = city === undefined ? ["ask", text] : ["in", askIn(city, text)];
      return html`<li>${button(name, value, ruby(label), "action")}</li>\n`;
    },
  )}</ul>
`;
}

function hidden({ history, isOpen }: Conversation): Html {
  return html`${history.map((question) => html`<input type="hidden" name="history" value="${question}">\n`)}${
    isOpen ? html`<input type="hidden" name="open" value="1">\n` : undefined
  }`;
}

/** Questions that can be asked by one press. */
function suggestions(id: string, title: string, buttons: readonly Html[]): Html | undefined {
  if (buttons.length === 0) return undefined;
  return html`<div class="suggestions" role="group" aria-labelledby="${id}"><p class="hint" id="${id}">${ruby(title)}</p>
<ul role="list">${buttons.map((one) => html`<li>${one}</li>\n`)}</ul></div>
`;
}

/** A question as somebody typed it; a long one is shown short and asked whole. */
const typedButton = (question: string): Html => button("ask", question, short(question), "suggestion");
const ownButton = (question: string): Html => button("ask", question, ruby(question), "suggestion");

function button(name: string, value: string, label: Part, look: string): Html {
  return html`<button type="submit" class="${look}" name="${name}" value="${value}" dir="auto">${label}</button>`;
}

/** One line of a question, for titles and buttons. */
export function short(question: string): string {
  return shortened(question.trim().replace(/\s+/gu, " "), BUTTON_CHARACTERS);
}

/** A text of at most so many characters (code points), the last of which is … where it was longer. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
