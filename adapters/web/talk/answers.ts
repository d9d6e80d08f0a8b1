/**
 * What a browser is sent: the page of a conversation, what is new in it, or why a form was not taken.
 */

import type { Response } from "express";
import type { City, Language } from "../../../src/model.ts";
import type { TalkDesk, TalkRead } from "../../../src/ports/talk.ts";
import type { Saying, Shown } from "../../../src/records.ts";
import { knownAs } from "../fair-turns.ts";
import { FIRST_LANGUAGE, type Frame } from "../frame.ts";
import { chosenCity, chosenLanguage, count, field } from "../receive.ts";
import { LATEST } from "./asking.ts";
import { freshId } from "./cookie.ts";
import { talkEntries } from "./entries.ts";
import { SETTLED_MS } from "./limits.ts";
import { talkPage } from "./page.ts";
import { type Refusal, refusalNotice, refusalStatus } from "./refusal.ts";
import {
  AFTER_FIELD,
  SHOWN_FIELD,
  STATE_FIELD,
  stateOf,
  type TalkPlace,
  type TalkView,
  TEXT_FIELD,
  talkPath,
} from "./view.ts";
import type { Visit } from "./visit.ts";

export interface AnswersParts {
  readonly desk: TalkDesk;
  readonly place: TalkPlace;
  readonly frame: Frame;
}

/** What came in with a form or an address. */
export interface Asked {
  /** The fields, whatever they are. */
  readonly fields: unknown;
  /** By htmx, which puts what it gets into the page. */
  readonly isLive: boolean;
}

export interface Answers {
  /** The whole page. */
  page(response: Response, visit: Visit, options?: PageOptions): Promise<void>;
  /** What came of a form that was taken, once the desk has answered. @param left - see `TalkForm` */
  sent(response: Response, visit: Visit, asked: Asked & { readonly left: string }): Promise<void>;
  /** What is new, or 204. */
  news(response: Response, visit: Visit, fields: unknown): Promise<void>;
  refused(response: Response, visit: Visit, refused: Asked & Refused): Promise<void>;
}

interface PageOptions {
  readonly city?: City["id"] | undefined;
  readonly language?: Language | undefined;
  readonly until?: number | undefined;
  readonly isSent?: boolean;
  readonly isOfButton?: boolean;
  readonly left?: string;
  readonly refused?: Refused;
  /** Of the page that asks. */
  readonly shown?: Language | undefined;
}

interface Refused {
  readonly refusal: Refusal;
  readonly draft: string;
}

export function answers({ desk, place, frame }: AnswersParts): Answers {
  const { cities } = frame;

  async function viewOf(visit: Visit, read: TalkRead, options: PageOptions): Promise<TalkView> {
    const { city = read.city, language = read.language, until, isSent = false, refused } = options;
    const { isOfButton = false, left = "" } = options;
    return {
      ...{ ...read, place, city, language, until, isSent, isOfButton, isAnew: false },
      shown: language ?? spoken(read.entries) ?? options.shown ?? FIRST_LANGUAGE,
      base: desk.base,
      deskName: desk.name(),
      token: visit.token,
      formId: freshId(),
      isCookieless: visit.isCookieless,
      notices: read.last === 0 ? await desk.notices() : [],
      keeping: desk.keeping(),
      notice: refused && refusalNotice(refused.refusal, cities),
      draft: refused?.draft ?? left,
    };
  }

  /** The new ones of a view of all; where the last that the browser shows is gone, all of them in place of what it shows. */
  function behind(view: TalkView, fields: unknown): TalkView {
    const after = seqOf(fields);
    const isAnew = after > 0 && view.entries.every(({ seq }) => seq !== after);
    return isAnew ? { ...view, isAnew } : { ...view, entries: view.entries.filter(({ seq }) => seq > after) };
  }

  /** A cookie that anybody may send counts for a conversation only once there is one. */
  function met({ req }: Response, { peer, isCookieless }: Visit, { last }: Pick<TalkRead, "last">): void {
    if (last > 0 && !isCookieless) knownAs(req, `talk ${desk.id} ${peer}`);
  }

  async function page(response: Response, visit: Visit, options: PageOptions = {}): Promise<void> {
    const read = await desk.read(visit.peer);
    met(response, visit, read);
    const view = await viewOf(visit, read, options);
    if (visit.cookie !== undefined) response.append("Set-Cookie", visit.cookie);
    // May be kept by the browser, so that "back" shows the page without asking again, but is never shared.
    response.type("html").set("Cache-Control", "private, no-cache").send(talkPage(frame, view));
  }

  /** Pieces for htmx; where all words of the page change, it is to load the page anew. */
  async function pieces(response: Response, visit: Visit, { fields }: Asked, refused?: Refused): Promise<void> {
    const before = chosenLanguage(fields, SHOWN_FIELD);
    const isOfButton = field(fields, TEXT_FIELD) === undefined;
    const options = { isSent: true, isOfButton, shown: before, ...(refused && { refused }) };
    const view = await viewOf(visit, await desk.read(visit.peer), options);
    if (visit.cookie !== undefined) response.append("Set-Cookie", visit.cookie);
    const isOther = before !== undefined && before !== view.shown && refused === undefined;
    if (isOther && !visit.isCookieless) response.set("HX-Refresh", "true");
    response
      .type("html")
      .set("Cache-Control", "no-store")
      .send(talkEntries(frame, behind(view, fields)));
  }

  return {
    page,
    async sent(response, visit, asked) {
      await desk.settled(visit.peer, SETTLED_MS);
      if (asked.isLive) return pieces(response, visit, asked);
      // Not led on where that would lose words: sent again, the form is known by its id.
      const { left } = asked;
      if (visit.isCookieless || left !== "") return page(response, visit, { isSent: true, left });
      if (visit.cookie !== undefined) response.append("Set-Cookie", visit.cookie);
      response.redirect(303, `${talkPath({ base: desk.base, place })}#${LATEST}`);
    },
    async news(response, visit, fields) {
      response.set("Cache-Control", "no-store");
      const after = seqOf(fields);
      const { entries, ...now } = await desk.read(visit.peer, after);
      met(response, visit, now);
      const isGone = now.last < after;
      if (entries.length === 0 && !isGone && stateOf(now) === field(fields, STATE_FIELD)) {
        return void response.status(204).end();
      }
      const view = await viewOf(visit, await desk.read(visit.peer), {});
      response.type("html").send(talkEntries(frame, behind(view, fields)));
    },
    async refused(response, visit, { fields, isLive, ...refused }) {
      const { refusal } = refused;
      if (refusal.kind === "too-many") response.set("Retry-After", String(refusal.seconds));
      // A page that is shown goes on as it is: what is said beside its form is an answer like any other.
      if (isLive) return pieces(response, visit, { fields, isLive }, refused);
      response.status(refusalStatus(refusal));
      const chosen = { city: chosenCity(fields, cities), language: chosenLanguage(fields) };
      await page(response, visit, { ...chosen, refused, shown: chosenLanguage(fields, SHOWN_FIELD) });
    },
  };
}

/** Of the entry that the browser shows last; whatever is no such number shows none. */
const seqOf = (fields: unknown): number => count(fields, AFTER_FIELD) ?? 0;

/** The language in which the desk spoke last. */
function spoken(entries: readonly Shown[]): Language | undefined {
  const said = entries.findLast(({ what }) => what.by === "desk" && what.sayings.length > 0);
  return said?.what.by === "desk" ? said.what.sayings.map(languageOf).at(-1) : undefined;
}

const languageOf = (saying: Saying): Language => (saying.kind === "bundle" ? saying.reply.language : saying.language);
