/**
 * Who may do what at a desk → pages of the console.
 */

import type { NewPerson, PersonHere } from "../../../../src/ports/console/people.ts";
import { SIGN_IN_WAYS } from "../../../../src/ports/console/people.ts";
import { ROLES } from "../../../../src/records.ts";
import { type Html, html } from "../../html.ts";
import { asked, field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { type ConsoleRoute, MANAGERS, type Visit } from "../route.ts";

const PATH = "/people";
const ROLE_PATH = `${PATH}/role`;

export function peopleRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  const words = frame.words.people;
  const page = async (visit: Visit, said: Partial<Said> = {}) => {
    const people = await visit.desk.people.list();
    const content = list(frame, visit, { people, typed: undefined, fault: undefined, done: undefined, ...said });
    return consolePage(frame, visit, { title: words.title, area: "people", content });
  };
  return [
    {
      method: "get",
      path: PATH,
      may: MANAGERS,
      async handle(visit, request, response) {
        const done = asked(request, "changed") === "" ? undefined : words.changed;
        response.type("html").send(await page(visit, { done }));
      },
    },
    {
      method: "post",
      path: PATH,
      may: MANAGERS,
      async handle(visit, request, response) {
        const [login, name] = [field(request, "login"), field(request, "name")];
        const typed = { login, name, role: field(request, "role"), way: field(request, "way") };
        const end = await visit.desk.people.add(typed, visit.by);
        if (end.kind === "fault") response.status(400);
        const text =
          end.kind === "fault"
            ? await page(visit, { typed, fault: words.faults[end.fault] })
            : end.startPassword === undefined
              ? await page(visit, { done: words.added(end.login) })
              : startPasswordPage(frame, visit, end.login, end.startPassword);
        response.type("html").send(text);
      },
    },
    {
      method: "post",
      path: ROLE_PATH,
      may: MANAGERS,
      async handle(visit, request, response) {
        const fault = await visit.desk.people.change(field(request, "login"), field(request, "role"), visit.by);
        if (fault === undefined) return response.redirect(303, `${visit.base}${PATH}?changed=1`);
        response
          .status(fault === "last-manager" ? 409 : 400)
          .type("html")
          .send(await page(visit, { fault: words.faults[fault] }));
      },
    },
  ];
}

interface Said {
  readonly people: readonly PersonHere[];
  /** Into the form for somebody new, which was not taken. */
  readonly typed: NewPerson | undefined;
  readonly fault: string | undefined;
  readonly done: string | undefined;
}

function list(frame: ConsoleFrame, visit: Visit, { people, typed, fault, done }: Said): Html {
  const words = frame.words.people;
  return html`${fault && html`<p class="notice" role="alert">${fault}</p>`}${done && html`<p class="done" role="status">${done}</p>`}
<p>${words.intro}</p>
<div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table>
<thead><tr><th scope="col">${words.name}</th><th scope="col">${words.login}</th><th scope="col">${words.role}</th><th scope="col">${words.signsInBy}</th><th scope="col">${words.act}</th></tr></thead>
<tbody>${people.map((person) => row(frame, visit, person))}</tbody></table></div>
<p class="hint">${words.byCommand}</p>
<section class="stack"><h2>${words.addTitle}</h2>${addForm(frame, visit, typed)}</section>`;
}

function row(frame: ConsoleFrame, visit: Visit, person: PersonHere): Html {
  const words = frame.words.people;
  const { login, name, role, signsInBy, hasStartPassword, isDisabled } = person;
  const options = [...ROLES.map((one) => [one, frame.words.frame.roles[one]] as const), ["", words.noRole] as const];
  return html`<tr><th scope="row">${name}</th><td>${login}</td><td>${frame.words.frame.roles[role]}</td>
<td>${words.ways[signsInBy]}${hasStartPassword ? html` <span class="badge">${words.startPassword}</span>` : undefined}${
    isDisabled ? html` <span class="badge urgent">${words.disabled}</span>` : undefined
  }</td>
<td><form class="row-of-fields" method="post" action="${visit.base}${ROLE_PATH}">${csrfField(visit)}
<input type="hidden" name="login" value="${login}">
<div class="field"><select name="role" aria-label="${words.roleOf(name)}">${options.map(([value, label]) => option(value, label, value === role))}</select></div>
<button type="submit" class="quiet">${words.change}</button></form></td></tr>\n`;
}

function addForm(frame: ConsoleFrame, visit: Visit, typed: NewPerson | undefined): Html {
  const words = frame.words.people;
  const { login = "", name = "", role = "counsellor", way = "password" } = typed ?? {};
  return html`<form class="stack narrow" method="post" action="${visit.base}${PATH}">${csrfField(visit)}
<div class="field"><label for="login">${words.login}</label><p class="hint" id="login-hint">${words.loginHint}</p>
<input id="login" name="login" value="${login}" maxlength="100" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="login-hint" required></div>
<div class="field"><label for="name">${words.name}</label><p class="hint" id="name-hint">${words.nameHint}</p>
<input id="name" name="name" value="${name}" maxlength="60" autocomplete="off" aria-describedby="name-hint"></div>
<div class="field"><label for="role">${words.role}</label><select id="role" name="role">${ROLES.map((one) =>
    option(one, frame.words.frame.roles[one], one === role),
  )}</select></div>
<div class="field"><label for="way">${words.signsInBy}</label><select id="way" name="way">${SIGN_IN_WAYS.map((one) =>
    option(one, words.ways[one], one === way),
  )}</select></div>
<p><button type="submit" class="button">${words.add}</button></p></form>`;
}

const option = (value: string, label: string, isChosen: boolean): Html =>
  html`<option value="${value}"${isChosen ? html` selected` : undefined}>${label}</option>`;

function startPasswordPage(frame: ConsoleFrame, visit: Visit, login: string, password: string): string {
  const words = frame.words.people;
  const content = html`<p class="done" role="status">${words.added(login)}</p>
<dl class="facts"><div><dt>${words.login}</dt><dd>${login}</dd></div>
<div><dt>${words.onceTitle}</dt><dd class="start-password">${password}</dd></div></dl>
<p>${words.onceText}</p><p><a class="button second" href="${visit.base}${PATH}">${words.back}</a></p>`;
  return consolePage(frame, visit, { title: words.onceTitle, area: "people", content });
}
