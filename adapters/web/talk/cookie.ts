/**
 * Who sent a form and which conversation a browser goes on with: ids that this server signed.
 *
 * The id of a conversation is 128 random bits, and whoever has a signed one has the conversation: it is never part of an
 * address, and what is signed for a cookie is good for no form, for no other desk and for no other place.
 */

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SigningKeys, TalkDesk } from "../../../src/ports/talk.ts";
import type { DeskId } from "../../../src/records.ts";
import { type HostCookie, hostCookie } from "../host-cookie.ts";
import { type TalkPlace, talkPath } from "./view.ts";

/** What an id is signed for. */
export interface Purpose {
  readonly what: "cookie" | "form";
  readonly desk: DeskId;
  readonly place: TalkPlace;
}

export interface Verified {
  readonly id: string;
  /** By the newest key: any other is soon no longer known. */
  readonly isCurrent: boolean;
}

const COOKIE_NAMES: Readonly<Record<TalkPlace, string>> = { page: "madoguchi", widget: "madoguchi-widget" };

export interface KeptBy {
  readonly desk: Pick<TalkDesk, "id" | "base">;
  readonly place: TalkPlace;
}

/** Over TLS all cookies go to all paths, so where there are several desks each has a name of its own. */
export function talkCookie({ desk: { id, base }, place }: KeptBy, isSecure: boolean): HostCookie {
  const name = isSecure && base !== "" ? `${COOKIE_NAMES[place]}.${id}` : COOKIE_NAMES[place];
  return hostCookie({ name, path: talkPath({ base, place }) }, isSecure);
}

/** 128 bits as 22 characters. */
export const freshId = (): string => randomBytes(16).toString("base64url");

const ID = /^[\w-]{22}$/u;

export function signed(id: string, purpose: Purpose, keys: SigningKeys): string {
  return `${id}.${mac(id, purpose, keys.keys()[0])}`;
}

/** @returns undefined for anything that was not signed here for this purpose */
export function verified(text: string, purpose: Purpose, keys: SigningKeys): Verified | undefined {
  const [id = "", given = "", ...more] = text.split(".");
  if (!ID.test(id) || more.length > 0) return undefined;
  const by = keys.keys().findIndex((key) => isSame(given, mac(id, purpose, key)));
  return by === -1 ? undefined : { id, isCurrent: by === 0 };
}

const mac = (id: string, { what, desk, place }: Purpose, key: string): string =>
  createHmac("sha256", key).update([what, desk, place, id].join("|")).digest("base64url");

/** Without telling by its time how much of a forged one is right. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The event that a form means: sent twice, it is the same; whatever else is sent, it is another. */
export function eventIdOf(conversation: string, formId: string, content: string): string {
  return `web-${createHash("sha256")
    .update(JSON.stringify([conversation, formId, content]))
    .digest("hex")
    .slice(0, 40)}`;
}

/** All values of a cookie in a request's header, in its order. */
export function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at !== -1 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
}

export interface CookieOptions extends HostCookie {
  readonly place: TalkPlace;
  readonly maxAgeSeconds: number;
  /** Is reached over TLS. */
  readonly isSecure: boolean;
}

/** The header that keeps a value in the browser. In a frame on another site it is kept for that site alone. */
export function setCookie(value: string, { place, name, path, maxAgeSeconds, isSecure }: CookieOptions): string {
  const site = place === "widget" ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
  const secure = place === "page" && isSecure ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; ${site}${secure}`;
}
