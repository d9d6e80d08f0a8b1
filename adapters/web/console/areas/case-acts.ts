/**
 * What is done to a case from its page: a form that was taken leads back to the page, one that was not comes back with
 * what was typed and says why.
 */

import type { Request, Response } from "express";
import type { PassageId } from "../../../../src/model.ts";
import type { CasePress, CaseRefusal } from "../../../../src/ports/console/cases.ts";
import type { Submission, Submitted } from "../../../../src/ports/staff.ts";
import type { MessageId, OutboxId } from "../../../../src/records.ts";
import { field } from "../forms.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { type ConsoleRoute, notFound, type Visit } from "../route.ts";
import { eraseContent, STAFF_REASONS, type TriedForm, timeOf } from "./case-forms.ts";
import { previewContent, type ReplyDraft } from "./case-reply.ts";
import { numberOf, refusalWords, type Shower, type Showing } from "./case-shown.ts";

type Handle = ConsoleRoute["handle"];

export interface CaseActs {
  press(act: Exclude<CasePress["act"], "again">): Handle;
  readonly again: Handle;
  readonly reply: Handle;
  readonly note: Handle;
  readonly handOn: Handle;
  readonly due: Handle;
  readonly close: Handle;
  readonly askErase: Handle;
  readonly erase: Handle;
}

const CONFLICT = 409;
const NOT_TAKEN = 422;

export function caseActs(frame: ConsoleFrame, shown: Shower): CaseActs {
  const { cases: words } = frame.words;
  const refused = (refusal: CaseRefusal): Showing => ({
    status: CONFLICT,
    said: { text: refusalWords(frame, refusal), isDone: false },
  });

  async function pressed(press: CasePress, visit: Visit, request: Request, response: Response): Promise<void> {
    const refusal = await visit.desk.cases.press(visit.by, press);
    if (refusal === undefined) return response.redirect(303, pageOf(visit, request));
    const isDone = refusal.say.kind === "sent-again";
    const told = isDone ? { said: { text: refusalWords(frame, refusal), isDone } } : refused(refusal);
    await shown(visit, request, response, told);
  }

  /** @param tried - what comes back where the form is not taken */
  async function sent(
    submission: Submission,
    tried: Omit<TriedForm, "fault">,
    { visit, request, response }: Asked,
  ): Promise<void> {
    const done = await visit.desk.cases.submit(visit.by, submission);
    if (done.kind === "done") return response.redirect(303, await afterwards(visit, request));
    const fault = done.kind === "fault" ? words.fault(done.fault) : undefined;
    const why = done.kind === "fault" ? { status: NOT_TAKEN } : refused(refusalOf(done));
    await shown(visit, request, response, { ...why, tried: { ...tried, fault } });
  }

  const notTaken = (tried: TriedForm, { visit, request, response }: Asked): Promise<void> =>
    shown(visit, request, response, { status: NOT_TAKEN, tried });

  return {
    press: (act) => (visit, request, response) => pressed({ act, number: numberOf(request) }, visit, request, response),
    again(visit, request, response) {
      const row = field(request, "row");
      if (!/^\d{1,15}$/u.test(row)) throw notFound();
      return pressed(
        { act: "again", number: numberOf(request), row: Number(row) as OutboxId },
        visit,
        request,
        response,
      );
    },
    async reply(visit, request, response) {
      const what = field(request, "do");
      const draft = draftOf(request);
      if (what === "suggestion" || what === "canned") {
        const added = await (what === "canned" ? withCanned : withSuggestion)(draft, { visit, request, response });
        return shown(visit, request, response, { draft: added });
      }
      if (what === "back") return shown(visit, request, response, { draft });
      const done = await visit.desk.cases.submit(
        visit.by,
        answerOf(request, draft, what === "send" ? "send" : "reply"),
      );
      if (done.kind === "done") return response.redirect(303, `${pageOf(visit, request)}?done=sent`);
      if (done.kind === "fault") {
        const faulty = { ...draft, fault: words.fault(done.fault) };
        return shown(visit, request, response, { status: NOT_TAKEN, draft: faulty });
      }
      if (done.view.view !== "preview") return shown(visit, request, response, { ...refused(refusalOf(done)), draft });
      const title = frame.words.case.windows.titles.preview;
      const content = previewContent(done.view, { frame, visit, number: numberOf(request) });
      response.type("html").send(consolePage(frame, visit, { title, area: "cases", content }));
    },
    note(visit, request, response) {
      const text = linesOf(request);
      const submission = { ...formOf(request), form: "note", text } as const;
      return sent(submission, { form: "note", typed: text }, { visit, request, response });
    },
    async handOn(visit, request, response) {
      const typed = field(request, "to");
      const found = await visit.desk.cases.read(numberOf(request), 0);
      const to = found?.colleagues.find(({ id }) => id === typed);
      const asked = { visit, request, response };
      const tried = { form: "hand-on", typed } as const;
      if (to === undefined) return notTaken({ ...tried, fault: words.forms.chooseColleague }, asked);
      return sent({ ...formOf(request), form: "hand-on", to }, tried, asked);
    },
    due(visit, request, response) {
      const typed = field(request, "at");
      const at = timeOf(typed);
      const asked = { visit, request, response };
      const tried = { form: "due", typed } as const;
      if (at === undefined) return notTaken({ ...tried, fault: words.forms.badTime }, asked);
      return sent({ ...formOf(request), form: "due", at }, tried, asked);
    },
    close(visit, request, response) {
      const typed = field(request, "reason");
      const reason = STAFF_REASONS.find((known) => known === typed);
      const asked = { visit, request, response };
      const tried = { form: "close", typed } as const;
      if (reason === undefined) return notTaken({ ...tried, fault: words.forms.closeReasons }, asked);
      return sent({ ...formOf(request), form: "close", reason }, tried, asked);
    },
    askErase: (visit, request, response) => erasureShown(frame, { visit, request, response }, undefined),
    async erase(visit, request, response) {
      if (field(request, "sure") !== "1") {
        return erasureShown(frame, { visit, request, response }, words.forms.notSure);
      }
      const isErased = await visit.desk.cases.erase(visit.by, numberOf(request));
      if (isErased) return response.redirect(303, `${visit.base}/cases?done=erased`);
      const said = { text: words.forms.notErased, isDone: false };
      await shown(visit, request, response, { status: CONFLICT, said });
    },
  };
}

interface Asked {
  readonly visit: Visit;
  readonly request: Request;
  readonly response: Response;
}

const pageOf = ({ base }: Visit, request: Request): string => `${base}/cases/${numberOf(request)}`;

/** Closing a case whose resident wishes every record gone leaves no page to go back to. */
async function afterwards(visit: Visit, request: Request): Promise<string> {
  const isThere = (await visit.desk.cases.read(numberOf(request), 0)) !== undefined;
  return isThere ? pageOf(visit, request) : `${visit.base}/cases?done=erased`;
}

const refusalOf = (done: Exclude<Submitted, { kind: "done" | "fault" }>): CaseRefusal =>
  done.view.view === "refusal" ? done.view : { view: "refusal", say: { kind: "failed" } };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** A form without an id of ours is taken as often as it comes. */
function formOf(request: Request): Pick<Submission, "id" | "number"> {
  const id = field(request, "form");
  return { id: UUID.test(id) ? id : crypto.randomUUID(), number: numberOf(request) };
}

/** A browser ends lines of a form its own way. */
const linesOf = (request: Request): string => field(request, "text").replace(/\r\n?/gu, "\n");

function draftOf(request: Request): ReplyDraft & { readonly quote: PassageId | undefined } {
  const [quote, correcting] = [field(request, "quote"), field(request, "correcting")];
  return {
    text: linesOf(request),
    quote: quote === "" ? undefined : (quote as PassageId),
    isQuoted: quote !== "",
    correcting: correcting === "" ? undefined : (correcting as MessageId),
  };
}

function answerOf(request: Request, draft: ReturnType<typeof draftOf>, form: "reply" | "send"): Submission {
  const { text, quote, correcting } = draft;
  return { ...formOf(request), form, text, quote, correcting, source: undefined };
}

/** Behind what was typed. */
const joined = (typed: string, added: string): string =>
  [typed.trimEnd(), added].filter((part) => part !== "").join("\n\n");

async function withCanned(draft: ReplyDraft, { visit, request }: Asked): Promise<ReplyDraft> {
  const chosen = await visit.desk.canned.get(field(request, "canned"));
  return chosen === undefined ? draft : { ...draft, text: joined(draft.text, chosen.text) };
}

async function withSuggestion(draft: ReplyDraft, { visit, request }: Asked): Promise<ReplyDraft> {
  const view = await visit.desk.cases.reply(visit.by, { number: numberOf(request) });
  if (view.view !== "reply" || !view.isSuggested) return draft;
  return { ...draft, text: joined(draft.text, view.text), isQuoted: draft.isQuoted || view.quotation !== undefined };
}

async function erasureShown(
  frame: ConsoleFrame,
  { visit, request, response }: Asked,
  fault: string | undefined,
): Promise<void> {
  const number = numberOf(request);
  const erasure = await visit.desk.cases.erasure(number);
  if (erasure === undefined) throw notFound();
  const title = frame.words.cases.forms.eraseTitle;
  const content = eraseContent(frame, visit, { number, erasure, fault });
  const status = fault === undefined ? 200 : NOT_TAKEN;
  response
    .status(status)
    .type("html")
    .send(consolePage(frame, visit, { title, area: "cases", content }));
}
