/**
 * The pages of the console that belong to no desk: signing in and out, the choice of a desk, and one's own account.
 */

import { type Request, type RequestHandler, type Response, Router } from "express";
import type { AttemptEnd, Entered, SignInWords } from "../../../src/ports/console/sign-in.ts";
import type { DeskId } from "../../../src/records.ts";
import { network } from "../network.ts";
import { baseOf, type Core, refuse, roleAt, type Somebody, signedIn } from "./core.ts";
import { csrfOf, isOurs } from "./csrf.ts";
import { asked, consoleForm, field } from "./forms.ts";
import { OWN } from "./layout.ts";
import {
  type AccountSaid,
  accountPage,
  type DeskOf,
  deskChoicePage,
  type SignInSaid,
  signInPage,
} from "./own-views.ts";
import { newVisitor } from "./session-cookie.ts";

/** To be mounted at `/console`. */
export function ownRouter(core: Core): Router {
  const router = Router();
  router.get(
    "/",
    inside(core, (somebody, _request, response) => toDesk(core, somebody, response)),
  );
  router.get("/-/sign-in", (request, response) => showSignIn(core, request, response, {}));
  router.post("/-/sign-in", consoleForm, signInPosted(core));
  router.post("/-/sign-out", consoleForm, inside(core, signOutPosted(core)));
  router.post("/-/sign-out-everywhere", consoleForm, inside(core, signOutEverywherePosted(core)));
  router.get(
    "/-/account",
    inside(core, (somebody, _request, response) => showAccount(core, somebody, response, {})),
  );
  router.post("/-/account", consoleForm, inside(core, passwordPosted(core)));
  router.get("/-/elsewhere", toElsewhere(core));
  router.get("/-/elsewhere/back", backFromElsewhere(core));
  return router;
}

type Inside = (somebody: Somebody, request: Request, response: Response) => Promise<void> | void;

/** For somebody who is signed in, with a form of ours where it is one. */
function inside(core: Core, act: Inside): RequestHandler {
  return async (request, response) => {
    const somebody = await signedIn(core, request);
    if (somebody === undefined) return response.redirect(303, OWN.signIn);
    if (request.method === "POST" && !isOurs(request, somebody.token)) return refuse(core, response, "stale-form", 403);
    await act(somebody, request, response);
  };
}

/** To the only desk of theirs, or to choose among several. */
function toDesk(core: Core, somebody: Somebody, response: Response): void {
  const desks = desksOf(core, somebody);
  if (somebody.mustChangePassword) response.redirect(303, OWN.account);
  else if (desks.length === 1) response.redirect(303, baseOf(desks[0]!.id));
  else send(response, deskChoicePage(core.frame, byOf(somebody), desks));
}

function desksOf({ desks }: Core, { account }: Somebody): (DeskOf & { readonly id: DeskId })[] {
  return [...desks.values()].flatMap((desk) => {
    const role = roleAt(account, desk.id);
    return role === undefined ? [] : [{ id: desk.id, name: desk.name(), base: baseOf(desk.id), role }];
  });
}

const byOf = ({ account, token }: Somebody) => ({ name: account.name, csrf: csrfOf(token) });

/** The form is bound to the browser by a cookie of its own, lest somebody be signed in under another's name. */
function showSignIn(core: Core, request: Request, response: Response, said: Partial<SignInSaid>): void {
  const visitor = core.cookies.read(request, "visitor") ?? newVisitor();
  core.cookies.write(request, response, "visitor", visitor);
  const page = signInPage(core.frame, {
    csrf: csrfOf(visitor),
    hasElsewhere: core.door.elsewhere !== undefined,
    to: placeInside(asked(request, "to")),
    login: "",
    notice: asked(request, "out") === "" ? undefined : core.frame.words.signIn.signedOut,
    ...said,
  });
  send(response, page);
}

function signInPosted(core: Core): RequestHandler {
  const words = core.frame.words.signIn;
  return async (request, response) => {
    const [login, to] = [field(request, "login"), placeInside(field(request, "to"))];
    const again = (status: number, notice: string) => {
      response.status(status);
      showSignIn(core, request, response, { login, to, notice });
    };
    const visitor = core.cookies.read(request, "visitor");
    if (visitor === undefined || !isOurs(request, visitor)) return again(403, words.staleForm);
    const end = await core.door.signIn({
      login,
      password: field(request, "password"),
      network: networkOf(request),
      known: core.cookies.read(request, "known"),
    });
    if (end.kind !== "in") return again(statusOf(end, core, response), saidOf(end, words));
    enter(core, request, response, end);
    response.redirect(303, to ?? OWN.start);
  };
}

const networkOf = ({ ip = "unknown" }: Request): string => network(ip);

function statusOf(end: Exclude<AttemptEnd, Entered>, { door }: Core, response: Response): number {
  if (end.kind === "refused") return 401;
  if (end.kind === "busy") return 503;
  response.set("Retry-After", String(Math.max(1, Math.ceil((end.until - door.now()) / 1000))));
  return 429;
}

function saidOf(end: Exclude<AttemptEnd, Entered>, words: SignInWords): string {
  return end.kind === "wait" ? words.wait(end.until) : words[end.kind];
}

/** The session's cookie is always a new one, whatever the browser brought. */
function enter({ cookies }: Core, request: Request, response: Response, { token, known }: Entered): void {
  cookies.write(request, response, "session", token);
  cookies.clear(request, response, "visitor");
  if (known !== undefined) cookies.write(request, response, "known", known);
}

const signOutPosted =
  (core: Core): Inside =>
  async ({ token }, request, response) => {
    await core.door.signOut(token);
    core.cookies.clear(request, response, "session");
    response.redirect(303, `${OWN.signIn}?out=1`);
  };

const signOutEverywherePosted =
  (core: Core): Inside =>
  async ({ token }, request, response) => {
    await core.door.signOutEverywhere(token);
    core.cookies.clear(request, response, "session");
    response.redirect(303, `${OWN.signIn}?out=1`);
  };

function showAccount(core: Core, somebody: Somebody, response: Response, said: Partial<AccountSaid>): void {
  const { account, mustChangePassword } = somebody;
  const page = accountPage(core.frame, byOf(somebody), {
    login: account.login,
    hasPassword: account.password !== undefined,
    mustChange: mustChangePassword,
    desks: desksOf(core, somebody),
    notice: undefined,
    isDone: false,
    ...said,
  });
  send(response, page);
}

function passwordPosted(core: Core): Inside {
  const words = core.frame.words.signIn;
  return async (somebody, request, response) => {
    const [before, after] = [field(request, "password-before"), field(request, "password-after")];
    const again = (status: number, notice: string) => {
      response.status(status);
      showAccount(core, somebody, response, { notice });
    };
    if (after !== field(request, "password-again")) return again(400, words.account.unlike);
    const end = await core.door.changePassword(somebody.token, { before, after, network: networkOf(request) });
    if (end.kind === "fault") return again(400, words.account.faults[end.fault]);
    if (end.kind !== "in") return again(statusOf(end, core, response), saidOf(end, words));
    enter(core, request, response, end);
    const now = { ...somebody, token: end.token, mustChangePassword: false };
    showAccount(core, now, response, { notice: words.account.changed, isDone: true });
  };
}

function toElsewhere(core: Core): RequestHandler {
  return async (request, response, next) => {
    if (core.door.elsewhere === undefined) return next();
    const begun = await core.door.elsewhere.begin();
    if (begun === undefined) {
      response.status(503);
      return showSignIn(core, request, response, { notice: core.frame.words.signIn.elsewhereAway });
    }
    core.cookies.write(request, response, "elsewhere", begun.kept);
    response.redirect(303, begun.address);
  };
}

function backFromElsewhere(core: Core): RequestHandler {
  const words = core.frame.words.signIn;
  return async (request, response, next) => {
    if (core.door.elsewhere === undefined) return next();
    const kept = core.cookies.read(request, "elsewhere");
    core.cookies.clear(request, response, "elsewhere");
    const { search } = new URL(request.originalUrl, "http://desk");
    const end = kept === undefined ? ({ kind: "refused" } as const) : await core.door.elsewhere.end(search, kept);
    if (end.kind === "in") {
      enter(core, request, response, end);
      return response.redirect(303, OWN.start);
    }
    const [status, notice] = {
      refused: [401, words.elsewhereRefused] as const,
      "no-account": [403, words.noAccount] as const,
      away: [503, words.elsewhereAway] as const,
    }[end.kind];
    response.status(status);
    showSignIn(core, request, response, { notice });
  };
}

/**
 * A page of a desk of the console, to go on to after signing in; undefined for any other address.
 * What a browser makes of it is looked at, not what it looks like: `/\\evil` and `//evil` lead elsewhere.
 */
export function placeInside(to: string): string | undefined {
  if (!/^\/console\/[a-z0-9][\w/-]*$/u.test(to)) return undefined;
  const { origin, pathname } = new URL(to, "http://desk");
  return origin === "http://desk" && pathname === to ? to : undefined;
}

function send(response: Response, page: string): void {
  response.type("html").send(page);
}
