/**
 * The answer to a resident as it is written, and as it will be read → HTML. Pure.
 *
 * What is put in (a suggestion, a text that is used again and again) comes back in the form: with a script only the
 * section is exchanged, without one the page is.
 */

import type { ShownCanned } from "../../../../src/ports/console/canned.ts";
import type { AnswerQuotation, StaffView } from "../../../../src/ports/staff.ts";
import { passagePath } from "../../../../src/ports/texts.ts";
import type { CaseNumber, MessageId } from "../../../../src/records.ts";
import { type Html, html, type Part } from "../../html.ts";
import { quotedLines } from "../../quotation.ts";
import { type ConsoleFrame, csrfField } from "../layout.ts";
import type { Visit } from "../route.ts";

/** What was written so far. */
export interface ReplyDraft {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly correcting: MessageId | undefined;
  /** Why it was not taken. */
  readonly fault?: string | undefined;
}

export interface ReplyParts {
  readonly frame: ConsoleFrame;
  readonly visit: Visit;
  readonly number: CaseNumber;
  readonly canned: readonly ShownCanned[];
  /** Undefined before anything was written. */
  readonly draft: ReplyDraft | undefined;
}

type ReplyView = Extract<StaffView, { view: "reply" }>;
type Preview = Extract<StaffView, { view: "preview" }>;

/** A draft stays to be sent later, or copied, even where it cannot be sent just now. */
export function replySection(view: StaffView, parts: ReplyParts): Html | undefined {
  const { reply } = parts.frame.words.cases;
  const isOpen = view.view === "reply";
  if (!isOpen && parts.draft === undefined) return undefined;
  return html`<section id="reply" class="stack"><h2>${reply.title}</h2>
${isOpen ? undefined : html`<p class="notice">${reply.notOwn}</p>`}
${replyForm(isOpen ? view : undefined, parts)}</section>`;
}

/** What stands in the field: what was typed, else what is to be corrected. */
function textOf(view: ReplyView | undefined, draft: ReplyDraft | undefined): string {
  if (draft !== undefined) return draft.text;
  return view?.correcting === undefined ? "" : view.text;
}

function replyForm(view: ReplyView | undefined, parts: ReplyParts): Html {
  const { frame, visit, number, draft } = parts;
  const { windows, names } = frame.words.case;
  const correcting = draft?.correcting ?? view?.correcting;
  const isQuoted = draft?.isQuoted ?? (correcting !== undefined && (view?.isQuoted ?? false));
  return html`<form method="post" action="${address(parts)}" class="stack">
${hidden(visit, correcting)}
${view && html`<p class="hint">${windows.reply.to(names.languages[view.language], view.sender)}</p>`}
${correcting && html`<p class="notice">${frame.words.cases.reply.correcting} <a href="${visit.base}/cases/${String(number)}#reply">${frame.words.cases.reply.stopCorrecting}</a></p>`}
${area({
  id: "reply-text",
  name: "text",
  label: windows.reply.text,
  hint: windows.reply.hint,
  text: textOf(view, draft),
  fault: draft?.fault,
  rows: 8,
})}
${view && suggestion(view, isQuoted, parts)}${cannedChoice(parts)}
${view && html`<p class="hint">${windows.reply.cost(view.cost)}</p>`}
<button type="submit" class="button" name="do" value="preview">${windows.submits.reply}</button>
</form>`;
}

const address = ({ visit, number }: Pick<ReplyParts, "visit" | "number">): string =>
  `${visit.base}/cases/${number}/reply`;

/** A form is taken once, by this id. */
export const formFields = (visit: Visit): Html =>
  html`${csrfField(visit)}<input type="hidden" name="form" value="${crypto.randomUUID()}">`;

const hidden = (visit: Visit, correcting: MessageId | undefined): Html =>
  html`${formFields(visit)}${correcting && html`<input type="hidden" name="correcting" value="${correcting}">`}`;

function suggestion(view: ReplyView, isQuoted: boolean, parts: ReplyParts): Html {
  const { cases, case: words } = parts.frame.words;
  const { text, isSuggested, quotation, correcting } = view;
  const tick = html`<label class="choice"><input type="checkbox" name="quote" value="${quotation?.passage}"${
    isQuoted ? html` checked` : undefined
  }> <span>${words.windows.reply.quote}</span></label>`;
  return html`<div class="suggested stack"><h3>${cases.reply.suggestion}</h3>
${correcting !== undefined ? undefined : isSuggested ? html`<p class="as-written">${text}</p>${inserting(parts, "suggestion", cases.reply.insertSuggestion)}` : html`<p>${cases.reply.noSuggestion}</p>`}
${quotation && html`${quoted(quotation, words.windows.reply.quotation)}${tick}`}</div>`;
}

function quoted({ lines, source, passage }: AnswerQuotation, label: string): Html {
  return html`<div class="quotation"><figure><p class="quotation-label">${label}</p>
<blockquote class="quoted">${quotedLines(lines)}</blockquote>
<figcaption><cite><a href="${passagePath(passage)}">${source}</a></cite></figcaption></figure></div>`;
}

function cannedChoice(parts: ReplyParts): Html | undefined {
  const { canned, frame } = parts;
  const { reply } = frame.words.cases;
  if (canned.length === 0) return undefined;
  const option = ({ id, title }: ShownCanned) => html`<option value="${id}">${title}</option>`;
  return html`<div class="field"><label for="canned">${reply.canned}</label>
<select id="canned" name="canned"><option value="">${reply.choose}</option>${canned.map(option)}</select>
${inserting(parts, "canned", reply.insertCanned)}</div>`;
}

/** With a script, only this section of the answer is put into the page. */
function inserting(parts: ReplyParts, what: "suggestion" | "canned", label: string): Html {
  return html`<button type="submit" class="button second" id="insert-${what}" name="do" value="${what}"
 hx-post="${address(parts)}" hx-target="#reply" hx-select="#reply" hx-swap="outerHTML">${label}</button>`;
}

/** As the resident will read it. */
export function previewContent(view: Preview, { frame, visit, number }: Omit<ReplyParts, "canned" | "draft">): Html {
  const { windows, names } = frame.words.case;
  const { language, sender, text, quotation, isQuoted, cost, correcting, asRead } = view;
  return html`<p class="hint">${windows.case(number)}　${windows.reply.to(names.languages[language], sender)}</p>
<section class="stack"><h2>${windows.reply.asRead}</h2>
${asRead.map((read) => html`<p class="as-written as-read" dir="auto">${read}</p>`)}
${correcting && html`<p class="notice">${frame.words.cases.reply.correcting}</p>`}
<p class="hint">${windows.reply.cost(cost)}</p>
<form method="post" action="${address({ visit, number })}">
${hidden(visit, correcting)}
<input type="hidden" name="text" value="${text}">
${isQuoted && quotation !== undefined ? html`<input type="hidden" name="quote" value="${quotation.passage}">` : undefined}
<div class="buttons"><button type="submit" class="button" name="do" value="send">${windows.submits.preview}</button>
<button type="submit" class="button second" name="do" value="back">${windows.back}</button></div>
</form></section>`;
}

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly fault: string | undefined;
  readonly rows: number;
}

/** A field of several lines with what was wrong with it. The first line end in it is one that HTML drops. */
export function area({ id, name, label, hint, text, fault, rows }: Area): Html {
  return html`<div class="field"><label for="${id}">${label}</label>
<p class="hint" id="${id}-hint">${hint}</p>${faultLine(id, fault)}
<textarea id="${id}" name="${name}" rows="${String(rows)}" dir="auto" aria-describedby="${id}-hint${fault === undefined ? "" : ` ${id}-fault`}"${invalid(fault)}>
${text}</textarea></div>`;
}

export const faultLine = (id: string, fault: string | undefined): Html | undefined =>
  fault === undefined ? undefined : html`<p class="fault" id="${id}-fault">${fault}</p>`;

export const invalid = (fault: string | undefined): Part =>
  fault === undefined ? undefined : html` aria-invalid="true"`;
