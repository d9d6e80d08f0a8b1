/**
 * What the centre itself has to say just now → pages of the console.
 */

import type { Request, Response } from "express";
import type { NoticeActed, NoticeDraft, NoticeRead, NoticeShown } from "../../../../src/ports/console/notices.ts";
import { html } from "../../html.ts";
import { asked, field } from "../forms.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { CASE_WORKERS, type ConsoleRoute, EVERYBODY, type Visit } from "../route.ts";
import { type Draft, listed, noticeForm, noticeView, previewed, said } from "./notice-views.ts";

const BLANK: NoticeDraft = { words: "", text: "", city: "", from: "", until: "" };

export function noticesRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  const of = (work: (at: At) => Promise<void>) => (visit: Visit, request: Request, response: Response) =>
    work({ frame, visit, request, response });
  return [
    { method: "get", path: "/notices", may: EVERYBODY, handle: of(list) },
    { method: "get", path: "/notices/new", may: CASE_WORKERS, handle: of(blank) },
    { method: "post", path: "/notices", may: CASE_WORKERS, handle: of((at) => saved(at, undefined)) },
    { method: "get", path: "/notices/:id", may: EVERYBODY, handle: of(one) },
    { method: "post", path: "/notices/:id", may: CASE_WORKERS, handle: of((at) => saved(at, readOf(at.request))) },
    {
      method: "post",
      path: "/notices/:id/approve",
      may: CASE_WORKERS,
      handle: of(async (at) =>
        acted(at, await at.visit.desk.notices.approve(at.visit.by, readOf(at.request)), "approved"),
      ),
    },
    {
      method: "post",
      path: "/notices/:id/remove",
      may: CASE_WORKERS,
      handle: of(async (at) =>
        acted(at, await at.visit.desk.notices.remove(at.visit.by, readOf(at.request)), "removed"),
      ),
    },
  ];
}

interface At {
  readonly frame: ConsoleFrame;
  readonly visit: Visit;
  readonly request: Request;
  readonly response: Response;
}

const idOf = (request: Request): string => (request as Request<{ id: string }>).params.id;
const readOf = (request: Request): NoticeRead => ({ id: idOf(request), version: Number(field(request, "version")) });
const mayWrite = ({ by }: Visit): boolean => CASE_WORKERS.includes(by.role);

/** What was done before stands in the address by its kind alone. */
const TOLD = ["saved", "approved", "removed", "changed", "gone", "own"] as const;
const toldOf = (request: Request) => TOLD.find((kind) => kind === asked(request, "told"));

async function list({ frame, visit, request, response }: At): Promise<void> {
  const notices = await visit.desk.notices.list(visit.by);
  response.send(
    consolePage(frame, visit, {
      title: frame.words.notices.title,
      area: "notices",
      content: listed(frame, visit, { notices, mayWrite: mayWrite(visit), told: toldOf(request) }),
    }),
  );
}

async function blank(at: At): Promise<void> {
  sendForm(at, { draft: BLANK, read: undefined, faults: [] });
}

async function one(at: At): Promise<void> {
  const { frame, visit, request, response } = at;
  const notice = await visit.desk.notices.get(visit.by, idOf(request));
  if (notice === undefined) throw Object.assign(new Error("there is no such notice"), { status: 404 });
  const told = toldOf(request);
  response.send(
    consolePage(frame, visit, {
      title: frame.words.notices.title,
      area: "notices",
      content: noticeView(frame, visit, { notice, mayWrite: mayWrite(visit), draft: draftOf(notice), told }),
    }),
  );
}

async function saved(at: At, read: NoticeRead | undefined): Promise<void> {
  const { visit, request, response } = at;
  const { notices } = visit.desk;
  const draft = typedDraft(request);
  if (field(request, "act") === "preview") {
    const shown = notices.preview(draft);
    const isFaulty = "length" in shown;
    sendForm(at, { draft, read, ...(isFaulty ? { faults: shown } : { faults: [], preview: shown }) });
    return;
  }
  const done = await notices.save(visit.by, read, draft);
  switch (done.kind) {
    case "saved":
      return response.redirect(303, `${visit.base}/notices/${encodeURIComponent(done.id)}?told=saved`);
    case "faulty":
      return sendForm(at, { draft, read, faults: done.faults });
    case "gone":
      return sendForm(at, { draft, read: undefined, faults: [], told: "gone" });
    case "changed": {
      const now = read && (await notices.get(visit.by, read.id));
      return sendForm(at, {
        draft,
        read: now && { id: now.id, version: now.version },
        faults: [],
        told: "changed",
        now,
      });
    }
    default:
      return done satisfies never;
  }
}

/** What was typed stands in the fields again. */
function sendForm({ frame, visit, response }: At, draft: Draft): void {
  const { title } = frame.words.notices;
  const isWrong = draft.faults.length > 0 || draft.told !== undefined;
  const content = html`${[
    ...(draft.told === undefined ? [] : [said(frame, draft.told)]),
    ...(draft.preview === undefined ? [] : [previewed(frame, draft.preview)]),
    noticeForm(frame, visit, draft),
  ]}`;
  response.status(isWrong ? 422 : 200).send(consolePage(frame, visit, { title, area: "notices", content }));
}

async function acted(
  { visit, request, response }: At,
  { kind }: NoticeActed,
  done: "approved" | "removed",
): Promise<void> {
  const told = kind === "done" ? done : kind;
  const isGone = told === "removed" || told === "gone";
  response.redirect(303, `${visit.base}/notices${isGone ? "" : `/${encodeURIComponent(idOf(request))}`}?told=${told}`);
}

const typedDraft = (request: Request): NoticeDraft => ({
  words: field(request, "words"),
  text: field(request, "text"),
  city: field(request, "city"),
  from: field(request, "from"),
  until: field(request, "until"),
});

const draftOf = ({ words, text, city, from, until }: NoticeShown): NoticeDraft => ({
  words: words.join("、"),
  ...{ text, city: city?.id ?? "", from, until },
});
