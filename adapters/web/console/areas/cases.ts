/**
 * Cases, as they are worked in the console → pages of the console.
 */

import type { Request, Response } from "express";
import type { MessageId } from "../../../../src/records.ts";
import { asked } from "../forms.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { CASE_WORKERS, type ConsoleRoute, EVERYBODY, MANAGERS, notFound, type Visit } from "../route.ts";
import { caseActs } from "./case-acts.ts";
import { isInline, mediaHeaders } from "./case-media.ts";
import { queryOf, queue } from "./case-queue.ts";
import { numberOf, type Shower, shower } from "./case-shown.ts";

export function casesRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  const shown = shower(frame);
  const acts = caseActs(frame, shown);
  const at = (path: string) => `/cases/:number${path}`;
  const post = (path: string, handle: ConsoleRoute["handle"], may = CASE_WORKERS): ConsoleRoute => ({
    method: "post",
    path: at(path),
    may,
    handle,
  });
  return [
    {
      method: "get",
      path: "/cases",
      may: EVERYBODY,
      handle: (visit, request, response) => listed(frame, visit, request, response),
    },
    {
      method: "get",
      path: at(""),
      may: EVERYBODY,
      handle: (visit, request, response) => read({ frame, shown }, visit, request, response),
    },
    { method: "get", path: at("/media/:id"), may: EVERYBODY, handle: media },
    post("/take", acts.press("take")),
    post("/release", acts.press("release")),
    post("/reopen", acts.press("reopen")),
    post("/revoke", acts.press("revoke")),
    post("/again", acts.again),
    post("/reply", acts.reply),
    post("/note", acts.note),
    post("/hand-on", acts.handOn),
    post("/due", acts.due),
    post("/close", acts.close),
    { method: "get", path: at("/erase"), may: MANAGERS, handle: acts.askErase },
    post("/erase", acts.erase, MANAGERS),
  ];
}

async function listed(frame: ConsoleFrame, visit: Visit, request: Request, response: Response): Promise<void> {
  const { cases } = frame.words;
  const query = queryOf((name) => asked(request, name), visit.desk.cities);
  const list = await visit.desk.cases.list(visit.by, query);
  const said = asked(request, "done") === "erased" ? cases.forms.erased : undefined;
  response
    .type("html")
    .send(
      consolePage(frame, visit, { title: cases.title, area: "cases", content: queue(frame, visit, query, list, said) }),
    );
}

interface Reading {
  readonly frame: ConsoleFrame;
  readonly shown: Shower;
}

async function read({ frame, shown }: Reading, visit: Visit, request: Request, response: Response): Promise<void> {
  const correcting = asked(request, "correct");
  await shown(visit, request, response, {
    said: asked(request, "done") === "sent" ? { text: frame.words.cases.reply.sent, isDone: true } : undefined,
    correcting: correcting === "" ? undefined : (correcting as MessageId),
  });
}

/** Saved files leave the desk, which is kept in the audit; a picture that is shown in the page does not. */
async function media(visit: Visit, request: Request, response: Response): Promise<void> {
  const found = await visit.desk.cases.file(numberOf(request), String(request.params.id));
  if (found === undefined) throw notFound();
  if (!isInline(found.media.type)) await visit.desk.cases.fileSaved(visit.by, found.media.id);
  response.set(mediaHeaders(found.media)).send(Buffer.from(found.content));
}
