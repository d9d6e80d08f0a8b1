/**
 * What else can be done to a case, each in a form of its own → HTML. Pure.
 */

import type { CaseAct, CaseErasure, ConsoleCase } from "../../../../src/ports/console/cases.ts";
import type { CaseNumber, CloseReason } from "../../../../src/records.ts";
import { type Html, html } from "../../html.ts";
import { type ConsoleFrame, csrfField } from "../layout.ts";
import type { Visit } from "../route.ts";
import { area, faultLine, formFields, invalid } from "./case-reply.ts";

export const FORMS = ["note", "hand-on", "due", "close"] as const;
export type FormName = (typeof FORMS)[number];

/** A form that was not taken: it stands open, with what was typed. */
export interface TriedForm {
  readonly form: FormName;
  readonly typed: string;
  readonly fault: string | undefined;
}

/** Reasons that staff choose between; the others are those of the desk and of residents. */
export const STAFF_REASONS: readonly CloseReason[] = ["solved", "elsewhere", "nuisance"];

const ACT_OF: Readonly<Record<FormName, CaseAct>> = {
  note: "note",
  "hand-on": "hand-on",
  due: "set-due",
  close: "close",
};
const JAPAN_MS = 9 * 3_600_000;

/** Presses that need no form. */
const PRESSES = ["take", "release", "reopen"] as const satisfies readonly CaseAct[];

interface FormParts {
  readonly frame: ConsoleFrame;
  readonly visit: Visit;
  readonly found: ConsoleCase;
  readonly tried: TriedForm | undefined;
}

/** They stand among what changes by itself: nothing is typed here. */
export function presses({ frame, visit, found }: Omit<FormParts, "tried">): Html | undefined {
  const { buttons } = frame.words.case;
  const shown = PRESSES.filter((act) => found.may.includes(act));
  if (shown.length === 0 || visit.by.role === "viewer") return undefined;
  return html`<div class="buttons">${shown.map(
    (
      act,
    ) => html`<form method="post" action="${visit.base}/cases/${String(found.card.case.number)}/${act}">${csrfField(visit)}
<button type="submit" class="${act === "release" ? "button second" : "button"}">${buttons[act]}</button></form>\n`,
  )}</div>`;
}

/** Folded away, for they are seldom needed; open where one was not taken. */
export function caseForms(parts: FormParts): Html | undefined {
  const { frame, visit, found, tried } = parts;
  if (visit.by.role === "viewer") return undefined;
  const { windows } = frame.words.case;
  const { forms, page } = frame.words.cases;
  const shown = FORMS.filter((name) => found.may.includes(ACT_OF[name]) || tried?.form === name);
  const { number } = found.card.case;
  const isErasable = visit.by.role === "manager" && found.may.includes("erase");
  return html`<section class="stack"><h2>${page.acts}</h2>
${shown.map(
  (
    name,
  ) => html`<details class="act"${tried?.form === name ? html` open` : undefined}><summary>${windows.titles[name]}</summary>
<form method="post" action="${visit.base}/cases/${String(number)}/${name}" class="stack">${formFields(visit)}
${fieldsOf(name, parts)}
<button type="submit" class="button">${windows.submits[name]}</button></form></details>\n`,
)}
${found.may.includes("revoke") ? revokeForm(parts) : undefined}
${isErasable ? html`<p><a href="${visit.base}/cases/${String(number)}/erase">${forms.erase}</a></p>` : undefined}
${shown.length === 0 && !isErasable ? html`<p>${page.none}</p>` : undefined}</section>`;
}

function revokeForm({ frame, visit, found }: FormParts): Html {
  const { forms } = frame.words.cases;
  const { number } = found.card.case;
  return html`<form method="post" action="${visit.base}/cases/${String(number)}/revoke" class="stack">${csrfField(visit)}
<p class="hint" id="revoke-hint">${forms.revokeHint}</p>
<div><button type="submit" class="button second" aria-describedby="revoke-hint">${forms.revoke}</button></div></form>`;
}

function fieldsOf(name: FormName, { frame, found, tried }: FormParts): Html {
  const { windows, names } = frame.words.case;
  const { forms } = frame.words.cases;
  const { case: on } = found.card;
  const own = tried?.form === name ? tried : undefined;
  const fault = own?.fault;
  switch (name) {
    case "note": {
      const { text: label, hint } = windows.note;
      return area({ id: "note-text", name: "text", label, hint, text: own?.typed ?? "", fault, rows: 4 });
    }
    case "hand-on": {
      if (found.colleagues.length === 0) return html`<p>${forms.noColleague}</p>`;
      const people = found.colleagues.map(({ id, name: label }) => [id, label] as const);
      const options = [["", forms.chooseColleague] as const, ...people];
      return choice({ id: "hand-on-to", name: "to", label: windows.handOn.to, options, chosen: own?.typed, fault });
    }
    case "due": {
      const value = own?.typed ?? (on.dueAt === undefined ? "" : localTime(on.dueAt));
      return html`<div class="field"><label for="due-at">${windows.due.at}</label>
<p class="hint" id="due-at-hint">${windows.due.hint}</p>${faultLine("due-at", fault)}
<input type="datetime-local" id="due-at" name="at" value="${value}" aria-describedby="due-at-hint${fault === undefined ? "" : " due-at-fault"}"${invalid(fault)}></div>`;
    }
    case "close": {
      const { reason: label, hint, erases } = windows.close;
      const options = STAFF_REASONS.map((reason) => [reason, names.reasons[reason]] as const);
      return html`<p class="${on.wishesErasure ? "notice" : "hint"}">${on.wishesErasure ? erases : hint}</p>
${choice({ id: "close-reason", name: "reason", label, options, chosen: own?.typed, fault })}`;
    }
    default:
      return name satisfies never;
  }
}

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly chosen: string | undefined;
  readonly fault: string | undefined;
}

function choice({ id, name, label, options, chosen, fault }: Choice): Html {
  const option = ([value, text]: Choice["options"][number]) =>
    html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${text}</option>`;
  const described = fault === undefined ? undefined : html` aria-describedby="${id}-fault" aria-invalid="true"`;
  return html`<div class="field"><label for="${id}">${label}</label>${faultLine(id, fault)}
<select id="${id}" name="${name}"${described}>${options.map(option)}</select></div>`;
}

/** `2026-11-24T16:00`, in Japan. */
const localTime = (at: number): string => new Date(at + JAPAN_MS).toISOString().slice(0, "2026-11-24T16:00".length);

/** What {@link localTime} writes, as milliseconds since 1970; undefined for anything else. */
export function timeOf(typed: string): number | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/u.test(typed);
  const at = isTime ? Date.parse(`${typed}+09:00`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** Asked once more, for nothing of it comes back. */
export function eraseContent(
  { words }: ConsoleFrame,
  visit: Visit,
  {
    number,
    erasure,
    fault,
  }: { readonly number: CaseNumber; readonly erasure: CaseErasure; readonly fault: string | undefined },
): Html {
  const { forms, page } = words.cases;
  return html`<p class="notice">${forms.erasure(erasure)}</p>
<form method="post" action="${visit.base}/cases/${String(number)}/erase" class="stack">${csrfField(visit)}
${faultLine("sure", fault)}
<label class="choice"><input type="checkbox" id="sure" name="sure" value="1"${invalid(fault)}${fault === undefined ? undefined : html` aria-describedby="sure-fault"`}> <span>${forms.sure}</span></label>
<div class="buttons"><button type="submit" class="button danger">${forms.erase}</button></div></form>
<p><a href="${visit.base}/cases/${String(number)}">${page.title(number)}</a></p>`;
}
