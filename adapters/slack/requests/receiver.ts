/**
 * How Slack's requests reach the desk: over HTTP, or over a connection that the desk opens itself (Socket Mode).
 *
 * Bolt checks signatures, answers Slack's trial of the address and tells the kinds of requests apart. Added here is
 * what it leaves out: a timestamp from the future is refused, and whatever is not answered in so many words is
 * acknowledged, but only when its work is done. What failed is not acknowledged, so that Slack delivers it again.
 */

import { type App, ExpressReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import express, { type RequestHandler, type Response, type Router } from "express";
import type { Facts } from "../../../src/errors.ts";
import { REQUEST_AHEAD_MS, REQUEST_BYTES } from "./limits.ts";

/** What this needs of a logger. */
export interface SlackLog {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

export interface HttpParts {
  readonly signingSecret: string;
  /** Such as `/slack/events`. */
  readonly paths: readonly string[];
  readonly log: SlackLog;
  readonly desk: string;
}

/** Serves POST at the paths, and refuses other methods there. */
export function httpReceiver({ signingSecret, paths, log, desk }: HttpParts): { receiver: Receiver; router: Router } {
  const router = express.Router();
  router.post([...paths], notAhead(desk, log));
  const receiver = new ExpressReceiver({
    signingSecret,
    router,
    endpoints: Object.fromEntries(paths.map((path) => [path, path])),
    processBeforeResponse: true,
    signatureVerification: true,
    bodyLimit: REQUEST_BYTES,
    logger: boltLogger(desk, log),
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) said(response as Response, 500, "not kept, deliver again");
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      if (!response.headersSent) said(response as Response, 500, "too late, deliver again");
    },
  });
  router.all([...paths], (_request, response) => said(response.set("Allow", "POST"), 405, "POST only"));
  return { receiver: acknowledging(receiver), router };
}

/** Bolt refuses what is too old; what is ahead could be played again until its time has come. */
function notAhead(desk: string, log: SlackLog): RequestHandler {
  return (request, response, next) => {
    const seconds = Number(request.headers["x-slack-request-timestamp"]);
    // By the machine's clock, as Bolt measures age.
    if (!(seconds * 1000 > Date.now() + REQUEST_AHEAD_MS)) return next();
    log.warn({ desk }, "a request from the future was refused: if Slack sent it, set this machine's clock");
    said(response, 401, "the timestamp does not fit");
  };
}

function said(response: Response, status: number, words: string): void {
  response.status(status).set("Cache-Control", "no-store").type("text").send(words);
}

/** @param appToken - of the app itself, `xapp-…` */
export function socketReceiver(appToken: string, desk: string, log: SlackLog): Receiver {
  const logger = boltLogger(desk, log);
  return acknowledging(new SocketModeReceiver({ appToken, logger, processEventErrorHandler: async () => false }));
}

/**
 * The same receiver, whose events are acknowledged once they are worked.
 *
 * Bolt itself acknowledges an event before its listeners run, which over a socket is at once, and leaves alone what no
 * listener is there for.
 */
export function acknowledging(inner: Receiver): Receiver {
  return {
    init(app) {
      const processEvent: App["processEvent"] = async ({ ack, ...event }) => {
        let answer: Parameters<typeof ack>[0];
        await app.processEvent({
          ...event,
          ack: async (said) => {
            answer = said ?? answer;
          },
        });
        await ack(answer);
      };
      inner.init({ processEvent } as App);
    },
    start: (...given) => inner.start(...given),
    stop: (...given) => inner.stop(...given),
  };
}

type BoltLogger = NonNullable<ConstructorParameters<typeof SocketModeReceiver>[0]["logger"]>;

/** Bolt's lines quote errors, bodies and addresses: only that there was one, and how grave, goes on. */
export function boltLogger(desk: string, log: SlackLog): BoltLogger {
  return {
    debug() {},
    info() {},
    warn(...said) {
      const isSignature = String(said[0]).startsWith("Request verification failed");
      log.warn({ desk }, isSignature ? UNSIGNED : "Slack's library warned of a request or of its connection");
    },
    error: () => log.error({ desk }, "Slack's library could not work a request or lost its connection"),
    setLevel() {},
    getLevel: () => "warn" as ReturnType<BoltLogger["getLevel"]>,
    setName() {},
  };
}

const UNSIGNED = "a request without Slack's signature was refused: if Slack sent it, check the signing secret";
