/**
 * Under which key each thing that staff are shown stands: what has one is shown once and can be changed and taken away.
 */

import type { CaseNumber, MessageId, Post } from "../records.ts";

/** Before the id of the message that carried a staff message's words to a resident. */
const SOURCE = "source:";
/** Before the id of a window that was taken. */
const FORM = "form:";

export const cardKey = (number: CaseNumber): string => `card:${number}`;
export const messageKey = (message: MessageId): string => `message:${message}`;
export const sourceKey = (message: MessageId): string => `${SOURCE}${message}`;
export const formKey = (form: string, id: string): string => `${FORM}${form}:${id}`;

/** What stands somewhere, and so has a key. */
export type KeyedPost = Exclude<Post, { what: "home" | "whisper" | "removal" }>;

export function keyOf(post: KeyedPost): string;
/** @returns undefined for what stands nowhere: a whisper, somebody's own page, a removal */
export function keyOf(post: Post): string | undefined;
export function keyOf(post: Post): string | undefined {
  switch (post.what) {
    case "card":
      return cardKey(post.number);
    case "message":
      return messageKey(post.message);
    case "event":
      return `event:${post.number}:${post.index}`;
    case "recall":
      return `recall:${post.message}:${post.at}`;
    case "digest":
    case "summary":
      return `${post.what}:${post.day}`;
    case "home":
    case "whisper":
    case "removal":
      return undefined;
    default:
      return post satisfies never;
  }
}

/** The case of which a key of {@link keyOf} tells the number: that of its card and of the lines of its record. */
export function numberOf(key: string): CaseNumber | undefined {
  const digits = /^(?:card:|event:(?=\d+:))(\d+)/u.exec(key)?.[1];
  return digits === undefined ? undefined : (Number(digits) as CaseNumber);
}

/** The case whose card stands there; undefined for anything else. */
export const numberOfCard = (key: string | undefined): CaseNumber | undefined =>
  key?.startsWith("card:") ? numberOf(key) : undefined;

export function messageOf(key: string): MessageId | undefined {
  return key.startsWith("message:") ? (key.slice("message:".length) as MessageId) : undefined;
}

export function messageOfSource(key: string): MessageId | undefined {
  return key.startsWith(SOURCE) ? (key.slice(SOURCE.length) as MessageId) : undefined;
}

/** It marks what staff did; nothing of the desk's stands there. */
export const isMark = (key: string): boolean => key.startsWith(SOURCE) || key.startsWith(FORM);
