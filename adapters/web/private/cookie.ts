/**
 * What a browser keeps of the private page, and what its forms bring to show that they were made for it.
 *
 * Before a link is opened a browser is given a random `door`. What it is let in by afterwards is made of the door and the
 * link's token, so that a button pressed twice opens once, and neither of the two alone is worth anything.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { PRIVATE_PATH } from "../../../src/ports/private.ts";
import { hostCookie } from "../host-cookie.ts";
import { cookieValues } from "../talk/cookie.ts";

const NAMES = { door: "madoguchi_private_door", browser: "madoguchi_private" } as const;
type CookieName = keyof typeof NAMES;

/** 256 bits in the alphabet of base64url. */
const TOKEN = /^[\w-]{43}$/u;
const LIVES: Readonly<Record<CookieName, number>> = { door: 3_600_000, browser: 30 * 86_400_000 };

export interface Cookies {
  /** Undefined where the browser sent none, or none that can be ours. */
  read(request: Request, name: CookieName): string | undefined;
  write(response: Response, name: CookieName, value: string): void;
  clear(response: Response, name: CookieName): void;
}

/** @param isHttps - the desk is reached by https */
export function cookies(isHttps: boolean): Cookies {
  const options = { httpOnly: true, sameSite: "lax", secure: isHttps } satisfies CookieOptions;
  const own = (which: CookieName) => hostCookie({ name: NAMES[which], path: PRIVATE_PATH }, isHttps);
  return {
    read: ({ headers }, which) => cookieValues(headers.cookie, own(which).name).find((value) => TOKEN.test(value)),
    write(response, which, value) {
      const { name, path } = own(which);
      response.cookie(name, value, { ...options, path, maxAge: LIVES[which] });
    },
    clear(response, which) {
      const { name, path } = own(which);
      response.clearCookie(name, { ...options, path });
    },
  };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** By which a browser is let in that opened this link through this door. */
export const browserOf = (door: string, token: string): string => digest(`browser of ${door} and ${token}`);

/** Stands in every form that is made for who keeps this. */
export const csrfOf = (kept: string): string => digest(`form of ${kept}`);

export function isOurs(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(csrfOf(kept))];
  return a.length === b.length && timingSafeEqual(a, b);
}
