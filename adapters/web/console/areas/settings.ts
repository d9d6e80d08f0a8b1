/**
 * What changes from day to day → pages of the console.
 *
 * Each value is a form of its own: what one gets wrong holds up none of the others.
 */

import type { Request, Response } from "express";
import type { Setting, SettingSaved, SettingsView } from "../../../../src/ports/console/settings.ts";
import { type Html, html } from "../../html.ts";
import { asked, field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { type ConsoleRoute, EVERYBODY, MANAGERS, type Visit } from "../route.ts";

export function settingsRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/settings",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const view = await visit.desk.settings.view();
        const saved = view.settings.find(({ key }) => key === asked(request, "saved"));
        response.send(page(frame, visit, { view, saved: saved?.key }));
      },
    },
    {
      method: "post",
      path: "/settings",
      may: MANAGERS,
      handle: (visit, request, response) => changed(frame, visit, request, response),
    },
  ];
}

async function changed(frame: ConsoleFrame, visit: Visit, request: Request, response: Response): Promise<void> {
  const [key, typed] = [field(request, "key"), field(request, "value")];
  const isReset = field(request, "act") === "reset";
  const saved = await visit.desk.settings.change(visit.by, key, isReset ? undefined : typed);
  if (saved.kind === "saved") {
    response.redirect(303, `${visit.base}/settings?saved=${encodeURIComponent(key)}#${anchor(key)}`);
    return;
  }
  const view = await visit.desk.settings.view();
  response.status(422).send(page(frame, visit, { view, refused: { key, typed, why: saved } }));
}

interface Shown {
  readonly view: SettingsView;
  readonly saved?: string | undefined;
  readonly refused?: Refused;
}

interface Refused {
  readonly key: string;
  readonly typed: string;
  readonly why: Exclude<SettingSaved, { kind: "saved" }>;
}

function page(frame: ConsoleFrame, visit: Visit, { view, saved, refused }: Shown): string {
  const words = frame.words.settings;
  const mayChange = MANAGERS.includes(visit.by.role);
  const done = view.settings.find(({ key }) => key === saved);
  const isNowhere = refused !== undefined && view.settings.every(({ key }) => key !== refused.key);
  const content = html`<p class="hint">${words.intro}</p>
${mayChange ? undefined : html`<p class="hint">${words.readOnly}</p>`}
${done && html`<p class="done" role="status">${words.saved(words.label(done.kind, done.city?.name))}</p>`}
${isNowhere ? html`<p class="notice" role="alert">${words.refused(refused.why, "name")}</p>` : undefined}
${view.settings.map((setting) =>
  mayChange
    ? settingForm(frame, visit, setting, refused?.key === setting.key ? refused : undefined)
    : settingText(frame, setting),
)}
${history(frame, view)}`;
  return consolePage(frame, visit, { title: words.title, area: "settings", content });
}

const anchor = (key: string): string => `setting-${key.replace(/[^A-Za-z0-9-]/gu, "-")}`;

function heading(frame: ConsoleFrame, { key, kind, city, isChanged }: Setting): Html {
  const words = frame.words.settings;
  return html`<h2 id="${anchor(key)}">${words.label(kind, city?.name)}${
    isChanged ? html` <span class="badge good">${words.isChanged}</span>` : undefined
  }</h2>`;
}

function settingText(frame: ConsoleFrame, setting: Setting): Html {
  return html`<section class="stack">${heading(frame, setting)}
<p class="as-written">${setting.value || frame.words.settings.none}</p></section>
`;
}

function settingForm(frame: ConsoleFrame, visit: Visit, setting: Setting, refused: Refused | undefined): Html {
  const words = frame.words.settings;
  const id = anchor(setting.key);
  const describedBy = refused === undefined ? `${id}-hint` : `${id}-fault ${id}-hint`;
  return html`<section><form class="stack" method="post" action="${visit.base}/settings#${id}">
${heading(frame, setting)}
${csrfField(visit)}<input type="hidden" name="key" value="${setting.key}">
<div class="field"><p id="${id}-hint" class="hint">${words.hints[setting.kind]}</p>
${refused && html`<p id="${id}-fault" class="notice" role="alert">${words.refused(refused.why, setting.kind)}</p>`}
<textarea name="value" rows="2" maxlength="${String(setting.longest)}" aria-labelledby="${id}"
 aria-describedby="${describedBy}"${refused ? html` aria-invalid="true" autofocus` : undefined}>
${refused?.typed ?? setting.value}</textarea></div>
<p class="buttons"><button type="submit" class="button" name="act" value="save">${words.save}</button>
${
  setting.isChanged
    ? html`<button type="submit" class="button second" name="act" value="reset">${words.reset}</button>`
    : undefined
}</p>
</form></section>
`;
}

function history(frame: ConsoleFrame, view: SettingsView): Html {
  const words = frame.words.settings;
  const { columns } = words;
  if (view.history.length === 0) return html`<h2>${words.history}</h2><p>${words.historyEmpty}</p>`;
  return html`<h2 id="history">${words.history}</h2>
<div class="scroll" role="region" aria-labelledby="history" tabindex="0"><table>
<thead><tr><th scope="col">${columns.at}</th><th scope="col">${columns.by}</th>
<th scope="col">${columns.what}</th><th scope="col">${columns.change}</th></tr></thead>
<tbody>${view.history.map(
    ({ at, by, kind, city, detail }) => html`<tr><td>${words.at(at)}</td>
<td>${by}</td><td>${words.label(kind, city)}</td><td class="as-written">${detail}</td></tr>
`,
  )}</tbody></table></div>
`;
}
