/**
 * Which notices of the centre hold: approved by a second person, from their first day to their last.
 */

import type { NoticeState } from "../ports/console/notices.ts";
import type { Records } from "../ports/store.ts";
import type { Notice } from "../records.ts";
import { dayOf } from "./hours.ts";

export function noticeState({ approver, from, until }: Notice, now: number): NoticeState {
  const today = dayOf(now);
  if (until < today) return "over";
  if (approver === undefined) return "waiting";
  return today < from ? "coming" : "current";
}

/** Those that hold at this moment, the latest written first; read anew, so that every process sees the same. */
export async function currentNotices({ notices }: Pick<Records, "notices">, now: number): Promise<Notice[]> {
  const all = await notices.list();
  return all.filter((notice) => noticeState(notice, now) === "current").sort((a, b) => b.changedAt - a.changedAt);
}
