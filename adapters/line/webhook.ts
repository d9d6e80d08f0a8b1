/**
 * Where LINE delivers events: checks that a body is LINE's own, and answers once its events lie in the store.
 *
 * LINE waits two seconds and counts anything but 2xx as a failure, upon which it delivers again if redelivery is on.
 * So a 200 is given only for what cannot be lost any more, a 500 asks for another delivery, and no answering is done
 * in here. The signature covers the bytes as they came, emoji escapes and all: a parser in front of this would break it.
 */

import { validateSignature } from "@line/bot-sdk";
import express, { type ErrorRequestHandler, type RequestHandler, type Response, type Router } from "express";
import type { Facts } from "../../src/errors.ts";
import type { Clock } from "../../src/ports/world.ts";
import type { DeskId, ReceivedEvent } from "../../src/records.ts";
import { WEBHOOK_BYTES } from "./limits.ts";
import { receivedEvents } from "./receive.ts";

/** What this needs of a logger; the server logs method and status of each request by itself. */
export interface WebhookLog {
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

export interface LineWebhookParts {
  /** Of the desk that the address names, or of the only one where it names none; undefined where there is none. */
  readonly secretOf: (desk: string | undefined) => Known | undefined;
  /** Resolves when the events are safe. A repetition is harmless. @param at - when the request came in */
  readonly receive: (desk: DeskId, events: ReceivedEvent[], at: number) => Promise<void>;
  readonly clock: Pick<Clock, "now">;
  readonly log: WebhookLog;
}

/** Serves `POST /line/webhook` for a single desk and `POST /line/webhook/<desk>` for one of several. */
export function lineWebhook(parts: LineWebhookParts): Router {
  const router = express.Router();
  router
    .route(["/line/webhook", "/line/webhook/:desk"])
    // The desk first: a body that nobody will look at need not be held in memory.
    .post(knownDesk(parts), bodyAsItCame, received(parts))
    .all((_request, response) => said(response.set("Allow", "POST"), 405, "POST only"));
  router.use("/line/webhook", unreadable);
  return router;
}

interface Known {
  readonly desk: DeskId;
  readonly secret: string;
}
type Handler = RequestHandler<{ desk?: string }, string, unknown, unknown, { known?: Known; at?: number }>;

function knownDesk({ secretOf, clock }: LineWebhookParts): Handler {
  return (request, response, next) => {
    // LINE counts a token's minute from its delivery: not from when the body was read, or a slow store had its turn.
    response.locals.at = clock.now();
    const known = secretOf(request.params.desk);
    if (known === undefined) return said(response, 404, "no such desk");
    response.locals.known = known;
    next();
  };
}

function received({ receive, log }: LineWebhookParts): Handler {
  return async (request, response) => {
    const { desk, secret } = response.locals.known!;
    const at = response.locals.at!;
    // Without a body the reader leaves nothing behind.
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = request.headers["x-line-signature"];
    if (typeof signature !== "string" || !validateSignature(body, secret, signature)) {
      log.warn({ desk }, "a webhook without LINE's signature was refused: if LINE sent it, check the channel secret");
      return said(response, 401, "the signature does not fit");
    }
    const events = eventsIn(body);
    if (events === undefined) {
      log.warn({ desk }, "a signed webhook was refused: its body is not a list of events");
      return said(response, 400, "not a webhook body");
    }
    try {
      if (events.length > 0) await receive(desk, events, at);
    } catch (error) {
      log.error(
        { desk, events: events.length, ...named(error) },
        "events were not kept: LINE is asked to deliver again",
      );
      return said(response, 500, "not kept, deliver again");
    }
    said(response, 200, "ok");
  };
}

/** Any type, since the signature and not a header tells whose it is; compressed is refused, for LINE signs what it sends. */
const bodyAsItCame = express.raw({ type: () => true, limit: WEBHOOK_BYTES, inflate: false });

/** Undefined for what is not the body of a webhook. */
function eventsIn(bytes: Buffer): ReceivedEvent[] | undefined {
  const body = parsed(bytes.toString("utf8"));
  const isOfWebhook = typeof body === "object" && body !== null && "events" in body && Array.isArray(body.events);
  return isOfWebhook ? receivedEvents(body) : undefined;
}

/** The parser's own error would quote the body. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the body reader refuses: too large, cut off, compressed. Four parameters make it express's error handler. */
const unreadable: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
  if (typeof status !== "number" || status < 400 || status >= 500 || response.headersSent) return next(error);
  said(response, status, status === 413 ? "too large" : "unreadable");
};

function said(response: Response, status: number, words: string): void {
  response.status(status).set("Cache-Control", "no-store").type("text").send(words);
}

/** Class and code, and SQLite's fixed words for its own; not the message, which may quote what a person wrote. */
function named(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const fact = (name: string) => (name in error ? String(error[name as keyof Error]) : undefined);
  return { error: error.name, code: fact("code"), reason: fact("errstr") };
}
