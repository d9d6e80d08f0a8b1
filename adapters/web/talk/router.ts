/**
 * The page of a conversation over HTTP: forms in, pages out, on the city's own server and as a widget on other sites.
 */

import { type Request, type RequestHandler, Router } from "express";
import { FAILURE_PAGE } from "../../../src/ports/page.ts";
import type { SigningKeys, TalkDesk, TalkEvent } from "../../../src/ports/talk.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Peer, Press } from "../../../src/records.ts";
import { costsQuestion } from "../fair-turns.ts";
import { FIRST_LANGUAGE, type Frame } from "../frame.ts";
import { network } from "../network.ts";
import { parseForm } from "../parse-form.ts";
import { chosenCity, chosenLanguage, count } from "../receive.ts";
import { answers } from "./answers.ts";
import { eventIdOf, freshId } from "./cookie.ts";
import { failedPage } from "./failed.ts";
import { type TalkLimits, talkLimits } from "./limits.ts";
import { chooserPage } from "./page.ts";
import { encoded } from "./press.ts";
import { type FormEvent, talkForm } from "./receive.ts";
import type { Refusal } from "./refusal.ts";
import { newPath, type TalkPlace, talkPath, UNTIL_QUERY } from "./view.ts";
import { type Visit, visits } from "./visit.ts";

export interface TalkRouterParts {
  readonly desks: readonly TalkDesk[];
  readonly keys: SigningKeys;
  readonly frame: Frame;
  readonly clock: Pick<Clock, "now">;
  /** The desk is reached by https (`BASE_URL`), whatever the last proxy says. */
  readonly isHttps: boolean;
}

/** The pages of all desks, and where there are several, `/` to choose among them. */
export function talkRouter(parts: TalkRouterParts): Router {
  const { desks, frame } = parts;
  const router = Router();
  const limits = talkLimits();
  for (const desk of desks) {
    mount(router, { ...parts, limits, desk, place: "page" });
    if (desk.widgetOrigins.length > 0) mount(router, { ...parts, limits, desk, place: "widget" });
  }
  if (desks.length > 1) {
    router.get("/", ({ query }, response) => {
      const choices = desks.map(({ base, id, name }) => ({ base, name: name() ?? id }));
      const page = chooserPage(frame, chosenLanguage(query) ?? FIRST_LANGUAGE, choices);
      response.type("html").set("Cache-Control", "no-cache").send(page);
    });
  }
  return router;
}

/** One place at which one desk is talked to. */
interface Mount extends TalkRouterParts {
  readonly limits: TalkLimits;
  readonly desk: TalkDesk;
  readonly place: TalkPlace;
}

function mount(router: Router, at: Mount): void {
  const { desk, place, frame } = at;
  const who = visits(at);
  const answer = answers(at);
  const path = talkPath({ base: desk.base, place });
  const forNews = newPath({ base: desk.base, place });
  const framed: RequestHandler[] = place === "widget" ? [framedBy(desk.widgetOrigins)] : [];

  router.get(path, ...framed, async (request, response) => {
    const { query } = request;
    const chosen = { city: chosenCity(query, frame.cities), language: chosenLanguage(query) };
    await answer.page(response, who.any(request), { ...chosen, until: count(query, UNTIL_QUERY) });
  });

  router.post(path, ...framed, ...parseForm, async (request, response) => {
    const fields: unknown = request.body;
    const asked = { fields, isLive: isLive(request) };
    const { token, formId, draft, left, done } = talkForm(fields, frame.cities);
    const visit = who.ofForm(request, token);
    // A page that is live keeps its words itself.
    if (draft !== "" && !asked.isLive)
      response.locals[FAILURE_PAGE] = () => failedPage(frame, { ...desk, place }, fields);
    const refuse = (to: Visit, refusal: Refusal) => answer.refused(response, to, { ...asked, refusal, draft });
    if (visit === undefined) return refuse(who.any(request), { kind: "stale" });
    const seconds = await secondsToWait(at, visit, request);
    if (seconds > 0) return refuse(visit, { kind: "too-many", seconds });
    if (done.kind !== "say" && done.kind !== "press") return refuse(visit, done);
    const did = await event(at, visit, { done, formId });
    if (did === undefined) return refuse(visit, { kind: "unknown-button" });
    costsQuestion(request);
    await desk.receive(visit.peer, did);
    await answer.sent(response, visit, { ...asked, left });
  });

  router.get(forNews, ...framed, async (request, response) => {
    const visit = who.known(request);
    if (visit === undefined) return void response.status(204).end();
    await answer.news(response, visit, request.query);
  });

  // Where there is no cookie: a token has no place in an address.
  router.post(forNews, ...framed, ...parseForm, async (request, response) => {
    const fields: unknown = request.body;
    const visit = who.ofForm(request, talkForm(fields, frame.cities).token);
    const asked = { fields, isLive: isLive(request) };
    if (visit === undefined) {
      return answer.refused(response, who.any(request), { ...asked, refusal: { kind: "stale" }, draft: "" });
    }
    await (asked.isLive ? answer.news(response, visit, fields) : answer.page(response, visit));
  });
}

const isLive = (request: Request): boolean => request.get("HX-Request") === "true";

/** What is not yet a conversation counts for the network that begins it: each costs the desk a record of its own. */
async function secondsToWait({ desk, limits }: Mount, { peer }: Visit, { ip = "" }: Request): Promise<number> {
  const isNew = !(await desk.isBegun(peer));
  return (isNew ? await limits.beginning(network(ip)) : 0) || limits.form(`${desk.id}/${peer}`);
}

interface Doing {
  readonly done: FormEvent;
  readonly formId: string | undefined;
}

/** As it is kept, and as the resident is to see it; undefined for a button that stands nowhere in this talk. */
async function event(at: Mount, { id, peer }: Visit, { done, formId }: Doing): Promise<TalkEvent | undefined> {
  const text = done.kind === "say" ? done.text : await labelOf(at, peer, done.press);
  if (text === undefined) return undefined;
  // Without an id of its own a form cannot be told from the one before: better twice than never.
  const eventId = eventIdOf(id, formId ?? freshId(), JSON.stringify(done));
  const raw = JSON.stringify({ ...done, id: eventId });
  return { event: { eventId, raw, occurredAt: at.clock.now() }, text };
}

/** As it stands on the button that was pressed. */
async function labelOf({ desk, frame }: Mount, peer: Peer, press: Press): Promise<string | undefined> {
  if (press.act === "say") return press.text;
  const { entries } = await desk.read(peer);
  const sayings = entries.flatMap(({ what }) => (what.by === "desk" ? what.sayings : []));
  const buttons = sayings.flatMap((saying) => [...(saying.kind === "bundle" ? saying.buttons : []), ...saying.quick]);
  const value = encoded(press);
  const pressed = buttons.findLast((button) => encoded(button.press) === value);
  if (pressed !== undefined) return pressed.label;
  return press.act === "language" ? frame.words[press.language].ownName : undefined;
}

/** Lets these sites alone show a page in a frame, and nothing else of it be looser. */
function framedBy(origins: readonly string[]): RequestHandler {
  return (_request, response, next) => {
    const policy = String(response.getHeader("Content-Security-Policy"));
    response.set("Content-Security-Policy", policy.replace(NOWHERE, `frame-ancestors ${origins.join(" ")}`));
    response.removeHeader("X-Frame-Options");
    next();
  };
}

const NOWHERE = "frame-ancestors 'none'";
