/**
 * The private page of a case → HTML. Pure, and complete without a script.
 *
 * What people wrote is shown letter for letter, the words around it in the language of the page.
 */

import type { Language } from "../../../src/model.ts";
import type { PageNotice } from "../../../src/ports/page.ts";
import { PRIVATE_PATH, type PrivateEntry, type PrivateRead, type PrivateWords } from "../../../src/ports/private.ts";
import { document } from "../document.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { TALK_CHARACTERS } from "../limits.ts";
import { boxed, noticed } from "../notice.ts";
import { linked, prose } from "../prose.ts";
import { ruby, withoutReadings } from "../ruby.ts";
import { MESSAGE_UNITS } from "./limits.ts";

export interface PrivateFrame extends Frame {
  readonly privateWords: Readonly<Record<Language, PrivateWords>>;
}

/** Names of fields, and of what stands behind the `?` of an address. */
export const FIELDS = {
  csrf: "csrf",
  form: "form",
  text: "text",
  after: "after",
  was: "was",
  language: "language",
  until: "until",
} as const;
export const NEW_PATH = `${PRIVATE_PATH}/new`;
export const ERASE_PATH = `${PRIVATE_PATH}/erase`;
export const LEAVE_PATH = `${PRIVATE_PATH}/leave`;

/** How a page is looked at. */
export interface Look {
  /** In which the page speaks. */
  readonly shown: Language;
  /** As chosen in the address; undefined for that of the case. */
  readonly chosen: Language | undefined;
}

/** An address of the page in the language that was chosen. */
export function at(path: string, { chosen }: Look): string {
  return chosen === undefined ? path : `${path}?${FIELDS.language}=${chosen}`;
}

export interface PageView extends Look {
  readonly read: PrivateRead;
  /** See `csrfOf`. */
  readonly csrf: string;
  /** A random id of the form: sent twice, it counts once. */
  readonly form: string;
  /** What kept the last form from being taken. */
  readonly notice: PageNotice | undefined;
  /** Stands in the field: what was typed and not taken. */
  readonly draft: string;
  /** The entry that the browser shows last; undefined for the last of `read`. */
  readonly last?: string | undefined;
  /** The last entry to be shown, of a part further back; undefined for the latest. */
  readonly until?: string | undefined;
}

export function privatePage(frame: PrivateFrame, view: PageView): string {
  const { shown, read, notice } = view;
  const words = frame.privateWords[shown].page;
  const title = words.caseTitle(read.number);
  const opening = read.isClosed ? undefined : html`<p>${ruby(words.opening(read.opening))}</p>`;
  const content = html`<h1>${ruby(title)}</h1>
<p>${ruby(words.intro(read.deskName))}</p>
${opening}
<h2 id="entries">${ruby(words.entriesTitle)}</h2>
${log(frame, view)}
${notice && html`<div role="alert">${boxed(notice)}</div>`}${read.isClosed && notice === undefined ? boxed(words.notices.closed) : undefined}
${read.isClosed && view.draft === "" ? undefined : writing(frame, view)}
${ways(frame, view)}`;
  return framed(frame, view, { title, content, path: PRIVATE_PATH, isLive: view.until === undefined });
}

/** What came since, in place of the element that asked for it. */
export function newEntries(frame: PrivateFrame, view: PageView, wasClosed: boolean): string {
  const { shown, read } = view;
  const { closed } = frame.privateWords[shown].page.notices;
  const isOver = read.isClosed && !wasClosed;
  return html`${entries(frame, view)}${isOver ? boxed(closed) : undefined}${watch(view)}`.toString();
}

/** The page before a link is opened: a form with one button, so that whoever looks ahead opens nothing. */
export function doorPage(frame: PrivateFrame, look: Look, door: { address: string; csrf: string }): string {
  const words = frame.privateWords[look.shown].page;
  const content = html`<h1>${ruby(words.title)}</h1>
<p>${ruby(words.door.text)}</p>
<form method="post" action="${at(door.address, look)}">${hidden(FIELDS.csrf, door.csrf)}
<button type="submit" class="button">${ruby(words.door.open)}</button></form>`;
  return framed(frame, look, { title: words.title, content, path: door.address });
}

/** One thing that happened. @param draft - what was typed and could not be taken, so that it can be copied */
export function tellingPage(frame: PrivateFrame, look: Look, notice: PageNotice, draft = ""): string {
  const { form } = frame.privateWords[look.shown].page;
  const typed = html`<div class="field"><label class="name" for="draft">${ruby(form.label)}</label>
<textarea id="draft" rows="6" readonly dir="auto">
${draft}</textarea></div>`;
  const content = html`${noticed(notice)}${draft === "" ? undefined : typed}`;
  return framed(frame, look, { title: notice.title, content, path: undefined });
}

export function erasePage(frame: PrivateFrame, look: Look, csrf: string): string {
  const { erase } = frame.privateWords[look.shown].page;
  const content = html`<h1>${ruby(erase.title)}</h1>
<p>${ruby(erase.ask)}</p>
<form method="post" action="${at(ERASE_PATH, look)}">${hidden(FIELDS.csrf, csrf)}
<button type="submit" class="button">${ruby(erase.sure)}</button></form>
<p><a class="action" href="${at(PRIVATE_PATH, look)}">${ruby(erase.keep)}</a></p>`;
  return framed(frame, look, { title: erase.title, content, path: ERASE_PATH });
}

interface Framed {
  readonly title: string;
  readonly content: Html;
  /** Of this page; undefined where it is the answer to a form. */
  readonly path: string | undefined;
  readonly isLive?: boolean;
}

function framed(frame: PrivateFrame, { shown }: Look, { title, content, path, isLive = false }: Framed): string {
  return document(frame, {
    language: shown,
    title: `${withoutReadings(title)}｜${withoutReadings(frame.words[shown].siteName)}`,
    kind: "private",
    address: path === undefined ? undefined : (chosen) => at(path, { shown, chosen }),
    content,
    isLive,
  });
}

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

/** A part of what was said, with the ways to what stands before and behind it. */
function log(frame: PrivateFrame, view: PageView): Html {
  const words = frame.privateWords[view.shown].page;
  const { earlier, later } = frame.words[view.shown].talk;
  const { entries: all, isClosed } = view.read;
  const empty = all.length > 0 || isClosed ? undefined : html`<p class="hint">${ruby(words.empty)}</p>\n`;
  const { shown, before } = part(frame, view);
  const back = before && new URLSearchParams({ ...chosenIn(view), [FIELDS.until]: before.id });
  return html`${back && wayTo(`${PRIVATE_PATH}?${back}`, earlier)}<div class="log" role="log" aria-live="polite" aria-labelledby="entries">
${empty}${shown}${view.until === undefined ? watch(view) : undefined}</div>
${view.until === undefined ? undefined : wayTo(at(PRIVATE_PATH, view), later)}<noscript><p><a class="action" href="${at(PRIVATE_PATH, view)}">${ruby(words.look)}</a></p></noscript>`;
}

const chosenIn = ({ chosen }: Look): Readonly<Record<string, string>> =>
  chosen === undefined ? {} : { [FIELDS.language]: chosen };

const wayTo = (address: string, words: string): Html =>
  html`<p><a class="earlier" href="${address}">${ruby(words)}</a></p>\n`;

/** As many entries as a page has room for, and the one before them. */
function part(frame: PrivateFrame, view: PageView) {
  const { entries: all } = view.read;
  const end = all.findIndex(({ id }) => id === view.until) + 1 || all.length;
  const shown: Html[] = [];
  let room = TALK_CHARACTERS;
  for (const entry of all.slice(0, end).toReversed()) {
    const one = article(entry, frame.privateWords[view.shown].page);
    room -= one.toString().length;
    if (room < 0 && shown.length > 0) break;
    shown.unshift(one);
  }
  return { shown, before: all[end - shown.length - 1] };
}

const entries = (frame: PrivateFrame, view: PageView): Html[] =>
  view.read.entries.map((entry) => article(entry, frame.privateWords[view.shown].page));

function article({ id, author, text, at: when }: PrivateEntry, { who, time }: PrivateWords["page"]): Html {
  const words = author === "person" ? linked(text) : text;
  const said = author === "desk" ? prose(text) : html`<p class="said" dir="auto">${words}</p>`;
  return html`<article class="turn ${author}" id="m${id}" aria-labelledby="by${id}">
<div class="by"><h3 id="by${id}">${ruby(who[author])}</h3> <time datetime="${new Date(when).toISOString()}">${time(when)}</time></div>
${said}</article>
`;
}

/** Asks what came since every two seconds, and makes way for it and for the next that asks. */
function watch({ read, chosen, last = read.entries.at(-1)?.id ?? "" }: PageView): Html {
  const query = new URLSearchParams({
    [FIELDS.after]: last,
    [FIELDS.was]: read.isClosed ? "closed" : "open",
    ...(chosen !== undefined && { [FIELDS.language]: chosen }),
  });
  return html`<div id="new" hx-get="${NEW_PATH}?${query.toString()}" hx-trigger="every 2s" hx-swap="outerHTML"></div>
`;
}

/** The field's first line end is one that HTML drops. */
function writing(frame: PrivateFrame, view: PageView): Html {
  const { form } = frame.privateWords[view.shown].page;
  return html`<form class="ask" id="write" method="post" action="${at(PRIVATE_PATH, view)}" accept-charset="utf-8">
<div class="field"><label class="name" for="text">${ruby(form.label)}</label>
<p id="text-hint" class="hint">${ruby(form.hint(MESSAGE_UNITS))}</p>
<textarea id="text" name="${FIELDS.text}" rows="5" maxlength="${String(MESSAGE_UNITS)}" dir="auto" required aria-describedby="text-hint">
${view.draft}</textarea></div>
${hidden(FIELDS.csrf, view.csrf)}${hidden(FIELDS.form, view.form)}
<button type="submit" class="button">${ruby(form.submit)}</button></form>`;
}

function ways(frame: PrivateFrame, view: PageView): Html {
  const { leave, erase } = frame.privateWords[view.shown].page;
  return html`<form class="leave" method="post" action="${at(LEAVE_PATH, view)}">
<p class="hint" id="leave-hint">${ruby(leave.hint)}</p>${hidden(FIELDS.csrf, view.csrf)}
<button type="submit" class="action" aria-describedby="leave-hint">${ruby(leave.button)}</button></form>
<p><a class="action" href="${at(ERASE_PATH, view)}">${ruby(erase.button)}</a></p>`;
}
