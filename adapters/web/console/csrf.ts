/**
 * What each form brings to show that it was made by this desk for this browser.
 *
 * It is a digest of the token in the browser's cookie: another site can neither read it nor make it, and a page that is
 * looked at over a shoulder does not tell the token.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { field } from "./forms.ts";
import { CSRF_FIELD } from "./route.ts";

/** @param token - of the session, or of the visitor before */
export function csrfOf(token: string): string {
  return createHash("sha256").update(`form of ${token}`).digest("base64url");
}

export function isOurs(request: Request, token: string): boolean {
  const [given, right] = [Buffer.from(field(request, CSRF_FIELD)), Buffer.from(csrfOf(token))];
  return given.length === right.length && timingSafeEqual(given, right);
}
