/**
 * The document around every page of the console.
 */

import type { Refusal } from "../../../src/ports/console/frame.ts";
import type { ConsoleWords } from "../../../src/ports/console/words.ts";
import type { Role } from "../../../src/records.ts";
import { type Html, html } from "../html.ts";
import { CSRF_FIELD, type Visit } from "./route.ts";

/** Those words of the console that are of an area, which has a title. */
export type Area = Exclude<keyof ConsoleWords, "frame" | "signIn" | "case">;

export interface ConsolePage {
  /** Of the document and of its heading. */
  readonly title: string;
  /** Marked in the menu; undefined for a page that it does not lead to. */
  readonly area?: Area | undefined;
  /** Below the heading. */
  readonly content: Html;
}

/** Where the menu leads. */
export interface MenuItem {
  readonly area: Area;
  /** Behind `/console/<desk>`. */
  readonly path: string;
}

/** What each page stands in. */
export interface ConsoleFrame {
  readonly words: ConsoleWords;
  readonly stylesheet: string;
  /** The stylesheet of the font alone. */
  readonly fonts: string;
  readonly script: string;
  readonly icon: string;
  /** What a role may see, in the order in which it stands. */
  menu(role: Role): readonly MenuItem[];
}

/** Somebody who is signed in, at no desk in particular. */
export interface SomebodyIn {
  readonly name: string;
  readonly csrf: string;
}

/** Pages that belong to no desk; none of their paths can be the id of one. */
export const OWN = {
  start: "/console",
  signIn: "/console/-/sign-in",
  signOut: "/console/-/sign-out",
  signOutEverywhere: "/console/-/sign-out-everywhere",
  account: "/console/-/account",
  elsewhere: "/console/-/elsewhere",
  elsewhereBack: "/console/-/elsewhere/back",
} as const;

/** The whole document. Every route sends this, or a piece of it where htmx asks for a piece (`HX-Request`). */
export function consolePage(frame: ConsoleFrame, visit: Visit, { title, area, content }: ConsolePage): string {
  const { words } = frame;
  const { by, desk, base } = visit;
  const item = ({ area: one, path }: MenuItem) =>
    html`<li><a href="${base}${path}"${one === area ? html` aria-current="page"` : undefined}>${words[one].title}</a></li>\n`;
  const head = html`<p class="desk-name"><a href="${base}">${desk.name()}</a></p>${otherDesks(frame, visit)}
${whoIsIn(frame, { name: `${by.name}（${words.frame.roles[by.role]}）`, csrf: visit.csrf })}`;
  const menu = html`<nav class="menu" aria-label="${words.frame.navigation}"><ul role="list">
${frame.menu(by.role).map(item)}</ul></nav>`;
  return around(frame, { title, head, menu, content });
}

/** The same without a desk. @param by - undefined for somebody who is not signed in */
export function ownPage(frame: ConsoleFrame, by: SomebodyIn | undefined, { title, content }: ConsolePage): string {
  return around(frame, { title, head: by && whoIsIn(frame, by), menu: undefined, content });
}

/** Says why something was not done; what was typed stands below, lest it be lost. */
export function refusalPage(
  frame: ConsoleFrame,
  { title, text }: Refusal,
  typed: readonly (readonly [name: string, text: string])[],
): string {
  const words = frame.words.frame;
  const kept = typed.filter(([name, value]) => value.trim() !== "" && !NEVER_SHOWN.test(name));
  const shown = kept.map(
    ([, value], at) =>
      html`<textarea class="kept" rows="4" readonly aria-label="${words.whatWasTyped} ${String(at + 1)}">\n${value}</textarea>\n`,
  );
  const content = html`<p class="notice">${text}</p>
<p><a class="button" href="${OWN.start}">${words.toStart}</a></p>
${kept.length === 0 ? undefined : html`<section class="stack"><h2>${words.whatWasTyped}</h2>${shown}</section>`}`;
  return ownPage(frame, undefined, { title, content });
}

/** Secrets, and what a form says of itself. */
const NEVER_SHOWN = new RegExp(`^(?:${CSRF_FIELD}|form|do|key|list|correcting|quote|row|version)$|password`, "u");

/** Stands in every form of the console. */
export function csrfField({ csrf }: Pick<Visit, "csrf">): Html {
  return html`<input type="hidden" name="${CSRF_FIELD}" value="${csrf}">`;
}

export interface LiveRegion {
  /** Of the element; once a page. */
  readonly id: string;
  /** Of this very page, with its filters: it is asked for again when something changed, and the element taken from it. */
  readonly address: string;
  readonly content: Html;
}

/**
 * A part of a page that is shown anew within some three seconds of any change of the desk, whichever process made it.
 * A form whose fields are being filled in stands outside. Without JavaScript it stays as it is, with a link to look again.
 */
export function liveRegion(frame: ConsoleFrame, visit: Visit, { id, address, content }: LiveRegion): Html {
  const since = `${visit.base}${CHANGE_PATH}?since=${String(visit.change)}`;
  return html`<div id="${id}" class="live stack" hx-get="${address}" hx-trigger="${CHANGED}" hx-select="#${id}" hx-swap="outerMorph">
<div hidden hx-get="${since}" hx-trigger="every 2s" hx-swap="none"></div>
<p class="look-again"><a href="${address}">${frame.words.frame.lookAgain}</a></p>
${content}</div>`;
}

/** Behind `/console/<desk>`: 204, or {@link CHANGED} as a header for htmx once the desk's number is above `since`. */
export const CHANGE_PATH = "/change";
/** The event that a live region waits for. */
export const CHANGED = "desk-changed";

function otherDesks({ words }: ConsoleFrame, { others }: Visit): Html | undefined {
  if (others.length === 0) return undefined;
  return html`<details class="desks"><summary>${words.frame.otherDesks}</summary><ul role="list">${others.map(
    ({ name, base }) => html`<li><a href="${base}">${name}</a></li>\n`,
  )}</ul></details>`;
}

function whoIsIn({ words }: ConsoleFrame, { name, csrf }: SomebodyIn): Html {
  const { signedInAs, account, signOut } = words.frame;
  return html`<div class="who"><p>${signedInAs}：<span class="who-name">${name}</span></p>
<a href="${OWN.account}">${account}</a>
<form method="post" action="${OWN.signOut}">${csrfField({ csrf })}<button type="submit" class="quiet">${signOut}</button></form></div>`;
}

interface Around {
  readonly title: string;
  readonly head: Html | undefined;
  readonly menu: Html | undefined;
  readonly content: Html;
}

/** htmx is told to write no styles of its own: the policy allows none. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false });

function around(frame: ConsoleFrame, { title, head, menu, content }: Around): string {
  const { siteName, skipToMain } = frame.words.frame;
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="htmx-config" content="${HTMX_CONFIG}">
<title>${title}｜${siteName}</title>
<link rel="icon" href="${frame.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesheet}">
<link rel="stylesheet" href="${frame.fonts}">
<script src="${frame.script}" defer></script>
</head>
<body class="console">
<a class="skip" href="#main">${skipToMain}</a>
<header class="site-header"><div class="bar"><a class="site-name" href="${OWN.start}">${siteName}</a>
${head}</div>${menu}</header>
<main id="main"><h1>${title}</h1>
${content}</main>
</body>
</html>
`.toString();
}
