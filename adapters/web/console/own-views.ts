/**
 * The pages of the console that belong to no desk → HTML.
 */

import type { Role } from "../../../src/records.ts";
import { type Html, html } from "../html.ts";
import { type ConsoleFrame, csrfField, OWN, ownPage, type SomebodyIn } from "./layout.ts";

export interface SignInSaid {
  readonly csrf: string;
  readonly hasElsewhere: boolean;
  /** Where to go on to; undefined for the start. */
  readonly to: string | undefined;
  /** As typed before. */
  readonly login: string;
  readonly notice: string | undefined;
}

export function signInPage(frame: ConsoleFrame, { csrf, hasElsewhere, to, login, notice }: SignInSaid): string {
  const words = frame.words.signIn;
  const content = html`${notice === undefined ? html`<p>${words.intro}</p>` : said(notice)}
<form class="stack narrow" method="post" action="${OWN.signIn}">${csrfField({ csrf })}
<input type="hidden" name="to" value="${to ?? ""}">
<div class="field"><label for="login">${words.login}</label>
<input id="login" name="login" value="${login}" maxlength="100" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" maxlength="200" autocomplete="current-password" required></div>
<p><button type="submit" class="button">${words.submit}</button></p></form>
${hasElsewhere ? html`<p><a class="button second" href="${OWN.elsewhere}">${words.elsewhere}</a></p>` : undefined}`;
  return ownPage(frame, undefined, { title: words.title, content });
}

export interface DeskOf {
  readonly name: string;
  readonly base: string;
  readonly role: Role;
}

export function deskChoicePage(frame: ConsoleFrame, by: SomebodyIn, desks: readonly DeskOf[]): string {
  const words = frame.words.signIn;
  const content =
    desks.length === 0
      ? html`<p class="notice">${words.noDesk}</p>`
      : html`<ul class="choice-of-desks" role="list">${desks.map(
          ({ name, base, role }) => html`<li><a href="${base}">${words.account.roleAt(name, role)}</a></li>\n`,
        )}</ul>`;
  return ownPage(frame, by, { title: words.chooseDesk, content });
}

export interface AccountSaid {
  readonly login: string;
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly desks: readonly DeskOf[];
  readonly notice: string | undefined;
  /** The notice tells of what was done, and not of a fault. */
  readonly isDone: boolean;
}

export function accountPage(frame: ConsoleFrame, by: SomebodyIn, shown: AccountSaid): string {
  const { account: words } = frame.words.signIn;
  const { login, hasPassword, mustChange, desks, notice, isDone } = shown;
  const content = html`${notice === undefined ? undefined : said(notice, isDone)}${
    mustChange ? html`<p class="notice">${words.mustChange}</p>` : undefined
  }
<dl class="facts"><div><dt>${words.login}</dt><dd>${login}</dd></div>
<div><dt>${words.roles}</dt><dd>${desks.map(({ name, base, role }) => html`<a href="${base}">${words.roleAt(name, role)}</a> `)}</dd></div></dl>
<section class="stack"><h2>${words.changeTitle}</h2>
${hasPassword ? passwordForm(frame, by, login) : html`<p>${words.elsewhereOnly}</p>`}</section>
<section class="stack"><h2>${words.everywhereTitle}</h2><p>${words.everywhereText}</p>
<form method="post" action="${OWN.signOutEverywhere}">${csrfField(by)}
<button type="submit" class="button second">${words.everywhere}</button></form></section>`;
  return ownPage(frame, by, { title: words.title, content });
}

function passwordForm(frame: ConsoleFrame, by: SomebodyIn, login: string): Html {
  const { account: words } = frame.words.signIn;
  const one = (name: string, label: string, autocomplete: string, hint?: Html) =>
    html`<div class="field"><label for="${name}">${label}</label>${hint}
<input id="${name}" name="${name}" type="password" maxlength="200" autocomplete="${autocomplete}"${hint && html` aria-describedby="rules"`} required></div>\n`;
  return html`<form class="stack narrow" method="post" action="${OWN.account}">${csrfField(by)}
<input type="hidden" name="login" value="${login}" autocomplete="username">
${one("password-before", words.before, "current-password")}${one(
  "password-after",
  words.after,
  "new-password",
  html`<p class="hint" id="rules">${words.rules}</p>`,
)}${one("password-again", words.again, "new-password")}
<p><button type="submit" class="button">${words.change}</button></p></form>`;
}

const said = (notice: string, isDone = false): Html =>
  html`<p class="${isDone ? "done" : "notice"}" role="${isDone ? "status" : "alert"}">${notice}</p>\n`;
