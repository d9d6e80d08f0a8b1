/**
 * Notices of the centre → HTML: the list, one of them, and the form in which it is written.
 */

import type { Language } from "../../../../src/model.ts";
import {
  NOTICE_STATES,
  type NoticeDraft,
  type NoticeFault,
  type NoticeRead,
  type NoticeShown,
} from "../../../../src/ports/console/notices.ts";
import { type Html, html } from "../../html.ts";
import { type ConsoleFrame, csrfField } from "../layout.ts";
import type { Visit } from "../route.ts";

type Told = "saved" | "approved" | "removed" | "changed" | "gone" | "own";

export interface Listed {
  readonly notices: readonly NoticeShown[];
  readonly mayWrite: boolean;
  readonly told: Told | undefined;
}

export function listed(frame: ConsoleFrame, visit: Visit, { notices, mayWrite, told }: Listed): Html {
  const words = frame.words.notices;
  const states = NOTICE_STATES.map((state) => ({ state, of: notices.filter((notice) => notice.state === state) }));
  return html`${told && said(frame, told)}<p>${words.intro}</p>
${mayWrite ? html`<p><a class="button" href="${visit.base}/notices/new">${words.write}</a></p>` : undefined}
${notices.length === 0 ? html`<p>${words.empty}</p>` : undefined}
${states.map(({ state, of }) =>
  of.length === 0
    ? undefined
    : html`<section class="stack"><h2>${words.states[state]}</h2>
<ul class="entries" role="list">${of.map(
        (notice) => html`<li class="entry stack">${contentOf(frame, notice)}
<p><a href="${visit.base}/notices/${encodeURIComponent(notice.id)}">${words.open}<span class="unseen">：${notice.words.join("、")}</span></a></p></li>
`,
      )}</ul></section>
`,
)}`;
}

export interface Viewed {
  readonly notice: NoticeShown;
  readonly mayWrite: boolean;
  readonly draft: NoticeDraft;
  readonly told: Told | undefined;
}

/** One notice as it is, what may be done with it, and the form to change it. */
export function noticeView(frame: ConsoleFrame, visit: Visit, { notice, mayWrite, draft, told }: Viewed): Html {
  const words = frame.words.notices;
  const { id, version, state, mayApprove } = notice;
  const act = (path: string, label: string, look: string) =>
    html`<form method="post" action="${visit.base}/notices/${encodeURIComponent(id)}/${path}">${csrfField(visit)}
<input type="hidden" name="version" value="${String(version)}"><button type="submit" class="${look}">${label}</button></form>
`;
  return html`${told && said(frame, told)}<p><a href="${visit.base}/notices">${words.back}</a></p>
<section class="stack"><h2>${words.states[state]}</h2>${contentOf(frame, notice)}
${
  mayWrite && state === "waiting"
    ? mayApprove
      ? act("approve", words.approve, "button")
      : html`<p class="hint">${words.own}</p>`
    : undefined
}</section>
${
  mayWrite
    ? html`${noticeForm(frame, visit, { draft, read: { id, version }, faults: [] })}
<section class="stack"><h2>${words.remove}</h2><p class="hint">${words.removeHint}</p>${act("remove", words.remove, "button second")}</section>`
    : undefined
}`;
}

function contentOf(frame: ConsoleFrame, notice: NoticeShown): Html {
  const words = frame.words.notices;
  const { fields } = words;
  const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd class="as-written">${value}</dd></div>
`;
  return html`<dl class="facts">${row(fields.text, notice.text)}${row(fields.words, notice.words.join("、"))}${row(
    fields.city,
    notice.city?.name ?? words.everyCity,
  )}${row(`${fields.from}・${fields.until}`, words.span(notice.from, notice.until))}</dl>
<p class="hint">${words.written(notice.author, notice.changedAt)}${
    notice.approver === undefined ? undefined : html`　${words.approved(notice.approver)}`
  }</p>
`;
}

export interface Draft {
  readonly draft: NoticeDraft;
  /** Undefined for a new one. */
  readonly read: NoticeRead | undefined;
  readonly faults: readonly NoticeFault[];
  readonly preview?: Readonly<Record<Language, string>>;
  readonly told?: "changed" | "gone";
  /** As it is now, where somebody else was faster. */
  readonly now?: NoticeShown | undefined;
}

export function noticeForm(frame: ConsoleFrame, visit: Visit, { draft, read, faults, now }: Draft): Html {
  const words = frame.words.notices;
  const { hints } = words;
  const path = read === undefined ? "/notices" : `/notices/${encodeURIComponent(read.id)}`;
  const field = { frame, faults };
  const dayField = (name: "from" | "until") =>
    html`${around(field, name, undefined)}
<input type="date" id="${name}" name="${name}" value="${draft[name]}"${described(field, name, false)} required></div>
`;
  return html`${now && html`<section class="stack">${contentOf(frame, now)}</section>`}
<form class="stack" method="post" action="${visit.base}${path}">${csrfField(visit)}
${read && html`<input type="hidden" name="version" value="${String(read.version)}">`}
${faults.length > 0 ? html`<p class="notice" role="alert">${words.faulty}</p>` : undefined}
${around(field, "words", hints.words)}
<textarea id="words" name="words" rows="2"${described(field, "words", true)} required>
${draft.words}</textarea></div>
${around(field, "text", hints.text)}
<textarea id="text" name="text" rows="5"${described(field, "text", true)} required>
${draft.text}</textarea></div>
${around(field, "city", undefined)}
<select id="city" name="city"${described(field, "city", false)}>${option("", words.everyCity, draft.city)}${visit.desk.cities.map(
    ({ id, names }) => option(id, names.ja, draft.city),
  )}</select></div>
${dayField("from")}${dayField("until")}
<p class="hint">${read === undefined ? undefined : words.anew}</p>
<p class="buttons"><button type="submit" class="button" name="act" value="save">${words.save}</button>
<button type="submit" class="button second" name="act" value="preview">${words.preview}</button></p></form>
`;
}

interface Fielded {
  readonly frame: ConsoleFrame;
  readonly faults: readonly NoticeFault[];
}

/** The label of a field, its hint and what is wrong with it; the field follows. */
function around({ frame, faults }: Fielded, name: keyof NoticeDraft, hint: string | undefined): Html {
  const words = frame.words.notices;
  const wrong = faults.filter(({ field }) => field === name);
  return html`<div class="field"><label class="name" for="${name}">${words.fields[name]}</label>
${hint && html`<p id="${name}-hint" class="hint">${hint}</p>`}
${wrong.length === 0 ? undefined : html`<p id="${name}-fault" class="fault">${wrong.map((one) => words.fault(one)).join("")}</p>`}`;
}

function described({ faults }: Fielded, name: keyof NoticeDraft, hasHint: boolean): Html {
  const isWrong = faults.some(({ field }) => field === name);
  const by = [...(isWrong ? [`${name}-fault`] : []), ...(hasHint ? [`${name}-hint`] : [])].join(" ");
  return html`${by === "" ? undefined : html` aria-describedby="${by}"`}${isWrong ? html` aria-invalid="true"` : undefined}`;
}

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${label}</option>`;

export function previewed(frame: ConsoleFrame, preview: Readonly<Record<Language, string>>): Html {
  const words = frame.words.notices;
  return html`<section class="stack" role="status"><h2>${words.preview}</h2><p class="hint">${words.previewHint}</p>
${Object.entries(preview).map(
  ([language, text]) => html`<h3>${words.languages[language as Language]}</h3>
<p class="entry as-written" lang="${language === "en" ? "en" : "ja"}">${text}</p>
`,
)}</section>
`;
}

export function said(frame: ConsoleFrame, told: Told): Html {
  const isDone = told === "saved" || told === "approved" || told === "removed";
  return html`<p class="${isDone ? "done" : "notice"}" role="${isDone ? "status" : "alert"}">${frame.words.notices.acted[told]}</p>
`;
}
