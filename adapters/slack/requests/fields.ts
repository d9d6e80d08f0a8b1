/**
 * What Slack's requests hold, read with care: fields may be missing, and new ones come without notice.
 */

import { createHash } from "node:crypto";
import { peerOf } from "../../../src/ports/staff.ts";
import type { Peer } from "../../../src/records.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** What can stand in a peer or a key: Slack's ids are letters and digits, its message ids digits with a dot. */
const ID = /^[\w.-]{1,64}$/u;

/** Stands for an id where Slack gives none. */
export const hash = (parts: readonly unknown[]): string =>
  `hash-${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 48)}`;

/** `1700000000.123456`, seconds of Slack's clock, as milliseconds; 0 for what is none. */
export function millis(ts: unknown): number {
  const seconds = typeof ts === "string" && /^\d{1,12}(?:\.\d{1,9})?$/u.test(ts) ? Number(ts) : 0;
  return Math.floor(seconds * 1000);
}

export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};
/** Without NUL, which PostgreSQL cannot keep in a text. */
export const text = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "") : "");
export const idIn = (value: unknown): string | undefined => (ID.test(text(value)) ? text(value) : undefined);

/** @throws Error without the words of anybody */
export function needed(value: unknown, what: string): string {
  const id = idIn(value);
  if (id === undefined) throw new Error(`A Slack event has no ${what}`);
  return id;
}

/** As cases and the audit name one of the staff. */
export const staffId = (user: string): string => `slack:${user}`;

export const personOf = (user: string): Peer => (user === "" ? ("" as Peer) : peerOf.person(staffId(user)));

/** Their type is not told everywhere; their ids begin alike. */
export const isDirect = ({ channel, channel_type: type }: Fields): boolean =>
  type === "im" || (type === undefined && text(channel).startsWith("D"));
