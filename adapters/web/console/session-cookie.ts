/**
 * The cookies of the console: the session, what a browser keeps before it is signed in, and what it is known by after.
 *
 * All are for the console's own addresses (over TLS: for this very host), out of reach of scripts, and sent with no form
 * of another site.
 */

import { randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { hostCookie } from "../host-cookie.ts";

export const COOKIES = {
  session: "madoguchi_console",
  /** Before signing in: binds the form to the browser that was given it. */
  visitor: "madoguchi_console_visitor",
  /** Who signed in here before, in a digest: see `Attempt`. */
  known: "madoguchi_console_known",
  /** On the way to the identity provider and back. */
  elsewhere: "madoguchi_console_elsewhere",
} as const;
export type CookieName = keyof typeof COOKIES;

/** A little more than a year's holidays: who signs in now and then stays known. */
const KNOWN_MS = 180 * 24 * 3_600_000;
const ELSEWHERE_MS = 10 * 60_000;
const LIVES: Readonly<Record<CookieName, number | undefined>> = {
  session: undefined,
  visitor: undefined,
  known: KNOWN_MS,
  elsewhere: ELSEWHERE_MS,
};
const LONGEST = 2_000;

export interface Cookies {
  /** Undefined where the browser sent none, or none that can be ours. */
  read(request: Request, name: CookieName): string | undefined;
  write(request: Request, response: Response, name: CookieName, value: string): void;
  clear(request: Request, response: Response, name: CookieName): void;
}

/** @param isHttps - the desk is reached by https whatever the last proxy says */
export function cookies(isHttps: boolean): Cookies {
  const isSecure = ({ secure }: Request): boolean => isHttps || secure;
  const own = (request: Request, which: CookieName) =>
    hostCookie({ name: COOKIES[which], path: "/console" }, isSecure(request));
  const options = (request: Request, path: string): CookieOptions => {
    return { httpOnly: true, sameSite: "lax", secure: isSecure(request), path };
  };
  return {
    read(request, which) {
      const begin = `${own(request, which).name}=`;
      const found = request.headers.cookie?.split(/;\s*/u).find((one) => one.startsWith(begin));
      const value = found?.slice(begin.length);
      return value !== undefined && /^[\w.~-]+$/u.test(value) && value.length <= LONGEST ? value : undefined;
    },
    write(request, response, which, value) {
      const { name, path } = own(request, which);
      const maxAge = LIVES[which];
      response.cookie(name, value, { ...options(request, path), ...(maxAge !== undefined && { maxAge }) });
    },
    clear(request, response, which) {
      const { name, path } = own(request, which);
      response.clearCookie(name, options(request, path));
    },
  };
}

export const newVisitor = (): string => randomBytes(32).toString("base64url");
