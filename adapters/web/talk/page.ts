/**
 * The page of a conversation → HTML. Pure, and complete without a script.
 *
 * Before a question it says what the desk is; then it is a list of what was said with a form at its end. What comes while
 * the page is open is added to the list, which is a live region, by `entries.ts`.
 */

import type { Language } from "../../../src/model.ts";
import type { PageWords } from "../../../src/ports/page.ts";
import { TEXTS_PATH } from "../../../src/ports/texts.ts";
import type { Shown } from "../../../src/records.ts";
import { document } from "../document.ts";
import { suggestions } from "../form.ts";
import { addressIn, type Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { TALK_CHARACTERS } from "../limits.ts";
import { boxed, noticed } from "../notice.ts";
import { linked } from "../prose.ts";
import { ruby, withoutReadings } from "../ruby.ts";
import { askForm, hidden, IDS, LATEST, pressForm, seen, told } from "./asking.ts";
import { encoded } from "./press.ts";
import { turn } from "./turns.ts";
import { newPath, PRESS_FIELD, type TalkView, talkPath, UNTIL_QUERY } from "./view.ts";

/** The whole document. */
export function talkPage(frame: Frame, view: TalkView): string {
  const { shown, place, deskName } = view;
  const words = frame.words[shown];
  const isStart = view.last === 0;
  const site = withoutReadings(deskName ?? words.siteName);
  const about = view.notice?.(words).title ?? (isStart ? undefined : words.talk.title);
  return document(frame, {
    language: shown,
    title: about === undefined ? site : `${withoutReadings(about)}｜${site}`,
    kind: isStart ? "start" : "talk",
    // On the page before a question alone: afterwards the form has the choice, and it holds for what is asked too.
    address: isStart && place === "page" ? (other) => addressIn(other, startOf(view)) : undefined,
    content: isStart ? start(frame, view) : talk(frame, view),
    isLive: !isStart && view.until === undefined,
    isFramed: place === "widget",
  });
}

const startOf = (view: TalkView): string =>
  view.city === undefined ? talkPath(view) : `${talkPath(view)}?city=${view.city}`;

function start(frame: Frame, view: TalkView): Html {
  const words = frame.words[view.shown];
  const intro = view.deskName === undefined ? undefined : html`<p class="desk-name">${view.deskName}</p>`;
  return html`<section class="intro">${intro}${noticed(words.start)}</section>
${cookieless(view, words)}${told(view, words)}${view.notices.map(({ text }) => centreNotice(text, words))}<div class="desk">${askForm(frame, view, examples(words))}${about(view, words)}</div>`;
}

/** Each asks itself, for the city that is chosen. */
function examples({ form }: PageWords): Html | undefined {
  const buttons = form.examples.map(
    (text) =>
      html`<button type="submit" class="suggestion" name="${PRESS_FIELD}" value="${encoded({ act: "say", text })}">${ruby(text)}</button>`,
  );
  return suggestions("examples", form.examplesTitle, buttons);
}

function centreNotice(text: string, { talk }: PageWords): Html {
  return html`<section class="turn centre"><p class="by">${ruby(talk.fromCentre)}</p>
<p class="said" dir="auto" lang="ja">${linked(text)}</p></section>
`;
}

function talk(frame: Frame, view: TalkView): Html {
  const words = frame.words[view.shown];
  return html`<h1>${view.deskName ?? ruby(words.talk.title)}</h1>
${cookieless(view, words)}${entries(frame, view)}<div id="${IDS.state}" class="state" role="status">${state(view, words)}</div>
<div id="${IDS.told}" role="alert">${told(view, words)}</div>
${view.until === undefined ? look(view, words) : undefined}<div hidden>${pressForm(view)}${view.until === undefined ? poll(view) : undefined}</div>
<div class="desk">${askForm(frame, view)}${about(view, words)}</div>`;
}

/** A part of the talk, with the ways to what stands before and behind it. */
function entries(frame: Frame, view: TalkView): Html {
  const words = frame.words[view.shown].talk;
  const turns: Html[] = [];
  let room = TALK_CHARACTERS;
  const latest = latestOf(view.entries);
  const { until = Number.POSITIVE_INFINITY } = view;
  const there = view.entries.filter(({ seq }) => seq <= until);
  for (const entry of there.toReversed()) {
    const shown = turn(frame, view.shown, entry);
    room -= shown.toString().length;
    if (room < 0 && turns.length > 0) break;
    turns.unshift(entry === latest ? html`<div id="${LATEST}"></div>\n${shown}` : shown);
  }
  const before = view.isCookieless ? undefined : there.at(-turns.length - 1);
  return html`${before && wayTo(`${talkPath(view)}?${UNTIL_QUERY}=${before.seq}`, words.earlier)}<div id="${IDS.log}" class="log" role="log" aria-live="polite" aria-label="${withoutReadings(words.log)}">
${turns}</div>
${there.length < view.entries.length ? wayTo(`${talkPath(view)}#${LATEST}`, words.later) : undefined}`;
}

const wayTo = (address: string, words: string): Html =>
  html`<p><a class="earlier" href="${address}">${ruby(words)}</a></p>\n`;

/** Where reading goes on: the first answer to what was written last, or that while there is none. */
export function latestOf(shown: readonly Shown[]): Shown | undefined {
  const asked = shown.findLastIndex(({ what }) => what.by === "resident");
  return shown[asked + 1] ?? shown[asked] ?? shown.at(-1);
}

/** Whose turn it is. */
export function state({ case: open, isUnderWay }: TalkView, { talk }: PageWords): Html {
  return html`${isUnderWay ? html`<p>${ruby(talk.underWay)}</p>` : undefined}${
    open && html`<p>${ruby(talk.ofCase(open))}</p>`
  }`;
}

/** Asks for what is new by itself, never twice at once, and never while a form is on its way. */
function poll(view: TalkView): Html {
  const method = view.isCookieless ? "hx-post" : "hx-get";
  return html`<div id="${IDS.seen}">${seen(view)}</div>
<div ${method}="${newPath(view)}" hx-trigger="every 2s" hx-include="#${IDS.seen}" hx-sync="#${IDS.log}:drop" hx-swap="none"></div>
`;
}

/** The same by a press, where there is no script. */
function look(view: TalkView, { talk }: PageWords): Html {
  const button = html`<form method="post" action="${newPath(view)}#${LATEST}" target="_self"><div>${hidden(view)}</div>
<button type="submit" class="action">${ruby(talk.look)}</button></form>`;
  // Another address each time: to the one that it is at, a browser would only scroll.
  const anew = `${talkPath(view)}?look=${view.formId.slice(0, 6)}#${LATEST}`;
  const link = html`<p><a class="action" href="${anew}" target="_self">${ruby(talk.look)}</a></p>`;
  return html`<noscript>${view.isCookieless ? button : link}</noscript>
`;
}

const cookieless = ({ isCookieless }: TalkView, { talk }: PageWords): Html | undefined =>
  isCookieless ? boxed(talk.cookieless) : undefined;

/** With the way to the texts themselves, from which the desk answers. */
function about(view: TalkView, words: PageWords): Html {
  const { about, texts, talk } = words;
  const { url } = view.keeping;
  const more = url && html`<p><a class="to-texts" href="${url}"><span>${ruby(talk.keepingUrl)}</span></a></p>\n`;
  return html`<section class="about" aria-labelledby="about"><h2 id="about">${ruby(about.title)}</h2>
<ul>${[...about.lines, ...talk.keeping(view.keeping)].map((line) => html`<li>${ruby(line)}</li>`)}</ul>
${more}<p><a class="to-texts" href="${addressIn(view.shown, TEXTS_PATH)}"><span>${ruby(texts.guidelines)}</span></a></p></section>`;
}

/** A desk to choose among. */
export interface DeskChoice {
  readonly base: string;
  readonly name: string;
}

/** What stands at `/` where several desks share one server. */
export function chooserPage(frame: Frame, language: Language, desks: readonly DeskChoice[]): string {
  const { talk, siteName, texts } = frame.words[language];
  return document(frame, {
    language,
    title: withoutReadings(siteName),
    kind: "chooser",
    address: (other) => addressIn(other, "/"),
    content: html`<section class="intro">${noticed(talk.chooseDesk)}
<ul class="choices desks" role="list">${desks.map(
      ({ base, name }) => html`<li><a class="action" href="${addressIn(language, base)}">${name}</a></li>\n`,
    )}</ul>
<p><a class="to-texts" href="${addressIn(language, TEXTS_PATH)}"><span>${ruby(texts.guidelines)}</span></a></p></section>`,
  });
}
