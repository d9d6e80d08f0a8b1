/**
 * The one HTTP server: safe headers, health, errors in plain words, and whatever routes it is given.
 *
 * It parses no body: pages bring their own parser, and webhooks need the bytes as they came to check a signature.
 * What visitors write stands in addresses and bodies, and error messages may quote it. So a log line holds none of the
 * three: method, status, duration, and for a failure its class, code and place in our code.
 */

import { createServer } from "node:http";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import helmet from "helmet";
import type { Facts } from "../../src/errors.ts";
import { FAILURE_PAGE, type PageNotice, type PageWords } from "../../src/ports/page.ts";
import { HEADERS_TIMEOUT_MS, KEEP_ALIVE_TIMEOUT_MS, REQUEST_TIMEOUT_MS, TIMEOUT_CHECK_MS } from "./limits.ts";
import { closed, listening } from "./listen.ts";

/** What the server needs of a logger: pino fits it, and so does a test's list. */
export interface Log {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

export interface HttpServerParts {
  /** Tried in this order after `/healthz` and `/readyz`. */
  readonly routes: readonly RequestHandler[];
  /** False while the desk loads or closes: `/readyz` then gives 503, and a load balancer sends nobody. */
  readonly isReady: () => boolean;
  /** What an operator should look at although it serves, a line each, shown under `ready`. Holds no words of people. */
  readonly detail?: (() => readonly string[]) | undefined;
  readonly words: Pick<PageWords["notices"], "malformed" | "notFound" | "tooLarge" | "failed">;
  /** A whole HTML document that says one thing. */
  readonly errorPage: (notice: PageNotice) => string;
  /** Proxies before the desk, as express names them: addresses, ranges, `loopback`. `[]` (the default) believes no forwarded address. */
  readonly trustProxy?: readonly string[];
  readonly log?: Log | undefined;
}

export interface HttpServer {
  /**
   * Starts to listen.
   *
   * @returns the origin, such as `http://127.0.0.1:8080`, with the real port where `port` is 0
   * @throws DeskError `settings-invalid` where the address cannot be used
   */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>;
  /** Takes no new request, lets those under way end, and cuts what is left after CLOSE_TIMEOUT_MS. */
  close(): Promise<void>;
}

export function httpServer(parts: HttpServerParts): HttpServer {
  let isClosing = false;
  const app = application({ ...parts, isReady: () => !isClosing && parts.isReady() });
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    },
    app,
  );
  return {
    listen: (at) => listening(server, at),
    close() {
      isClosing = true;
      return closed(server);
    },
  };
}

function application({
  routes,
  isReady,
  detail = () => [],
  words,
  errorPage,
  trustProxy = [],
  log,
}: HttpServerParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustProxy.length === 0 ? false : trustProxy);
  app.use(safeHeaders);
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", (_request, response) => {
    const isFit = isReady();
    response
      .status(isFit ? 200 : 503)
      .type("text")
      .send(isFit ? ["ready", ...detail()].join("\n") : "not ready");
  });
  if (log !== undefined) app.use(logged(log));
  app.use(readableAddress, ...routes);
  app.use((_request, response) => {
    response.status(404).set("Cache-Control", "no-store").type("html").send(errorPage(words.notFound));
  });
  app.use(failure({ words, errorPage, log }));
  return app;
}

/**
 * Everything from this origin, scripts as files alone, and no page in a frame: a route that is meant to be framed says by
 * whom. Plain http stays possible, TLS is the proxy's matter. Without a referrer browsers tell no origin with a form
 * (`Origin: null`), so whoever takes forms must know its own by a token.
 */
const safeHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "script-src": ["'self'"],
      "connect-src": ["'self'"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
    },
  },
  xFrameOptions: { action: "deny" },
  strictTransportSecurity: false,
});

/** No id and no file of ours has a NUL in its name, and PostgreSQL fails where it is to look for one. */
const readableAddress: RequestHandler = (request, _response, next) => {
  const refuse = (why: string) => next(Object.assign(new Error(why), { status: 400 }));
  try {
    if (decodeURIComponent(request.path).includes("\0")) refuse("the address has a NUL");
    else next();
  } catch {
    refuse("the address's percent-encoding is broken");
  }
};

/** Questions and refusals are worth a line; pages, fonts and style that were simply delivered are not. */
function logged(log: Log): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.once("finish", () => {
      const status = response.statusCode;
      const facts = { method: request.method, status, ms: Math.round(performance.now() - start) };
      if (status >= 400 && status < 500) log.warn(facts, "request refused");
      else if (status < 400 && request.method !== "GET") log.info(facts, "request answered");
    });
    next();
  };
}

/** Four parameters make it express's error handler. */
function failure({ words, errorPage, log }: Pick<HttpServerParts, "words" | "errorPage" | "log">): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = refusalStatus(error) ?? 500;
    if (status === 500) log?.error({ method: request.method, status, ...trace(error) }, "request failed");
    // Half a page cannot become an error page; a cut connection at least tells the browser that it is not whole.
    if (response.headersSent) return void response.destroy();
    const notice = { 404: words.notFound, 413: words.tooLarge, 500: words.failed }[status] ?? words.malformed;
    const own = response.locals[FAILURE_PAGE] as (() => string) | undefined;
    const page = status === 500 && own !== undefined ? own() : errorPage(notice);
    response.status(status).set("Cache-Control", "no-store").type("html").send(page);
  };
}

/** The status that an error asks for when the request is to blame; undefined when the server is. */
function refusalStatus(error: unknown): number | undefined {
  const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status < 500 ? status : undefined;
}

/** Class, code and places in the code, without the message, which may quote what a visitor wrote. */
function trace(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const places = error.stack?.split("\n").filter((line) => PLACE.test(line));
  return { error: error.name, code, at: places?.slice(0, 5).join("").trim() };
}

/** A line of V8's stack trace: `    at name (file:line:column)`. */
const PLACE = /^ {4}at .+:\d+:\d+\)?$/u;
