/**
 * The private page: a link is opened by one browser, which then reads and writes there. The only file of it that talks.
 *
 * An address that holds a token shows a button and does nothing: only the form behind it opens the link. What is unknown,
 * revoked or too old looks alike.
 */

import { randomUUID } from "node:crypto";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { LANGUAGES, type Language } from "../../../src/model.ts";
import { FAILURE_PAGE, type PageNotice } from "../../../src/ports/page.ts";
import {
  type LinkRead,
  PRIVATE_PATH,
  type PrivateDesk,
  type PrivatePageWords,
  type PrivateRead,
  type Tokens,
} from "../../../src/ports/private.ts";
import { knownAs } from "../fair-turns.ts";
import { FIRST_LANGUAGE } from "../frame.ts";
import { network } from "../network.ts";
import { parseForm } from "../parse-form.ts";
import { browserOf, cookies, csrfOf, isOurs } from "./cookie.ts";
import { MESSAGE_UNITS, privateLimits } from "./limits.ts";
import {
  at,
  doorPage,
  ERASE_PATH,
  erasePage,
  FIELDS,
  LEAVE_PATH,
  type Look,
  NEW_PATH,
  newEntries,
  type PageView,
  type PrivateFrame,
  privatePage,
  tellingPage,
} from "./page.ts";

export interface PrivateRouterParts {
  readonly desks: readonly PrivateDesk[];
  readonly frame: PrivateFrame;
  readonly tokens: Tokens;
  /** The desk is reached by https. */
  readonly isHttps: boolean;
}

/** A browser that was let in. */
interface Inside {
  readonly desk: PrivateDesk;
  /** What its cookie holds, and the hash of it. */
  readonly kept: string;
  readonly browser: string;
  readonly read: PrivateRead;
}

type Said = (notices: PrivatePageWords["notices"]) => PageNotice;

export function privateRouter({ desks, frame, tokens, isHttps }: PrivateRouterParts): Router {
  const kept = cookies(isHttps);
  const limits = privateLimits();
  const router = Router();

  /** @param language - of the case; undefined where none is known */
  const lookOf = ({ query }: Request, language: Language | undefined): Look => {
    const chosen = LANGUAGES.find((known) => known === query[FIELDS.language]);
    return { chosen, shown: chosen ?? language ?? FIRST_LANGUAGE };
  };
  function tell(request: Request, response: Response, status: number, said: Said, about: Telling = {}): void {
    const look = lookOf(request, about.language);
    const notice = said(frame.privateWords[look.shown].page.notices);
    response
      .status(status)
      .type("html")
      .send(tellingPage(frame, look, notice, about.draft));
  }
  function wait(request: Request, response: Response, seconds: number, about: Telling = {}): void {
    response.set("Retry-After", String(seconds));
    tell(request, response, 429, ({ tooMany }) => tooMany(seconds), about);
  }
  const gone = (request: Request, response: Response, draft?: string) =>
    tell(request, response, 404, (notices) => notices.gone, { draft });

  /** Whose case it is nobody can tell while the store is away. */
  function failed(request: Request): string {
    const look = lookOf(request, undefined);
    return tellingPage(frame, look, frame.words[look.shown].notices.failed, field(request, FIELDS.text));
  }

  async function linkAt(token: string, browser: string | undefined): Promise<Found | undefined> {
    if (!LINK_TOKEN.test(token)) return undefined;
    for (const desk of desks) {
      const link = await desk.link(tokens.hashed(token), browser);
      if (link !== undefined) return { desk, link };
    }
    return undefined;
  }
  async function insideOf(request: Request): Promise<Inside | undefined> {
    const own = kept.read(request, "browser");
    const browser = own && tokens.hashed(own);
    if (own === undefined || browser === undefined) return undefined;
    for (const desk of desks) {
      const read = await desk.read(browser);
      if (read === undefined) continue;
      knownAs(request, `private ${browser}`);
      return { desk, kept: own, browser, read };
    }
    return undefined;
  }
  /** Counts what leads nowhere, and after too many says so. */
  async function found(request: Request, response: Response): Promise<Found | undefined> {
    const from = network(request.ip ?? "");
    const seconds = await limits.missed(from);
    if (seconds > 0) return void wait(request, response, seconds);
    const own = kept.read(request, "browser");
    const link = await linkAt(String(request.params.token), own && tokens.hashed(own));
    if (link !== undefined) return link;
    await limits.miss(from);
    return void gone(request, response);
  }
  /** Lets in who brings a form that was made for this browser. */
  async function withForm(request: Request, response: Response): Promise<Inside | undefined> {
    const inside = await insideOf(request);
    const draft = field(request, FIELDS.text);
    if (inside === undefined) return void gone(request, response, draft);
    const seconds = await limits.form(inside.browser);
    if (seconds > 0)
      return void refuse(request, response, inside, { status: 429, said: (n) => n.tooMany(seconds), draft });
    if (isOurs(field(request, FIELDS.csrf), inside.kept)) return inside;
    return void refuse(request, response, inside, { status: 403, said: (notices) => notices.stale, draft });
  }
  const viewOf = (request: Request, { read, kept: own }: Inside, more: Partial<PageView> = {}): PageView => ({
    ...lookOf(request, read.language),
    ...{ read, csrf: csrfOf(own), form: randomUUID(), notice: undefined, draft: "", ...more },
  });
  /** The page again with what was typed and why it was not taken. */
  function refuse(request: Request, response: Response, inside: Inside, { status, said, draft }: Refusal): void {
    const { shown } = lookOf(request, inside.read.language);
    const notice = said(frame.privateWords[shown].page.notices);
    response
      .status(status)
      .type("html")
      .send(privatePage(frame, viewOf(request, inside, { notice, draft })));
  }
  const back = (request: Request, response: Response, language: Language | undefined, anchor = "") =>
    response.redirect(303, `${at(PRIVATE_PATH, lookOf(request, language))}${anchor}`);

  router.use(PRIVATE_PATH, unkept);
  router.get(PRIVATE_PATH, async (request, response) => {
    const inside = await insideOf(request);
    if (inside === undefined) return gone(request, response);
    const { until } = request.query;
    const part = typeof until === "string" ? { until } : {};
    response.type("html").send(privatePage(frame, viewOf(request, inside, part)));
  });
  router.post(PRIVATE_PATH, ...parseForm, async (request, response) => {
    response.locals[FAILURE_PAGE] = () => failed(request);
    const inside = await withForm(request, response);
    if (inside === undefined) return;
    const draft = field(request, FIELDS.text);
    const form = field(request, FIELDS.form);
    const fault = FORM_ID.test(form) ? faultOf(draft) : STALE;
    if (fault !== undefined) return refuse(request, response, inside, { ...fault, draft });
    const became = await inside.desk.write(inside.browser, form, cleaned(draft));
    if (became === "gone") return gone(request, response, draft);
    if (became === "closed") {
      const closed = { ...inside, read: { ...inside.read, isClosed: true } };
      return refuse(request, response, closed, { status: 409, said: (notices) => notices.closed, draft });
    }
    back(request, response, inside.read.language, "#write");
  });
  router.get(NEW_PATH, async (request, response) => {
    const inside = await insideOf(request);
    // The page as a whole says then what is so.
    if (inside === undefined) return void response.set("HX-Refresh", "true").sendStatus(204);
    const seconds = await limits.look(inside.browser);
    if (seconds > 0) return void response.set("Retry-After", String(seconds)).sendStatus(204);
    const { entries, isClosed } = inside.read;
    const shown = String(request.query[FIELDS.after] ?? "");
    const place = entries.findIndex(({ id }) => id === shown);
    const wasClosed = request.query[FIELDS.was] === "closed";
    if ((place === -1 && shown !== "") || (wasClosed && !isClosed))
      return void response.set("HX-Refresh", "true").sendStatus(204);
    const fresh = entries.slice(place + 1);
    if (fresh.length === 0 && wasClosed === isClosed) return void response.sendStatus(204);
    const view = viewOf(request, { ...inside, read: { ...inside.read, entries: fresh } });
    const last = fresh.at(-1)?.id ?? shown;
    response.type("html").send(newEntries(frame, { ...view, last }, wasClosed));
  });
  router.get(ERASE_PATH, async (request, response) => {
    const inside = await insideOf(request);
    if (inside === undefined) return gone(request, response);
    response.type("html").send(erasePage(frame, lookOf(request, inside.read.language), csrfOf(inside.kept)));
  });
  router.post(ERASE_PATH, ...parseForm, async (request, response) => {
    const inside = await withForm(request, response);
    if (inside === undefined) return;
    const became = await inside.desk.erase(inside.browser);
    const { language } = inside.read;
    if (became === "with-case") return tell(request, response, 200, (notices) => notices.eraseWithCase, { language });
    kept.clear(response, "browser");
    tell(request, response, 200, (notices) => notices.erased, { language });
  });
  router.post(LEAVE_PATH, ...parseForm, async (request, response) => {
    const inside = await withForm(request, response);
    if (inside === undefined) return;
    await inside.desk.leave(inside.browser);
    kept.clear(response, "browser");
    tell(request, response, 200, (notices) => notices.left, { language: inside.read.language });
  });
  router.get(`${PRIVATE_PATH}/:token`, async (request, response) => {
    const here = await found(request, response);
    if (here === undefined) return;
    const { kind, language } = here.link;
    if (kind === "own") return back(request, response, undefined);
    if (kind === "elsewhere") return tell(request, response, 409, (notices) => notices.elsewhere, { language });
    const door = kept.read(request, "door") ?? tokens.forBrowser();
    kept.write(response, "door", door);
    const address = `${PRIVATE_PATH}/${String(request.params.token)}`;
    response.type("html").send(doorPage(frame, lookOf(request, language), { address, csrf: csrfOf(door) }));
  });
  router.post(`${PRIVATE_PATH}/:token`, ...parseForm, async (request, response) => {
    const here = await found(request, response);
    if (here === undefined) return;
    const { desk, link } = here;
    const { language } = link;
    if (link.kind === "own") return back(request, response, undefined);
    const door = kept.read(request, "door");
    if (door === undefined || !isOurs(field(request, FIELDS.csrf), door))
      return tell(request, response, 400, (notices) => notices.noCookie, { language });
    const token = String(request.params.token);
    const own = browserOf(door, token);
    if (!(await desk.bind(tokens.hashed(token), tokens.hashed(own))))
      return tell(request, response, 409, (notices) => notices.elsewhere, { language });
    kept.write(response, "browser", own);
    back(request, response, undefined);
  });
  return router;
}

interface Found {
  readonly desk: PrivateDesk;
  readonly link: LinkRead;
}

interface Telling {
  /** Of the case. */
  readonly language?: Language | undefined;
  readonly draft?: string | undefined;
}

interface Refusal {
  readonly status: number;
  readonly said: Said;
  readonly draft: string;
}

/** 128 bits in the alphabet of base64url. */
const LINK_TOKEN = /^[\w-]{22}$/u;
const FORM_ID = /^[0-9a-f-]{36}$/u;

const STALE = { status: 403, said: (({ stale }) => stale) as Said };

/** Why what was typed cannot be taken; undefined where it can. */
function faultOf(typed: string): Omit<Refusal, "draft"> | undefined {
  const text = cleaned(typed);
  if (!/[^\s\p{C}]/u.test(text)) return { status: 422, said: ({ blank }) => blank };
  if (text.length > MESSAGE_UNITS) return { status: 422, said: ({ tooLong }) => tooLong(MESSAGE_UNITS) };
  return undefined;
}

/** PostgreSQL keeps no NUL; a browser sends line ends of its own. */
const cleaned = (typed: string): string => typed.toWellFormed().replaceAll("\0", "").replace(/\r\n?/gu, "\n").trim();

/** Nothing of it is kept by a browser or on the way, found by a search, or told to another site. */
const unkept: RequestHandler = (_request, response, next) => {
  response.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow" });
  next();
};

function field({ body }: Request, name: string): string {
  const form = body as Record<string, unknown>;
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : "";
}
