/**
 * Texts that staff use again and again → pages of the console.
 */

import type { Request, Response } from "express";
import type { CannedDraft, CannedSaved, ShownCanned } from "../../../../src/ports/console/canned.ts";
import { type Html, html } from "../../html.ts";
import { field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { type ConsoleRoute, EVERYBODY, MANAGERS, notFound, type Visit } from "../route.ts";
import { area, faultLine, invalid } from "./case-reply.ts";

interface Asked {
  readonly frame: ConsoleFrame;
  readonly visit: Visit;
  readonly request: Request;
  readonly response: Response;
}

/** A form as it comes back. */
interface Form {
  readonly draft: CannedDraft;
  readonly fault?: { readonly field: "title" | "text" | "sure"; readonly text: string } | undefined;
  /** Somebody else was faster. */
  readonly changed?: { readonly now: ShownCanned | undefined } | undefined;
}

const CONFLICT = 409;
const NOT_TAKEN = 422;

export function cannedRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  const handled =
    (handle: (asked: Asked) => Promise<void>): ConsoleRoute["handle"] =>
    (visit, request, response) =>
      handle({ frame, visit, request, response });
  return [
    { method: "get", path: "/canned", may: EVERYBODY, handle: handled(listed) },
    { method: "get", path: "/canned/:id", may: MANAGERS, handle: handled(opened) },
    { method: "post", path: "/canned", may: MANAGERS, handle: handled(saved) },
    { method: "post", path: "/canned/:id", may: MANAGERS, handle: handled(saved) },
    { method: "post", path: "/canned/:id/remove", may: MANAGERS, handle: handled(removed) },
  ];
}

const BLANK = (): CannedDraft => ({ id: crypto.randomUUID(), title: "", text: "", version: 0 });

async function listed(asked: Asked, form: Form = { draft: BLANK() }): Promise<void> {
  const { frame, visit } = asked;
  const { canned: words } = frame.words;
  const all = await visit.desk.canned.list();
  const isManager = visit.by.role === "manager";
  send(
    asked,
    words.title,
    html`<p>${words.about}</p>
${all.length === 0 ? html`<p>${words.none}</p>` : html`<ul class="entries" role="list">${all.map((text) => item(text, asked, isManager))}</ul>`}
${isManager ? html`<section class="stack"><h2>${words.add}</h2>${editor(asked, "/canned", form)}</section>` : undefined}`,
    form,
  );
}

function item(text: ShownCanned, { frame, visit }: Asked, isManager: boolean): Html {
  const { words } = frame;
  const link = html`<p><a href="${visit.base}/canned/${text.id}" aria-label="${words.canned.change}：${text.title}">${words.canned.change}</a></p>`;
  return html`<li class="entry"><h2>${text.title}</h2><p class="as-written" dir="auto">${text.text}</p>
<p class="hint">${words.canned.by(text.authorName, words.case.time(text.changedAt))}</p>${isManager ? link : undefined}</li>
`;
}

async function opened(asked: Asked, form?: Form): Promise<void> {
  const { frame, visit, request } = asked;
  const { canned: words } = frame.words;
  const id = String(request.params.id);
  const now = form?.draft ?? (await visit.desk.canned.get(id));
  if (now === undefined) throw notFound();
  const { base } = visit;
  const shown = form ?? { draft: now };
  const removal = html`<form method="post" action="${base}/canned/${id}/remove" class="stack">${csrfField(visit)}
<input type="hidden" name="version" value="${String(shown.draft.version)}">
${faultLine("sure", faultIn(shown, "sure"))}
<label class="choice"><input type="checkbox" id="sure" name="sure" value="1"${invalid(faultIn(shown, "sure"))}> <span>${words.sure}</span></label>
<div class="buttons"><button type="submit" class="button danger">${words.remove}</button></div></form>`;
  send(
    asked,
    words.change,
    html`<p><a href="${base}/canned">${words.toList}</a></p>
${editor(asked, `/canned/${id}`, shown)}
${shown.draft.version === 0 ? undefined : removal}`,
    shown,
  );
}

function editor({ frame, visit }: Asked, path: string, form: Form): Html {
  const { fields, hints, save } = frame.words.canned;
  const { id, title, text, version } = form.draft;
  const wrong = faultIn(form, "title");
  return html`${conflict(form, frame)}<form method="post" action="${visit.base}${path}" class="stack">${csrfField(visit)}
<input type="hidden" name="id" value="${id}"><input type="hidden" name="version" value="${String(version)}">
<div class="field"><label for="canned-title">${fields.title}</label>
<p class="hint" id="canned-title-hint">${hints.title}</p>${faultLine("canned-title", wrong)}
<input type="text" id="canned-title" name="title" value="${title}" dir="auto" aria-describedby="canned-title-hint${wrong === undefined ? "" : " canned-title-fault"}"${invalid(wrong)}></div>
${area({ id: "canned-text", name: "text", label: fields.text, hint: hints.text, text, fault: faultIn(form, "text"), rows: 8 })}
<div class="buttons"><button type="submit" class="button">${save}</button></div></form>`;
}

function conflict({ changed }: Form, { words: { canned: words, case: own } }: ConsoleFrame): Html | undefined {
  if (changed === undefined) return undefined;
  const { now } = changed;
  if (now === undefined) return html`<p class="notice" role="alert">${words.gone}</p>`;
  return html`<div class="notice" role="alert"><p>${words.changed}</p></div>
<section class="stack"><h2>${words.now}</h2><p><b>${now.title}</b></p><p class="as-written" dir="auto">${now.text}</p>
<p class="hint">${words.by(now.authorName, own.time(now.changedAt))}</p></section>
`;
}

const faultIn = ({ fault }: Form, name: NonNullable<Form["fault"]>["field"]): string | undefined =>
  fault?.field === name ? fault.text : undefined;

async function saved(asked: Asked): Promise<void> {
  const { visit, request } = asked;
  const draft = draftOf(request);
  const done = await visit.desk.canned.save(visit.by, draft);
  if (done.kind === "saved") return asked.response.redirect(303, `${visit.base}/canned`);
  return back(asked, draft, done);
}

/** With what was typed, on the page from which it came. */
function back(asked: Asked, draft: CannedDraft, done: Exclude<CannedSaved, { kind: "saved" }>): Promise<void> {
  const { frame, request } = asked;
  const again = request.params.id === undefined ? listed : opened;
  if (done.kind === "fault") {
    const { fault, field: name } = done;
    return again(asked, { draft, fault: { field: name, text: frame.words.cases.fault(fault) } });
  }
  return again(asked, { draft: { ...draft, version: done.now?.version ?? 0 }, changed: { now: done.now } });
}

async function removed(asked: Asked): Promise<void> {
  const { frame, visit, request } = asked;
  const id = String(request.params.id);
  const now = await visit.desk.canned.get(id);
  const gone = `${visit.base}/canned`;
  if (now === undefined) return asked.response.redirect(303, gone);
  if (field(request, "sure") !== "1") {
    return opened(asked, { draft: now, fault: { field: "sure", text: frame.words.canned.notSure } });
  }
  const done = await visit.desk.canned.remove(visit.by, id, draftOf(request).version);
  if (done.kind === "changed" && done.now !== undefined) {
    return opened(asked, { draft: done.now, changed: { now: done.now } });
  }
  asked.response.redirect(303, gone);
}

function draftOf(request: Request): CannedDraft {
  const version = field(request, "version");
  return {
    id: typeof request.params.id === "string" ? request.params.id : field(request, "id"),
    title: field(request, "title"),
    text: field(request, "text").replace(/\r\n?/gu, "\n"),
    version: /^\d{1,9}$/u.test(version) ? Number(version) : 0,
  };
}

function send({ frame, visit, response }: Asked, title: string, content: Html, { fault, changed }: Form): void {
  const status = changed !== undefined ? CONFLICT : fault !== undefined ? NOT_TAKEN : 200;
  response
    .status(status)
    .type("html")
    .send(consolePage(frame, visit, { title, area: "canned", content }));
}
