/**
 * Who did what → pages of the console.
 */

import type { Request, Response } from "express";
import type { AuditFilter, AuditRead } from "../../../../src/ports/console/audit.ts";
import { type Html, html } from "../../html.ts";
import { asked } from "../forms.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { type ConsoleRoute, MANAGERS, type Visit } from "../route.ts";
import { csv } from "./csv.ts";

const PATH = "/audit";
const CSV_PATH = `${PATH}.csv`;
/** Of one page. */
const SHOWN = 200;

export function auditRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  const words = frame.words.audit;
  const refused = (visit: Visit, filter: AuditFilter, response: Response) => {
    const content = html`<p class="notice" role="alert">${words.noDay}</p>${form(frame, visit, filter, undefined)}`;
    const page = consolePage(frame, visit, { title: words.title, area: "audit", content });
    response.status(400).type("html").send(page);
  };
  return [
    {
      method: "get",
      path: PATH,
      may: MANAGERS,
      async handle(visit, request, response) {
        const filter = filterOf(request);
        const read = await visit.desk.audit.read(filter, SHOWN);
        if (read === "no-day") return refused(visit, filter, response);
        const content = html`<p>${words.intro}</p>${form(frame, visit, filter, read)}${table(frame, read)}`;
        response.type("html").send(consolePage(frame, visit, { title: words.title, area: "audit", content }));
      },
    },
    {
      method: "get",
      path: CSV_PATH,
      may: MANAGERS,
      async handle(visit, request, response) {
        const filter = filterOf(request);
        const read = await visit.desk.audit.taken(filter, visit.by);
        if (read === "no-day") return refused(visit, filter, response);
        const head = [words.at, words.who, words.act, words.what, words.detail];
        const rows = read.lines.map(({ at, who, act, what, detail }) => {
          return [words.moment(at), who, actName(frame, act), what, detail];
        });
        const newest = read.lines[0]?.at;
        response.attachment(words.fileName(newest === undefined ? "" : words.moment(newest).slice(0, 10)));
        response.type("text/csv; charset=utf-8").send(csv([head, ...rows]));
      },
    },
  ];
}

function filterOf(request: Request): AuditFilter {
  const [actor, act] = [asked(request, "actor"), asked(request, "act")];
  return { actor, act, from: asked(request, "from").trim(), until: asked(request, "until").trim() };
}

function actName({ words }: ConsoleFrame, act: string): string {
  return Object.hasOwn(words.audit.acts, act) ? words.audit.acts[act]! : act;
}

/** Undefined where a day of the filter is none: a field for days would not show it. */
type Choices = Pick<AuditRead, "actors" | "acts"> | undefined;

function form(frame: ConsoleFrame, { base }: Visit, filter: AuditFilter, choices: Choices): Html {
  const words = frame.words.audit;
  const { actors = [], acts = [] } = choices ?? {};
  const isDays = choices !== undefined;
  const day = (name: "from" | "until", label: string) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${isDays ? "date" : "text"}" value="${filter[name]}"></div>\n`;
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${label}</option>`;
  return html`<form class="filter" method="get" action="${base}${PATH}">
<div class="field"><label for="actor">${words.who}</label><select id="actor" name="actor">${option("", words.anybody, filter.actor)}${actors.map(({ id, name }) => option(id, name, filter.actor))}</select></div>
<div class="field"><label for="act">${words.act}</label><select id="act" name="act">${option("", words.anything, filter.act)}${acts.map((act) => option(act, actName(frame, act), filter.act))}</select></div>
${day("from", words.from)}${day("until", words.until)}
<div class="buttons"><button type="submit" class="button">${words.show}</button>
<button type="submit" class="button second" formaction="${base}${CSV_PATH}">${words.export}</button></div></form>`;
}

function table(frame: ConsoleFrame, { lines, isMore }: AuditRead): Html {
  const words = frame.words.audit;
  const more = isMore ? html`<p class="hint">${words.more(lines.length)}</p>` : undefined;
  if (lines.length === 0) return html`<p class="empty">${words.none}</p>${more}`;
  const rows = lines.map(
    ({ at, who, act, what, detail }) =>
      html`<tr><td>${words.moment(at)}</td><td>${who}</td><td>${actName(frame, act)}</td><td>${what}</td><td class="as-written">${detail}</td></tr>\n`,
  );
  return html`${more}
<div class="scroll" role="region" aria-label="${words.table}" tabindex="0"><table>
<thead><tr><th scope="col">${words.at}</th><th scope="col">${words.who}</th><th scope="col">${words.act}</th><th scope="col">${words.what}</th><th scope="col">${words.detail}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
