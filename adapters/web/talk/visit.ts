/**
 * Whose request it is: by the cookie, or where a browser keeps none, by the token of the form.
 *
 * The page sends no referrer, so browsers tell no origin with a form: what another site cannot have is the token that this
 * server signed for the conversation of the cookie it comes with. No answer to a form without a cookie sets one, else
 * another site could lead somebody into a conversation of its own.
 */

import type { Request } from "express";
import type { SigningKeys, TalkDesk } from "../../../src/ports/talk.ts";
import type { Peer } from "../../../src/records.ts";
import { cookieValues, freshId, setCookie, signed, talkCookie, verified } from "./cookie.ts";
import type { TalkPlace } from "./view.ts";

export interface Visit {
  /** Of the conversation. */
  readonly id: string;
  readonly peer: Peer;
  readonly isCookieless: boolean;
  /** For each form of the page. */
  readonly token: string;
  /** A header that keeps the conversation in the browser; undefined where it takes no cookie. */
  readonly cookie: string | undefined;
}

export interface VisitParts {
  readonly desk: Pick<TalkDesk, "id" | "base" | "keeping">;
  readonly place: TalkPlace;
  readonly keys: SigningKeys;
  /** The desk is reached by https, whatever the last proxy says. */
  readonly isHttps: boolean;
}

export interface Visits {
  /** @returns undefined without a cookie of ours */
  known(request: Request): Visit | undefined;
  /** The same, or a conversation that has not begun. */
  any(request: Request): Visit;
  /** @returns undefined where the form is none of this server for this browser */
  ofForm(request: Request, token: string): Visit | undefined;
}

export function visits({ desk, place, keys, isHttps }: VisitParts): Visits {
  const forCookie = { what: "cookie", desk: desk.id, place } as const;
  const forForm = { what: "form", desk: desk.id, place } as const;
  const isSecure = (request: Request) => isHttps || request.secure;
  const cookieOf = (request: Request) => talkCookie({ desk, place }, isSecure(request));

  function visit(request: Request, id: string, isCookieless: boolean): Visit {
    const maxAgeSeconds = desk.keeping().days * 86_400;
    const options = { ...cookieOf(request), place, maxAgeSeconds, isSecure: isSecure(request) };
    return {
      ...{ id, isCookieless },
      peer: `user:${id}` as Peer,
      token: signed(id, forForm, keys),
      cookie: isCookieless ? undefined : setCookie(signed(id, forCookie, keys), options),
    };
  }

  const broughtBy = (request: Request) => cookieValues(request.headers.cookie, cookieOf(request).name);

  function known(request: Request): Visit | undefined {
    for (const value of broughtBy(request)) {
      const found = verified(value, forCookie, keys);
      if (found !== undefined) return visit(request, found.id, false);
    }
    return undefined;
  }

  return {
    known,
    any: (request) => known(request) ?? visit(request, freshId(), false),
    ofForm(request, token) {
      const form = verified(token, forForm, keys);
      if (form === undefined || isFromElsewhere(request)) return undefined;
      const browser = known(request);
      if (browser !== undefined) return browser.id === form.id ? browser : undefined;
      // A cookie that is none of ours any more: its browser takes cookies, and is given a new one.
      if (broughtBy(request).length > 0) return undefined;
      return visit(request, form.id, true);
    },
  };
}

/** As today's browsers tell of a form over TLS; others, and plain http, tell nothing. */
function isFromElsewhere(request: Request): boolean {
  const site = request.get("Sec-Fetch-Site");
  return site !== undefined && site !== "same-origin" && site !== "none";
}
