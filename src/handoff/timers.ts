/**
 * What the desk does to a case of its own accord, and when.
 *
 * The clock alone moves a case only where nobody is hurt by it: staff are told that an answer is due, and a case whose
 * resident has been silent for two weeks closes, never without notice and never sooner than a notice promised.
 */

import type { Case } from "../records.ts";

const DAY_MS = 86_400_000;
/** After this long in the resident's turn a case closes by itself. */
export const AUTO_CLOSE_MS = 14 * DAY_MS;
/** The notice of it comes this long before. */
export const NOTICE_MS = 3 * DAY_MS;
/** For this long after closing, a case may be reopened and rated. */
export const REOPEN_MS = 14 * DAY_MS;

export type TimedMove =
  | { readonly kind: "remind" }
  | { readonly kind: "escalate" }
  | { readonly kind: "notice" }
  | { readonly kind: "auto-close" };

/** Nobody answered since the case was opened or reopened. */
export function isUnanswered({ state, firstAnsweredAt }: Case): boolean {
  return state !== "closed" && firstAnsweredAt === undefined;
}

/** When the resident is to be told that the case will close; undefined where it is not to be, or was already. */
export function noticeAt({ state, withResidentAt, noticedAt }: Case): number | undefined {
  if (state !== "with-resident" || withResidentAt === undefined || noticedAt !== undefined) return undefined;
  return withResidentAt + AUTO_CLOSE_MS - NOTICE_MS;
}

/** When the case closes by itself: a late notice, such as after an outage, puts it off. */
export function autoCloseAt({ state, withResidentAt, noticedAt }: Case): number | undefined {
  if (state !== "with-resident" || withResidentAt === undefined || noticedAt === undefined) return undefined;
  return Math.max(withResidentAt + AUTO_CLOSE_MS, noticedAt + NOTICE_MS);
}

/**
 * Finds what the desk has to do to a case now.
 *
 * @returns at most one move: who is told that an answer is overdue needs no reminder of it
 */
export function dueMoves(due: Case, now: number): TimedMove[] {
  const isPast = (at: number | undefined) => at !== undefined && at <= now;
  if (isUnanswered(due)) {
    if (isPast(due.dueAt) && due.escalatedAt === undefined) return [{ kind: "escalate" }];
    const isToldAlready = due.remindedAt !== undefined || due.escalatedAt !== undefined;
    return isPast(due.remindAt) && !isToldAlready ? [{ kind: "remind" }] : [];
  }
  if (isPast(noticeAt(due))) return [{ kind: "notice" }];
  return isPast(autoCloseAt(due)) ? [{ kind: "auto-close" }] : [];
}
