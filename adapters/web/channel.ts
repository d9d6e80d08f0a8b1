/**
 * The resident's page: takes a form, asks the desk, sends a document. The only file of the page that talks.
 *
 * It remembers nothing of a conversation. The one thing kept is how often an address asked in the last minute.
 */

import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Language } from "../../src/model.ts";
import type { Desk } from "../../src/ports/desk.ts";
import type { PageNotice, PageWords } from "../../src/ports/page.ts";
import type { Texts } from "../../src/ports/texts.ts";
import { assets } from "./assets.ts";
import type { Frame } from "./frame.ts";
import { FORM_BYTES, FORM_FIELDS, QUESTION_UNITS, QUESTIONS_PER_MINUTE } from "./limits.ts";
import { network } from "./network.ts";
import { chosenCity, chosenLanguage, receive } from "./receive.ts";
import { type Noticed, page, type View } from "./render.ts";
import { textsRouter } from "./texts.ts";

/** What the pages need; `cities` and `reply` of the desk are all they use. */
export interface WebPageParts {
  readonly desk: Pick<Desk, "cities" | "reply">;
  readonly texts: Texts;
  readonly words: Readonly<Record<Language, PageWords>>;
}

export interface WebPage {
  /**
   * GET (with `language` and `city`, if any) and POST of `/`, the texts under `/texts`, and the files under `/assets`; passes
   * on every other address.
   */
  readonly router: Router;
  /** A whole document that says one thing, in the looks of the page and in Japanese; for errors of the server around it. */
  errorPage(notice: PageNotice): string;
}

/**
 * Makes the page.
 *
 * Errors go to the application's handler with an HTTP status: 400 for a body that is no form, 413 for one too large.
 */
export function webPage({ desk, texts, words }: WebPageParts): WebPage {
  const { router: files, stylesheet, icon } = assets();
  const frame: Frame = { words, cities: desk.cities, stylesheet, icon };
  const limiter = new RateLimiterMemory({ points: QUESTIONS_PER_MINUTE, duration: 60 });
  const router = Router();
  router.use(files, textsRouter(texts, frame));
  router.get("/", ({ query }, response) => {
    send(response, frame, { kind: "start", language: chosenLanguage(query), city: chosenCity(query, desk.cities) });
  });
  router.post("/", parseForm, requireForm, async (request, response) => {
    const { question, isCut, isUnknownCity } = receive(request.body, desk.cities);
    const refuse = (notice: Noticed) => send(response, frame, { kind: "retry", question, notice });
    const waitSeconds = await secondsToWait(limiter, request);
    if (waitSeconds > 0) {
      response.status(429).set("Retry-After", String(waitSeconds));
      return refuse(({ notices }) => notices.tooMany(waitSeconds));
    }
    if (isUnknownCity) {
      response.status(400);
      return refuse(({ notices, cityName }) => notices.unknownCity(desk.cities.map(({ names }) => cityName(names))));
    }
    const notice: Noticed | undefined = isCut ? ({ notices }) => notices.cut(QUESTION_UNITS) : undefined;
    send(response, frame, { kind: "reply", question, reply: desk.reply(question), notice });
  });
  return { router, errorPage: (notice) => page(frame, { kind: "notice", notice: () => notice }) };
}

/** May be kept by the browser, so that "back" shows an earlier answer without asking again, but is never shared. */
function send(response: Response, frame: Frame, view: View): void {
  response.type("html").set("Cache-Control", "private, no-cache").send(page(frame, view));
}

const parseForm = express.urlencoded({
  extended: false,
  limit: FORM_BYTES,
  parameterLimit: FORM_FIELDS,
  verify: refuseBadEncoding,
});

const requireForm: RequestHandler = (request, _response, next) =>
  next(request.body === undefined ? badRequest("the body is no form") : undefined);

/** The parser would take a broken percent-encoding for the text itself, and the desk would answer a garbled question. */
function refuseBadEncoding(_request: unknown, _response: unknown, body: Buffer): void {
  try {
    decodeURIComponent(body.toString("latin1"));
  } catch {
    throw badRequest("the form's percent-encoding is broken");
  }
}

function badRequest(message: string): Error {
  return Object.assign(new Error(message), { status: 400 });
}

/** Counts one question; 0 while the address may ask. */
async function secondsToWait(limiter: RateLimiterMemory, { ip = "unknown" }: Request): Promise<number> {
  try {
    await limiter.consume(network(ip));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
