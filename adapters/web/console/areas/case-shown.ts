/**
 * Gathers what the page of a case shows and sends it, with what was typed and not taken.
 */

import type { Request, Response } from "express";
import type { CaseRefusal, ConsoleCase } from "../../../../src/ports/console/cases.ts";
import type { CaseNumber, MessageId } from "../../../../src/records.ts";
import type { Html } from "../../html.ts";
import { count } from "../../receive.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { notFound, type Visit } from "../route.ts";
import type { TriedForm } from "./case-forms.ts";
import { type CasePageParts, casePage } from "./case-page.ts";
import { type ReplyDraft, replySection } from "./case-reply.ts";

export interface Showing {
  readonly status?: number | undefined;
  readonly said?: CasePageParts["said"];
  readonly tried?: TriedForm | undefined;
  readonly draft?: ReplyDraft | undefined;
  /** An answer that is to be corrected, before anything was typed. */
  readonly correcting?: MessageId | undefined;
}

/** Sends the page of the case that the address names. */
export type Shower = (visit: Visit, request: Request, response: Response, showing?: Showing) => Promise<void>;

export function shower(frame: ConsoleFrame): Shower {
  return async (visit, request, response, showing = {}) => {
    const number = numberOf(request);
    const found = await visit.desk.cases.read(number, count(request.query, "skip") ?? 0);
    if (found === undefined) throw notFound();
    // The region that changes by itself is asked for often, and takes nothing of the rest.
    const isPiece = request.method === "GET" && request.get("HX-Request") === "true";
    const reply = isPiece ? undefined : await replyOf(frame, visit, found, showing);
    const { said, tried } = showing;
    const content = casePage({ frame, visit, found, reply, said, tried });
    const { case: on, cityName } = found.card;
    const title = frame.words.case.card.title({ number, cityName, isUrgent: on.priority === "urgent" });
    response
      .status(showing.status ?? 200)
      .type("html")
      .send(consolePage(frame, visit, { title, area: "cases", content }));
  };
}

async function replyOf(
  frame: ConsoleFrame,
  visit: Visit,
  found: ConsoleCase,
  { draft, correcting }: Showing,
): Promise<Html | undefined> {
  const isOpen = found.may.includes("answer") && visit.by.role !== "viewer";
  if (!isOpen && draft === undefined) return undefined;
  const { number } = found.card.case;
  const view = await visit.desk.cases.reply(visit.by, { number, correcting: draft?.correcting ?? correcting });
  return replySection(view, { frame, visit, number, draft, canned: await visit.desk.canned.list() });
}

/** Of the case that the address names. */
export function numberOf({ params }: Request): CaseNumber {
  const { number } = params;
  if (typeof number !== "string" || !/^[1-9]\d{0,8}$/u.test(number)) throw notFound();
  return Number(number) as CaseNumber;
}

/** Why something was not done, as staff read it here. */
export function refusalWords({ words }: ConsoleFrame, { say, staffName }: CaseRefusal): string {
  const { cases, case: own } = words;
  switch (say.kind) {
    case "not-open":
      return cases.forms.notOpen;
    case "sent-again":
      return cases.forms.sentAgain;
    case "finding":
    case "help":
    case "home-city":
    case "unknown-city":
      return own.whisper({ kind: "failed" }, undefined);
    default:
      return own.whisper(say, staffName);
  }
}
