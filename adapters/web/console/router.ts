/**
 * The console over HTTP: every route of every area behind the same door.
 *
 * Whether somebody is signed in, has a role at this desk that may do this, and sent a form of ours is looked at here and
 * nowhere else. A desk at which somebody has no role answers as one that there is not.
 */

import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import type { ConsoleDesk } from "../../../src/ports/console/desk.ts";
import type { RefusalKind } from "../../../src/ports/console/frame.ts";
import type { ConsoleDoor } from "../../../src/ports/console/sign-in.ts";
import type { ConsoleWords } from "../../../src/ports/console/words.ts";
import { FAILURE_PAGE } from "../../../src/ports/page.ts";
import { framedAreas } from "./areas.ts";
import { type Core, refuse, signedIn, visitOf } from "./core.ts";
import { isOurs } from "./csrf.ts";
import { asked, consoleForm, typed } from "./forms.ts";
import { CHANGE_PATH, CHANGED, type ConsoleFrame, OWN, refusalPage } from "./layout.ts";
import { ownRouter } from "./own-pages.ts";
import { type ConsoleRoute, EVERYBODY } from "./route.ts";
import { cookies } from "./session-cookie.ts";

export interface ConsoleRouterParts {
  /** In the order in which they are offered. */
  readonly desks: readonly ConsoleDesk[];
  readonly door: ConsoleDoor;
  readonly words: ConsoleWords;
  /** Paths on this server, as `assets` tells them. */
  readonly assets: Pick<ConsoleFrame, "fonts" | "script" | "icon"> & { readonly consoleStylesheet: string };
  /** The desk is reached by https (`BASE_URL`), whatever the last proxy says. */
  readonly isHttps: boolean;
}

/** To be mounted at the root: all its addresses begin with `/console`. */
export function consoleRouter({ desks, door, words, assets, isHttps }: ConsoleRouterParts): Router {
  const { frame, areas } = framedAreas({ ...assets, words, stylesheet: assets.consoleStylesheet });
  const core: Core = { desks: new Map(desks.map((desk) => [desk.id, desk])), door, frame, cookies: cookies(isHttps) };
  const router = Router();
  router.use("/console", safely, ownRouter(core));
  for (const route of [...areas.flatMap(([, routes]) => routes), change, start(frame)]) {
    router[route.method](`/console/:desk${route.path}`, guarded(core, route));
  }
  router.use("/console", refused(core));
  return router;
}

/** Nothing of the console is kept by a browser or proxy, or shown in a frame; scripts are this server's own. */
const safely: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy":
      "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
  });
  next();
};

/** What a live page asks every other second. */
const change: ConsoleRoute = {
  method: "get",
  path: CHANGE_PATH,
  may: EVERYBODY,
  handle({ desk }, request, response) {
    if (desk.change() > Number(asked(request, "since"))) response.set("HX-Trigger", CHANGED).end();
    else response.status(204).end();
  },
};

/** Leads to the first area that a role may see. */
const start = ({ menu }: ConsoleFrame): ConsoleRoute => ({
  method: "get",
  path: "",
  may: EVERYBODY,
  handle({ by, base }, _request, response) {
    const [first] = menu(by.role);
    response.redirect(303, first === undefined ? OWN.account : `${base}${first.path}`);
  },
});

type Checked = Request<{ desk: string }>;

/** The checks, in this order: signed in, the desk, the password, the role, the form, which is read first to be shown again. */
function guarded(core: Core, route: ConsoleRoute): RequestHandler[] {
  const isPost = route.method === "post";
  const look: RequestHandler = async (request, response, next) => {
    const refused = (kind: RefusalKind, status: number) =>
      refuse(core, response, kind, status, isPost ? typed(request) : []);
    if (isPost) response.locals[FAILURE_PAGE] = () => failed(core, request);
    const somebody = await signedIn(core, request);
    if (somebody === undefined) return isPost ? refused("signed-out", 401) : toSignIn(request, response);
    const visit = visitOf(core, somebody, (request as Checked).params.desk);
    // Who has no role here any more may have been writing just now.
    if (visit === undefined) return isPost ? refused("not-found", 404) : next("route");
    if (somebody.mustChangePassword) return response.redirect(303, OWN.account);
    if (!route.may.includes(visit.by.role)) return refused("not-allowed", 403);
    if (isPost && !isOurs(request, somebody.token)) return refused("stale-form", 403);
    await route.handle(visit, request, response);
  };
  return [...(isPost ? consoleForm : []), look];
}

/** What the desk fails at is the server's to log, and nothing that was typed is lost for it. */
const failed = ({ frame }: Core, request: Request): string =>
  refusalPage(frame, frame.words.frame.refusals.failed, typed(request));

/** Only the path is taken along: what stands behind it may be somebody's words. */
function toSignIn(request: Request, response: Response): void {
  const address = `${OWN.signIn}?to=${encodeURIComponent(request.baseUrl + request.path)}`;
  if (request.get("HX-Request") === undefined) response.redirect(303, address);
  else response.status(401).set("HX-Redirect", OWN.signIn).end();
}

/** What a route refuses is said in the console's own words; what it fails at is the server's to log and tell. */
const refused =
  (core: Core): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
    if (typeof status !== "number" || status < 400 || status >= 500 || response.headersSent) return next(error);
    const kind = KINDS[status] ?? "malformed";
    refuse(core, response, kind, status, request.method === "POST" ? typed(request) : []);
  };

const KINDS: Readonly<Record<number, RefusalKind>> = { 403: "not-allowed", 404: "not-found", 413: "too-large" };
