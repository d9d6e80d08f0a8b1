/**
 * Where the desk cannot take a form just now, such as while its store is away: says so, with the form as it was sent.
 *
 * It keeps its words and its id. So it can be sent again from here, and counts once even where it was taken after all.
 */

import { document } from "../document.ts";
import { FIRST_LANGUAGE, type Frame } from "../frame.ts";
import { html } from "../html.ts";
import { QUESTION_UNITS } from "../limits.ts";
import { noticed } from "../notice.ts";
import { chosenLanguage, field } from "../receive.ts";
import { ruby, withoutReadings } from "../ruby.ts";
import {
  CITY_FIELD,
  FORM_FIELD,
  LANGUAGE_FIELD,
  SHOWN_FIELD,
  type TalkView,
  TEXT_FIELD,
  TOKEN_FIELD,
  talkPath,
} from "./view.ts";

const KEPT = [TOKEN_FIELD, FORM_FIELD, SHOWN_FIELD, CITY_FIELD, LANGUAGE_FIELD];

/** @param fields - of a form with words */
export function failedPage(frame: Frame, at: Pick<TalkView, "base" | "place">, fields: unknown): string {
  const shown = chosenLanguage(fields, SHOWN_FIELD) ?? FIRST_LANGUAGE;
  const { notices, form, siteName } = frame.words[shown];
  const kept = KEPT.flatMap((name) => {
    const value = field(fields, name);
    return value === undefined ? [] : html`<input type="hidden" name="${name}" value="${value}">`;
  });
  return document(frame, {
    language: shown,
    title: `${withoutReadings(notices.failed.title)}｜${withoutReadings(siteName)}`,
    kind: "talk",
    address: undefined,
    isFramed: at.place === "widget",
    content: html`<section class="intro">${noticed(notices.failed)}</section>
<form class="ask" method="post" action="${talkPath(at)}" target="_self" accept-charset="utf-8">${kept}
<div class="field"><label class="name" for="question">${ruby(form.question)}</label>
<textarea id="question" name="${TEXT_FIELD}" rows="4" maxlength="${String(QUESTION_UNITS)}" dir="auto">
${field(fields, TEXT_FIELD) ?? ""}</textarea></div>
<button type="submit" class="button">${ruby(form.submit)}</button></form>
`,
  });
}
