/**
 * The cookies of the console: the session, what a browser keeps before it is signed in, and what it is known by after.
 *
 * All are for the console's own addresses, out of reach of scripts, and sent with no form of another site.
 */

import { randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";

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
  const options = ({ secure }: Request): CookieOptions => ({
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps || secure,
    path: "/console",
  });
  return {
    read({ headers }, name) {
      const begin = `${COOKIES[name]}=`;
      const found = headers.cookie?.split(/;\s*/u).find((one) => one.startsWith(begin));
      const value = found?.slice(begin.length);
      return value !== undefined && /^[\w.~-]+$/u.test(value) && value.length <= LONGEST ? value : undefined;
    },
    write(request, response, name, value) {
      const maxAge = LIVES[name];
      response.cookie(COOKIES[name], value, { ...options(request), ...(maxAge !== undefined && { maxAge }) });
    },
    clear(request, response, name) {
      response.clearCookie(COOKIES[name], options(request));
    },
  };
}

export const newVisitor = (): string => randomBytes(32).toString("base64url");
