/**
 * The form at the end of the page, the form that all buttons belong to, and what both send along.
 *
 * The forms post as any form does. Where there is the script, htmx posts them in their stead, sends along what the browser
 * shows already, and gets what is new; what a server in trouble says is then shown beside the form, which keeps its words.
 */

import type { PageWords } from "../../../src/ports/page.ts";
import { cityChoices, languageChoices } from "../form.ts";
import type { Frame } from "../frame.ts";
import { type Html, html, type Part } from "../html.ts";
import { QUESTION_UNITS } from "../limits.ts";
import { boxed } from "../notice.ts";
import { ruby } from "../ruby.ts";
import { PRESS_FORM } from "./turns.ts";
import type { TalkView } from "./view.ts";
import {
  AFTER_FIELD,
  FORM_FIELD,
  SHOWN_FIELD,
  STATE_FIELD,
  stateOf,
  TEXT_FIELD,
  TOKEN_FIELD,
  talkPath,
} from "./view.ts";

/** Of the elements that are shown anew with what is new. */
export const IDS = {
  log: "log",
  state: "state",
  told: "told",
  seen: "seen",
  field: "ask-field",
  choices: "ask-choices",
  askHidden: "ask-hidden",
  pressHidden: "press-hidden",
} as const;

/** Behind the forms' address: what came last. */
export const LATEST = "latest";

/** Before anything was asked the choices stand open, afterwards folded away. */
export function askForm(frame: Frame, view: TalkView, examples?: Html): Html {
  const words = frame.words[view.shown].form;
  const isStart = view.last === 0;
  const choices = choicesOf(frame, view);
  return html`<form id="ask" class="ask"${attributes(view)}>
${isStart ? undefined : html`<h2>${ruby(words.title)}</h2>\n`}<div id="${IDS.askHidden}">${hidden(view)}</div>
${isStart ? choices : undefined}<div class="field"><label class="name" for="question">${ruby(words.question)}</label>
<p id="question-hint" class="hint">${ruby(words.hint(QUESTION_UNITS))}<br>${ruby(words.privacy)}</p>
<div id="${IDS.field}">${field(view)}</div></div>
${isStart ? undefined : html`<details class="more" id="${IDS.choices}">${folded(frame, view, choices)}</details>\n`}<button type="submit" class="button">${ruby(words.submit)}</button>
${examples}</form>
`;
}

/** Without a field of its own: buttons stand in the answers and name it. */
export const pressForm = (view: TalkView): Html =>
  html`<form id="${PRESS_FORM}"${attributes(view)}><div id="${IDS.pressHidden}">${hidden(view)}</div></form>\n`;

/** The field's first line end is one that HTML drops: without it, a question that begins with one would lose it. */
export const field = ({ draft }: TalkView): Html =>
  html`<textarea id="question" name="${TEXT_FIELD}" rows="4" maxlength="${String(QUESTION_UNITS)}" dir="auto" aria-describedby="question-hint">
${draft}</textarea>`;

/** What each form sends along. */
export const hidden = ({ token, formId, shown }: TalkView): Html =>
  html`${input(TOKEN_FIELD, token)}${input(FORM_FIELD, formId)}${input(SHOWN_FIELD, shown)}`;

/** What the browser shows by now, and where there is no cookie, whose it is. */
export const seen = (view: TalkView): Html =>
  html`${input(AFTER_FIELD, String(view.last))}${input(STATE_FIELD, stateOf(view))}${
    view.isCookieless ? input(TOKEN_FIELD, view.token) : undefined
  }`;

const input = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

export function folded({ words, cities }: Frame, view: TalkView, choices: Html): Html {
  const { cityName, talk } = words[view.shown];
  const city = cities.find(({ id }) => id === view.city);
  const language = view.language && words[view.language].ownName;
  return html`<summary><span>${ruby(talk.choices(city && cityName(city.names), language))}</span></summary>
${choices}`;
}

export function choicesOf(frame: Frame, { shown, city, language }: TalkView): Html {
  const { form } = frame.words[shown];
  return html`<fieldset><legend class="name">${ruby(form.city)}</legend>
<div class="choices">${cityChoices(frame, shown, form.anyCity, city)}</div></fieldset>
<fieldset><legend class="name">${ruby(form.language)}</legend>
<div class="choices">${languageChoices(frame, shown, language)}</div></fieldset>
`;
}

/** A form's way, with the script and without. */
function attributes(view: TalkView): Part {
  const path = talkPath(view);
  const plain = html` method="post" action="${path}#${LATEST}" target="_self" accept-charset="utf-8"`;
  if (view.last === 0) return plain;
  // Errors are whole pages, of which the main part is shown; a look that is under way gives way to what is sent.
  const trouble = `target:#${IDS.told} swap:innerHTML select:#main`;
  return html`${plain} hx-post="${path}" hx-include="#${IDS.seen}" hx-sync="#${IDS.log}:replace" hx-swap="none"
 hx-status:4xx="${trouble}" hx-status:5xx="${trouble}"`;
}

/** What kept the form from being taken. */
export function told({ notice }: TalkView, words: PageWords): Html | undefined {
  return notice && boxed(notice(words));
}
